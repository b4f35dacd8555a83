"""A reader opens the site, searches, filters, follows a result and reads a note."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.build import load
from tests.browser.conftest import ROOT, STORY

ARTICLE = f"/{STORY}/slay-news/"
PAGES = ["/", f"/{STORY}/", ARTICLE, f"/{STORY}/claims/people-killed/", f"/{STORY}/sources/nbc-news/",
         "/labels/loaded-language/", "/codebook/", "/method/", "/contribute/", "/credits/",
         "/search/"]  # fmt: skip


def test_home_leads_to_the_story_and_the_story_to_an_article(page: Page) -> None:
    """Two clicks lead from the home page to the text of an article."""
    page.goto("/")
    page.get_by_role("link", name="Would the United States strike inside Venezuela?").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Would the United States strike inside Venezuela?")
    page.get_by_role("link", name="Slay News").first.click()
    expect(page.locator(".text")).to_contain_text("Four sources close to the matter")


def test_a_search_filtered_by_outlet_leads_to_the_highlighted_passage(page: Page) -> None:
    """A reader searches a word, keeps one outlet, follows the result and lands at the word."""
    page.goto("/search/?q=poison")
    results = page.locator("[data-results] > li")
    expect(results.first).to_be_visible()
    page.get_by_label(re.compile("Slay News")).check()
    expect(page).to_have_url(re.compile("outlet=Slay"))
    result = results.filter(has_text="U.S Military Moving into Position").first
    result.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"slay-news/\?highlight="))
    page.wait_for_function("CSS.highlights.get('found')?.size > 0")
    passage = page.locator("mark", has_text="funnels its poison").first
    expect(passage).to_be_in_viewport()


def test_a_search_from_the_header_finds_words_of_the_text(page: Page) -> None:
    """The box in the header is reached with the slash key and leads to results."""
    page.goto(ARTICLE)
    page.keyboard.press("/")
    page.keyboard.type("Tren de Aragua")
    page.keyboard.press("Enter")
    expect(page.locator("[data-results] > li").first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Tren de Aragua")


def test_a_search_without_result_says_so(page: Page) -> None:
    """Words that stand nowhere give a sentence, not an empty page."""
    page.goto("/search/?q=xylophonist")
    expect(page.get_by_role("status")).to_contain_text("xylophonist")
    expect(page.locator("[data-results] > li")).to_have_count(0)


def test_a_mark_leads_to_its_note_and_the_note_says_why_and_who(page: Page) -> None:
    """Each mark has a note with its label, our words and its author."""
    page.goto(ARTICLE)
    mark = page.locator("mark.framing", has_text="funnels its poison").first
    note = page.locator(f"#note_{mark.get_attribute('data-ann').split()[0]}")
    mark.evaluate("mark => mark.scrollIntoView({ block: 'center' })")
    left, top = mark.evaluate("mark => { const first = mark.getClientRects()[0]; return [first.x, first.y]; }")
    page.mouse.click(left + 4, top + 8)
    expect(note).to_contain_text("Framing")
    expect(note.locator(".who")).to_be_visible()
    expect(note.locator(".who")).to_contain_text("rashomon")


def test_every_annotation_of_an_article_has_a_mark_and_a_note(page: Page) -> None:
    """No mark lacks its note and no note its mark."""
    page.goto(ARTICLE)
    notes = page.locator(".note").evaluate_all("all => all.map(n => n.id.slice(5)).sort()")
    marks = page.locator("mark[data-ann]").evaluate_all(
        "all => [...new Set(all.flatMap(m => m.dataset.ann.split(' ')))].sort()"
    )
    assert notes == marks
    missing = [name for name in notes if not page.locator(f"#{name}").count()]
    assert not missing


def test_the_page_shows_the_article_text_to_the_letter(page: Page) -> None:
    """Cutting the text into marks changes no character of it."""
    article = load(ROOT).corpus.stories[0].article("slay-news")
    page.goto(ARTICLE)
    shown = page.locator(".text .row > p:not(.about), .text .row > h2").all_text_contents()
    assert [text.strip() for text in shown] == [block.text for block in article.blocks[1:]]


def test_marks_and_notes_can_be_read_without_javascript(browser: Browser, address: str) -> None:
    """With scripts off the text, the marks and the notes are all there."""
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(ARTICLE)
    expect(page.locator(".row .note").first).to_be_visible()
    expect(page.locator("mark.claim").first).to_be_visible()
    page.goto("/search/")
    expect(page.locator("main")).to_contain_text("JavaScript")
    context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_page_scrolls_sideways(page: Page, path: str, width: int) -> None:
    """A page is as wide as the window; only tables scroll within themselves."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_claim_page_shows_who_says_it_and_who_was_checked(page: Page) -> None:
    """A claim's page lists each article with its stance or the kind of absence."""
    page.goto(f"/{STORY}/claims/people-killed/")
    expect(page.locator("main")).to_contain_text("11 people")
    expect(page.locator("section.by-article")).to_have_count(5)
    expect(page.locator("main")).to_contain_text("checked, not there")
