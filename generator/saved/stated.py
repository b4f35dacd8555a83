"""HTML -> the metadata that the page states: headline, outlet, byline, day, address, language.

trafilatura and htmldate look for them in JSON-LD, Open Graph, meta elements, `<time>` and the text. What they
found is then looked up in what the page states. A value that stands there is stated; one that is
only a part of it, or that comes from the address, is inferred, with the words that show it.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

from generator.formats import TAG_PATTERN
from generator.saved.page import Stated, web_address
from generator.text import fold_words, normalise

MAX_VALUE = 300
MAX_TAG = 35
_DATA_ADDRESS = re.compile(r"data:[\w/+.;=-]{0,80},[\w+/=%.-]{200,}")
_HIDDEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_ANY_DAY = "2100-01-01"  # no clock here: a day to come is the page's mistake, and a person's to see
_TAG = re.compile(TAG_PATTERN)
_IS_DATA = re.compile(r"^\s*application/ld\+json\s*$", re.IGNORECASE)
_DEPTH = 12
_UNSHOWN = "trafilatura found it in the page; no statement of the page shows it"


@dataclass(frozen=True, slots=True)
class _Statements:
    """Everything that a page says of itself outside its running text, its headings, its title, and its words."""

    values: tuple[str, ...]
    headings: tuple[str, ...]
    title: str
    words: str

    def exact(self, value: str) -> str | None:
        """The statement that is this value, in the page's own letters."""
        wanted = fold_words(value).casefold()
        said = (*self.headings, *self.values, self.title)
        return next((one for one in said if fold_words(one).casefold() == wanted), None)


def stated(text: str, address: str | None = None) -> Stated:
    """The metadata of an HTML page that was loaded from `address`. Nothing is taken from anywhere else."""
    text = _DATA_ADDRESS.sub("data:,", text)
    tree = load_html(text)
    if tree is None:
        return Stated(url=address)
    soup = BeautifulSoup(text, "lxml")
    said = _statements(soup)
    found = extract_metadata(
        tree, default_url=address,
        date_config={"original_date": True, "extensive_search": False, "max_date": _ANY_DAY},
    )  # fmt: skip
    inferred: dict[str, str] = {}
    url = _url(found.url, address, said, inferred)
    values = {
        "headline": _headline(found.title, said, inferred),
        "outlet": _outlet(found.sitename, url, said, inferred),
        "byline": _byline(found.author, said, inferred),
        "published": _published(found.date, url, said, inferred),
    }
    lines = {key: _line(value) for key, value in values.items()}
    shown = {key: _line(why) or why[:MAX_VALUE] for key, why in inferred.items() if key == "url" or lines[key]}
    return Stated(**lines, url=url, language=_language(soup), inferred=shown)


def _headline(title: str | None, said: _Statements, inferred: dict[str, str]) -> str | None:
    """The title as found, or the heading that is a part of it: titles carry the name of the outlet."""
    if not title:
        return None
    whole = fold_words(title).casefold()
    for heading in said.headings:
        if len(heading.split()) > 2 and fold_words(heading).casefold() in whole:
            return heading
    if exact := said.exact(title):
        return exact
    inferred["headline"] = f"a part of the page's title: “{said.title}”" if title in said.title else _UNSHOWN
    return title


def _outlet(name: str | None, url: str | None, said: _Statements, inferred: dict[str, str]) -> str | None:
    if not name:
        return None
    if (exact := said.exact(name)) and not exact.startswith(("@", "http")):
        return exact
    if said.exact(f"@{name}"):
        inferred["outlet"] = f"the name of its account: @{name}"
    elif name.casefold() in (urlsplit(url or "").hostname or ""):
        inferred["outlet"] = f"the host of the page's address: {url}"
    else:
        inferred["outlet"] = f"a part of the page's title: “{said.title}”" if name in said.title else _UNSHOWN
    return name


def _byline(authors: str | None, said: _Statements, inferred: dict[str, str]) -> str | None:
    if not authors:
        return None
    names = [said.exact(name) or name for name in authors.split("; ")]
    words = said.words.casefold()
    if any(not said.exact(name) and fold_words(name).casefold() not in words for name in names):
        inferred["byline"] = _UNSHOWN
    return ", ".join(names)


def _published(day: str | None, url: str | None, said: _Statements, inferred: dict[str, str]) -> str | None:
    if not day:
        return None
    written = _written(datetime.date.fromisoformat(day))
    if any(way in value for value in said.values for way in written):
        return day
    by_address = any(way in urlsplit(url or "").path for way in written)
    shown = next((way for way in written if way in said.words), None)
    if by_address:
        inferred["published"] = f"the date in the page's address: {url}"
    else:
        inferred["published"] = f"“{shown}” in the page's text" if shown else "a date in the page's text"
    return day


def _written(day: datetime.date) -> tuple[str, ...]:
    """A day as pages write it; in words in English only."""
    forms = (
        "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%m/%d/%Y",
        "%B {day}, %Y", "%b {day}, %Y", "%b. {day}, %Y", "{day} %B %Y", "{day} %b %Y", "%d %B %Y", "%d %b %Y",
    )  # fmt: skip
    return tuple(day.strftime(form).replace("{day}", str(day.day)) for form in forms)


def _url(found: str | None, address: str | None, said: _Statements, inferred: dict[str, str]) -> str | None:
    """The canonical address. One that leads to the front page is a mistake that many sites make."""
    canonical = web_address(found)
    if canonical and not (address and urlsplit(canonical).path in ("", "/")):
        if canonical != address and not any(value.rstrip("/") == canonical.rstrip("/") for value in said.values):
            inferred["url"] = "put together from what the page states"
        return canonical
    return address


def _language(soup: BeautifulSoup) -> str | None:
    """The tag of the page's root element in the case that BCP 47 recommends, or None where there is no sound one."""
    root = soup.html
    language, *rest = str(root.get("lang") or root.get("xml:lang") or "").replace("_", "-").split("-") if root else [""]
    cased = (part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest)
    tag = "-".join((language.strip().lower(), *map(str.strip, cased)))
    return tag if _TAG.fullmatch(tag) and len(tag) <= MAX_TAG else None


def _statements(soup: BeautifulSoup) -> _Statements:
    values: list[str] = []
    for script in soup.find_all("script", type=_IS_DATA):
        with contextlib.suppress(ValueError, RecursionError):
            values += _strings(json.loads(script.string or "", strict=False))
    values += [str(element["content"]) for element in soup.find_all("meta", content=True)]
    values += [str(element["href"]) for element in soup.find_all("link", href=True)]
    for element in soup.find_all("time"):
        values += [str(element.get("datetime") or ""), _words(element)]
    headings = tuple(filter(None, map(_words, soup.find_all("h1"))))
    return _Statements(tuple(filter(None, map(_clean, values))), headings, _words(soup.title), _words(soup.body))


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield unescape(value)
    elif isinstance(value, dict | list) and depth < _DEPTH:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part, depth + 1)


def _words(element: Tag | None) -> str:
    return _clean(element.get_text(" ")) if element else ""


def _clean(text: str) -> str:
    return normalise(_HIDDEN.sub("", text))


def _line(value: str | None) -> str | None:
    cleaned = _clean(value or "")
    return cleaned if 0 < len(cleaned) <= MAX_VALUE else None
