"""A grid: rows against the documents by date, cut into several tables where there are many documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.model import Article
from generator.packet.desk import Desk
from generator.packet.manuscript import Block, Heading, Line, Row, Table, Variant, Words
from generator.packet.texts.known import date

Cell = tuple[Line, ...]

# So many documents stand side by side on the long side of a sheet before their columns are too narrow to write in.
MOST = {Variant.STANDARD: 7, Variant.EASY_READ: 5, Variant.LARGE_PRINT: 3}
WIDTHS = (1.25, 1.0)


@dataclass(frozen=True, slots=True)
class GridRow:
    """What the row is about, a cell for each document, and one for the column `end` of the grid."""

    head: Cell
    cells: tuple[Cell, ...]
    end: Cell = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows, the head of their first column, and that of a last column after the documents, if there is one.

    `widths` are those of the first and the last column, as multiples of the others, where the type is small enough
    for as many columns as a sheet takes.
    """

    caption: str
    corner: str
    rows: tuple[GridRow, ...]
    end: str = ""
    widths: tuple[float, float] = WIDTHS
    small: bool = False

    def blocks(self, desk: Desk) -> tuple[Block, ...]:
        """The tables: one, or several with headings that name their documents; the last one has the last column."""
        return tuple(self._blocks(desk))

    def _blocks(self, desk: Desk) -> Iterator[Block]:
        groups = split(desk.story.articles, MOST[desk.choice.variant])
        at = 0
        for group in groups:
            part = slice(at, at + len(group))
            at = part.stop
            caption = self.caption
            if len(groups) > 1:
                caption = f"{self.caption}, {named(desk, group)}"
                yield Heading(named(desk, group))
            last = at == len(desk.story.articles)
            yield replace(self, caption=caption, end=self.end if last else "")._table(desk, group, part)

    def _table(self, desk: Desk, group: Sequence[Article], part: slice) -> Table:
        ends = ((Words(self.end),),) if self.end else ()
        first, last = self.widths if desk.choice.variant is Variant.STANDARD else WIDTHS
        return Table(
            self.caption,
            (first, *(1.0 for _ in group), *(last for _ in ends)),
            ((Words(self.corner),), *(document_head(desk, article) for article in group), *ends),
            tuple(Row((row.head, *row.cells[part], *((row.end,) if ends else ())), row.lines) for row in self.rows),
            self.small,
        )


def document_head(desk: Desk, article: Article) -> Line:
    """How a column names its document: letter and day."""
    return (Words(f"Doc. {desk.letter(article.id)}", strong=True), Words(f", {date(article)}"))


def split(articles: Sequence[Article], most: int) -> tuple[tuple[Article, ...], ...]:
    """The articles in order, in as few groups of at most `most` as there can be, of about the same size."""
    groups = -(-len(articles) // most)
    edges = [len(articles) * at // groups for at in range(groups + 1)] if groups else [0]
    return tuple(tuple(articles[start:end]) for start, end in pairwise(edges))


def named(desk: Desk, group: Sequence[Article]) -> str:
    """Documents that follow one another: `Document A`, `Documents A and B`, `Documents A to C`."""
    first, last = (desk.letter(article.id) for article in (group[0], group[-1]))
    joined = "and" if len(group) == 2 else "to"
    return f"Documents {first} {joined} {last}" if first != last else f"Document {first}"
