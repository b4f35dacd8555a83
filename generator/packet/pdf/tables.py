"""Tables on a sheet: in parts where they are too wide, columns that hold their words, rows that stay whole."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TypeVar

from generator.packet.characters import BREAK_HERE
from generator.packet.manuscript import Line, Row, Stretch, Table, Words, rewritten
from generator.packet.pdf.faces import BOLD, Face

_T = TypeVar("_T")

# In the size of the type: the least width of a column of text, what is left free beside it, and from line to line.
NARROWEST, PADDING, PITCH, WRITING = 8.5, 1.1, 1.4, 2.9
MOST = 0.7
ORDINARY = 14  # letters of a word that is not to be broken
REFERENCE = "Doc. A [10], lines 20–21"
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Room:
    """The room that a sheet has for a table, in points, and the type that it is set in."""

    width: float
    height: float
    face: Face
    size: float

    def long(self, text: str) -> float:
        """The length of a text, which may be bold."""
        return self.face.width(text, self.size * BOLD)


def fitted(table: Table, room: Room) -> Iterator[Table]:
    """The table as it fits: in as many parts as it needs, each beginning with the first column."""
    for part in _parts(table, room):
        yield _broken(_balanced(part, room), room)


def whole(row: Row, table: Table, room: Room) -> bool:
    """Whether a row surely needs no more than most of a page, so that it may be kept on one."""
    cells = zip(row.cells, _given(table, room), strict=True)
    lines = max(sum(_lines(line, width, room) for line in cell) * PITCH for cell, width in cells)
    return max(lines, row.lines * WRITING) * room.size < room.height * MOST


def _parts(table: Table, room: Room) -> Iterator[Table]:
    first, *others = (min(NARROWEST * room.size, _widest(column, room)) for column in _columns(table))
    count = min(len(others), math.ceil(sum(others) / max(room.width - first, 1)))
    if count <= 1:
        yield table
        return
    sizes = (len(others) // count + (at < len(others) % count) for at in range(count))
    for number, (start, end) in enumerate(pairwise(accumulate(sizes, initial=1)), 1):
        yield replace(
            table,
            caption=f"{table.caption}, part {number} of {count}",
            widths=(table.widths[0], *table.widths[start:end]),
            head=(table.head[0], *table.head[start:end]),
            rows=tuple(replace(row, cells=(row.cells[0], *row.cells[start:end])) for row in table.rows),
        )


def _balanced(table: Table, room: Room) -> Table:
    """The table with columns wide enough for words of ordinary length, at the cost of the wider ones."""
    given = _given(table, room)
    needed = [_longest(column, room) for column in _columns(table)]
    short = [max(0.0, need - width) for need, width in zip(needed, given, strict=True)]
    spare = [max(0.0, width - need) for need, width in zip(needed, given, strict=True)]
    if not any(short) or sum(short) > sum(spare):
        return table
    taken = sum(short) / sum(spare)
    widths = (width + less - more * taken for width, less, more in zip(given, short, spare, strict=True))
    return replace(table, widths=tuple(widths))


def _broken(table: Table, room: Room) -> Table:
    """The table with words that are longer than their column cut into even pieces, which Typst may part."""
    given = _given(table, room)
    head = tuple(_narrow(line, width, room) for line, width in zip(table.head, given, strict=True))
    rows = (
        replace(row, cells=tuple(_narrow(cell, width, room) for cell, width in zip(row.cells, given, strict=True)))
        for row in table.rows
    )
    return replace(table, head=head, rows=tuple(rows))


def _narrow(part: _T, width: float, room: Room) -> _T:
    def pieces(word: re.Match[str]) -> str:
        count = math.ceil(room.long(word[0]) / max(width - PADDING * room.size, room.size))
        step = math.ceil(len(word[0]) / count)
        return BREAK_HERE.join(word[0][at : at + step] for at in range(0, len(word[0]), step))

    return rewritten(part, lambda text: _WORD.sub(pieces, text))


def _given(table: Table, room: Room) -> list[float]:
    return [share * room.width / sum(table.widths) for share in table.widths]


def _columns(table: Table) -> Iterable[tuple[object, ...]]:
    return zip(table.head, *(row.cells for row in table.rows), strict=True)


def _widest(column: Iterable[object], room: Room) -> float:
    """The width of a column in which nothing is broken."""
    return max((room.long(text) for text in _texts(tuple(column))), default=0) + PADDING * room.size


def _longest(column: Iterable[object], room: Room) -> float:
    """The width of a column in which no word of ordinary length is broken."""
    words = (word for text in _texts(tuple(column)) for word in text.split() if len(word) <= ORDINARY)
    return max(map(room.long, words), default=0) + PADDING * room.size


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, Words | Stretch):
        yield part.text


def _lines(line: Line, width: float, room: Room) -> int:
    words = "".join(part.text if isinstance(part, Words | Stretch) else REFERENCE for part in line)
    return math.ceil(room.long(words) / max(width - PADDING * room.size, room.size)) + 1
