"""Characters that a packet cannot carry: taken out or shown as missing, and reported with their place.

`clean` serves every format: no XML holds a control character, and marks of direction can make a text read otherwise
than it is written. `fit` serves formats that bring their own fonts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic, Severity
from generator.model import Place
from generator.packet.manuscript import Document, Packet, rewritten

MOST = 3  # findings of one kind in one article
_BREAKS = re.compile("(?:\r\n|[\t\n\r\x85\u2028\u2029])+")
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_REMOVED = re.compile(f"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff{_NONCHARACTERS}]")
_IGNORABLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]")
_LONG = re.compile(r"\S{31,}")
_PIECE = re.compile("(?:\\S[\u0300-\u036f]*){1,10}")
_HYPHENS = {"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—"}
LIGATURES = range(0xFB00, 0xFB07)
REPLACEMENT = "\ufffd"
BREAK_HERE = "\u200b"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of the packet and where it stands: a file or folder, and words for the place in the packet."""

    path: str
    where: str
    text: str


def clean(packet: Packet) -> tuple[Packet, tuple[Diagnostic, ...]]:
    """The packet without characters that no format may hold, and a finding for each; line breaks become spaces."""

    def finding(where: str, name: str, place: Place) -> Diagnostic:
        message = f"{where} holds {name}, which no packet can carry: it is left out"
        return Diagnostic(
            "character-removed", message, place, "delete it where the text is kept, or leave it", Severity.WARNING
        )

    findings = tuple(_findings(packet, lambda text: _REMOVED.findall(_BREAKS.sub(" ", text)), finding))
    return rewritten(packet, lambda text: _REMOVED.sub("", _BREAKS.sub(" ", text))), findings


def fit(packet: Packet, coverage: frozenset[int]) -> tuple[Packet, tuple[Diagnostic, ...]]:
    """The packet in characters of `coverage` (code points), and a finding for each that is printed as a �.

    Tokens of more than 30 letters may be broken anywhere after.
    """
    known: dict[str, str] = {}

    def printed(text: str) -> str:
        for character in set(text) - known.keys():
            known[character] = _printed(character, coverage)
        fitted = "".join(map(known.__getitem__, text))
        return _LONG.sub(lambda token: BREAK_HERE.join(_PIECE.findall(token[0])), fitted)

    def missing(text: str) -> list[str]:
        printed(text)
        return [character for character in text if known[character] == REPLACEMENT != character]

    def finding(where: str, name: str, place: Place) -> Diagnostic:
        message = f"{where} holds {name}, which the packet's fonts lack: a {REPLACEMENT} is printed for it"
        help_ = "take the EPUB or the Word file for it, which are shown in the reader's own fonts"
        return Diagnostic("character-not-in-fonts", message, place, help_, Severity.WARNING)

    findings = tuple(_findings(packet, missing, finding))
    return rewritten(packet, printed), findings


def _printed(character: str, coverage: frozenset[int]) -> str:
    """What is printed for a character: itself, the same to the eye, or the sign for a missing one."""
    if _IGNORABLE.match(character):
        return BREAK_HERE if character == BREAK_HERE else ""
    if ord(character) in coverage:
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    if ord(character) in LIGATURES:
        return unicodedata.normalize("NFKC", character)
    return _HYPHENS.get(character, REPLACEMENT)


def _findings(
    packet: Packet, wrong: Callable[[str], Iterable[str]], finding: Callable[[str, str, Place], Diagnostic]
) -> Iterator[Diagnostic]:
    """A finding for each wrong character and article at its first place, for at most three; the rest in one more.

    What stands elsewhere, but in no article, is found there.
    """
    articles = {document.path: dict[str, str]() for document in packet.documents}
    elsewhere: dict[str, dict[str, str]] = {}
    for each in _texts(packet):
        for character in wrong(each.text):
            if each.path in articles:
                articles[each.path].setdefault(character, each.where)
            elif not any(character in found for found in articles.values()):
                elsewhere.setdefault(each.path, {}).setdefault(character, each.where)
    for path, found in (*articles.items(), *elsewhere.items()):
        for character, where in list(found.items())[:MOST]:
            yield finding(where, _name(character), Place(path))
        for character, where in list(found.items())[MOST : MOST + 1]:
            yield finding(where, f"{len(found) - MOST} more such characters, {_name(character)} first", Place(path))


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


def _texts(packet: Packet) -> Iterator[_Text]:
    """Every text of the packet: first those of the articles, then the others, which often quote them."""
    for document in packet.documents:
        for block in document.blocks:
            place = "the headline" if block.number == 0 else f"paragraph {block.number}" if block.number else "a gap"
            yield from _strings(block.line, document.path, f"document {document.letter}, {place}")
    story = str(PurePosixPath(packet.documents[0].path).parent) if packet.documents else packet.title
    for section in packet.sections:
        others = tuple(block for block in section.blocks if not isinstance(block, Document))
        yield from _strings((section.title, others), story, f"the sheet “{section.title}”")
        notes = tuple(block.notes for block in section.blocks if isinstance(block, Document))
        yield from _strings(notes, story, f"a note on “{section.title}”")
    yield from _strings((packet.title, packet.question, packet.cover), story, "the cover")


def _strings(part: object, path: str, where: str) -> Iterator[_Text]:
    texts: list[str] = []

    def collect(text: str) -> str:
        texts.append(text)
        return text

    rewritten(part, collect)
    yield from (_Text(path, where, text) for text in texts)
