"""Why a saved page holds no article, as far as the page itself tells. Pure, and linear in the page's length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, islice

from generator.diagnostics import Diagnostic
from generator.model import Place, Seed, SeedForm

DEEPEST = 10_000  # elements inside each other; the deepest blocks of 592 pages are 48 deep
_TAGS = 40_000  # a page with fewer cannot take long; the most of 592 pages is 9,770
FEW_WORDS = 120  # of text beside scripts: a page with more has shown its content
_MUCH_UNREAD = 0.02  # NULs and replacement characters among all: ten times what one wrongly written name leaves
_TAG = re.compile(r"/?[a-z][a-z0-9]*", re.IGNORECASE)
_SELF_CLOSING = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "source", "td", "th", "tr", "track", "wbr",
})  # fmt: skip
_RAW = frozenset({"script", "style", "template", "noscript", "svg", "title"})
_FRAMESET = re.compile(r"<frameset[\s>]", re.IGNORECASE)
_FRAME = re.compile(r"i?frame\s", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s{0,9}:\s{0,9}none|(?:width|height)\s{0,9}=\s{0,9}[\"']?[01]\b", re.IGNORECASE)
_FRAMES = 4  # so many frames are named
_SOURCE = re.compile(r"\bsrc\s{0,9}=\s{0,9}[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)
_STATED = re.compile(r"\"(?:articleBody|bodyText|body_html|body|content|text)\"\s{0,9}:\s{0,9}\"[^\"]{400}")
_SCRIPT = re.compile(r"<script[\s>]", re.IGNORECASE)


def unreadable(seed: Seed) -> Diagnostic | None:
    """The finding for a seed that cannot be read; None for one that can.

    That is a binary file, text read in a wrong encoding, and HTML whose elements stand so deep inside each other that
    its parser would take minutes: it needs time with the square of the depth.
    """
    if seed.form is SeedForm.HTML and (depth := _depth(seed.text)) > DEEPEST:
        message = f"its elements stand {depth:,} deep inside each other"
        return Diagnostic("seed-unreadable", message, Place(seed.path), "copy the article's text into a .txt file")
    length, nuls = len(seed.text), seed.text.count("\0")
    unread = nuls + seed.text.count("\ufffd")
    if unread <= _MUCH_UNREAD * length:
        return None
    what = "it is a binary file" if nuls * 2 > unread else "its characters were lost by reading it in a wrong encoding"
    message = f"no text can be read: {what} ({unread:,} of {length:,} characters)"
    return Diagnostic("seed-unreadable", message, Place(seed.path), "save the page again, as text or HTML in UTF-8")


def _depth(page: str) -> int:
    """How deep the elements of a page stand, where there are many; those that close by themselves do not count."""
    if page.count("<") < _TAGS:
        return 0
    names = (tag[0].lower() for piece in _shown(page) if (tag := _TAG.match(piece)))
    return max(
        accumulate(-1 if name[0] == "/" else 1 for name in names if name.lstrip("/") not in _SELF_CLOSING), default=0
    )


def why(seed: Seed) -> Diagnostic:
    """The finding for a seed of which strip leaves nothing: its most telling reason."""
    place = Place(seed.path)
    if not seed.text.strip():
        return Diagnostic("seed-empty", "the page is empty", place, "save it again")
    if found := unreadable(seed):
        return found
    if seed.form is SeedForm.HTML and (found := _unshown(seed.text, place)):
        return found
    help_ = "if that is wrong, copy the article's text into a .txt file"
    return Diagnostic("seed-empty", "nothing is left of it: every line is page furniture", place, help_)


def _unshown(page: str, place: Place) -> Diagnostic | None:
    """The finding for a page that shows no article without something else; None for one that shows text."""
    words = sum(1 for _ in _words(page))
    few = words <= FEW_WORDS
    frames = ", ".join(islice(_frames(page), _FRAMES))
    if _FRAMESET.search(page) or (few and frames):
        help_ = f"save the page in the frame: {frames}" if frames else "save the page in the frame"
        return Diagnostic("page-is-frames", "the page only shows other pages, in frames", place, help_)
    if _STATED.search(page):
        message = "the article stands only in the page's data (JSON), not in what the page shows"
        help_ = "open it in a browser, copy the text, and save it as .txt"
        return Diagnostic("page-states-json", message, place, help_)
    if few and _SCRIPT.search(page):
        help_ = "open it in a browser, and save what it then shows"
        return Diagnostic("page-needs-scripts", "the page is empty until its scripts run", place, help_)
    if not words:
        return Diagnostic("seed-empty", "the page shows no text", place, "save it again, when it shows the article")
    return None


def _frames(page: str) -> Iterator[str]:
    """The addresses of the pages that it shows in frames; a frame that nobody can see is none."""
    for piece in _shown(page):
        tag = piece.partition(">")[0]
        if _FRAME.match(piece) and not _UNSEEN.search(tag) and (source := _SOURCE.search(tag)):
            yield source[1]


def _words(page: str) -> Iterator[str]:
    """The words that a page shows before any script runs, roughly: those outside tags, scripts and the like."""
    for piece in _shown(page):
        yield from piece.partition(">")[2].split()


def _shown(page: str) -> Iterator[str]:
    """The pieces of a page from one `<` to the next that stand outside scripts and the like."""
    hidden = ""
    for piece in page.split("<"):
        tag = _TAG.match(piece)
        name = tag[0].lower() if tag else ""
        if hidden:
            hidden = "" if name == f"/{hidden}" else hidden
        elif name in _RAW:
            hidden = name
        if not hidden:
            yield piece
