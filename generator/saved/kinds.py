"""A file as it was given -> the pages in it. Its bytes tell its kind; its name only text from Markdown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from enum import Enum, auto

from generator.saved import html, mhtml, pdf, warc
from generator.saved.encoding import Decoded, decode
from generator.saved.page import HTML, MARKDOWN, TEXT, Page, Saved, TooLargeError, UnreadableError

Choose = Callable[[tuple[str, ...]], Collection[str]]
LIMITS = {HTML: 10_000_000, TEXT: 2_000_000, MARKDOWN: 2_000_000}
_SMALLER = {HTML: "save it without pictures, or copy the text into a .txt file"}
_KNOWN = "known are text, HTML, MHTML, PDF, WARC and WACZ"
_OTHER = {
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"RIFF": "a picture or a sound",
    b"II*\x00": "a picture", b"MM\x00*": "a picture", b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "a rich text file (RTF)", b"bplist00": "a Safari web archive", b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive", b"\xfd7zXZ": "a file packed with xz", b"\x28\xb5\x2f\xfd": "a file packed with zstd",
}  # fmt: skip
_UNSEEN = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_SAMPLE = 65_536


class _Kind(Enum):
    PAGE = auto()
    MHTML = auto()
    PDF = auto()
    ARCHIVE = auto()


def opened(saved: Saved, choose: Choose) -> Iterator[Page | UnreadableError]:
    """The pages of a file; in place of one of several that cannot be read, why.

    `choose` is asked which addresses of an archive are wanted. Raises UnreadableError where there is no page.
    """
    kind = _kind(saved.data)
    if kind is _Kind.PAGE:
        yield _checked(_page(saved))
    elif kind is _Kind.ARCHIVE:
        for page in _of_archive(saved.data, choose):
            yield _within(saved, page) if isinstance(page, Page) else page
    else:
        yield _within(saved, _checked(mhtml.page(saved.data) if kind is _Kind.MHTML else pdf.page(saved.data)))


def _kind(data: bytes) -> _Kind:
    """What the first bytes say. Raises UnreadableError for what is no page."""
    if not data[:_SAMPLE].strip(b" \t\r\n\0"):
        raise UnreadableError("the file is empty", "save the page again")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        if warc.is_wacz(warc.names_in(data)):
            return _Kind.ARCHIVE
        raise UnreadableError("this zip file is no web archive (WACZ)", "unpack it, or save its text as .txt")
    if data.startswith((b"WARC/", b"\x1f\x8b")):
        return _Kind.ARCHIVE
    if what := next((what for start, what in _OTHER.items() if data.startswith(start)), None):
        raise UnreadableError(f"this is {what}, not a saved page", _KNOWN)
    return _Kind.MHTML if mhtml.is_mhtml(data) else _Kind.PAGE


def _page(saved: Saved) -> Page:
    """The page that a file is."""
    name = saved.name.lower()
    text = _read(saved.data[: LIMITS[HTML]], saved.encoding, is_html=True).text
    if name.endswith((".html", ".htm", ".xhtml")) or html.is_html(text):
        address, day = html.saved_from(text)
        return Page(saved.data, HTML, saved.address or address, saved.retrieved or day, saved.encoding)
    suffix = MARKDOWN if name.endswith((".md", ".markdown")) else TEXT
    return Page(saved.data, suffix, saved.address, saved.retrieved, saved.encoding)


def _of_archive(data: bytes, choose: Choose) -> Iterator[Page | UnreadableError]:
    records = warc.unpack(data)
    there = warc.addresses(data, records)
    if not there:
        raise UnreadableError("the web archive holds no HTML page that was loaded whole")
    for page in warc.pages(records, choose(there)):
        try:
            yield _checked(page) if isinstance(page, Page) else page
        except UnreadableError as problem:
            yield problem


def _within(saved: Saved, page: Page) -> Page:
    """A page that was taken out of a file. What a server said of the file holds for the page."""
    inside = (saved.name, hashlib.sha256(saved.data).hexdigest())
    return replace(
        page, inside=inside, address=page.address or saved.address, retrieved=page.retrieved or saved.retrieved
    )


def _checked(page: Page) -> Page:
    """The page, if it is text of a fair size. What a header says of its encoding is kept where it is needed."""
    limit = LIMITS[page.suffix]
    if len(page.data) > limit:
        raise TooLargeError(f"the page is larger than {limit // 1_000_000} MB", _SMALLER.get(page.suffix, ""))
    if not page.data.strip():
        raise UnreadableError("the page is empty", "save it again")
    read = _read(page.data, page.encoding, page.suffix == HTML)
    alone = _read(page.data, None, page.suffix == HTML) if page.encoding else read
    needed = alone.text != read.text or alone.encoding.endswith("(detected)")
    return replace(page, encoding=page.encoding if needed else None)


def _read(data: bytes, label: str | None, is_html: bool) -> Decoded:
    sample = data[:_SAMPLE]
    wide = sample.startswith((b"\xff\xfe", b"\xfe\xff")) or (label or "").lower().startswith("utf-16")
    if not wide and len(sample) - len(sample.translate(None, _UNSEEN)) > len(sample) / 50:
        raise UnreadableError("this is no text", _KNOWN)
    try:
        return decode(data, label, is_html)
    except ValueError as error:
        raise UnreadableError(f"this is {error}", _KNOWN) from error
