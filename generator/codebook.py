"""codebook.yml -> the labels."""

from __future__ import annotations

from generator import schema, yamlfile
from generator.diagnostics import Diagnostic
from generator.formats import Codebook

PATH = "annotations/codebook.yml"


def parse(text: str, path: str = PATH) -> tuple[Codebook, tuple[Diagnostic, ...]]:
    """The codebook of one file (empty where it cannot be read) and its findings."""
    tree = yamlfile.read(text, path)
    if tree.data is None:
        return Codebook(), tree.findings
    codebook, findings = schema.validate(Codebook, tree)
    return codebook or Codebook(), (*tree.findings, *findings)
