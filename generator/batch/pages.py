"""One row of a batch -> its answer. Pure: what is read from a file or sent over a wire is bytes here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic
from generator.formats import StripCorrections
from generator.model import Place, Seed, SeedForm
from generator.strip import Page, Stripped, nothing, strip
from generator.strip import read as read_page
from generator.strip.repetition import repeated

MAX_ROW = 10_000_000  # bytes: six times the largest of 600 news pages measured
MAX_LINES = 100_000  # of a page: each may become a cut, and a cut is larger than a short line
MAX_MESSAGE = 200
LEAVE_OUT = "no article needs that; leave the page out"
_ID_FIRST = re.compile(rb'\s*\{\s*"id"\s*:\s*("(?:[^"\\]|\\.){0,500}"|-?\d{1,19}(?=[\s,]))')
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Row(NamedTuple):
    """A line of the input: its 1-based number, its bytes without line end, the site that it names, or ''."""

    number: int
    line: bytes
    site: str = ""


class Answer(NamedTuple):
    """A line of the output without line end. `code` is that of its problem, or ''."""

    code: str
    line: bytes


@dataclass(frozen=True, slots=True)
class BatchPage:
    """What a row says: `id` is the text or whole number that it names, or the number of its line."""

    id: str | int
    seed: Seed
    headline: str | None
    site: str


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a page: stripped, or why not. Never both, and never an article without a block."""

    id: str | int
    stripped: Stripped | None = None
    problem: Diagnostic | None = None


def read(number: int, line: bytes) -> BatchPage | BatchResult:
    """The page of a row. A row that is none, or too large, gives the result that says so."""
    place = Place(f"line {number}")
    if len(line) > MAX_ROW:
        found = _ID_FIRST.match(line)
        message = f"line {number} is larger than {MAX_ROW // 1_000_000} MB"
        problem = Diagnostic("too-large", message, place, LEAVE_OUT)
        return BatchResult(json.loads(found[1]) if found else number, problem=problem)
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        problem = Diagnostic("row-unreadable", f"line {number} is not JSON: {_short(reason)}", place)
        return BatchResult(number, problem=problem)
    if not isinstance(row, dict):
        problem = Diagnostic("row-unreadable", f"line {number} is JSON, but no object with `html` or `text`", place)
        return BatchResult(number, problem=problem)
    return _page(number, row, place)


def _page(number: int, row: dict[str, Any], place: Place) -> BatchPage | BatchResult:
    known = row["id"] if isinstance(row.get("id"), str | int) else number
    form = SeedForm.HTML if isinstance(row.get("html"), str) else SeedForm.TEXT
    text = row.get(form.value)
    if not isinstance(text, str):
        problem = Diagnostic("row-unreadable", f"line {number} has neither `html` nor `text` with text in it", place)
        return BatchResult(known, problem=problem)
    seed = Seed(place.path, _LONE_SURROGATE.sub("\ufffd", text), "utf-8", "", form)
    headline = row.get("headline")
    return BatchPage(known, seed, headline.strip() or None if isinstance(headline, str) else None, _site(row))


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _short(text: str) -> str:
    return text if len(text) <= MAX_MESSAGE else f"{text[:MAX_MESSAGE]}…"


def _site(row: dict[str, Any]) -> str:
    """The site that a row names, or the host of its address; '' for neither."""
    if isinstance(row.get("site"), str):
        return str(row["site"]).strip()
    try:
        return (urlsplit(row["url"]).hostname or "").removeprefix("www.")
    except (KeyError, ValueError, AttributeError, TypeError):
        return ""


_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A page of a row, as lines."""

    row: BatchPage
    page: Page


def strip_page(row: BatchPage) -> BatchResult:
    """The article of a page by itself and its cuts, or the finding that says why there is none."""
    opened = _opened(row)
    return opened if isinstance(opened, BatchResult) else _stripped(opened, {})


def _opened(row: BatchPage) -> _Opened | BatchResult:
    if problem := nothing.unreadable(row.seed):
        return BatchResult(row.id, problem=problem)
    page = read_page(row.seed)
    if len(page.lines) > MAX_LINES:
        message = f"the page has more than {MAX_LINES:,} lines"
        return BatchResult(row.id, problem=Diagnostic("too-large", message, Place(row.seed.path), LEAVE_OUT))
    return _Opened(row, page)


def _stripped(opened: _Opened, repeated: Mapping[int, str]) -> BatchResult:
    stripped = strip(opened.page, opened.row.headline, StripCorrections(), repeated=repeated)
    if stripped.blocks:
        return BatchResult(opened.row.id, stripped)
    return BatchResult(opened.row.id, problem=nothing.why(opened.row.seed))


def strip_group(rows: Sequence[Row]) -> Iterator[int | Answer]:
    """The answers to the rows of one site, in order; before each page is worked on, its index in the group.

    An error of ours in one page is its answer, `page-crashed`, and the next page follows.
    """
    found: list[_Opened | BatchResult] = []
    for index, row in enumerate(rows):
        yield index
        read_row = read(row.number, row.line)
        if isinstance(read_row, BatchPage):
            found.append(_alive(row.number, read_row.id, partial(_opened, read_row)))
        else:
            found.append(read_row)
    opened = [page for page in found if isinstance(page, _Opened)]
    marks: Iterator[Mapping[int, str]] = iter([{}] * len(opened))
    if len(opened) > 1:
        yield len(rows) - 1  # to compare them takes its own time
        marks = iter(repeated([page.page.lines for page in opened], opened[0].row.site))
    for index, (row, page) in enumerate(zip(rows, found, strict=True)):
        if isinstance(page, BatchResult):
            yield answer(page)
        else:
            yield index
            yield answer(_alive(row.number, page.row.id, partial(_stripped, page, next(marks))))


def _alive(number: int, known: str | int, work: Callable[[], _Done]) -> _Done | BatchResult:
    """What `work` gives, or the result that tells of our own error."""
    try:
        return work()
    except Exception as error:
        return crashed(known, number, _short(f"{type(error).__name__}: {error}"))


def crashed(known: str | int, number: int, reason: str) -> BatchResult:
    """The result for a page that the program could not survive."""
    message = f"the page on line {number} broke the program that read it ({reason})"
    help_ = "leave it out, and send it to us"
    return BatchResult(known, problem=Diagnostic("page-crashed", message, Place(f"line {number}"), help_))


def too_slow(known: str | int, number: int, seconds: float) -> BatchResult:
    """The result for a page that took too long and was stopped."""
    message = f"the page on line {number} was not done after {seconds:g} seconds"
    help_ = "leave it out, or save it again as plain text"
    return BatchResult(known, problem=Diagnostic("page-too-slow", message, Place(f"line {number}"), help_))


def broken_off(number: int, reason: str) -> BatchResult:
    """The result that stands for all that is missing of a damaged input file."""
    return BatchResult(
        number, problem=Diagnostic("row-unreadable", f"line {number}: {reason}", Place(f"line {number}"))
    )


def id_of(row: Row) -> str | int:
    """The id of a row, as its answer names it."""
    return read(row.number, row.line).id


def answer(result: BatchResult) -> Answer:
    """The line of the output: `id`, then `text` and `cuts` with `headline` where there is one, or `problem`."""
    written: dict[str, Any] = {"id": result.id}
    if result.stripped:
        written["text"] = "\n".join(text for _, text in result.stripped.blocks)
        written["cuts"] = [
            {"line": cut.line, "rule": cut.rule, "text": cut.text, "evidence": cut.evidence}
            if cut.evidence
            else {"line": cut.line, "rule": cut.rule, "text": cut.text}
            for cut in result.stripped.cuts
        ]
        if result.stripped.headline:
            written["headline"] = result.stripped.headline
    if result.problem:
        help_ = {"help": result.problem.help} if result.problem.help else {}
        written["problem"] = {"code": result.problem.code, "message": result.problem.message} | help_
    # A lone surrogate of an id becomes the JSON escape that it was.
    line = json.dumps(written, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Answer(result.problem.code if result.problem else "", line)


def is_answer(line: bytes) -> bool:
    """Whether a line could be one that `answer` made."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "id" in row and ("cuts" in row or "problem" in row)
