"""The normal order of annotation files, ids that stay, and small files made one. Pure.

The first line names the schema; the keys of file and notes stand in the order of the format; notes in the order of the
text, checked absences after them in the order of the claims. Lines are moved as they are, with their comments; a file
counts as put in order only if it says the same as before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import anchor, yamledit, yamlfile, yamlpieces
from generator.annotations import SECTIONS
from generator.annotations import parse as parse_notes
from generator.formats import AnnotationFile, ClaimNote
from generator.model import Annotation, Article, Place, Story
from generator.requote import addition
from generator.yamlpieces import Piece, Pieces, UnmovableError

SCHEMA = "# yaml-language-server: $schema=../annotation.schema.json"
_SCHEMA_LINE = re.compile(r"#\s*yaml-language-server:\s*\$schema=(\S*)")
_KEYS = {name: number for number, name in enumerate(AnnotationFile.model_fields)}
_COMMENT = re.compile(r"(?:^|\s)(#.*)$")
_ABSENCES = 1 << 40  # behind every passage


@dataclass(frozen=True, slots=True)
class File:
    """An annotation file: its text, as it was and as it shall be, and what was done to it.

    `ids` counts the notes that were given one; `holds` names the files that are in it now.
    """

    path: str
    before: str
    after: str
    ids: int = 0
    holds: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether something has to be written."""
        return self.after != self.before or bool(self.holds)

    @property
    def done(self) -> str:
        """What was done to it, in words."""
        joined = [f"joined with {', '.join(path.rpartition('/')[2] for path in self.holds)}"] if self.holds else []
        ids = [f"{self.ids} id{'s' * (self.ids > 1)}"] if self.ids else []
        return "; ".join((*joined, *ids, *self.moved))


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A file that was not put in order, and why."""

    path: str
    why: str


def clashes(story: Story) -> Mapping[Place, str]:
    """The ids of notes whose made ids clash though two people wrote them, or they say different things, by their place.

    The first keeps its made id. A note that one person wrote twice gets none: it is a mistake.
    """
    notes = [*(mark.annotation for mark in story.marks), *story.absences]
    notes.sort(key=lambda note: (note.place().path, note.place().line))
    taken = {note.id for note in notes}
    first: dict[str, list[Annotation]] = {}
    given: dict[Place, str] = {}
    for note in notes:
        same = first.setdefault(note.id, [])
        if same and note.note.id is None and not any((one.by, one.note) == (note.by, note.note) for one in same):
            name = next(name for n in range(2, len(notes) + 3) if (name := f"{note.id}-{n}") not in taken)
            taken.add(name)
            given[note.place()] = name
        same.append(note)
    return given


def with_ids(file: File, given: Mapping[Place, str]) -> File:
    """The file with `id: …` in the notes that are given one."""
    nodes = yamledit.layout(file.after)
    places = {place: path for path, place in yamlfile.read(file.after, file.path).places.items() if len(path) == 2}
    wanted = [(at, given[place]) for place, at in places.items() if place in given]
    if not wanted:
        return file
    after = yamledit.applied(file.after, [addition(file.after, nodes, at, f"id: {name}") for at, name in wanted])
    return replace(file, after=after, ids=len(wanted))


def made_ids(file: File, article: str) -> Mapping[Place, str]:
    """The ids that notes of a file have without saying so, by their place."""
    notes, _ = parse_notes(file.after, file.path, article)
    return {note.place(): note.id for note in notes if note.note.id is None}


def joined(files: Sequence[File]) -> tuple[tuple[File, ...], tuple[LeftAlone, ...]]:
    """Files of one article with the same author, day, status and reviewers as one, by the name that comes first.

    Those that cannot be joined stay as they are, and it is said why.
    """
    kept: dict[tuple[str, ...], tuple[File, Pieces]] = {}
    apart: list[File] = []
    left: list[LeftAlone] = []
    for file in sorted(files, key=lambda each: each.path):
        head = _head(file)
        try:
            pieces = _pieces(file)
            if head in kept:
                first, so_far = kept[head]
                whole = replace(first, ids=first.ids + file.ids, holds=(*first.holds, file.path))
                kept[head] = whole, _with(so_far, pieces)
            else:
                kept[head] = file, pieces
        except UnmovableError as reason:
            apart.append(file)
            left.append(LeftAlone(file.path, str(reason)))
    made = (replace(file, after=yamlpieces.written(pieces)) for file, pieces in kept.values())
    return tuple(sorted((*made, *apart), key=lambda each: each.path)), tuple(left)


def _pieces(file: File) -> Pieces:
    return yamlpieces.parse(file.after, tuple(SECTIONS))


def _head(file: File) -> tuple[str, ...]:
    data = yamlfile.read(file.after, file.path).data
    return data["by"], data["on"], data.get("status") or "proposed", *(data.get("reviewed_by") or ())


def _with(pieces: Pieces, other: Pieces) -> Pieces:
    """A file with the keys, notes and comments of another one."""
    keys = {key.name: key for key in pieces.keys}
    for key in other.keys:
        old = keys.get(key.name)
        keys[key.name] = _both(old, key) if old else key
    head = (*pieces.head, *(line for line in other.head if line.strip() and not _SCHEMA_LINE.match(line)))
    in_order = sorted(keys.values(), key=lambda key: _KEYS[key.name])
    return Pieces(head, tuple(in_order), (*pieces.tail, *other.tail))


def _both(one: Piece, other: Piece) -> Piece:
    comments = (*other.lead, *(found[1] for line in other.own if (found := _COMMENT.search(line))))
    if not other.parts:
        if other.name in SECTIONS and not _empty(other):
            raise UnmovableError(f"its list of {other.name} is written in brackets")
        return replace(one, lead=(*one.lead, *comments))
    if not one.parts:
        if not _empty(one):
            raise UnmovableError(f"its list of {one.name} is written in brackets")
        return _both(other, one)
    notes = [yamlpieces.moved(note, one.column) for note in other.parts]
    notes[0] = replace(notes[0], lead=tuple(" " * one.column + line.lstrip() for line in comments) + notes[0].lead)
    return replace(one, parts=(*one.parts, *notes))


def _empty(section: Piece) -> bool:
    return re.sub(r"\s|#.*", "", section.own[0].partition(":")[2]) in ("[]", "", "null", "~")


def tidy(file: File, story: Story, article: Article) -> File:
    """The file in normal order. Raises UnmovableError where its lines cannot be moved."""
    pieces = _pieces(file)
    notes, _ = parse_notes(file.after, file.path, article.id)
    head = _with_schema(pieces.head)
    keys = tuple(_in_key_order(key) for key in pieces.keys)
    by_note = _in_note_order(keys, notes, story, article)
    by_file = yamlpieces.in_order(by_note, sorted(range(len(keys)), key=lambda n: _KEYS[keys[n].name]))
    moved = (
        ("first line", head != pieces.head),
        ("order of keys", keys != pieces.keys or [key.name for key in by_file] != [key.name for key in keys]),
        ("order of notes", by_note != keys),
    )
    after = yamlpieces.written(replace(pieces, head=head, keys=by_file))
    again, findings = parse_notes(after, file.path, article.id)
    if findings:
        raise UnmovableError(findings[0].message)
    if Counter(map(_says, again)) != Counter(map(_says, notes)):
        raise UnmovableError("its lines cannot be moved without changing what it says")
    return replace(file, after=after, moved=tuple(words for words, true in moved if true))


def _with_schema(head: tuple[str, ...]) -> tuple[str, ...]:
    """What stands above the first key, with the line that names the schema first; another schema than ours stays."""
    lines = [line for line in head if _SCHEMA_LINE.match(line)]
    found = _SCHEMA_LINE.match(lines[0]) if lines else None
    first = lines[0] if found and not found[1].endswith("annotation.schema.json") else SCHEMA
    return first, *(line for line in head if line not in lines[:1])


def _in_key_order(section: Piece) -> Piece:
    if section.name not in SECTIONS:
        return section
    names = {name: number for number, name in enumerate(SECTIONS[section.name][1].model_fields)}
    return replace(section, parts=tuple(yamlpieces.keys_in_order(note, names) for note in section.parts))


def _in_note_order(
    keys: Sequence[Piece], notes: Sequence[Annotation], story: Story, article: Article
) -> tuple[Piece, ...]:
    folded, claims = anchor.prepare(article.text), list(story.file.claims)

    def place(note: Annotation) -> tuple[int, int]:
        if note.quote:
            (span,) = anchor.match(note.quote, folded)
            return span.start, -span.end
        return _ABSENCES, claims.index(note.note.claim) if isinstance(note.note, ClaimNote) else 0

    def sorted_notes(section: Piece) -> Piece:
        kind = SECTIONS[section.name][0]
        places = [place(note) for note in notes if note.kind is kind]
        order = sorted(range(len(section.parts)), key=lambda n: places[n])
        return replace(section, parts=yamlpieces.in_order(section.parts, order))

    return tuple(sorted_notes(key) if key.name in SECTIONS else key for key in keys)


def _says(note: Annotation) -> Hashable:
    return note.id, note.kind, note.note, note.by, note.on, note.status, note.reviewed_by
