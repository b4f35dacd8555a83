"""A source that is named must stand in the story's registry."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.references import references
from generator.diagnostics import Diagnostic
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each note, `first_reported_by` and `via` that names an unknown source."""
    return references(corpus, "unknown-source", "sources", "source", ("first_reported_by", "via"))
