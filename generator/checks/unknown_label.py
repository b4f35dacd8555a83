"""A framing note must name a label of the codebook, and a frame of it where it names one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.references import notes
from generator.diagnostics import Diagnostic
from generator.formats import FramingNote
from generator.model import Corpus
from generator.schema import did_you_mean


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each label or frame that the codebook lacks, or has as the other kind.

    A codebook with mistakes of its own blames nobody else.
    """
    known = {
        "label": {label.id for label in corpus.codebook.labels if label.kind == "framing"},
        "frame": {label.id for label in corpus.codebook.labels if label.kind == "frame"},
    }
    for story in corpus.stories if corpus.codebook_sound else ():
        for annotation in notes(story):
            if not isinstance(annotation.note, FramingNote):
                continue
            for key, name in (("label", annotation.note.label), ("frame", annotation.note.frame)):
                if name and name not in known[key]:
                    other = known["frame" if key == "label" else "label"]
                    message, help_ = f"the codebook has no {key} {name!r}", did_you_mean(name, known[key])
                    if name in other:
                        right = "frame" if key == "label" else "label"
                        message, help_ = f"{name!r} is a {right}, not a {key}", f"write it under `{right}:`; {help_}"
                    yield Diagnostic("unknown-label", message, annotation.place(key), help_)
