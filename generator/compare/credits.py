"""Who annotated and who reviewed, by name. A thank you: nothing here ranks anybody."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Annotation, Kind, Story

ABSENCE = "absence"  # a checked absence is work of another sort than a passage that carries a claim


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody wrote in one story: the number of notes by kind, a checked absence apart, and when."""

    story: Story
    counts: Mapping[str, int]
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Reading:
    """How many notes of others somebody reviewed in one story."""

    story: Story
    notes: int


@dataclass(frozen=True, slots=True)
class Credit:
    """A name as it was first written, with all that stands under it; capitals tell no two people apart."""

    name: str
    annotated: tuple[Work, ...]
    reviewed: tuple[Reading, ...]


def everybody(stories: Sequence[Story]) -> tuple[Credit, ...]:
    """Who annotated or reviewed, in alphabetical order. Nobody reviews notes of their own."""
    names: dict[str, str] = {}
    annotated: dict[str, list[Work]] = {}
    reviewed: dict[str, list[Reading]] = {}
    for story in stories:
        notes = [*(mark.annotation for mark in story.marks), *story.absences]
        for name in (name for note in notes for name in (note.by, *note.reviewed_by)):
            names.setdefault(name.casefold(), name)
        for key, written in _grouped((note.by.casefold(), note) for note in notes):
            annotated.setdefault(key, []).append(_work(story, written))
        for key, read in _grouped((key, note) for note in notes for key in _reviewers(note)):
            reviewed.setdefault(key, []).append(Reading(story, len(read)))
    return tuple(
        Credit(names[key], tuple(annotated.get(key, ())), tuple(reviewed.get(key, ())))
        for key in sorted(names)
        if key in annotated or key in reviewed
    )


def unread(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories with notes of which nobody but their authors has read any."""
    return tuple(
        story
        for story in stories
        if (notes := [*(mark.annotation for mark in story.marks), *story.absences]) and not any(map(_reviewers, notes))
    )


def _reviewers(note: Annotation) -> set[str]:
    return {name.casefold() for name in note.reviewed_by} - {note.by.casefold()}


def _work(story: Story, notes: Sequence[Annotation]) -> Work:
    counts = Counter(ABSENCE if note.quote is None else note.kind.value for note in notes)
    days = [note.on for note in notes]
    return Work(
        story, {kind: counts[kind] for kind in (Kind.CLAIM, ABSENCE, Kind.SOURCE, Kind.FRAMING)}, min(days), max(days)
    )


def _grouped(pairs: Iterable[tuple[str, Annotation]]) -> Iterator[tuple[str, list[Annotation]]]:
    groups: dict[str, list[Annotation]] = {}
    for key, note in pairs:
        groups.setdefault(key, []).append(note)
    yield from groups.items()
