"""The second opinion on an HTML page: which of its lines trafilatura (Barbaresi, ACL 2021) takes for the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from generator.strip.html import PageLine

_WORD = re.compile(r"\w+")
_MOST = 0.6  # of a line's words must stand in the other's text, in order
_LONGEST = 20_000  # words: for longer texts the order is not looked at, because that takes memory with their square


def held(markup: str, lines: Sequence[PageLine]) -> list[bool]:
    """For each line whether trafilatura keeps it. All False where it finds no article."""
    import trafilatura  # noqa: PLC0415  # it takes 0.3 s to load, and text needs none of it

    text = trafilatura.extract(markup, include_comments=False, fast=True) or ""
    return aligned([line.text for line in lines], text)


def aligned(lines: Sequence[str], text: str) -> list[bool]:
    """For each line whether most of its words stand in the text, by the longest common subsequence of words."""
    numbers: dict[str, int] = {}
    words = [[numbers.setdefault(word, len(numbers)) for word in _WORD.findall(line)] for line in lines]
    owner = [number for number, found in enumerate(words) for _ in found]
    spoken = [word for found in words for word in found]
    wanted = [numbers[word] for word in _WORD.findall(text) if word in numbers]
    if max(len(spoken), len(wanted)) > _LONGEST:
        there = set(wanted)
        return [bool(found) and sum(word in there for word in found) >= _MOST * len(found) for found in words]
    hits = [0] * len(lines)
    for piece in LCSseq.opcodes(spoken, wanted):
        if piece.tag == "equal":
            for at in range(piece.src_start, piece.src_end):
                hits[owner[at]] += 1
    return [bool(found) and hit >= _MOST * len(found) for hit, found in zip(hits, words, strict=True)]
