"""Rows -> groups that belong together -> chunks of work. Depends on the input alone, never on who does the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.batch.pages import Answer, BatchPage, Row, answer, broken_off, read
from generator.stream import BrokenOffError

MAX_GROUP, MAX_GROUP_BYTES = 50, 10_000_000
MAX_CHUNK, MAX_CHUNK_BYTES = 64, 1_000_000

Group = tuple[Row, ...]
Chunk = tuple[Group | Answer, ...]


def rows(lines: Iterable[bytes]) -> Iterator[Row | Answer]:
    """The rows of the input; what can be no page is answered at once. Blank lines are passed over.

    Where a compressed input breaks off, the last answer says so.
    """
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            if line.strip():
                page = read(number, line)
                yield Row(number, line, page.site) if isinstance(page, BatchPage) else answer(page)
    except BrokenOffError as error:
        yield answer(broken_off(number + 1, str(error)))


def groups(found: Iterable[Row | Answer]) -> Iterator[Group | Answer]:
    """Neighbours of one site as a group, at most 50 pages and 10 MB; a row without a site stands alone."""
    group: list[Row] = []
    for row in found:
        if group and not (isinstance(row, Row) and _joins(row, group)):
            yield tuple(group)
            group = []
        if isinstance(row, Row):
            group.append(row)
        else:
            yield row
    if group:
        yield tuple(group)


def _joins(row: Row, group: list[Row]) -> bool:
    if not row.site or row.site != group[0].site or len(group) >= MAX_GROUP:
        return False
    return sum(len(other.line) for other in group) + len(row.line) <= MAX_GROUP_BYTES


def chunks(found: Iterable[Group | Answer]) -> Iterator[Chunk]:
    """Groups in handfuls that are worth sending: about a megabyte, or 64 of them."""
    chunk: list[Group | Answer] = []
    size = 0
    for group in found:
        chunk.append(group)
        size += sum(len(row.line) for row in group) if not isinstance(group, Answer) else 0
        if size >= MAX_CHUNK_BYTES or len(chunk) >= MAX_CHUNK:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)
