"""The weight of a first view and the calm of a page while it loads, on every kind of page."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import kinds
from tests.browser.conftest import QuietHandler

pytestmark = pytest.mark.xdist_group("gates")
# SITE.md: under 100 kB compressed, fonts not counted; no layout shift.
BYTES, SHIFT = 100_000, 0.02
ROWS = re.compile(rb"<tbody>.*</tbody>", re.DOTALL)
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": -1, "uploadThroughput": -1}
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => {
    for (const one of list.getEntries()) {
      const what = one.sources.map(each => each.node?.textContent?.slice(0, 60));
      if (!one.hadRecentInput) window.shifts.push([one.value, what]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""  # fmt: skip


@pytest.fixture
def asked(site: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of a server of the site, and every path that is asked of it: a worker's requests, too."""
    paths: list[str] = []

    class Noting(QuietHandler):
        def do_GET(self) -> None:  # noqa: N802
            paths.append(self.path.split("?")[0])
            super().do_GET()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Noting, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()


def test_the_first_view_of_every_kind_of_page_is_light(
    browser: Browser, site: Path, asked: tuple[str, list[str]]
) -> None:
    """The heaviest page of each kind, with all that it loads but fonts, is under 100 kB.

    Of the page of all annotations, what is not a row of its table counts: one table cannot be shorter than it is.
    """
    address, paths = asked
    heavy = {}
    for (name,) in kinds.heaviest(site).values():
        paths.clear()
        context = browser.new_context()
        context.new_page().goto(address + name, wait_until="networkidle")
        context.close()
        weights = {path: compressed(kinds.file_of(site, path)) for path in set(paths)}
        if name.endswith("/evidence/"):
            weights[name] = len(gzip.compress(ROWS.sub(b"", kinds.file_of(site, name).read_bytes()), 6))
        if sum(weights.values()) >= BYTES:
            heavy[name] = sum(weights.values()), sorted(weights.items(), key=lambda each: -each[1])[:8]
    assert not heavy


def compressed(file: Path) -> int:
    """Bytes of a file as servers compress it; none for a font, or a file that is not there."""
    return len(gzip.compress(file.read_bytes(), 6)) if file.is_file() and file.suffix != ".woff2" else 0


@pytest.mark.parametrize("width", [390, 1440])
def test_no_kind_of_page_moves_while_it_loads(page: Page, site: Path, width: int) -> None:
    """Over a slow line fonts and scripts arrive late, and move nothing that stands on the page."""
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", SLOW_LINE)
    moved = {}
    for (address,) in kinds.heaviest(site).values():
        page.goto(address, wait_until="load")
        page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 200)))")
        shifts = page.evaluate("window.shifts")
        if sum(value for value, _ in shifts) >= SHIFT:
            moved[address] = shifts
    assert not moved


def test_a_page_that_moves_is_noticed(page: Page) -> None:
    """A bar that is put above the text when the page stands is a shift."""
    page.add_init_script(SHIFTS)
    page.goto("/", wait_until="networkidle")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<div style=height:200px></div>')")
    page.wait_for_timeout(200)
    assert sum(value for value, _ in page.evaluate("window.shifts")) >= SHIFT


def test_a_row_of_the_table_of_all_annotations_is_light(site: Path) -> None:
    """The page that may be heavier grows by 100 bytes an annotation at most, as servers compress it."""
    pages = list(site.glob("*/evidence/index.html"))
    assert pages
    for page in pages:
        html = page.read_bytes()
        rows = len(gzip.compress(html, 6)) - len(gzip.compress(ROWS.sub(b"", html), 6))
        assert rows <= 100 * html.count(b"<tr id=")
