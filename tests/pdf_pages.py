"""What poppler reads in a PDF: words with their places, what a screen reader is told, sizes of type."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_SPOKEN = re.compile(r'^ +"(.*)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box in points, from the left and top edges of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of its type: the same for all words in one size of one face."""
        return round(self.bottom - self.top, 1)

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its words."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def head(self) -> str:
        """The words of the running head."""
        return " ".join(word.text for word in self.words if word.top < 62)

    @property
    def foot(self) -> str:
        """The words of the running foot."""
        return " ".join(word.text for word in self.words if word.top > self.height - 50)


def poppler(program: str, *options: str) -> str:
    """What a program of poppler prints."""
    done = subprocess.run([program, *options], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


@cache
def sheets(pdf: Path) -> tuple[Sheet, ...]:
    """The pages with their words."""
    found = _PAGE.findall(poppler("pdftotext", "-bbox", str(pdf), "-"))
    return tuple(Sheet(float(width), float(height), tuple(_words(body))) for width, height, body in found)


def _words(body: str) -> Iterator[Word]:
    for left, top, right, bottom, text in _WORD.findall(body):
        yield Word(html.unescape(text), float(left), float(top), float(right), float(bottom))


@cache
def spoken(pdf: Path) -> str:
    """The structure as poppler prints it: what programs that read aloud are told, in their order."""
    return poppler("pdfinfo", "-struct-text", str(pdf))


def aloud(pdf: Path) -> str:
    """The words of the structure, in the order in which they are read aloud."""
    return "".join(_SPOKEN.findall(spoken(pdf)))


def lines(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The words of one page, line by line: their middles are at about one height."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: word.middle):
        if line and word.middle - line[0].middle > 3:
            yield tuple(sorted(line, key=lambda word: word.left))
            line = []
        line.append(word)
    yield tuple(sorted(line, key=lambda word: word.left))
