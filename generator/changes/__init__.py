"""Corpus x Corpus -> Changes, and their words. Pure: no file, no git, no clock."""

from __future__ import annotations

from generator.changes.between import between, outside
from generator.changes.inert import inert
from generator.changes.markdown import as_markdown
from generator.changes.nouns import Changes
from generator.changes.program import as_json
from generator.changes.terminal import as_text

__all__ = ["Changes", "as_json", "as_markdown", "as_text", "between", "inert", "outside"]
