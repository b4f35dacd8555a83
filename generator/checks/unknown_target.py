"""A target that is named must stand in the story's registry."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.references import references
from generator.diagnostics import Diagnostic
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each framing note that names an unknown target."""
    return references(corpus, "unknown-target", "targets", "target", ())
