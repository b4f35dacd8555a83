"""What stands over and beside the lines of a document: numbers at the marks, short notes in the margin.

Typst only prints them where they belong by what is worked out here, on top of finished pages: whether they are
there or not, no line of the text moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from generator.model import Kind
from generator.packet.manuscript import Document, Note, Paper
from generator.packet.pdf.faces import BOLD, Face, faces
from generator.packet.pdf.measured import Measured, Point
from generator.packet.pdf.setting import HEADLINE, NOTE_EDGE, NOTE_GAP, PAPERS, Setting

LINES = 6
GAP = 2.4
COUNT_GAP = 14
EVERY = 5
BETWEEN = 2.5
LOWER = 0.93  # over a headline, whose lines are closer together


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the beginning of one or more marks, or of a line; `y` is its own baseline."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A short note in the margin: its number, its lines, and the height of its top edge on the page."""

    y: float
    number: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What belongs to one page of a document; `page` is 1-based in the document."""

    page: int
    counts: tuple[Number, ...]
    raised: tuple[Number, ...]
    entries: tuple[Entry, ...]


def beside(document: Document, measured: Measured, setting: Setting, paper: Paper) -> Iterator[Beside]:
    """What stands over and beside the lines, page by page. Notes without a passage in the text are left out."""
    placed = sorted(
        ((measured.begins[note.passage], note) for note in document.notes if note.passage in measured.begins),
        key=lambda pair: (pair[0].page, pair[0].y, pair[0].x, pair[1].number),
    )
    for page in range(1, measured.pages + 1):
        lines = [spot for spot in measured.lines if spot.page == page]
        here = [(spot, note) for spot, note in placed if spot.page == page]
        entries = _entries(lines, here, setting, paper) if setting.aside and here else ()
        counts = (Number(setting.outer - COUNT_GAP, spot.y, str(spot.line)) for spot in lines if _counted(spot.line))
        yield Beside(page, tuple(counts), tuple(_raised(here, setting)), entries)


def _counted(line: int) -> bool:
    return line == 1 or line % EVERY == 0


def _raised(placed: Iterable[tuple[Point, Note]], setting: Setting) -> Iterator[Number]:
    """A number over every mark; of marks that begin together, one after another; none over another."""
    face = faces()[setting.ours[0]]
    free = (0.0, 0.0)
    for (y, x, line), group in groupby(placed, key=lambda pair: (pair[0].y, pair[0].x, pair[0].line)):
        text = " ".join(str(note.number) for _, note in group)
        left = max(x, free[1]) if free[0] == y else x
        free = (y, left + face.width(text, setting.raised) * BOLD + BETWEEN)
        yield Number(
            round(left, 2), round(y - setting.text * setting.lift * (1 if line else HEADLINE * LOWER), 2), text
        )


def _entries(
    lines: Sequence[Point], placed: Sequence[tuple[Point, Note]], setting: Setting, paper: Paper
) -> tuple[Entry, ...]:
    """The notes of a page beside their lines, each as long as its room; none where even one line each is too much."""
    face, width = faces()[setting.ours[0]], setting.right(paper) - NOTE_GAP - NOTE_EDGE
    first = min(spot.y for spot in (*lines, placed[0][0]))
    room = (first - setting.text * 0.7, PAPERS[paper][1] - setting.bottom)
    wanted = [spot.y - setting.entry * 0.75 for spot, _ in placed]
    tops = _apart(wanted, setting.entry_pitch + GAP, *room)
    if tops[0] < room[0] - 0.01:
        return ()
    rooms = [below - top for top, below in pairwise([*tops, room[1]])]
    lengths = (min(LINES, int((each - GAP + 0.01) // setting.entry_pitch)) for each in rooms)
    return tuple(
        Entry(round(top, 2), note.number, _cut(note, length, face, setting.entry, width))
        for top, length, (_, note) in zip(tops, lengths, placed, strict=True)
    )


def _apart(wanted: Sequence[float], height: float, top: float, bottom: float) -> list[float]:
    """Tops as near to the wanted ones as they can be without overlap: pushed down, then up from the foot."""
    tops: list[float] = []
    for y in wanted:
        tops.append(max(y, top))
        top = tops[-1] + height
    for at in reversed(range(len(tops))):
        tops[at] = min(tops[at], bottom - height)
        bottom = tops[at]
    return tops


def _cut(note: Note, length: int, face: Face, size: float, width: float) -> tuple[str, ...]:
    """The note in at most so many lines, its number standing before the first; `…` where words are left out.

    What a document does with a claim comes before the claim, which is long.
    """
    parts = (f"{note.manner}: {note.heading}",) if note.kind is Kind.CLAIM else (note.heading, note.manner)
    words = " · ".join(text for text in (*parts, *note.words) if text).split()
    lines = [""]
    used = face.width(f"{note.number}  ", size) * BOLD
    for word in words:
        longer = f"{lines[-1]} {word}".lstrip()
        if used + face.width(longer, size) <= width:
            lines[-1] = longer
        elif len(lines) < length:
            lines.append(word)
            used = 0
        else:
            while lines[-1] and used + face.width(f"{lines[-1]} …", size) > width:
                lines[-1] = lines[-1].rpartition(" ")[0]
            lines[-1] = f"{lines[-1]} …".lstrip()
            break
    return tuple(lines)
