"""What the checks of registry references share: who names an id, and where."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.formats import Written
from generator.model import Annotation, Corpus, Place, Story
from generator.schema import did_you_mean


def notes(story: Story) -> Iterator[Annotation]:
    """Every annotation of a story, placed or not."""
    yield from (mark.annotation for mark in story.marks)
    yield from (lost.annotation for lost in story.unanchored)
    yield from story.absences


def references(corpus: Corpus, code: str, registry: str, key: str, entry_keys: tuple[str, ...]) -> Iterator[Diagnostic]:
    """A finding for each id under `key` (notes) or `entry_keys` (registry) that `registry` lacks."""
    for story in corpus.stories:
        known = story.written.get(registry, frozenset())
        for name, place in (*_in_notes(story, key), *_in_registry(story, entry_keys)):
            if name not in known:
                message = f"there is no {key} {name!r} in {story.path}"
                yield Diagnostic(code, message, place, did_you_mean(name, known))


def _in_notes(story: Story, key: str) -> Iterator[tuple[str, Place]]:
    for annotation in notes(story):
        name = getattr(annotation.note, key, None)
        if name:
            yield name, annotation.place(key)


def _in_registry(story: Story, keys: tuple[str, ...]) -> Iterator[tuple[str, Place]]:
    entries: list[tuple[str, str, Written]] = [
        *(("claims", name, entry) for name, entry in story.file.claims.items()),
        *(("sources", name, entry) for name, entry in story.file.sources.items()),
    ]
    for section, name, entry in entries:
        for key in keys:
            value = getattr(entry, key, None)
            for index, named in enumerate(value if isinstance(value, tuple) else ()):
                yield named, story.places[section, name, key, index]
            if isinstance(value, str):
                yield value, story.places[section, name, key]
