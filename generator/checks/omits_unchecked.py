"""`stance: omits` is a checked absence: it names the words searched for, and has no quote."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.references import notes
from generator.choices import Stance
from generator.diagnostics import Diagnostic
from generator.formats import ClaimNote
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each `omits` without `searched`, with a quote, or beside a passage of the same claim."""
    for story in corpus.stories:
        present = {
            (mark.annotation.article, mark.annotation.note.claim)
            for mark in story.marks
            if isinstance(mark.annotation.note, ClaimNote) and mark.annotation.note.stance is not Stance.OMITS
        }
        for annotation in notes(story):
            note = annotation.note
            if not isinstance(note, ClaimNote) or note.stance is not Stance.OMITS:
                continue
            if note.quote:
                message, key = "a checked absence has no quote", "quote"
                help_ = "leave out the quote, or choose another stance"
            elif not note.searched and not annotation.salvaged:
                message, key = "a checked absence needs the words that were searched for", "stance"
                help_ = "add a line `searched: [word, word]`"
            elif (annotation.article, note.claim) in present:
                message, key = f"{annotation.article} carries the claim {note.claim!r} elsewhere", "claim"
                help_ = "leave out this note, or the passage that says otherwise"
            else:
                continue
            yield Diagnostic("omits-unchecked", message, annotation.place(key), help_)
