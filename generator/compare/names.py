"""Who is called what: the words for each target, by article, in the outlet's voice or a quoted one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.formats import FramingNote, TargetEntry
from generator.model import Anchored, Article, Kind, Story

NAMING = "naming"


@dataclass(frozen=True, slots=True)
class Name:
    """Words used for a target in one article: how often they stand in its text, and the marked passage."""

    words: str
    voice: str
    count: int
    mark: Anchored


@dataclass(frozen=True, slots=True)
class Naming:
    """One target: the names in each article, by date."""

    target: str
    entry: TargetEntry
    by_article: tuple[tuple[Article, tuple[Name, ...]], ...]


def names(story: Story) -> tuple[Naming, ...]:
    """The targets that are named anywhere, in order of the registry."""
    found = (
        Naming(target, entry, tuple((article, _names(story, article, target)) for article in story.articles))
        for target, entry in story.file.targets.items()
    )
    return tuple(naming for naming in found if any(used for _, used in naming.by_article))


def _names(story: Story, article: Article, target: str) -> tuple[Name, ...]:
    marks: dict[tuple[str, str], Anchored] = {}
    for mark in story.marks_of(article.id, Kind.FRAMING):
        note = mark.annotation.note
        if isinstance(note, FramingNote) and note.label == NAMING and note.target == target:
            words = article.text[mark.span.start : mark.span.end]
            marks.setdefault((words, note.voice), mark)
    return tuple(Name(words, voice, _count(words, article.text), mark) for (words, voice), mark in marks.items())


def _count(words: str, text: str) -> int:
    """How often the words stand in a text as whole words."""
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))
