"""Make the card that a shared link shows, site_overrides/assets/card.png: `python -m tests.card`.

It says the name and the sentence of mkdocs.yml below our mark; a site with another name wants another card.
"""

from __future__ import annotations

import base64
import html
import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "site_overrides/assets"
FACES = {"Card-Serif": "source-serif-4-latin-wght-normal", "Card-Sans": "source-sans-3-latin-wght-normal"}
STYLE = """
body { margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 80px 96px 88px; background: #fdfcf9;
  color: #1d1c1a; display: flex; flex-direction: column; justify-content: space-between; }
svg { width: 150px; height: 150px; margin-left: -13px; }
h1 { font: 600 128px/1 Card-Serif; letter-spacing: -.02em; margin: 0 0 36px; }
p { font: 400 46px/1.3 Card-Sans; color: #635f58; margin: 0; padding-top: 32px; border-top: 3px solid #dedad2; }
"""


def page() -> str:
    """The card as HTML."""
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    words = {key: re.search(rf"^{key}: (.*)$", config, re.MULTILINE)[1] for key in ("site_name", "site_description")}
    name, sentence = (html.escape(text) for text in words.values())
    mark = (ASSETS / "mark.svg").read_text("utf-8")
    faces = "".join(_face(*face) for face in FACES.items())
    return f"<style>{faces}{STYLE}</style>{mark}<div><h1>{name}</h1><p>{sentence}</p></div>"


def _face(name: str, file: str) -> str:
    font = base64.b64encode((ASSETS / f"fonts/{file}.woff2").read_bytes()).decode()
    return f"@font-face {{ font-family: {name}; src: url(data:font/woff2;base64,{font}); font-weight: 200 900; }}\n"


def main() -> None:
    """Write the card."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        shown = browser.new_page(viewport={"width": 1200, "height": 630}, color_scheme="light")
        shown.set_content(page())
        shown.evaluate("document.fonts.ready.then(() => true)")
        shown.screenshot(path=ASSETS / "card.png")
        browser.close()


if __name__ == "__main__":
    main()
