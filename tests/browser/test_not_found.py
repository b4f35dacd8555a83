"""The page for lost visitors, as a host shows it: below a sub-path, at any depth, with no address in mkdocs.yml."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import QuietHandler


class Host(QuietHandler):
    """Serves the folder at /bridge/, and its 404.html for whatever is not there."""

    def translate_path(self, path: str) -> str:
        inside = path.startswith("/bridge/")
        return super().translate_path(path.removeprefix("/bridge") if inside else "/nothing-here")

    def send_error(self, code: int, *_: object, **__: object) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)


@pytest.fixture
def host(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("path", ["/bridge/lost/", "/bridge/a/b/c/lost.html?x=1"])
def test_a_lost_visitor_finds_the_stories_from_any_depth(browser: Browser, host: str, path: str) -> None:
    """The page looks like the site, and its link leads to the home page below the sub-path."""
    page = browser.new_page()
    page.goto(host + path)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    expect(page.get_by_role("link", name="search", exact=True)).to_have_attribute("href", "/bridge/search/")
    page.wait_for_function("getComputedStyle(document.documentElement).getPropertyValue('--paper') !== ''")
    page.get_by_role("link", name="stories", exact=True).click()
    expect(page).to_have_url(f"{host}/bridge/")
    page.close()


def test_the_page_is_readable_without_scripts(browser: Browser, host: str) -> None:
    """Then it says what to do."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}/bridge/lost/")
    expect(page.locator("main")).to_contain_text("shorten the address")
    context.close()
