"""Where links lead: the names of blocks and passages within their section, the same in every format that links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.packet.manuscript import Document, Packet, Reference, Stretch, TextBlock


@dataclass(frozen=True, slots=True)
class Spot:
    """A section and a name in it: `doc-a` and `p3` is a block, `doc-a` and `p3-2` a stretch of its line."""

    section: str
    name: str


@dataclass(frozen=True, slots=True)
class Spots:
    """The spots of a packet, by the name of the passage that begins there, or by document and number of block.

    `sections` tells in which section the document with a letter stands.
    """

    passages: dict[str, Spot]
    blocks: dict[tuple[str, int], Spot]
    sections: dict[str, str]

    def of(self, reference: Reference) -> Spot | None:
        """Where a reference leads: to its passage, else to its paragraph; None where the packet has neither."""
        if not reference.passage:
            return None
        return self.passages.get(reference.passage) or self.blocks.get((reference.letter, reference.first))


def spots(packet: Packet) -> Spots:
    """Every place of a packet that a reference may lead to."""
    blocks: dict[tuple[str, int], Spot] = {}
    passages: dict[str, Spot] = {}
    for section, document in documents(packet):
        for block in document.blocks:
            if block.number is not None:
                blocks[document.letter, block.number] = Spot(section, block_name(block))
            for at, part in enumerate(block.line):
                begins = part.begins if isinstance(part, Stretch) else ()
                passages |= {name: Spot(section, part_name(block, at)) for name in begins}
    return Spots(passages, blocks, {document.letter: section for section, document in documents(packet)})


def documents(packet: Packet) -> Iterator[tuple[str, Document]]:
    """The documents, each with the id of its section."""
    for section in packet.sections:
        yield from ((section.id, block) for block in section.blocks if isinstance(block, Document))


def block_name(block: TextBlock) -> str:
    """The name of a block in its section: `headline`, `p3`; empty for one without a number."""
    if block.number is None:
        return ""
    return f"p{block.number}" if block.number else "headline"


def part_name(block: TextBlock, at: int) -> str:
    """The name of a part of its line, by its position."""
    return f"{block_name(block) or 'gap'}-{at}"
