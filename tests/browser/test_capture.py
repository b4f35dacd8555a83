"""A reader selects words, says what they are, and gets a file that the check takes: by mouse, by keys, by touch."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.capture import (
    ARTICLE,
    begin,
    checked,
    choose,
    finish,
    highlight,
    select,
    served,
    unsearched,
    untidy,
)
from tests.browser.conftest import STORY

WORDS = "as these plans are not intended for public consumption"
TWICE = "Venezuela"
ABSENT = "concessions-offered"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Every test of this file runs under the strict policy; a breach is an error on the console, and fails."""
    with served(site) as address:
        yield address


def test_from_the_article_to_a_checked_file_with_the_mouse(page: Page, tmp_path: Path) -> None:
    """Select, press the button, four choices, a handle: the file passes the check."""
    page.goto(ARTICLE)
    begin(page, WORDS)
    expect(page.locator("#capture-quote")).to_have_value(WORDS)
    expect(page.locator(".capture")).to_contain_text("They stand once: paragraph 4.")
    choose(page, kind="claim", claim="strikes-within-weeks", stance="attributes", source="nbc-four")
    text = finish(page)
    assert text.startswith("# yaml-language-server: $schema=../annotation.schema.json\nby: ada\non: 20")
    assert f"quote: {WORDS}\n" in text
    assert not checked(tmp_path, text)


def test_from_the_article_to_a_checked_file_with_the_keyboard_alone(page: Page, tmp_path: Path) -> None:
    """The words are typed into the box; Tab, arrows, space and Enter do the rest."""
    page.goto(ARTICLE)
    page.keyboard.press("m")
    expect(page.get_by_role("dialog", name="Suggest a mark")).to_be_visible()
    expect(page.locator("#capture-quote")).to_be_focused()
    page.keyboard.type("as these plans are not intended")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[name=capture-kind]:checked")).to_have_value("claim")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=capture-kind]:checked")).to_have_value("framing")
    page.keyboard.press("Tab")
    page.keyboard.type("hedged")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[name=capture-label]:checked")).to_have_value("hedged-wording")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Make the file")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your file")).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(page.locator("#capture-handle")).to_be_focused()
    page.keyboard.type("grace")
    text = page.locator(".capture pre").text_content() or ""
    assert "label: hedged-wording" in text and "voice: outlet" in text
    assert not checked(tmp_path, text)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Suggest a mark"


def test_from_the_article_to_a_checked_file_by_touch(browser: Browser, address: str, tmp_path: Path) -> None:
    """After a long press the button stands at the bottom of the window, away from the system's own."""
    context = browser.new_context(
        base_url=address, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(ARTICLE)
    page.touchscreen.tap(200, 400)
    highlight(page, WORDS)
    button = page.get_by_role("button", name="Mark these words")
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box and box["y"] > 700 and box["height"] >= 44 and box["width"] >= 200
    button.tap()
    choose(page, kind="source")
    page.locator("[name=capture-source][value=nbc-four]").tap()
    choose(page, cue="REQUESTED", form="indirect")
    text = finish(page)
    assert not checked(tmp_path, text)
    page.locator(".capture").get_by_role("button", name="Edit").tap()
    highlight(page, "Sources indicate")
    page.evaluate("dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch' }))")
    highlight(page, "Sources indicate")
    expect(button).to_be_visible()
    above = button.bounding_box()
    sheet = page.locator(".capture").bounding_box()
    assert above and sheet and above["y"] + above["height"] <= sheet["y"]
    button.tap()
    expect(page.locator("#capture-quote")).to_have_value("Sources indicate")
    context.close()


def test_the_passage_is_changed_while_the_sheet_is_open(page: Page) -> None:
    """The text beside the sheet can be selected; what is filled in stays."""
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", voice="outlet", note="kept")
    select(page, "based on current discussions")
    page.get_by_role("button", name="Mark these words").click()
    expect(page.locator("#capture-quote")).to_have_value("based on current discussions")
    expect(page.locator("#capture-note")).to_have_value("kept")


def test_half_a_word_becomes_a_whole_one(page: Page) -> None:
    """Who lets go of the mouse in the middle of a word means the word."""
    page.goto(ARTICLE)
    begin(page, "hese plans are not intend")
    expect(page.locator("#capture-quote")).to_have_value("these plans are not intended")


def test_words_that_stand_twice_get_context(page: Page, tmp_path: Path) -> None:
    """A selection knows its place; typed words are asked which is meant. Both files are anchored there."""
    page.goto(ARTICLE)
    begin(page, TWICE, nth=3)
    expect(page.locator(".capture")).to_contain_text(
        re.compile(r"Paragraph \d+\. They stand \d+ times, so the words beside")
    )
    choose(page, kind="framing", label="naming", voice="outlet")
    text = finish(page)
    assert "exact: Venezuela\n" in text
    assert not checked(tmp_path, text)
    page.get_by_role("button", name="Mark something else").click()
    page.locator("#capture-quote").fill("venezuela")
    expect(page.locator(".capture")).to_contain_text("They do not stand in this article.")
    page.locator("#capture-quote").fill("Trump")
    expect(page.locator(".capture")).to_contain_text("Which do you mean?")
    choose(page, kind="framing", label="naming", voice="outlet")
    page.get_by_role("button", name="Make the file").click()
    expect(page.locator(".capture")).to_contain_text("These words must stand in the article once")
    page.get_by_label("Which passage").select_option(index=2)
    page.get_by_role("button", name="Make the file").click()
    assert not checked(tmp_path, page.locator(".capture pre").text_content() or "")


def test_words_that_do_not_stand_there_are_told_with_the_nearest_ones(page: Page) -> None:
    """The remedy is one press away."""
    page.goto(ARTICLE)
    page.get_by_role("button", name="Suggest a mark").click()
    page.locator("#capture-quote").fill("as the plans are not intended for public use")
    expect(page.locator(".capture")).to_contain_text("They do not stand in this article.")
    page.get_by_role("button", name="Use these words").click()
    expect(page.locator(".capture")).to_contain_text("They stand once: paragraph 4.")
    page.locator("#capture-quote").fill("AS THESE PLANS are not")
    expect(page.locator(".capture")).to_contain_text("The article says: “as these plans are not”")
    page.locator("#capture-quote").fill("a sentence about gardening")
    expect(page.get_by_role("button", name="Use these words")).to_have_count(0)


def test_a_passage_may_be_written_with_an_ellipsis_and_run_over_paragraphs(page: Page, tmp_path: Path) -> None:
    """`start … end` is kept as it is typed; a selection over two paragraphs is one quote."""
    page.goto(ARTICLE)
    page.get_by_role("button", name="Suggest a mark").click()
    page.locator("#capture-quote").fill("All parties … public consumption")
    choose(page, kind="framing", label="vague-attribution", voice="outlet")
    text = finish(page)
    assert "quote: All parties … public consumption\n" in text
    assert not checked(tmp_path, text)
    page.get_by_role("button", name="Mark something else").click()
    page.locator("#capture-quote").fill("for public consumption. The strikes would be targeted")
    expect(page.locator(".capture")).to_contain_text("They stand once: paragraphs 4 to 5.")
    choose(page, kind="framing", label="vague-attribution", voice="outlet")
    page.get_by_role("button", name="Make the file").click()
    assert not checked(tmp_path, page.locator(".capture pre").text_content() or "")


def test_every_kind_with_every_field_and_several_drafts_make_one_file(page: Page, tmp_path: Path) -> None:
    """A claim with a value, a source, framing with target, tone and frame, and a checked absence."""
    root = unsearched(page, tmp_path / "before")
    page.goto(ARTICLE)
    begin(page, "three military strikes")
    choose(page, kind="claim", claim="boats-struck", stance="hedges", value="3 strikes: a #lot", note="It's “so”:\nno")
    finish(page)
    for fields in (
        {"quote": "All parties requested", "kind": "source", "source": "nbc-four", "cue": "requested", "form": "mixed"},
        {"quote": "another level of", "kind": "framing", "label": "loaded-language", "voice": "quoted",
         "target": "maduro", "polarity": "negative", "frame": "security-and-defense", "note": "- no: #1"},
        {"kind": "claim", "claim": ABSENT, "stance": "omits", "searched": "approve, decide, it's"},
    ):  # fmt: skip
        page.get_by_role("button", name="Mark something else").click()
        choose(page, **fields)
        page.get_by_role("button", name="Make the file").click()
    text = page.locator(".capture pre").text_content() or ""
    assert [text.count(f"\n{section}:\n") for section in ("claims", "sources", "framing")] == [1, 1, 1]
    assert 'searched: ["approve", "decide", "it\'s"]' in text and 'value: "3 strikes: a #lot"' in text
    assert not checked(tmp_path / "after", text, root)
    assert "ada-abc123" not in untidy(tmp_path / "after")


def test_an_absence_needs_no_words_and_says_whether_they_stand_there(page: Page) -> None:
    """While the words searched for are typed, the sheet answers where each stands."""
    page.goto(ARTICLE)
    page.get_by_role("button", name="Suggest a mark").click()
    choose(page, kind="claim", claim=ABSENT, stance="omits")
    expect(page.locator("#capture-quote")).to_be_hidden()
    choose(page, searched="NARCOTICS, xylophone")
    expect(page.locator(".capture")).to_contain_text("“NARCOTICS”: paragraph 9")
    expect(page.locator(".capture")).to_contain_text("“xylophone”: not in what is shown here")
    page.get_by_role("button", name="Make the file").click()
    expect(page.locator("#capture-claim-wrong")).to_have_text("This note says the same as another one.")


def test_what_the_check_would_refuse_is_told_before(page: Page) -> None:
    """Each with the words of the check, beside its field."""
    page.goto(ARTICLE)
    page.get_by_role("button", name="Suggest a mark").click()
    make = page.get_by_role("button", name="Make the file")
    make.click()
    expect(page.locator("#capture-quote-wrong")).to_have_text("Choose the quote.")
    expect(page.locator("#capture-kind-wrong")).to_have_text("Choose the kind.")
    expect(page.locator("#capture-quote")).to_be_focused()
    choose(page, quote=WORDS, kind="claim", claim="strikes-within-weeks", stance="attributes", note="a\u200bb")
    make.click()
    expect(page.locator("#capture-source-wrong")).to_have_text("An attributed claim needs a source.")
    expect(page.locator("#capture-note-wrong")).to_contain_text("An invisible character stands in these words: U+200b.")
    choose(page, note="x" * 8001)
    expect(page.locator("#capture-note-wrong")).to_have_text("The text is longer than 8000 characters.")
    choose(page, note="", stance="omits")
    expect(page.locator("#capture-searched-wrong")).to_contain_text("needs the words that were searched for")
    expect(page.locator("#capture-claim-wrong")).to_have_text("The article carries the claim elsewhere.")
    choose(page, claim="strikes-within-hours")
    expect(page.locator("#capture-claim-wrong")).to_contain_text("the claim is known since 2025-10-31")
    choose(page, kind="source", source="nbc-four", cue="whispered", form="direct")
    expect(page.locator("#capture-cue-wrong")).to_be_empty()
    make.click()
    expect(page.locator("#capture-cue-wrong")).to_contain_text("The cue does not stand in or near the passage")
    choose(page, quote="", kind="framing", label="loaded-language", voice="outlet")
    choose(page, quote="nefarious individuals")
    make.click()
    expect(page.locator("#capture-quote-wrong")).to_contain_text("This note says the same as another one")


def test_two_drafts_that_say_the_same_are_not_two_notes(page: Page) -> None:
    """The check refuses the second; so does the sheet."""
    page.goto(ARTICLE)
    for _ in range(2):
        begin(page, "based on current discussions")
        choose(page, kind="framing", label="hedged-wording", voice="outlet")
        page.get_by_role("button", name="Make the file").click()
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Suggest a mark").click()
    expect(page.locator(".capture li").last).to_contain_text("this note says the same as another one")


@pytest.mark.parametrize(
    ("handle", "sound"),
    [("ada", True), ("Ada_L.1-x", True), ("x" * 64, True), ("x" * 65, False), ("a b", False), ("-a", False),
     ("2026-01-05", False), ("5.1.2026", False), ("ädä", False), ("ada", True)],
)  # fmt: skip
def test_a_handle_is_a_user_name_and_no_date(page: Page, handle: str, sound: bool) -> None:
    """The file appears with a handle that the check takes, and not before."""
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", label="hedged-wording", voice="outlet")
    page.get_by_role("button", name="Make the file").click()
    page.locator("#capture-handle").fill(handle)
    expect(page.locator(".capture pre")).to_have_count(1 if sound else 0)
    expect(page.locator("#capture-handle-wrong")).to_have_text("" if sound else re.compile("A handle is of letters"))


def test_long_lists_are_searched(page: Page) -> None:
    """All words must stand in the entry or its definition; the chosen one stays in sight."""
    page.goto(ARTICLE)
    page.get_by_role("button", name="Suggest a mark").click()
    choose(page, kind="framing", label="naming")
    page.get_by_label("Search: label").fill("emotional CHARGE")
    expect(page.locator("[name=capture-label]:visible")).to_have_count(2)
    expect(page.locator(".capture")).to_contain_text(re.compile(r"\b2 of \d\d"))
    choose(page, label="loaded-language")
    expect(page.locator(".capture")).to_contain_text("Use when: Use it when you can name a plainer word")


def test_the_key_stands_in_the_list_of_keys(page: Page) -> None:
    """Who asks for the keys finds `m`; the keys of the reading page rest while the sheet has the focus."""
    page.goto(ARTICLE)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("suggest a mark")
    page.keyboard.press("m")
    expect(page.locator(".capture[open]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("m")
    page.wait_for_selector(".capture[open]")
    page.keyboard.press("n")
    expect(page.locator(".note.is-current")).to_have_count(0)


def test_a_sheet_that_cannot_be_loaded_says_so_and_tries_again(browser: Browser, address: str) -> None:
    """On a line that breaks, nothing hangs."""
    page = browser.new_page(base_url=address)
    page.route("**/capture.js", lambda route: route.abort(), times=1)
    page.goto(ARTICLE)
    page.get_by_role("button", name="Suggest a mark").click()
    expect(page.locator(".layers [role=status]")).to_contain_text("This could not be loaded. Try again.")
    page.get_by_role("button", name="Suggest a mark").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.close()


def test_the_note_leads_to_where_it_can_be_changed(page: Page) -> None:
    """From “suggest a change” the contribute page knows the file and the mark."""
    page.goto(ARTICLE)
    href = page.locator(".note.framing .change a").first.get_attribute("href") or ""
    query = parse_qs(urlsplit(href).query)
    assert query["file"] == [f"annotations/{STORY}/slay-news/2026-11-21-framing.yml"]
    assert page.locator(f"#{query['mark'][0]}").count() == 1
    page.goto(f"{ARTICLE}{href}")
    expect(page.locator("main")).to_contain_text("The note that you come from stands in annotations/")


def test_the_ids_in_the_registry_are_json(page: Page, site: Path) -> None:
    """The registry is one statement whose value is JSON."""
    script = (site / STORY / "registry.js").read_text("utf-8")
    found = json.loads(script.removeprefix("window.rashomonRegistry=").removesuffix(";\n"))
    assert {one["id"] for one in found["kind"]} == {"claim", "source", "framing"}
