"""A reader compares: side by side, in the claim table, and by notes that stand at their line."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import STORY

COMPARE = f"/{STORY}/compare/"
THREE = "slay-news,the-post-weighing-strikes,unnamed-drone-strikes"


def columns(page: Page) -> list[str]:
    return page.locator(".column:visible").evaluate_all("all => all.map(column => column.dataset.article)")


def test_the_address_holds_the_whole_view(page: Page) -> None:
    """An address that names articles and a claim shows them to whoever opens it."""
    page.goto(f"{COMPARE}?articles={THREE}&claim=people-killed")
    assert sorted(columns(page)) == sorted(THREE.split(","))
    expect(page.locator("[data-chosen]")).to_contain_text("have killed people")
    expect(page.locator("#column_the-post-weighing-strikes .cell:visible")).to_contain_text("11 people")
    expect(
        page.locator("#column_the-post-weighing-strikes mark.is-chosen", has_text="killing all 11")
    ).to_be_in_viewport()
    expect(page.locator("#column_slay-news .cell:visible")).to_contain_text("checked, not there")


def test_a_chosen_claim_brings_its_passage_into_view_in_every_column(page: Page) -> None:
    """A click on a claim moves each column to its passage, and the way back leads back."""
    page.goto(f"{COMPARE}?articles=slay-news,unnamed-drone-strikes")
    page.get_by_text("Choose a claim").click()
    page.get_by_role("link", name="US forces have struck boats near Venezuela.").click()
    expect(page).to_have_url(re.compile("articles=slay-news,unnamed-drone-strikes&claim=boats-struck"))
    for words in ("three military strikes against", "has sunk at least three ships"):
        expect(page.locator("mark.is-chosen:visible", has_text=words)).to_be_in_viewport()
    page.go_back()
    expect(page.locator("mark.is-chosen")).to_have_count(0)


def test_a_click_on_a_passage_chooses_its_claim(page: Page) -> None:
    """A marked passage leads to the same claim in the other column."""
    page.goto(f"{COMPARE}?articles=slay-news,unnamed-drone-strikes")
    left, top = page.locator("#column_slay-news mark", has_text="three military strikes").evaluate(
        """mark => {
            mark.scrollIntoView({ block: "center" });
            const first = mark.getClientRects()[0];
            return [first.x, first.y];
        }"""
    )
    page.mouse.click(left + 4, top + 8)
    expect(page).to_have_url(re.compile("claim=boats-struck"))
    expect(page.locator("#column_unnamed-drone-strikes mark.is-chosen")).not_to_have_count(0)


def test_articles_are_chosen_by_links_and_never_more_than_three(page: Page) -> None:
    """A link adds its article; a fourth takes the place of the last; two stay at least."""
    page.goto(f"{COMPARE}?articles={THREE}")
    page.get_by_role("navigation", name="Articles to compare").get_by_role(
        "link", name="Outlet not named, 31 Oct"
    ).click()
    assert len(columns(page)) == 3 and "unnamed-within-hours" in columns(page)
    for name in ("Outlet not named, 31 Oct", "Slay News"):
        page.get_by_role("navigation", name="Articles to compare").get_by_role("link", name=name).click()
    assert len(columns(page)) == 2


def test_side_by_side_can_be_read_without_javascript(browser: Browser, address: str) -> None:
    """With scripts off every article stands in a column, and each claim leads to its page."""
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(COMPARE)
    assert len(columns(page)) == 5
    page.get_by_text("Choose a claim").click()
    page.get_by_role("link", name="US forces have struck boats near Venezuela.").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("US forces have struck boats near Venezuela.")
    context.close()


def shown_claims(page: Page) -> list[str]:
    return page.locator("table.claims tbody tr:visible").evaluate_all("all => all.map(row => row.id)")


def test_the_claim_table_shows_what_one_article_alone_carries(page: Page) -> None:
    """A reader keeps the lone claims, then those of one outlet; the address brings the same rows again."""
    page.goto(f"/{STORY}/")
    whole = shown_claims(page)
    page.get_by_label("Show").select_option("alone")
    alone = shown_claims(page)
    assert 0 < len(alone) < len(whole)
    for row in alone:
        assert page.locator(f"#{row} td:not(.none)").count() == 1
    page.get_by_label("Carried by").select_option(label="The Post, 5 Sept")
    kept = shown_claims(page)
    assert 0 < len(kept) < len(alone)
    page.reload()
    assert shown_claims(page) == kept
    page.get_by_role("button", name="show all").click()
    expect(page.locator("[data-count]")).to_have_text("")
    assert shown_claims(page) == whole


def test_the_claim_table_is_found_in_and_put_in_order(page: Page) -> None:
    """Words narrow the table, an order arranges it, and words that stand nowhere say so."""
    page.goto(f"/{STORY}/#claims")
    page.get_by_label("Order").select_option("most")
    carried = page.locator("table.claims tbody tr").evaluate_all(
        "all => all.map(r => r.querySelectorAll('td:not(.none)').length)"
    )
    assert carried == sorted(carried, reverse=True)
    page.get_by_label("Find").fill("warships")
    expect(page.locator("table.claims tbody tr:visible")).to_have_count(1)
    page.get_by_label("Find").fill("xylophone")
    expect(page.locator("[data-count]")).to_have_text("no claim is like that")


def note_boxes(page: Page) -> list[dict[str, float]]:
    return page.locator(".row .note:visible").evaluate_all(
        """all => all.map(note => {
            const mark = document.getElementById(note.id.slice(5)).getClientRects()[0];
            const { top, bottom, left } = note.getBoundingClientRect();
            return { top, bottom, left, line: mark.top, right: mark.right };
        }).sort((one, other) => one.top - other.top)"""
    )


@pytest.mark.parametrize("article", ["slay-news", "the-post-weighing-strikes"])
@pytest.mark.parametrize("width", [1024, 1440])
def test_notes_stand_beside_their_lines_and_never_collide(page: Page, article: str, width: int) -> None:
    """On a wide screen no note covers another one or the text, and each is within reach of its words."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/{STORY}/{article}/")
    page.wait_for_selector(".text.placed")
    boxes = note_boxes(page)
    assert len(boxes) > 50
    for above, below in pairwise(boxes):
        assert above["bottom"] <= below["top"] + 0.5
    assert all(box["left"] > box["right"] for box in boxes)
    assert max(abs(box["top"] - box["line"]) for box in boxes) < 450


def test_the_note_that_is_read_stands_at_its_line(page: Page) -> None:
    """The others give way to the note that the reader has opened."""
    page.goto(f"/{STORY}/the-post-weighing-strikes/")
    page.wait_for_selector(".text.placed")
    for _ in range(40):
        page.keyboard.press("n")
    expect(page.locator(".note.is-current .who")).to_be_visible()
    page.wait_for_function(
        """() => {
            const line = document.querySelector("mark.is-current").getClientRects()[0].top;
            return Math.abs(document.querySelector(".note.is-current").getBoundingClientRect().top - line) < 12;
        }"""
    )
    boxes = note_boxes(page)
    assert all(above["bottom"] <= below["top"] + 0.5 for above, below in pairwise(boxes))


def test_a_key_that_is_held_passes_every_note_once(page: Page) -> None:
    """However fast the key comes, each press leads to the next note."""
    page.goto(f"/{STORY}/the-post-weighing-strikes/")
    page.wait_for_selector(".text.placed")
    seen = []
    for _ in range(30):
        page.keyboard.press("n")
        seen.append(page.locator(".note.is-current").get_attribute("id"))
    assert len(set(seen)) == 30


def test_a_note_says_where_to_suggest_a_change(page: Page) -> None:
    """Each note leads to the way of correcting it, where its file is named."""
    page.goto(f"/{STORY}/slay-news/")
    note = page.locator(".row .note").first
    note.locator("summary").click()
    note.get_by_role("link", name="suggest a change").click()
    expect(page.get_by_role("heading", name="Correct a mark")).to_be_in_viewport()
    expect(page.locator("main")).to_contain_text(f"stands in annotations/{STORY}/slay-news/")


def test_what_is_missing_leads_to_the_place_where_it_is_missing(page: Page) -> None:
    """A task of the story page opens the article at the paragraph it asks about."""
    page.goto(f"/{STORY}/#contribute")
    page.get_by_text("Sentences with a verb of saying and no source mark").click()
    task = page.locator(".tasks[open] li").first
    cue = re.search("“(.+?)”", task.inner_text())[1]
    task.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"#p_\d+$"))
    expect(page.locator(page.url[page.url.index("#") :])).to_contain_text(cue)


def test_an_article_rests_when_nobody_moves_it(page: Page) -> None:
    """A page that is only read asks nothing of the machine: no class changes once it stands."""
    page.goto(f"/{STORY}/slay-news/")
    page.wait_for_selector(".text.placed")
    page.wait_for_timeout(500)
    changes = page.evaluate(
        """() => new Promise(done => {
            let changes = 0;
            new MutationObserver(all => { changes += all.length; })
                .observe(document.querySelector(".text"), { attributes: true, subtree: true });
            setTimeout(() => done(changes), 500);
        })"""
    )
    assert changes == 0


def test_an_address_with_a_broken_fragment_still_has_its_keys(page: Page) -> None:
    """A fragment that cannot be read costs nothing else."""
    page.goto(f"/{STORY}/slay-news/#100%")
    page.keyboard.press("n")
    expect(page.locator(".note.is-current")).to_be_visible()


@pytest.mark.parametrize("article", ["the-post-drafting-plans", "unnamed-within-hours"])
def test_read_first_shows_the_text_as_the_outlet_printed_it(page: Page, article: str) -> None:
    """No underline, tint or note is left, where layers share words, too."""
    page.goto(f"/{STORY}/{article}/")
    page.get_by_label("Read first").check()
    left = page.locator("mark[data-ann]").evaluate_all(
        """all => all.filter(mark => {
            const { textDecorationColor, backgroundColor, boxShadow, borderBottomColor, borderBottomWidth } =
                getComputedStyle(mark);
            const clear = colour => colour === "rgba(0, 0, 0, 0)";
            return !clear(textDecorationColor) || !clear(backgroundColor) || boxShadow !== "none"
                || (borderBottomWidth !== "0px" && !clear(borderBottomColor));
        }).map(mark => mark.textContent)"""
    )
    assert left == []
    expect(page.locator(".row .note:visible")).to_have_count(0)


def test_the_way_back_leads_to_the_rows_that_the_address_names(page: Page) -> None:
    """Rows that were narrowed before a click are narrowed again on the way back."""
    page.goto(f"/{STORY}/")
    page.get_by_label("Show").select_option("disputed")
    narrowed = shown_claims(page)
    page.locator("table.claims tbody tr:visible th a").first.click()
    page.go_back()
    page.wait_for_function("document.querySelector('[data-count]').textContent !== ''")
    assert shown_claims(page) == narrowed


def test_keys_lead_from_claim_to_claim_in_every_column(page: Page) -> None:
    """Side by side can be read with two keys."""
    page.goto(COMPARE)
    page.keyboard.press("n")
    first = page.locator("[data-chosen]").inner_text()
    page.keyboard.press("n")
    assert page.locator("[data-chosen]").inner_text() != first
    page.keyboard.press("p")
    assert page.locator("[data-chosen]").inner_text() == first


def test_a_first_tab_offers_to_skip_to_the_content(page: Page) -> None:
    """Who uses the keyboard need not pass the header on any page of the corpus."""
    for path in (f"/{STORY}/", f"/{STORY}/slay-news/", COMPARE, f"/{STORY}/evidence/"):
        page.goto(path)
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to content")
        page.keyboard.press("Enter")
        expect(page.locator("#main_text")).to_be_focused()
