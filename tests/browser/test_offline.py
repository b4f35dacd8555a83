"""A class opens the folder from a stick by double-click: no server, no network, no console error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import build
from generator.build import Settings
from generator.mkdocs_plugin import frame_builder
from tests import kinds
from tests.browser.conftest import ROOT, STORY


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("stick") / "site-offline"
    _, built = build.offline_site(ROOT, target, Settings(), frame_builder(ROOT / "mkdocs.yml"))
    assert built is not None
    return target


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Page]:
    """The folder's index.html, opened; notes console errors and every request that fails or leaves the folder."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    # A request that the next click cut off did not fail.
    page.on(
        "requestfailed",
        lambda request: None if request.failure == "net::ERR_ABORTED" else trouble.append(request.url),
    )
    inside = (folder.as_uri(), "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(inside) else trouble.append(request.url))
    page.goto((folder / "index.html").as_uri())
    yield page
    context.close()
    assert not trouble, trouble


def test_clicks_lead_from_home_to_story_article_and_claim(opened: Page) -> None:
    """Each click opens a page of the folder, never a list of files."""
    opened.get_by_role("link", name="Would the United States strike inside Venezuela?").first.click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Would the United States strike inside Venezuela?")
    opened.get_by_role("link", name="Slay News").first.click()
    expect(opened.locator(".text")).to_contain_text("Four sources close to the matter")
    note = opened.locator(".row .note", has=opened.locator("a[href*='/claims/']")).first
    note.evaluate("note => [note, ...note.querySelectorAll('details')].forEach(part => { part.open = true; })")
    note.locator("a[href*='/claims/']").click()
    expect(opened).to_have_url(re.compile(r"/claims/[a-z-]+/index\.html$"))
    expect(opened.locator("section.by-article").first).to_be_visible()
    opened.get_by_role("link", name="Rashomon").first.click()
    expect(opened).to_have_url(re.compile(r"site-offline/index\.html$"))


def test_the_layer_switches_work_in_a_folder(opened: Page, folder: Path) -> None:
    """Scripts run from a folder, too."""
    opened.goto((folder / STORY / "slay-news/index.html").as_uri())
    mark = opened.locator("mark.claim:not(.source, .framing)").first
    underlined = mark.evaluate(
        "mark => getComputedStyle(mark).textDecorationLine + getComputedStyle(mark).borderBottomStyle"
    )
    opened.locator("[data-layer=claim]").uncheck()
    expect(opened.locator("[data-layer=claim]")).not_to_be_checked()
    opened.wait_for_timeout(100)
    plain = mark.evaluate(
        "mark => getComputedStyle(mark).textDecorationLine + getComputedStyle(mark).borderBottomStyle"
    )
    assert plain != underlined


def test_every_kind_of_page_opens_without_an_error(opened: Page, folder: Path) -> None:
    """No script asks for what a folder cannot give."""
    found = kinds.heaviest(folder)
    assert len(found) > 10
    for (address,) in found.values():
        opened.goto(kinds.file_of(folder, address).as_uri())
        expect(opened.get_by_role("heading", level=1).first).to_be_visible()
        opened.wait_for_load_state("networkidle")


def test_search_says_what_it_needs(opened: Page, folder: Path) -> None:
    """A folder has no search box in its header, and its search page says in plain text how to get search."""
    expect(opened.locator(".header-search")).to_have_count(0)
    opened.goto((folder / "search/index.html").as_uri())
    expect(opened.get_by_role("status")).to_contain_text("Search needs a web server")
    expect(opened.locator("[data-filter-box]")).to_have_count(0)
