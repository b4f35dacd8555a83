"""Every page of every story in tests/cases/site/ reads well: no article is too long, too short or too strange."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator import articles
from tests import kinds, site_cases
from tests.browser.axe import in_scheme, settle, shorten, violations
from tests.browser.conftest import QuietHandler

pytestmark = pytest.mark.xdist_group("gates")
NARROW, WIDE = 320, 1440
MOST = 3  # of each kind of page in a case, the heaviest: sixty articles need not be looked at one by one
OVERLAPS = """() => {
  const shown = [...document.querySelectorAll(".notes .note")].filter(one => one.checkVisibility())
    .map(one => [one.id, one.getBoundingClientRect()]).sort((a, b) => a[1].top - b[1].top);
  const text = [...document.querySelectorAll(".text .row > :is(p, h2, blockquote)")]
    .map(one => ["text", one.getBoundingClientRect()]);
  const above = (a, b) => a.bottom <= b.top + 1, before = (a, b) => a.right <= b.left + 1;
  const apart = (a, b) => above(a, b) || above(b, a) || before(a, b) || before(b, a);
  const found = [];
  shown.forEach(([name, box], at) => {
    for (const [other, next] of shown.slice(at + 1)) {
      if (next.top >= box.bottom) break;
      if (!apart(box, next)) found.push(name + " over " + other);
    }
    for (const [other, next] of text) if (!apart(box, next)) found.push(name + " over " + other);
  });
  return found;
}"""
SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("main *")]
    .filter(one => !one.closest(".scroll") && one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 120)).slice(-3)
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_cases.site(tmp_path_factory.mktemp("cases"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def pages_of(site: Path, case: str) -> list[str]:
    """The pages of a case that are looked at."""
    return [page for pages in kinds.heaviest(site, f"/{case}/", MOST).values() for page in pages]


def open_all(page: Page) -> None:
    """Open whatever is folded."""
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    settle(page)


@pytest.mark.parametrize("case", site_cases.names())
def test_no_page_scrolls_sideways_and_no_note_covers_another(page: Page, site: Path, case: str) -> None:
    """Folded as it comes and opened, narrow and wide, a page is as wide as the window; notes keep apart."""
    wrong = []
    for name in pages_of(site, case):
        page.set_viewport_size({"width": WIDE, "height": 900})
        page.goto(name)
        settle(page)
        wrong += [f"{name} {one}" for one in page.evaluate(OVERLAPS)]
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{name} at {width} px: {one}" for one in page.evaluate(SIDEWAYS)]
        open_all(page)
        wrong += [f"{name} at {NARROW} px, opened: {one}" for one in page.evaluate(SIDEWAYS)]
        page.set_viewport_size({"width": WIDE, "height": 900})
        wrong += [f"{name} opened: {one}" for one in page.evaluate(OVERLAPS)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", site_cases.names())
def test_no_page_has_an_accessibility_violation(page: Page, site: Path, case: str) -> None:
    """One page of each kind, as wide as a telephone in the dark and as wide as a desk by day."""
    wrong = []
    for name, *_ in kinds.heaviest(site, f"/{case}/").values():
        page.goto(name)
        shorten(page)
        for width, scheme in ((NARROW, "dark"), (WIDE, "light")):
            page.set_viewport_size({"width": width, "height": 900})
            in_scheme(page, scheme)
            wrong += [f"{name} {width} px {scheme}: {one}" for one in violations(page)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", site_cases.names())
def test_the_whole_text_is_on_the_page(page: Page, site: Path, case: str) -> None:
    """Every paragraph of an article stands on its page to the letter, and the headline above it."""
    for name in (name for name in pages_of(site, case) if (corpus_file(site, name)).is_file()):
        path = corpus_file(site, name)
        article = articles.parse(path.read_text("utf-8"), path.name, case, path.stem).article
        assert article is not None
        page.goto(name)
        shown = page.locator(".text .row > p:not(.about)").all_text_contents()
        first = 1 if article.head.headline else 0
        assert [text.strip() for text in shown] == [block.text for block in article.blocks[first:]]
        if article.head.headline:
            expect(page.get_by_role("heading", level=1)).to_have_text(article.blocks[0].text)


def corpus_file(site: Path, address: str) -> Path:
    """The corpus file of the article that stands at an address."""
    return site.parent / "project/corpus" / f"{address.strip('/')}.md"


def test_head_and_claims_stay_in_sight_in_a_table_wider_and_longer_than_the_window(page: Page) -> None:
    """However far a reader has gone in a table of 30 claims and 12 articles, both names of a cell are seen."""
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto("/thirty-by-twelve/")
    frame = page.locator(".scroll:has(> table.claims)")
    frame.evaluate("frame => { frame.scrollIntoView(); frame.scrollTo(500, 600); }")
    expect(page.locator("table.claims thead th").nth(8)).to_be_in_viewport(ratio=1)
    expect(page.locator("table.claims tbody th").nth(12)).to_be_in_viewport(ratio=1)
    cell = page.locator("table.claims tbody tr").nth(12).locator("td").nth(7)
    cell.locator("summary").click()
    expect(cell.locator("q")).to_be_in_viewport()
