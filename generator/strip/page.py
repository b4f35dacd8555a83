"""Seed -> the page as lines: those of a text as they are, those of HTML as select-all and copy gives them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Seed, SeedForm
from generator.strip import html
from generator.strip.html import PageLine


@dataclass(frozen=True, slots=True)
class Page:
    """A seed and its lines. For HTML there is a `marked` line for each, and the `title` that the page states."""

    seed: Seed
    lines: tuple[str, ...]
    title: str = ""
    marked: tuple[PageLine, ...] = ()


def read(seed: Seed) -> Page:
    """The page that a seed is. The lines of HTML are normalised and never empty."""
    if seed.form is SeedForm.TEXT:
        return Page(seed, lines_of(seed.text))
    title, marked = html.read(seed.text)
    return Page(seed, tuple(line.text for line in marked), title, marked)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text without their line ends (LF, CRLF or CR); a final empty one is a line."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
