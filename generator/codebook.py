"""codebook.yml -> the labels."""

from __future__ import annotations

from collections.abc import Iterator

from generator import schema, yamlfile
from generator.diagnostics import Diagnostic
from generator.formats import Codebook
from generator.model import Place
from generator.yamlfile import Tree

PATH = "annotations/codebook.yml"


def parse(text: str, path: str = PATH) -> tuple[Codebook, tuple[Diagnostic, ...]]:
    """The codebook of one file (empty where it cannot be read) and its findings."""
    tree = yamlfile.read(text, path)
    if tree.data is None:
        return Codebook(), tree.findings
    codebook, findings = schema.validate(Codebook, tree)
    return codebook or Codebook(), (*tree.findings, *findings, *_twice(tree))


def _twice(tree: Tree) -> Iterator[Diagnostic]:
    """A finding for each label whose id another one has."""
    labels = tree.data.get("labels") if isinstance(tree.data, dict) else None
    first: dict[str, Place] = {}
    for index, label in enumerate(labels if isinstance(labels, list) else ()):
        name = label.get("id") if isinstance(label, dict) else None
        if isinstance(name, str) and (place := tree.places["labels", index, "id"]) is not first.setdefault(name, place):
            message = f"the label {name!r} is defined twice"
            yield Diagnostic("duplicate-id", message, place, "keep one of the two", related=(first[name],))
