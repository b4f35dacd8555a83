"""The text layer of a PDF (ISO 32000) -> plain text, a paragraph on a line.

What a PDF calls text is lines at places. Kept simple: running heads and page numbers go, lines of a
paragraph are joined, a word cut at the end of a line is mended. Columns and tables may come out in
an order that nobody wants: a person reads the result.
"""

from __future__ import annotations

import contextlib
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import pairwise

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from generator.saved.page import TEXT, Page, TooLargeError, UnreadableError, web_address

MAX_PAGES = 200
_LEAST = 40  # letters; fewer, and the pages are pictures
_EDGE = 2  # lines at the top and at the foot of a page that may be its running head
_NUMBER = re.compile(r"(?:[^\W\d]{1,6}\.? )?\d{1,4}(?: ?(?:/|[^\W\d]{1,4}) ?\d{1,4})?")
_END = re.compile(r"[.!?…:]['\"”’»)\]]*$")
_CUT_WORD = re.compile(r"[^\W\d][-\u2010\u00ad]$")
_ITEM = re.compile(r"^(?:[-*•‣▪–]|\d{1,2}[.)]) ")
_ADDRESS = re.compile(r"https?://\S+")
_SPACED = 0.9  # of the lines: with more, the space below them is that between any two lines
_SHORT = 0.7  # of the usual length of a line: a shorter one ends its paragraph

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is a finding, not a log line


def page(data: bytes) -> Page:
    """The text of a PDF as a page of plain text. An address that every page carries is where it comes from.

    Raises UnreadableError for a file that is damaged, locked or has no text layer, TooLargeError for very many pages.
    """
    sheets = _sheets(data)
    letters = [c for sheet in sheets for line in sheet for c in line if not c.isspace()]
    readable = [c for c in letters if unicodedata.category(c)[0] != "C" and c != "\ufffd"]
    if len(letters) < _LEAST:
        raise UnreadableError(
            "the PDF has no text layer: its pages are pictures", "let a program for text recognition (OCR) add one"
        )
    if len(readable) < 0.9 * len(letters):
        raise UnreadableError("the letters of the PDF cannot be read", "copy the text from the page into a .txt file")
    running = _running(sheets)
    body = [line for sheet in sheets for line in _without(sheet, running)]
    found = [match[0] for line in running for match in _ADDRESS.finditer(line)]
    text = "\n\n".join(paragraphs(body)) + "\n"
    return Page(text.encode("utf-8"), TEXT, web_address(found[0]) if found else None)


def count_pages(data: bytes) -> int:
    """How many pages a sound PDF has."""
    return len(PdfReader(BytesIO(data)).pages)


def _sheets(data: bytes) -> list[list[str]]:
    """The lines of each page; an empty one stands where there is a space between paragraphs."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("the PDF is locked with a password", "save a copy without one")
        if len(reader.pages) > MAX_PAGES:
            raise TooLargeError(f"the PDF has more than {MAX_PAGES} pages")
        return [_lines(sheet) for sheet in reader.pages]
    except UnreadableError:
        raise
    except (PyPdfError, RecursionError) as error:
        raise UnreadableError("the PDF is damaged or cut off", "save it again") from error
    except Exception as error:  # pypdf raises what its parsing meets: KeyError, TypeError, zlib.error and others
        raise UnreadableError("the PDF is damaged", "print the page to a new PDF, or copy its text") from error


def _lines(sheet: PageObject) -> list[str]:
    """The lines of a page in the order of its text, with the spaces between them that its layout shows.

    The text alone shows no spaces, and the layout mixes columns. Where each line has a space below it, none tells.
    """
    written = [line for line in map(_clean, sheet.extract_text().split("\n")) if line.strip()]
    layout: list[str] = []
    with contextlib.suppress(Exception):  # pypdf cannot lay out every page whose text it can read
        layout = [_even(_clean(line)) for line in sheet.extract_text(extraction_mode="layout").split("\n")]
    apart = {line for line, below in pairwise(layout) if line and not below}
    spaced = [_even(line) in apart for line in written]
    if sum(spaced) > _SPACED * len(written):
        return written
    return [part for line, space in zip(written, spaced, strict=True) for part in ((line, "") if space else (line,))]


def _even(line: str) -> str:
    return " ".join(line.split())


def _clean(line: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", line)).strip()


def _edges(sheet: Sequence[str]) -> list[str]:
    written = list(filter(None, sheet))
    return [*written[:_EDGE], *written[-_EDGE:]] if len(written) > 2 * _EDGE else written


def _alike(line: str) -> str:
    """A line with `#` for every number: running heads differ by their page number only."""
    return re.sub(r"\d+", "#", line)


def _running(sheets: Sequence[Sequence[str]]) -> frozenset[str]:
    """The lines at the edges that most pages share, as one of them has it, numbers apart."""
    counts = Counter(alike for sheet in sheets for alike in {_alike(line) for line in _edges(sheet)})
    often = {alike for alike, count in counts.items() if count >= 2 and count > len(sheets) / 2}
    return frozenset(line for sheet in sheets for line in _edges(sheet) if _alike(line) in often)


def _without(sheet: Sequence[str], running: frozenset[str]) -> Iterable[str]:
    edges = _edges(sheet)
    for line in sheet:
        at_edge = line in edges
        if not (at_edge and (line in running or _NUMBER.fullmatch(line))):
            yield line


def paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines as they were wrapped -> paragraphs. A short line ends one, and so do a space and a mark of a list below."""
    lengths = sorted(map(len, filter(None, lines)))
    usual = lengths[int(len(lengths) * 0.8)] if lengths else 0
    found: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            open_ = False
            continue
        if open_ and not _ITEM.match(line):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
        open_ = len(line) >= _SHORT * usual or bool(_CUT_WORD.search(line))
        if len(line) < 0.9 * usual and _END.search(line):
            open_ = False
    return tuple(found)


def _joined(above: str, below: str) -> str:
    if _CUT_WORD.search(above) and below[:1].islower():
        return above[:-1] + below
    return f"{above} {below}"
