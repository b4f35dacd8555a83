"""A reader narrows the evidence: by keyboard, by address, without scripts, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import STORY

EVIDENCE = f"/{STORY}/evidence/"
ALL = 449
ROWS = "table.annotations tbody tr:visible"


def count(page: Page) -> int:
    return page.locator(ROWS).count()


def said(page: Page) -> str:
    return page.locator("[data-count]").inner_text()


def test_filters_by_keyboard_narrow_the_table_and_the_address_keeps_them(page: Page) -> None:
    """A box is checked with the space bar; a reload and a way back show the same rows."""
    page.goto(EVIDENCE)
    assert count(page) == ALL and said(page) == f"{ALL} annotations"
    page.get_by_label("Slay News").focus()
    page.keyboard.press("Space")
    narrowed = count(page)
    assert 0 < narrowed < ALL and said(page) == f"{narrowed} of {ALL} annotations"
    page.get_by_label(re.compile("^framing")).focus()
    page.keyboard.press("Space")
    chosen = count(page)
    assert 0 < chosen < narrowed
    assert set(page.locator(ROWS).evaluate_all("all => all.map(row => row.dataset.kind + row.dataset.article)")) == {
        "framingslay-news"
    }
    expect(page).to_have_url(re.compile(r"\?article=slay-news&kind=framing$"))
    page.reload()
    assert count(page) == chosen
    page.locator(f"{ROWS} a:has(q)").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{STORY}/slay-news/#"))
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(chosen)
    assert page.get_by_label("Slay News").is_checked()


def test_a_number_beside_a_value_tells_what_choosing_it_would_show(page: Page) -> None:
    """Counts follow the other filters; within one facet values add up."""
    page.goto(f"{EVIDENCE}?kind=claim")
    box = page.locator('input[name=article][value="slay-news"]')
    promised = int(box.locator("xpath=../span[@class='n']").inner_text())
    box.check()
    assert count(page) == promised
    page.locator('input[name=kind][value="source"]').check()
    assert count(page) > promised


def test_words_are_found_as_a_person_types_them(page: Page) -> None:
    """Straight quotation marks find curly ones, in quotes and in notes, in small letters."""
    page.goto(EVIDENCE)
    page.get_by_label("Words in the quote or the note").fill("trump's")
    expect(page.locator("[data-count]")).to_have_text(re.compile(rf"^\d+ of {ALL} annotations$"))
    shown = page.locator(ROWS).evaluate_all("all => all.map(row => row.cells[3].textContent.toLowerCase())")
    assert shown and all("trump’s" in words or "trump's" in words for words in shown)
    expect(page).to_have_url(re.compile(r"\?q=trump%27s$"))


def test_nothing_found_offers_to_clear_the_filters(page: Page) -> None:
    """The table gives way to a sentence with a button, which brings every row back."""
    page.goto(f"{EVIDENCE}?kind=source&stance=omits")
    expect(page.get_by_text("No annotation has all that.")).to_be_visible()
    expect(page.locator("table.annotations")).to_be_hidden()
    assert said(page) == f"0 of {ALL} annotations"
    page.get_by_role("button", name="Clear filters").click()
    assert count(page) == ALL
    expect(page).to_have_url(re.compile(f"{EVIDENCE}$"))
    expect(page.get_by_label("Words in the quote or the note")).to_be_focused()


def test_a_column_sorts_both_ways_and_says_so(page: Page) -> None:
    """The head of the column is a button; the address keeps the order."""
    page.goto(EVIDENCE)
    first = page.locator("table.annotations tbody tr").first
    head = page.get_by_role("columnheader", name="What")
    button = head.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    ascending = first.get_attribute("id")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    descending = first.get_attribute("id")
    assert ascending != descending
    page.reload()
    assert first.get_attribute("id") == descending
    assert count(page) == ALL


def test_an_address_that_names_what_is_not_there_shows_the_whole_table(page: Page) -> None:
    """A value that has gone and a column that never was are not filters."""
    page.goto(f"{EVIDENCE}?article=gone&sort=nothing")
    assert count(page) == ALL


@pytest.mark.parametrize("width", [320, 390, 768, 1216, 1280, 1440])
def test_the_table_never_scrolls_sideways(page: Page, width: int) -> None:
    """Where there is no room, each row is a list with a label before every value."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(EVIDENCE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "(box => box.scrollWidth <= box.clientWidth)(document.querySelector('.evidence-page .scroll'))"
    )
    label = page.evaluate("getComputedStyle(document.querySelector('tbody td:nth-child(4)'), '::before').content")
    assert label == ('"The words"' if width <= 1216 else "none")


def test_without_scripts_every_row_is_there_and_no_dead_filter(browser: Browser, address: str) -> None:
    """The table is whole; what would not work is not shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + EVIDENCE)
    assert count(page) == ALL
    assert not page.locator(".evidence-page input:visible").count()
    context.close()


def test_paper_shows_the_rows_that_were_chosen(page: Page) -> None:
    """The filters are not printed, what was chosen is said."""
    page.goto(f"{EVIDENCE}?article=slay-news&stance=omits")
    page.emulate_media(media="print")
    assert 0 < count(page) < 50
    expect(page.locator("[data-chosen]")).to_have_text("Slay News; checked, not there")
    expect(page.locator("[data-filters]")).to_be_hidden()


def test_a_citation_is_copied_as_it_is_read(page: Page) -> None:
    """The button copies the words of the citation and says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/{STORY}/slay-news/")
    page.get_by_role("button", name="Copy the citation of the annotations").click()
    expect(page.locator(".cite [role=status]").last).to_have_text("copied")
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith("rashomon. Annotations of “U.S Military Moving") and "CC BY 4.0" in words


def test_the_downloads_of_an_article_are_there(page: Page) -> None:
    """Each link of the section leads to a file."""
    page.goto(f"/{STORY}/slay-news/")
    found = page.locator(".downloads a[download]").evaluate_all("all => all.map(link => link.href)")
    assert [name.rpartition("/")[2] for name in found] == ["article.txt", "annotations.csv", "annotations.jsonld"]
    assert all(page.request.get(name).ok for name in found)
