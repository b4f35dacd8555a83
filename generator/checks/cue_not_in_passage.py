"""A cue stands in the text as it is written, in or near the attribution's passage."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.formats import SourceNote
from generator.model import Corpus
from generator.text import fold_words

_NEAR = 160


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each cue that does not stand within 160 code points of its passage."""
    for story in corpus.stories:
        for mark in story.marks:
            note = mark.annotation.note
            if not isinstance(note, SourceNote):
                continue
            text = story.article(mark.annotation.article).text
            near = fold_words(text[max(0, mark.span.start - _NEAR) : mark.span.end + _NEAR]).lower()
            if fold_words(note.cue).lower() not in near:
                message = f"the cue {note.cue!r} does not stand in or near the passage"
                yield Diagnostic(
                    "cue-not-in-passage", message, mark.annotation.place("cue"), "write it as the article has it"
                )
