"""The link checker: every address and fragment of built pages, styles and scripts."""

from __future__ import annotations

import functools
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests import kinds

LINKS = frozenset({"href", "src", "poster", "action", "data"})
IN_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)")
OWN = "https://site.invalid"


class Parsed(HTMLParser):
    """The ids and the links of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (name == "name" and tag == "a"):
                self.ids.add(value or "")
            elif name in LINKS:
                self.links.add(value or "")
            elif name == "srcset":
                self.links.update(part.split()[0] for part in (value or "").split(",") if part.strip())
            elif name == "style":
                self.links.update(IN_CSS.findall(value or ""))


@functools.lru_cache(maxsize=1000)
def parsed(text: str) -> Parsed:
    """A page, read once however often it is linked and in however many editions it stands."""
    return Parsed(text)


def broken(site: Path) -> list[str]:
    """Every link within the site that leads to no file, or to no element of its page."""
    found = []
    for address in kinds.addresses(site):
        links = parsed(kinds.file_of(site, address).read_text("utf-8")).links
        found += [f"{address} -> {link}" for link in links if not leads_somewhere(site, address, link)]
    for style in site.rglob("*.css"):
        address = "/" + style.relative_to(site).as_posix()
        links = set(IN_CSS.findall(style.read_text("utf-8")))
        found += [f"{address} -> {link}" for link in links if not leads_somewhere(site, address, link)]
    return sorted(found)


def leads_somewhere(site: Path, address: str, link: str) -> bool:
    """Whether a link on a page of the site has a target there; links to other origins are not asked."""
    target = urlsplit(urljoin(OWN + address, link))
    if f"{target.scheme}://{target.netloc}" != OWN:
        return True
    file = kinds.file_of(site, unquote(target.path))
    fragment = unquote(target.fragment)
    if not file.is_file():
        return False
    return not fragment or file.suffix != ".html" or fragment in parsed(file.read_text("utf-8")).ids
