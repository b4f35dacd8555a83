"""axe-core in a page: what it finds, in words, after every step that a reader may take before looking."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe()
# Rows of one table and paragraphs of one text are made alike, and axe takes a second for each hundred.
_MANY = "tbody > tr:nth-child(n+31), .text > .row:nth-of-type(n+31)"


def violations(page: Page) -> list[str]:
    """Every violation on the page as it stands: the rule, what it means, and where."""
    found = _AXE.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {node['target'][0]} {_short(node['html'])}"
        for one in found
        for node in one["nodes"][:3]
    ]


def in_scheme(page: Page, scheme: str) -> None:
    """Let the reader's system change to the light or the dark scheme, and wait for the page to follow."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    name = {"light": "default", "dark": "slate"}[scheme]
    page.wait_for_function(f"document.body.dataset.mdColorScheme === '{name}'")
    settle(page)


def shorten(page: Page) -> None:
    """Leave the first thirty rows of each table and paragraphs of each text."""
    page.evaluate("many => document.querySelectorAll(many).forEach(one => one.remove())", _MANY)


def settle(page: Page) -> None:
    """Wait for what moves: fonts, and changes of colour that take a while; a second at most."""
    page.evaluate("""() => Promise.race([new Promise(done => setTimeout(done, 1000)), Promise.all([
        document.fonts.ready, ...document.getAnimations().map(one => one.finished.catch(() => 0))])])""")


def _short(html: str) -> str:
    return re.sub(r"\s+", " ", html)[:160]
