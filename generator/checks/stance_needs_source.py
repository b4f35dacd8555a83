"""`stance: attributes` says that somebody else speaks: it must say who."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.references import notes
from generator.choices import Stance
from generator.diagnostics import Diagnostic
from generator.formats import ClaimNote
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each attributed claim without a source."""
    for story in corpus.stories:
        for annotation in notes(story):
            note = annotation.note
            attributed = isinstance(note, ClaimNote) and note.stance is Stance.ATTRIBUTES and not note.source
            if attributed and not annotation.salvaged:
                yield Diagnostic(
                    "stance-needs-source", "an attributed claim needs a source", annotation.place("stance"),
                    "add a line `source: …` with a source of story.yml",
                )  # fmt: skip
