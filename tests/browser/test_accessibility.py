"""axe-core finds nothing on any kind of page, in either scheme, narrow and wide, closed and opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import kinds
from tests.browser.axe import in_scheme, settle, shorten, violations
from tests.browser.conftest import STORY

pytestmark = pytest.mark.xdist_group("gates")
NARROW, WIDE = 320, 1440
ARTICLE = f"/{STORY}/slay-news/"


def wrong(page: Page, width: int, what: str = "") -> list[str]:
    """What axe says about the page at a width, in both schemes."""
    page.set_viewport_size({"width": width, "height": 900})
    found: list[str] = []
    for scheme in ("light", "dark"):
        in_scheme(page, scheme)
        found += [f"{page.url} {width} px {scheme} {what}: {one}" for one in violations(page)]
    return found


def test_no_kind_of_page_has_a_violation(page: Page, site: Path) -> None:
    """The largest page of each kind, with everything folded as it comes and with everything opened."""
    found: list[str] = []
    for (address,) in kinds.heaviest(site).values():
        page.goto(address)
        shorten(page)
        found += wrong(page, NARROW)
        found += wrong(page, WIDE)
        if page.locator("main details:not([open])").count():
            page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
            found += wrong(page, WIDE, "opened")
    assert not found, "\n".join(found)


def test_the_article_with_its_keys_and_an_opened_note_has_no_violation(page: Page) -> None:
    """The next note is opened by key, then the list of keys is shown."""
    page.goto(ARTICLE)
    page.keyboard.press("n")
    expect(page.locator(".note.is-current")).to_be_visible()
    found = wrong(page, NARROW, "with a note") + wrong(page, WIDE, "with a note")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert not [*found, *wrong(page, NARROW, "with keys"), *wrong(page, WIDE, "with keys")]


def test_search_with_results_and_filters_has_no_violation(page: Page) -> None:
    """Results are shown and every group of filters is open."""
    page.goto("/search/?q=military")
    expect(page.locator("[data-results] > li").first).to_be_visible()
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    settle(page)
    assert not [*wrong(page, NARROW, "with results"), *wrong(page, WIDE, "with results")]


def test_a_mistake_is_found(page: Page) -> None:
    """Text that is too pale and a field without a label are violations: axe is really asked."""
    page.goto("/")
    page.evaluate("""() => { document.querySelector("main p").style.color = "#ddd";
        document.querySelector("main").append(document.createElement("input")); }""")
    found = " ".join(violations(page))
    assert "color-contrast" in found
    assert "label" in found
