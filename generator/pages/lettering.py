"""Words into lines of a given width, without a browser: widths are estimated, and rather too wide than too narrow.

The figures are em of Source Sans 3, rounded up; other letters count as wide as the faces that stand in for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_NARROW = frozenset("ijlIftr.,;:'’‘|!()[]-· ")
_WIDE = frozenset("mwMWQ@%—…&")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that belong together; `url` is empty where they are no link. `tight` joins them to the run before."""

    text: str
    url: str = ""
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a run stands on one line (from 0); `starts` says that it begins the line."""

    text: str
    line: int
    starts: bool


@dataclass(frozen=True, slots=True)
class Lettered:
    """A run with its pieces; `cut` says that not all of its words are there."""

    run: Run
    pieces: tuple[Piece, ...]
    cut: bool = False


def width(text: str, size: float) -> float:
    """About how many pixels a text of this size takes."""
    return sum(map(_em, text)) * size


def lettered(runs: Sequence[Run], room: float, size: float, lines: int) -> tuple[Lettered, ...]:
    """The runs in at most so many lines of `room` pixels; what does not fit is cut with an ellipsis."""
    made: list[Lettered] = []
    line, used = 0, 0.0
    for run in runs:
        pieces: list[Piece] = []
        cut = False
        for rank, word in enumerate(_words(run.text, room, size)):
            joined = run.tight and rank == 0
            space = "" if used == 0 or joined else " "
            if used and not joined and used + width(space + word, size) > room:
                if line + 1 == lines:
                    cut = True
                    break
                line, used, space = line + 1, 0.0, ""
            _add(pieces, space, word, line, used == 0)
            used += width(space + word, size)
        if cut:
            return (*made, *_ended(Lettered(run, tuple(pieces), cut=True), line, used, room, size))
        made.append(Lettered(run, tuple(pieces)))
    return tuple(made)


def line_count(made: Sequence[Lettered]) -> int:
    """How many lines the runs fill."""
    return max((piece.line for one in made for piece in one.pieces), default=-1) + 1


def _add(pieces: list[Piece], space: str, word: str, line: int, starts: bool) -> None:
    if pieces and pieces[-1].line == line:
        pieces[-1] = Piece(pieces[-1].text + space + word, line, pieces[-1].starts)
        return
    pieces.append(Piece(space + word, line, starts))


def _ended(last: Lettered, line: int, used: float, room: float, size: float) -> tuple[Lettered, ...]:
    """The last run with an ellipsis in place of what does not fit."""
    if not last.pieces:
        return ()
    end = last.pieces[-1].text
    while end and used + width("…", size) > room:
        used -= width(end[-1], size)
        end = end[:-1]
    kept = (*last.pieces[:-1], Piece(end.rstrip() + "…", line, last.pieces[-1].starts))
    return (Lettered(last.run, kept, cut=True),)


def _words(text: str, room: float, size: float) -> list[str]:
    """The words of a text; one that is wider than a line is broken."""
    words: list[str] = []
    for word in text.split():
        part = ""
        for letter in word:
            if part and width(part + letter, size) > room:
                words.append(part)
                part = ""
            part += letter
        words.append(part)
    return words


def _em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.9
    if ord(letter) > 0x24F and not unicodedata.category(letter).startswith("P"):
        return 0.75
    return 0.66 if letter.isupper() else 0.55
