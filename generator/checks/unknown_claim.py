"""A claim note must name a claim of the story's registry."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.references import references
from generator.diagnostics import Diagnostic
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each note and each `contradicts` that names an unknown claim."""
    return references(corpus, "unknown-claim", "claims", "claim", ("contradicts",))
