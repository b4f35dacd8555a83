"""What the templates ask about a page: where a link leads, what a stretch of text looks like, which note ends there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.model import BlockKind, Kind
from generator.packet.binding import direction
from generator.packet.binding.spots import Spot, Spots, block_name, part_name
from generator.packet.epub import tables
from generator.packet.manuscript import (
    Block,
    Document,
    Inline,
    Note,
    Packet,
    Reference,
    Stretch,
    Table,
    Term,
    TextBlock,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line of an article: the classes of its mark, and the notes on passages that begin or end there."""

    part: Inline
    id: str
    classes: str
    starts: tuple[Note, ...]
    ends: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the e-book, named like its section."""

    packet: Packet
    section: str
    spots: Spots

    def noun(self, part: Block | Inline) -> str:
        """What a part is, by which the templates choose: `paragraph`, `stretch`."""
        return type(part).__name__.lower()

    def address(self, reference: Reference) -> str:
        """Where a reference leads, as seen from this page; empty where the packet has no such place."""
        spot = self.spots.of(reference)
        return self._address(spot) if spot else ""

    def right_to_left(self, language: str) -> bool:
        """Whether a language runs from right to left."""
        return direction.right_to_left(language)

    def small_tables(self, table: Table) -> tables.Shape:
        """The form in which a table fits a narrow page."""
        return tables.shape(table, self.packet.choice.variant)

    def groups(self, document: Document) -> Iterator[tuple[bool, tuple[TextBlock, ...]]]:
        """The blocks of a text, the entries of a list together; whether they are entries."""
        for items, found in groupby(document.blocks, key=lambda block: block.kind is BlockKind.ITEM):
            yield items, tuple(found)

    def name(self, block: TextBlock) -> str:
        """The id of a block of a text."""
        return block_name(block)

    def runs(self, document: Document, block: TextBlock) -> tuple[Run, ...]:
        """The parts of a block's line, with their marks."""
        notes = {note.passage: note for note in document.notes}
        layers = [_kinds(part) for part in (*block.line, None)]
        return tuple(
            Run(
                part,
                part_name(block, at) if isinstance(part, Term) or _begins(part) else "",
                " ".join(_classes(layers[at], layers[at - 1], layers[at + 1])),
                tuple(notes[name] for name in _begins(part) if name in notes),
                tuple(notes[name] for name in _ends(part) if name in notes),
            )
            for at, part in enumerate(block.line)
        )

    def classes(self, alone: Stretch) -> str:
        """The classes of a mark that stands alone, as in an explanation of the marks."""
        return " ".join(_classes(alone.kinds, (), ()))

    def terms(self, document: Document) -> Iterator[tuple[str, Term]]:
        """The words that are explained below a text, each with the id of its sign."""
        for block in document.blocks:
            parts = enumerate(block.line)
            yield from ((part_name(block, at), part) for at, part in parts if isinstance(part, Term))

    def back(self, document: Document, note: Note) -> str:
        """Where the way back from a note leads: to its number in the text, else to the place that it is about."""
        ends = {name for block in document.blocks for part in block.line for name in _ends(part)}
        return f"#note-{note.number}-sign" if note.passage in ends else self.address(note.reference)

    def _address(self, spot: Spot) -> str:
        return f"#{spot.name}" if spot.section == self.section else f"{spot.section}.xhtml#{spot.name}"


def _classes(kinds: tuple[Kind, ...], before: tuple[Kind, ...], after: tuple[Kind, ...]) -> Iterator[str]:
    """The layers of a stretch; a box is open at the side where the layer goes on."""
    for kind in kinds:
        yield kind
        yield from (f"{kind}-from",) if kind not in before else ()
        yield from (f"{kind}-to",) if kind not in after else ()


def _kinds(part: Inline | None) -> tuple[Kind, ...]:
    return part.kinds if isinstance(part, Stretch) else ()


def _begins(part: Inline) -> tuple[str, ...]:
    return part.begins if isinstance(part, Stretch) else ()


def _ends(part: Inline) -> tuple[str, ...]:
    return part.ends if isinstance(part, Stretch) else ()
