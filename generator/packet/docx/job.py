"""A Word document in the making: what every part of the writer needs to know."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.text.paragraph import Paragraph

from generator.packet.binding.spots import Spot, Spots
from generator.packet.docx.look import Look
from generator.packet.manuscript import Packet


@dataclass(frozen=True, slots=True)
class Job:
    """The packet, the document that it goes into, and the numbers that bookmarks are given."""

    packet: Packet
    document: Document
    look: Look
    spots: Spots
    moment: datetime.datetime
    numbers: Iterator[int]

    def paragraph(self, style: str, text: str = "") -> Paragraph:
        """A new paragraph at the end, in the style with this id."""
        made = self.document.add_paragraph(text)
        made._p.style = style
        return made


def bookmark(spot: Spot) -> str:
    """The name of a spot as Word allows it: letters, digits and low lines."""
    return f"{spot.section}_{spot.name}".replace("-", "_")
