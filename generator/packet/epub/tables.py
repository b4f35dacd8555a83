"""The form in which a table fits a telephone: as it is, or cut into one small table a row.

A table of five documents side by side cannot be read on a narrow page. Rows that wait to be filled in would be
small tables of nothing: they are listed, with the columns that they would have on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.packet.manuscript import Blank, Line, Reference, Row, Stretch, Table, Variant, Words

MOST_COLUMNS, MOST_LETTERS, BARE = 4, 60, 3
# About how many letters a line of a narrow page (320 CSS pixels, WCAG 2.2, 1.4.10) has room for.
LINE = {Variant.STANDARD: 36, Variant.EASY_READ: 31, Variant.LARGE_PRINT: 23}


@dataclass(frozen=True, slots=True)
class Pair:
    """A cell and the head of its column."""

    head: Line
    cell: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Small:
    """A row as a table of its own, with the cells that hold anything."""

    head: tuple[Line, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows that wait to be filled in: what they are about, each once."""

    heads: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A table for a narrow page: `parts` is empty where it fits as it is."""

    table: Table
    parts: tuple[Small | Waiting, ...]

    @property
    def columns(self) -> tuple[Line, ...]:
        """The heads of the columns after the first."""
        return self.table.head[1:]


def shape(table: Table, variant: Variant) -> Shape:
    """The form that fits a narrow page; two columns are as narrow as a table can be."""
    wide = len(table.widths) > 2 and _is_wide(table, LINE[variant])
    return Shape(table, tuple(_parts(table)) if wide else ())


def _is_wide(table: Table, line: int) -> bool:
    columns = len(table.widths)
    longest = max((_letters(cell) for row in table.rows for cell in row.cells), default=0)
    crowded = columns == MOST_COLUMNS and longest > MOST_LETTERS
    return columns > MOST_COLUMNS or crowded or sum(table.longest_words) + columns > line


def _parts(table: Table) -> Iterator[Small | Waiting]:
    for waiting, rows in groupby(table.rows, key=_waits):
        if waiting:
            yield Waiting(tuple(dict.fromkeys(_named(table, row) for row in rows)))
        else:
            yield from (Small(_named(table, row), _pairs(table, row)) for row in rows)


def _named(table: Table, row: Row) -> tuple[Line, ...]:
    """The name of a row; a bare letter or number takes the head of its column along."""
    name = row.cells[0]
    return ((*table.head[0], Words(" "), *name[0]), *name[1:]) if 0 < _letters(name) <= BARE else name


def _pairs(table: Table, row: Row) -> tuple[Pair, ...]:
    cells = zip(table.head[1:], row.cells[1:], strict=True)
    return tuple(Pair(head, cell) for head, cell in cells if cell)


def _waits(row: Row) -> bool:
    return not any(row.cells[1:])


def _letters(cell: tuple[Line, ...]) -> int:
    return sum(_width(part) for line in cell for part in line)


def _width(part: object) -> int:
    match part:
        case Words(text=text) | Stretch(text=text):
            return len(text)
        case Reference(words=words):
            return len(words)
        case Blank(ems=ems):
            return round(ems * 2)
    return 1
