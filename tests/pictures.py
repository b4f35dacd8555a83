"""Make the README's pictures from the built site: `make pictures`."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}
STORY = "/venezuela-strikes/"
SHOTS = {
    "claims": (f"{STORY}#claims", WIDE, "light"),
    "article": (f"{STORY}slay-news/#p_2", WIDE, "light"),
    "article-dark": (f"{STORY}the-post-drafting-plans/#p_1", WIDE, "dark"),
    "compare": (f"{STORY}compare/?articles=slay-news,the-post-weighing-strikes&claim=boats-struck", WIDE, "light"),
    "origins": (f"{STORY}#origins", WIDE, "light"),
    "evidence": (f"{STORY}evidence/?kind=framing&voice=outlet", WIDE, "light"),
    "claim": (f"{STORY}claims/people-killed/", WIDE, "dark"),
    "article-phone": (f"{STORY}slay-news/#p_2", PHONE, "light"),
    "claims-phone": (f"{STORY}#claims", PHONE, "dark"),
}


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Write docs/pictures/*.png."""
    handler = functools.partial(QuietHandler, directory=str(ROOT / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (ROOT / "docs/pictures").mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for name, (url, size, scheme) in SHOTS.items():
            page = browser.new_page(viewport=size, color_scheme=scheme)
            page.goto(f"http://127.0.0.1:{server.server_port}{url}")
            page.wait_for_timeout(500)
            page.screenshot(path=ROOT / f"docs/pictures/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
