"""Overlapping marks -> segments: each stretch of text is wrapped once, with every mark that covers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from generator.model import Anchored, Kind, Span

_ORDER = (Kind.CLAIM, Kind.SOURCE, Kind.FRAMING)


@dataclass(frozen=True, slots=True)
class Segment:
    """Text under the same marks. `starts` and `ends` are the marks whose first or last segment it is.

    `wordings` names the stretches of shared wording that cover it, `begins` those that it begins.
    """

    text: str
    marks: tuple[Anchored, ...]
    starts: tuple[Anchored, ...]
    ends: tuple[Anchored, ...]
    wordings: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def kinds(self) -> str:
        """The layers that cover it, for a class attribute."""
        covered = {mark.kind for mark in self.marks}
        return " ".join(kind for kind in _ORDER if kind in covered)

    @property
    def ids(self) -> str:
        """The ids of its marks, for a data attribute."""
        return " ".join(mark.id for mark in self.marks)


def segments(
    text: str, piece: Span, marks: tuple[Anchored, ...], wordings: Mapping[str, Span] = MappingProxyType({})
) -> tuple[Segment, ...]:
    """The segments of one passage of an article text, in order; their texts join to the passage."""
    inside = [mark for mark in marks if mark.span.overlaps(piece)]
    edges = {piece.start, piece.end}
    for span in (*(mark.span for mark in inside), *wordings.values()):
        edges |= {min(max(edge, piece.start), piece.end) for edge in (span.start, span.end)}
    cuts = sorted(edges)
    return tuple(
        Segment(
            text[part.start : part.end],
            tuple(mark for mark in inside if mark.span.overlaps(part)),
            tuple(mark for mark in inside if mark.span.start == part.start),
            tuple(mark for mark in inside if mark.span.end == part.end),
            tuple(name for name, span in wordings.items() if span.overlaps(part)),
            tuple(name for name, span in wordings.items() if span.start == part.start),
        )
        for part in (Span(start, end) for start, end in pairwise(cuts))
    )
