"""Every annotation of a story in one order: by article, in order of the text, checked absences last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Anchored, Annotation, Article, Span, Story


@dataclass(frozen=True, slots=True)
class Record:
    """An annotation with its article; `span` is the passage that it marks, or None for a checked absence."""

    article: Article
    annotation: Annotation
    span: Span | None

    @property
    def paragraph(self) -> int | None:
        """The number of the block in which the passage begins (the headline is 0), or None without a passage."""
        return self.article.number(self.article.block_at(self.span.start)) if self.span else None

    @property
    def place(self) -> str:
        """The name of that block; empty without a passage."""
        return self.article.place_of(self.span.start) if self.span else ""

    @property
    def words(self) -> str:
        """The marked words as they stand in the article text; empty without a passage."""
        return self.article.text[self.span.start : self.span.end] if self.span else ""


def records(story: Story) -> tuple[Record, ...]:
    """Every annotation of the story, once."""
    return tuple(record for article in story.articles for record in records_of(story, article))


def records_of(story: Story, article: Article) -> tuple[Record, ...]:
    """Every annotation of one article, once."""
    return tuple(_records(story.marks_of(article.id), story.absences, article))


def _records(marks: tuple[Anchored, ...], absences: tuple[Annotation, ...], article: Article) -> Iterator[Record]:
    for mark in marks:
        yield Record(article, mark.annotation, mark.span)
    for absence in absences:
        if absence.article == article.id:
            yield Record(article, absence, None)
