"""No link of the site is broken: every address and fragment of the built pages, styles and scripts."""

from __future__ import annotations

import functools
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from generator.edition import Edition
from tests import kinds, site_cases

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


@pytest.mark.parametrize("edition", Edition)
def test_every_link_of_the_sample_leads_somewhere(tmp_path: Path, edition: Edition) -> None:
    """In both editions every link between our pages, with its fragment, has a target."""
    assert broken(site_cases.built(site_cases.ROOT, tmp_path / "site", edition)) == []


def test_every_link_of_the_bad_input_leads_somewhere(tmp_path: Path) -> None:
    """Strange stories have no broken link either."""
    assert broken(site_cases.site(tmp_path)) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    """A page that is not there, a fragment that is not there and a missing font are each reported."""
    page = '<p id="here"><a href="gone/">a</a> <a href="#nowhere">b</a> <a href="./#here">c</a> <img src="a.css">'
    (tmp_path / "index.html").write_text(page, "utf-8")
    (tmp_path / "a.css").write_text("@font-face { src: url(fonts/gone.woff2) }", "utf-8")
    assert broken(tmp_path) == ["/ -> #nowhere", "/ -> gone/", "/a.css -> fonts/gone.woff2"]


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
