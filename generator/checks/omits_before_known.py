"""An article cannot omit what was not yet known when it was published."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.formats import ClaimNote
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each `omits` in an article older than the claim's `since`."""
    for story in corpus.stories:
        for annotation in story.absences:
            note, day = annotation.note, story.article(annotation.article).day
            entry = story.file.claims.get(note.claim) if isinstance(note, ClaimNote) else None
            if entry and entry.since and day and day < entry.since:
                message = f"{annotation.article} is of {day}, the claim is known since {entry.since}"
                help_ = "leave out this note: the table says `not yet known` by itself"
                yield Diagnostic("omits-before-known", message, annotation.place("claim"), help_)
