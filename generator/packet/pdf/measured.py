"""Where lines and passages came to stand, as Typst reports it, and the references that follow from it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from generator.packet.manuscript import Reference

FEW = 6


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the layout: the page, 1-based in its document, and points from the sheet's left and top edges.

    `y` is the height of a baseline; `line` is the line's number in its document, or 0 where lines are not counted.
    """

    page: int
    x: float
    y: float
    line: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """The layout of one document: its lines, and where its passages begin and end, by name."""

    lines: tuple[Point, ...] = ()
    begins: Mapping[str, Point] = field(default_factory=dict)
    ends: Mapping[str, Point] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages hold lines of it."""
        return self.lines[-1].page if self.lines else 1

    @property
    def straggles(self) -> bool:
        """Whether its last page holds only a few lines."""
        last = [spot for spot in self.lines if spot.page == self.pages]
        return self.pages > 1 and len(last) <= FEW

    def words(self, reference: Reference) -> str:
        """A reference to a passage of the document as it is printed: `Doc. A [3], lines 15–16`."""
        spots = (self.begins.get(reference.passage), self.ends.get(reference.passage))
        lines = sorted({spot.line for spot in spots if spot and spot.line})
        if reference.short or not lines:
            return reference.words
        return f"{reference.words}, line" + (f" {lines[0]}" if len(lines) == 1 else f"s {lines[0]}–{lines[-1]}")


def measured(report: Mapping[str, Any], width: Callable[[str], float]) -> Measured:
    """The layout of a document from the report of a measuring run.

    `lines` are `[page, y]` and `edges` `[side, passage, sign, page, x, y]`, each in order of the text; an edge stands
    behind its `sign`, so its `width` is taken off.
    """
    lines = tuple(Point(page, 0, y, number) for number, (page, y) in enumerate(report["lines"], 1))
    pages = {page: tuple(spots) for page, spots in groupby(lines, key=lambda spot: spot.page)}
    sides: dict[str, dict[str, Point]] = {"begins": {}, "ends": {}}
    for side, passage, sign, page, x, y in report["edges"]:
        sides[side].setdefault(passage, Point(page, x - width(sign), y, _line(pages.get(page, ()), y)))
    return Measured(lines, sides["begins"], sides["ends"])


def _line(lines: tuple[Point, ...], y: float) -> int:
    """The number of the line whose baseline is at `y` or last above it, where what ends a heading is reported.

    0 for words above the first counted line.
    """
    at = bisect_right(lines, y + 2, key=lambda spot: spot.y)
    return lines[at - 1].line if at else 0
