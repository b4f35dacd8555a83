"""Annotation files and story.yml -> values with line and column."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
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
    places = _places(tree)
    annotations: list[Annotation] = []
    for section, (kind, model) in SECTIONS.items():
        written = tree.data.get(section)
        for index, entry in enumerate(written if isinstance(written, list) else ()):
            if home := _home(entry, section):
                findings.append(_misplaced(tree, section, index, home))
                continue
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
                        places={**places[()], **places[section, index]},
                        salvaged=bool(note_findings),
                    )
                )
    return tuple(annotations), tuple(findings)


def _head(tree: Tree) -> tuple[AnnotationFile, tuple[Diagnostic, ...]]:
    """The file's own keys, its notes left aside; a stand-in where they cannot be read."""
    lists: dict[str, list[object]] = {key: [] for key in SECTIONS if isinstance(tree.data.get(key), list)}
    unknown = {key: value for key, value in tree.data.items() if key not in AnnotationFile.model_fields}
    strayed = tuple(_strayed(tree, unknown, home)) if (home := _home(unknown)) else ()
    written = {key: value for key, value in tree.data.items() if not strayed or key not in unknown}
    head, findings = schema.validate(AnnotationFile, replace(tree, data={**written, **lists}))
    unread = AnnotationFile(by="unknown", on=datetime.date.min)
    return head or unread, (*strayed, *findings)


def _home(note: object, section: str = "") -> str:
    """The section to which a note belongs by its keys, if it does not fit the one in which it stands."""
    keys = set(note) if isinstance(note, dict) else set()
    if section and next(iter(SECTIONS[section][1].model_fields)) in keys:
        return ""
    fitting = (name for name, (_, model) in SECTIONS.items() if len(keys) > 1 and keys <= set(model.model_fields))
    return next((name for name in fitting if next(iter(SECTIONS[name][1].model_fields)) in keys), "")


def _misplaced(tree: Tree, section: str, index: int, home: str) -> Diagnostic:
    place = tree.places[section, index]
    return Diagnostic("unknown-key", f"a note for `{home}` stands under `{section}`", place, f"move it below `{home}:`")


def _strayed(tree: Tree, keys: Iterable[str], home: str) -> Iterator[Diagnostic]:
    first = next(iter(keys))
    help_ = f"write `{home}:` above them, and `- ` before the first"
    yield Diagnostic("unknown-key", "the keys of a note stand where those of the file stand", tree.keys[first,], help_)


def _derived_id(kind: Kind, article: str, note: ClaimNote | SourceNote | FramingNote) -> str:
    """A stable id: the kind's first letter and a hash of kind, article, label and quote."""
    label = note.claim if isinstance(note, ClaimNote) else note.source if isinstance(note, SourceNote) else note.label
    words = (note.quote.prefix, note.quote.exact, note.quote.suffix) if note.quote else ()
    digest = hashlib.sha256("\x1f".join((kind, article, label, *words)).encode()).hexdigest()
    return f"{kind[0]}{digest[:8]}"


def _places(tree: Tree) -> dict[Path, dict[str, Place]]:
    """Where the keys of the file (under `()`) and of each note (under its section and number) are written."""
    places: dict[Path, dict[str, Place]] = {(): {}}
    for path, place in tree.places.items():
        if len(path) == 1:
            places[()][f"head.{path[0]}"] = place
        elif path:
            places.setdefault(path[:2], {})[".".join(map(str, path[2:]))] = place
    for note in places.values():
        if exact := note.get("quote.exact"):
            note["quote"] = exact
    return places
