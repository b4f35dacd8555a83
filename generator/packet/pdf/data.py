"""The packet as plain data for Typst: text stays text, references are words, and nothing is left to work out.

Typst reads it with `json`, so no text of an article is ever taken for a command. Every length is in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import Any

from generator.packet.manuscript import Choice, Document, Note, Packet, Reference, Section, Stretch, Table, Words
from generator.packet.pdf.beside import beside
from generator.packet.pdf.faces import faces
from generator.packet.pdf.measured import Measured
from generator.packet.pdf.setting import HEADLINE, NOTE_GAP, PAPERS, SETTINGS, Tightness
from generator.packet.pdf.tables import Room, fitted, whole

SHORT = 1800
NOTES = "Notes on the documents"
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")


@dataclass(frozen=True, slots=True)
class Fitted:
    """How a document is set, and its layout then."""

    tightness: Tightness
    measured: Measured


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the parts of a packet are turned into data with."""

    title: str
    choice: Choice
    layout: Mapping[str, Fitted]

    def words(self, reference: Reference) -> str:
        known = self.layout.get(reference.letter)
        return known.measured.words(reference) if known else reference.words


def to_measure(packet: Packet, section: Section, tightness: Tightness) -> dict[str, Any]:
    """A section with a document, up to its end, to be set for its layout only."""
    at, letter = next((at, block.letter) for at, block in enumerate(section.blocks) if isinstance(block, Document))
    given = _Layout(packet.title, packet.choice, {letter: Fitted(tightness, Measured())})
    return {**_frame(packet), "sheets": [_sheet([replace(section, blocks=section.blocks[: at + 1])], given)]}


def to_print(packet: Packet, layout: Mapping[str, Fitted]) -> dict[str, Any]:
    """The whole packet, with the layout of its documents."""
    given = _Layout(packet.title, packet.choice, layout)
    return {
        **_frame(packet),
        "cover": _plain(packet.cover, given),
        "front": [_sheet([section], given) for section in packet.sections if section.front],
        "sheets": [_sheet(sheet, given) for sheet in _sheets(packet)],
        "notes_head": _head(NOTES, False, given),
        "notes": [
            {"letter": document.letter, "notes": [_note(note, given) for note in document.notes]}
            for document in packet.documents
            if document.notes
        ],
    }


def _frame(packet: Packet) -> dict[str, Any]:
    setting, paper = SETTINGS[packet.choice.variant], packet.choice.paper
    width, height = PAPERS[paper]
    sizes = {
        "width": width,
        "height": height,
        "right": setting.right(paper),
        "headline": HEADLINE,
        "note_gap": NOTE_GAP,
    }
    return {
        "title": packet.title,
        "copy": packet.choice.words.capitalize(),
        "language": _language(packet.language),
        "setting": {**asdict(setting), **sizes},
    }


def _sheets(packet: Packet) -> Iterator[list[Section]]:
    """The sections behind the cover; short ones of words only, one after another, share a sheet."""
    sheet: list[Section] = []
    for section in (section for section in packet.sections if not section.front):
        if sheet and not (_short(section) and _short(sheet[-1])):
            yield sheet
            sheet = []
        sheet.append(section)
    if sheet:
        yield sheet


def _short(section: Section) -> bool:
    texts = any(isinstance(block, Document) for block in section.blocks)
    return not (section.wide or section.named or texts) and len(str(section.blocks)) < SHORT


def _sheet(sections: list[Section], given: _Layout) -> dict[str, Any]:
    """Sections that share a sheet, with what stands in its head."""
    title = " · ".join(section.title for section in sections)
    head = _head(title, sections[0].wide, given)
    return {"head": head, "sections": [_section(section, given) for section in sections]}


def _head(title: str, wide: bool, given: _Layout) -> list[str]:
    """The running head: the packet's title, as much of it as fits beside that of the sheet."""
    setting, sheet = SETTINGS[given.choice.variant], PAPERS[given.choice.paper]
    across = (max(sheet) - 2 * setting.side) if wide else (min(sheet) - 2 * setting.outer)
    face = faces()[setting.ours[0]]
    words, room = given.title.split(), across - face.width(title, setting.small) - 1.5 * setting.small
    shown = words
    while shown and face.width(" ".join(shown) + " …", setting.small) > room:
        shown = shown[:-1]
    return [" ".join(shown) + (" …" if len(shown) < len(words) else ""), title]


def _section(section: Section, given: _Layout) -> dict[str, Any]:
    blocks = [
        part
        for block in section.blocks
        for part in (_tables(block, section, given) if isinstance(block, Table) else (_plain(block, given),))
    ]
    return {**_plain(replace(section, blocks=()), given), "blocks": blocks}


def _tables(table: Table, section: Section, given: _Layout) -> Iterator[dict[str, Any]]:
    """The table as it fits on the section's sheet; its rows know whether they stay whole."""
    setting, sheet = SETTINGS[given.choice.variant], PAPERS[given.choice.paper]
    across, down = (max(sheet), min(sheet)) if section.wide else (min(sheet), max(sheet))
    room = Room(
        across - 2 * (setting.side if section.wide else setting.outer),
        down - setting.top - setting.bottom,
        faces()[setting.ours[0]],
        setting.note if table.small else setting.small,
    )
    for part in fitted(table, room):
        rows = [{**_plain(row, given), "whole": whole(row, part, room)} for row in part.rows]
        yield {**_plain(part, given), "rows": rows}


def _plain(part: Any, given: _Layout) -> Any:
    """A part as data. Plain words and references are texts, all other parts say what they are."""
    match part:
        case tuple():
            plain: Any = [_plain(each, given) for each in part]
        case Document():
            plain = _document(part, given)
        case Stretch():
            plain = _stretch(part, part.kinds, part.kinds)
        case Reference():
            plain = given.words(part)
        case Words(strong=False, language=""):
            plain = part.text
        case _ if is_dataclass(part):
            keys = {each.name: _plain(getattr(part, each.name), given) for each in fields(part)}
            if "language" in keys:
                keys["language"] = _language(keys["language"])
            plain = {"is": type(part).__name__.lower(), **keys}
        case _:
            plain = part
    return plain


def _stretch(part: Stretch, opens: Iterable[str], closes: Iterable[str]) -> dict[str, Any]:
    """The stretch, without what is empty; `opens` and `closes` are the kinds of mark that begin and end with it."""
    keys = {
        "kinds": list(part.kinds),
        "begins": part.begins,
        "ends": part.ends,
        "opens": sorted(opens),
        "closes": sorted(closes),
        "language": _language(part.language),
    }
    return {"is": "stretch", "text": part.text, **{key: value for key, value in keys.items() if value}}


def _document(document: Document, given: _Layout) -> dict[str, Any]:
    """The document; every stretch of it tells the kinds of mark that begin and end with it."""
    kinds = {note.passage: note.kind.value for note in document.notes}
    fitted = given.layout[document.letter]
    pages = beside(document, fitted.measured, SETTINGS[given.choice.variant], given.choice.paper)
    return {
        "is": "document",
        "letter": document.letter,
        "language": _language(document.language),
        "tightness": asdict(fitted.tightness),
        "blocks": [
            {
                "number": block.number,
                "kind": block.kind.value,
                "line": [
                    _marked(part, kinds) if isinstance(part, Stretch) else _plain(part, given) for part in block.line
                ],
            }
            for block in document.blocks
        ],
        "beside": {str(page.page): asdict(page) for page in pages},
    }


def _marked(part: Stretch, kinds: Mapping[str, str]) -> dict[str, Any]:
    opens = {kinds[name] for name in part.begins if name in kinds}
    return _stretch(part, opens, {kinds[name] for name in part.ends if name in kinds})


def _note(note: Note, given: _Layout) -> dict[str, Any]:
    place = given.words(note.reference).removeprefix(f"Doc. {note.reference.letter}").lstrip(", ")
    return {"number": note.number, "kind": note.kind.value, "place": place, "heading": note.heading,
            "manner": note.manner, "words": note.words}  # fmt: skip


def _language(tag: str) -> list[str | None] | None:
    """Language and region of a BCP 47 tag, which Typst wants apart; None for one that it could not read."""
    found = _LANGUAGE.fullmatch(tag)
    return [found[1].lower(), found[2].upper() if found[2] else None] if found else None
