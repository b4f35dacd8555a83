"""What an outline is made of. Every text in it is text: each medium escapes all of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a piece of text stands out; `marked` are the words of a passage that an annotation marks."""

    PLAIN = "plain"
    STRONG = "strong"
    MARKED = "marked"
    COMES = "comes"
    GOES = "goes"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one style."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is told: its first line, and the lines below it."""

    first: Line
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one sort under a title."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything that is told: the sentence that sums it up, the sections, and the last word."""

    lead: str
    sections: tuple[Section, ...]
    closing: str


def line(*parts: str | Piece) -> Line:
    """A line of plain texts and pieces."""
    return tuple(part if isinstance(part, Piece) else Piece(part) for part in parts)


def strong(text: str) -> Piece:
    """A piece that stands out."""
    return Piece(text, Style.STRONG)
