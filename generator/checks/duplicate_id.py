"""An id names one annotation of a story."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.references import notes
from generator.diagnostics import Diagnostic
from generator.model import Annotation, Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each annotation whose id another one has; derived ids clash when the notes are the same."""
    for story in corpus.stories:
        seen: dict[str, Annotation] = {}
        for annotation in sorted(notes(story), key=lambda note: (note.place().path, note.place().line)):
            first = seen.setdefault(annotation.id, annotation)
            if first is annotation:
                continue
            if annotation.note.id or first.note.id:
                message, help_ = f"the id {annotation.id!r} is used twice", "choose another id, or leave it out"
            else:
                message, help_ = "this note says the same as another one", "keep one, or set them apart with ids"
            place = annotation.place("id" if annotation.note.id else "")
            yield Diagnostic("duplicate-id", message, place, help_, related=(first.place(),))
