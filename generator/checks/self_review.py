"""`status: reviewed` needs a second person."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.references import notes
from generator.choices import Status
from generator.diagnostics import Diagnostic
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each file that is called reviewed by nobody but its author."""
    for story in corpus.stories:
        files = {annotation.place().path: annotation for annotation in notes(story)}
        for annotation in files.values():
            others = [name for name in annotation.reviewed_by if name.casefold() != annotation.by.casefold()]
            if annotation.status is Status.REVIEWED and not others:
                yield Diagnostic(
                    "self-review", "nobody but its author has reviewed this file", annotation.place("head.status"),
                    f"add another name than {annotation.by!r} to `reviewed_by`, or write `status: proposed`",
                )  # fmt: skip
