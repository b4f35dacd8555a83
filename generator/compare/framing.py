"""Framing: labels and frames per article, per 1,000 words, each number with its passages."""

from __future__ import annotations

from dataclasses import dataclass

from generator.choices import Voice
from generator.compare.names import NAMING
from generator.formats import Codebook, FramingNote, Label
from generator.model import Anchored, Article, Kind, Story


@dataclass(frozen=True, slots=True)
class Count:
    """The marks of one label or frame in one article, and their number per 1,000 words."""

    article: Article
    marks: tuple[Anchored, ...]

    @property
    def quoted(self) -> int:
        """How many of them are in a quoted voice."""
        return sum(getattr(mark.annotation.note, "voice", None) == Voice.QUOTED for mark in self.marks)

    @property
    def per_thousand(self) -> float:
        """Marks per 1,000 words of the article."""
        return 1000 * len(self.marks) / self.article.words if self.article.words else 0.0


@dataclass(frozen=True, slots=True)
class FramingRow:
    """One label or frame with its counts, by article."""

    label: Label
    counts: tuple[Count, ...]

    @property
    def total(self) -> int:
        """The marks in all articles."""
        return sum(len(count.marks) for count in self.counts)


def framing_table(story: Story, codebook: Codebook, kind: str) -> tuple[FramingRow, ...]:
    """The rows for labels (`kind` "framing") or frames ("frame") that occur, most frequent first.

    Naming is left to its own table: it is neutral more often than not.
    """
    labels = [label for label in codebook.labels if label.kind == kind and label.id != NAMING]
    rows = (
        FramingRow(label, tuple(Count(article, _marks(story, article, label)) for article in story.articles))
        for label in labels
    )
    return tuple(sorted((row for row in rows if row.total), key=lambda row: -row.total))


def _marks(story: Story, article: Article, label: Label) -> tuple[Anchored, ...]:
    def has(mark: Anchored) -> bool:
        note = mark.annotation.note
        return isinstance(note, FramingNote) and label.id in (note.label, note.frame)

    return tuple(mark for mark in story.marks_of(article.id, Kind.FRAMING) if has(mark))
