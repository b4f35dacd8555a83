"""How each variant looks in Word: faces, sizes, paper. Lengths are in points unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from generator.packet.manuscript import Paper, Variant


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface; `other` is what Word takes where it is not installed (the alternate name of the font table)."""

    name: str
    other: str
    family: str


@dataclass(frozen=True, slots=True)
class Look:
    """Faces and sizes of our words and of the articles'; `leading` is a multiple of a line.

    `least` is the smallest size, `row` the height of a line in a table, `rule` that of a line to write on. A document
    leaves `margin` at its right for the pencil. `boxes` draws marks without lines below words.
    The notes at the end stand in `columns`.
    """

    ours: Face
    text: Face
    size: float
    text_size: float
    least: float
    leading: float
    row: float
    rule: float
    margin: float
    boxes: bool = False
    columns: int = 1

    @property
    def running(self) -> float:
        """The size of words at the head and the foot."""
        return max(8.5, self.least)

    @property
    def note(self) -> float:
        """The size of the notes at the end, and of tables that nobody writes in."""
        return max(self.size * 0.78, self.least)

    @property
    def table(self) -> float:
        """The size of words in a table."""
        return max(self.size * 0.9, self.least)


ARIAL = Face("Arial", "Liberation Sans", "swiss")
GEORGIA = Face("Georgia", "Times New Roman", "roman")
ATKINSON = Face("Atkinson Hyperlegible", "Verdana", "swiss")

LOOKS = {
    Variant.STANDARD: Look(ARIAL, GEORGIA, 10.5, 11, 8, 1.25, 17, 25, 110, columns=2),
    Variant.LARGE_PRINT: Look(ARIAL, ARIAL, 18, 18, 18, 1.3, 26, 36, 62),
    Variant.EASY_READ: Look(ATKINSON, ATKINSON, 13, 13, 11, 1.5, 20, 32, 100, boxes=True),
}

# Width and height of the sheet.
SHEETS = {Paper.A4: (595.3, 841.9), Paper.LETTER: (612.0, 792.0)}
MARGIN, NARROW, FOOT = 60.0, 45.0, 34.0
