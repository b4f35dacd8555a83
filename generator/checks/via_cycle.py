"""A chain of retelling ends somewhere: a source never carries itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each source that stands in its own chain."""
    for story in corpus.stories:
        for source, entry in story.file.sources.items():
            if source in entry.via or len(set(entry.via)) != len(entry.via):
                yield Diagnostic(
                    "via-cycle", f"the chain of {source!r} runs in a circle", story.places["sources", source, "via"],
                    "name each carrier once, nearest first, and not the source itself",
                )  # fmt: skip
