"""Drafts wait in the browser: nothing is lost by closing, by a reload, or by another window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.capture import ARTICLE, begin, checked, choose, finish, served
from tests.browser.conftest import STORY

WORDS = "as these plans are not intended for public consumption"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Every test of this file runs under the strict policy; a breach is an error on the console, and fails."""
    with served(site) as address:
        yield address


def test_nothing_is_lost_by_closing_escape_or_reload(page: Page) -> None:
    """An unfinished draft waits, is counted in the row of layers, shown in the text, and the handle is remembered."""
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", note="half a thought")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".layers [role=status]")).to_have_text("1 draft")
    page.reload()
    expect(page.locator(".layers [role=status]")).to_have_text("1 draft")
    page.wait_for_function("CSS.highlights.get('draft')?.size === 1")
    page.get_by_role("button", name="Suggest a mark").click()
    expect(page.locator(".capture li")).to_contain_text("Not finished: choose the label")
    page.get_by_role("button", name="Edit").click()
    expect(page.locator("#capture-note")).to_have_value("half a thought")
    choose(page, label="hedged-wording", voice="outlet")
    finish(page, "ada")
    page.reload()
    page.get_by_role("button", name="Suggest a mark").click()
    expect(page.locator("#capture-handle")).to_have_value("ada")
    expect(page.locator(".capture pre")).to_contain_text("half a thought")


def test_a_draft_is_removed_and_comes_back(page: Page) -> None:
    """Removing one, or clearing all, can be undone."""
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", label="hedged-wording", voice="outlet")
    finish(page)
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".capture li")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".capture li")).to_have_count(1)
    page.get_by_role("button", name="Clear the drafts").click()
    expect(page.locator(".layers [role=status]")).to_have_text("")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".layers [role=status]")).to_have_text("1 draft")


def test_every_article_has_its_own_drafts(page: Page) -> None:
    """What is begun on one article does not appear on another, and both are kept."""
    for name, words in (("slay-news", WORDS), ("unnamed-drone-strikes", "Venezuela")):
        page.goto(f"/{STORY}/{name}/")
        expect(page.locator(".layers [role=status]")).to_have_text("")
        begin(page, words)
    page.goto(ARTICLE)
    page.get_by_role("button", name="Suggest a mark").click()
    expect(page.locator(".capture li")).to_have_count(1)
    expect(page.locator(".capture li")).to_contain_text(WORDS)


def test_two_windows_on_one_article_lose_nothing(page: Page) -> None:
    """A draft begun in another window is there when this one is saved."""
    page.goto(ARTICLE)
    begin(page, WORDS)
    other = page.context.new_page()
    other.goto(ARTICLE)
    begin(other, "based on current discussions")
    choose(page, kind="framing")
    for one in (page, other):
        one.reload()
        one.get_by_role("button", name="Suggest a mark").click()
        expect(one.locator(".capture li")).to_have_count(2)


def test_a_browser_that_keeps_nothing_still_makes_the_file(page: Page, tmp_path: Path) -> None:
    """Storage that throws, as in some private windows, stops nobody."""
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }")
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", label="hedged-wording", voice="outlet")
    assert not checked(tmp_path, finish(page))


@pytest.mark.parametrize(
    "kept",
    ["", "null", "[]", "{", '{"own":1,"drafts":[]}', '{"own":"a","drafts":[null]}', '{"own":"a","drafts":[{"id":{}}]}',
     '{"own":"<b>","drafts":[{"id":"constructor","kind":"constructor","quote":"<img src=x onerror=alert(1)>"}]}'],
)  # fmt: skip
def test_drafts_that_something_else_has_written_break_nothing(page: Page, kept: str) -> None:
    """Whatever stands in the browser's store, the sheet opens, and text stays text."""
    page.goto(ARTICLE)
    page.evaluate("kept => localStorage.setItem(`rashomon-drafts ${location.pathname}`, kept)", kept)
    page.reload()
    page.get_by_role("button", name="Suggest a mark").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.locator(".capture img").count() == 0
