"""How each variant of the packet is set: typefaces, sizes, margins. Every length is in points."""

from __future__ import annotations

from dataclasses import dataclass

from generator.packet.manuscript import Paper, Variant

SERIF, SANS, LEGIBLE = "Rashomon Serif", "Rashomon Sans", "Atkinson Hyperlegible Next"
PAPERS = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Tightness:
    """Shares of the pitch of a document's lines, and of the room between its paragraphs."""

    lines: float
    paragraphs: float


# In the order in which they are tried: as it should be, then tighter, then looser.
TIGHTNESS = (
    Tightness(1, 1), Tightness(0.98, 0.8), Tightness(0.97, 0.6), Tightness(0.96, 0.35), Tightness(1.04, 1.2),
    Tightness(1.08, 1.5),
)  # fmt: skip
HEADLINE = 1.5
NOTE_GAP, NOTE_EDGE = 16, 30


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes of the articles' words (`text`), of ours, of the small print; `pitch` is from one line to the next.

    `faces` are the families of the articles' words and `ours` those of ours, in order of preference. `line` is the
    length of the articles' lines, the same on all papers; `outer` the margin at a side, `side` that of wide sheets.
    `aside` tells whether notes stand beside the lines, in a type of `entry` points. `raised` is the size of the
    numbers over the marks, which stand `lift` times the type size above the baseline. `boxes` sets marks without lines.
    """

    faces: tuple[str, ...]
    ours: tuple[str, ...]
    text: float
    pitch: float
    body: float
    small: float
    note: float
    number: float
    raised: float
    lift: float
    outer: float
    line: float
    columns: int
    aside: bool
    boxes: bool
    side: float = 42
    entry: float = 7.2
    entry_pitch: float = 9.0
    top: float = 74
    bottom: float = 62

    def right(self, paper: Paper) -> float:
        """How wide the margin beside an article is: what the lines leave of the sheet."""
        return PAPERS[paper][0] - self.outer - self.line


SETTINGS = {
    Variant.STANDARD: Setting(
        faces=(SERIF, SANS), ours=(SANS, SERIF), text=11, pitch=17.9, body=10.5, small=9, note=8.4, number=7.5,
        raised=5.9, lift=0.83, outer=62, line=357, columns=2, aside=True, boxes=False,
    ),
    Variant.LARGE_PRINT: Setting(
        bottom=72,
        faces=(SANS, SERIF), ours=(SANS, SERIF), text=18, pitch=28.5, body=18, small=18, note=18, number=18,
        raised=10, lift=0.83, outer=62, line=471, top=90, columns=1, aside=False, boxes=False,
    ),
    Variant.EASY_READ: Setting(
        faces=(LEGIBLE, SANS, SERIF), ours=(LEGIBLE, SANS, SERIF), text=13.5, pitch=22.6, body=13, small=12, note=12,
        number=10, raised=7, lift=0.97, outer=62, line=443, top=80, columns=1, aside=False, boxes=True,
    ),
}  # fmt: skip
