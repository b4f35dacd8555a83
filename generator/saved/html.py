"""Whether a text is an HTML page, and what it tells of its saving."""

from __future__ import annotations

import contextlib
import datetime
import re

from generator.saved.page import web_address

HEAD = 4096
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<(?:!--|!doctype\s+html|(?:html|head|body|title|meta|article|main|div|p|h1|frameset)\b)",
    re.IGNORECASE,
)
_BY_BROWSER = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_BY_SINGLEFILE = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*\w+ (\w+ \d+ \d{4})")
_BY_READER = "reader-domain"  # the class of the link to the page in what Firefox's reader shows
_TAG = 2000  # characters; a longer one is none of the reader's
_HREF = re.compile(r"href=[\"']([^\"']+)")


def is_html(text: str) -> bool:
    """Whether a text begins as an HTML page begins."""
    return _OPENS.match(_COMMENT.sub("", text[:HEAD].lstrip("\ufeff"))) is not None


def saved_from(text: str) -> tuple[str | None, datetime.date | None]:
    """Address and day as the program that saved the page noted them: a browser, SingleFile, Firefox's reader."""
    head = text[:HEAD]
    if found := _BY_SINGLEFILE.search(head):
        return web_address(found[1]), _day(found[2])
    if found := _BY_BROWSER.search(head):
        return web_address(found[1]), None
    at = text.find(_BY_READER)
    link = text[max(0, text.rfind("<", 0, max(at, 0))) : text.find(">", at)][:_TAG] if at >= 0 else ""
    found = _HREF.search(link)
    return web_address(found[1]) if found else None, None


def _day(written: str) -> datetime.date | None:
    with contextlib.suppress(ValueError):
        return datetime.datetime.strptime(written, "%b %d %Y").replace(tzinfo=datetime.UTC).date()
    return None
