"""A passage of an article -> stretches: cut wherever something begins or ends that a writer must know of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from generator.model import Anchored, Article, Kind, Span
from generator.packet.desk import Desk, passage_name
from generator.packet.manuscript import Stretch, Term

OURS = "en"  # the language of our own words


def language(article: Article) -> str:
    """The language of an article's words where it is not that of ours; else empty."""
    return "" if article.head.language == OURS else article.head.language


def named(desk: Desk, article: Article, piece: Span, explained: Mapping[Span, str]) -> Iterator[Stretch | Term]:
    """The words of a visible passage with the names of the passages in it, and the signs of explained words."""
    letter = desk.letter(article.id)
    passages = desk.passages[article.id].items()
    inside = {passage_name(letter, name): span for name, span in passages if span.overlaps(piece)}
    terms = {span.end: term for span, term in explained.items() if piece.covers(span)}
    marks = _marks(desk, article, piece)
    for part in _parts(piece, (*_edges(inside.values()), *terms)):
        begins = tuple(name for name, span in inside.items() if span.start == part.start)
        ends = tuple(name for name, span in inside.items() if span.end == part.end)
        yield Stretch(article.text[part.start : part.end], _kinds(marks, part), begins, ends, language(article))
        if term := terms.get(part.end):
            yield Term(term, desk.story.file.teaching.glossary[term])


def quoted(desk: Desk, article: Article, piece: Span) -> Iterator[Stretch]:
    """The words of a passage as a sheet prints them a second time: under their marks, without names."""
    marks = _marks(desk, article, piece)
    for part in _parts(piece, _edges(mark.span for mark in marks)):
        yield Stretch(article.text[part.start : part.end], _kinds(marks, part), language=language(article))


def _marks(desk: Desk, article: Article, piece: Span) -> tuple[Anchored, ...]:
    marks = desk.story.marks_of(article.id) if desk.marked else ()
    return tuple(mark for mark in marks if mark.span.overlaps(piece))


def _kinds(marks: tuple[Anchored, ...], part: Span) -> tuple[Kind, ...]:
    over = {mark.kind for mark in marks if mark.span.overlaps(part)}
    return tuple(kind for kind in Kind if kind in over)


def _edges(spans: Iterable[Span]) -> Iterator[int]:
    return (edge for span in spans for edge in (span.start, span.end))


def _parts(piece: Span, edges: Iterable[int]) -> Iterator[Span]:
    cuts = {piece.start, piece.end, *(edge for edge in edges if piece.start < edge < piece.end)}
    return (Span(start, end) for start, end in pairwise(sorted(cuts)))
