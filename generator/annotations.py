"""Annotation files and story.yml -> values with line and column."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, replace

from generator import schema, yamlfile
from generator.diagnostics import Diagnostic
from generator.formats import AnnotationFile, ClaimNote, FramingNote, SourceNote, StoryFile
from generator.model import Annotation, Kind, Place
from generator.yamlfile import Path, Tree

SECTIONS: dict[str, tuple[Kind, type[ClaimNote] | type[SourceNote] | type[FramingNote]]] = {
    "claims": (Kind.CLAIM, ClaimNote),
    "sources": (Kind.SOURCE, SourceNote),
    "framing": (Kind.FRAMING, FramingNote),
}


@dataclass(frozen=True, slots=True)
class ParsedStory:
    """A story file with the places of its parts; `names` are the ids as written, broken entries too."""

    file: StoryFile | None
    places: dict[Path, Place]
    names: dict[str, frozenset[str]]
    findings: tuple[Diagnostic, ...]


def parse_story(text: str, path: str) -> ParsedStory:
    """story.yml as a value; `file` is None where nothing can be saved."""
    tree = yamlfile.read(text, path)
    if tree.data is None:
        return ParsedStory(None, {}, {}, tree.findings)
    file, findings = schema.validate(StoryFile, tree)
    written = tree.data if isinstance(tree.data, dict) else {}
    names = {
        key: frozenset(written[key]) for key in ("claims", "sources", "targets") if isinstance(written.get(key), dict)
    }
    return ParsedStory(file, dict(tree.places), names, (*tree.findings, *findings))


def parse(text: str, path: str, article: str) -> tuple[tuple[Annotation, ...], tuple[Diagnostic, ...]]:
    """The annotations of one file on one article, and every finding.

    Notes are read one by one, so that a mistake in one never hides the next.
    """
    tree = yamlfile.read(text, path)
    if not isinstance(tree.data, dict):
        return (), tree.findings if tree.data is None else schema.validate(AnnotationFile, tree)[1]
    head, head_findings = _head(tree)
    findings = [*tree.findings, *head_findings]
    annotations: list[Annotation] = []
    for section, (kind, model) in SECTIONS.items():
        written = tree.data.get(section)
        for index in range(len(written) if isinstance(written, list) else 0):
            note, note_findings = schema.validate(model, tree, (section, index))
            findings += note_findings
            if note is not None:
                annotations.append(
                    Annotation(
                        id=note.id or _derived_id(kind, article, note),
                        kind=kind,
                        article=article,
                        note=note,
                        by=head.by,
                        on=head.on,
                        status=head.status,
                        reviewed_by=head.reviewed_by,
                        places=_places(tree, (section, index)),
                        salvaged=bool(note_findings),
                    )
                )
    return tuple(annotations), tuple(findings)


def _head(tree: Tree) -> tuple[AnnotationFile, tuple[Diagnostic, ...]]:
    """The file's own keys, its notes left aside; a stand-in where they cannot be read."""
    lists: dict[str, list[object]] = {key: [] for key in SECTIONS if isinstance(tree.data.get(key), list)}
    head, findings = schema.validate(AnnotationFile, replace(tree, data={**tree.data, **lists}))
    unread = AnnotationFile(by="unknown", on=datetime.date.min)
    return head or unread, findings


def _derived_id(kind: Kind, article: str, note: ClaimNote | SourceNote | FramingNote) -> str:
    """A stable id: the kind's first letter and a hash of kind, article, label and quote."""
    label = note.claim if isinstance(note, ClaimNote) else note.source if isinstance(note, SourceNote) else note.label
    words = (note.quote.prefix, note.quote.exact, note.quote.suffix) if note.quote else ()
    digest = hashlib.sha256("\x1f".join((kind, article, label, *words)).encode()).hexdigest()
    return f"{kind[0]}{digest[:8]}"


def _places(tree: Tree, at: Path) -> dict[str, Place]:
    deep = {".".join(map(str, path[len(at) :])): place for path, place in tree.places.items() if path[: len(at)] == at}
    exact = deep.get("quote.exact")
    head = {f"head.{key[0]}": place for key, place in tree.places.items() if len(key) == 1}
    return {**head, **deep, **({"quote": exact} if exact else {})}
