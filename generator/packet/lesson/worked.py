"""Which row of a sheet is worked as an example: one that gives away no more than it must, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from generator.model import Anchored, Article, Span
from generator.packet.desk import Desk, evidence_names

_T = TypeVar("_T")


def put_first(
    desk: Desk,
    rows: Sequence[_T],
    marks: Callable[[_T], Iterable[Anchored]],
    worth: Callable[[_T], tuple[int, ...]],
    tells: Callable[[_T], bool] = lambda _: False,
) -> tuple[tuple[_T, ...], bool]:
    """The rows with the worked one first, the others in their order, and whether there is one.

    A single row is left to the pupils, and so is one that `tells` an answer or holds a passage that is evidence for a
    question. Of the others that one is worked of which this packet leaves out the fewest passages; then the one that
    shares the fewest paragraphs with evidence, then the one that is worth most, then the first.
    """
    free = [at for at, row in enumerate(rows) if not (tells(row) or answers(desk, marks(row)))]
    if len(rows) < 2 or not free:
        return tuple(rows), False

    def rank(at: int) -> tuple[int, ...]:
        passages = tuple(marks(rows[at]))
        seen = len(printed(desk, passages))
        return (seen > 0, seen - len(passages), -shared(desk, passages), *worth(rows[at]), -at)

    best = max(free, key=rank)
    return (rows[best], *rows[:best], *rows[best + 1 :]), True


def answers(desk: Desk, marks: Iterable[Anchored]) -> bool:
    """Whether a passage among them is evidence for a question, be it in part."""
    return any(span.overlaps(mark.span) for mark in marks for span in _evidence(desk, mark.annotation.article))


def shared(desk: Desk, marks: Iterable[Anchored]) -> int:
    """In how many paragraphs these passages and evidence for questions stand together."""
    found: set[tuple[str, int]] = set()
    for mark in marks:
        article = desk.story.article(mark.annotation.article)
        asked = {at for span in _evidence(desk, article.id) for at in _paragraphs(article, span)}
        found.update((article.id, at) for at in _paragraphs(article, mark.span) & asked)
    return len(found)


def printed(desk: Desk, marks: Iterable[Anchored]) -> tuple[Anchored, ...]:
    """Those of the marks whose passages this packet shows whole."""
    return tuple(mark for mark in marks if desk.visible(desk.story.article(mark.annotation.article), mark.span))


def _evidence(desk: Desk, article: str) -> tuple[Span, ...]:
    names = evidence_names(desk.story)
    return tuple(span for name, span in desk.passages[article].items() if name in names)


def _paragraphs(article: Article, passage: Span) -> set[int]:
    """Where the blocks begin that hold a part of a passage."""
    return {block.start for block in article.blocks if block.span.overlaps(passage)}
