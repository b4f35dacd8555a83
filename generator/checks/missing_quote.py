"""Every stance but `omits` rests on words of the article."""

from __future__ import annotations

from collections.abc import Iterator

from generator.choices import Stance
from generator.diagnostics import Diagnostic
from generator.formats import ClaimNote
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each claim note without a quote that does not say `omits`."""
    for story in corpus.stories:
        for annotation in story.absences:
            note = annotation.note
            if isinstance(note, ClaimNote) and note.stance is not Stance.OMITS and not annotation.salvaged:
                yield Diagnostic(
                    "missing-quote", f"`stance: {note.stance}` needs a quote", annotation.place("stance"),
                    "add a line `quote: …` with words of the article",
                )  # fmt: skip
