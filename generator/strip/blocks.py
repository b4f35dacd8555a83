"""Kept lines -> blocks, and back: what kind of block a line is, and the lines that blocks and cuts came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import BlockKind, Cut, SeedForm
from generator.strip.html import Box, PageLine
from generator.strip.page import Page
from generator.text import normalise

MAX_HEADING_WORDS, _FEW_WORDS = 20, 14
_LONG, _LONG_ENOUGH = 90, 60  # characters of the line below a heading
LONGEST_ITEM = 4  # lines: a larger list item holds an article, or a part of one
_BULLET = re.compile(r"^[-*•‣▪]\s+")
_QUOTED = re.compile(r"^>\s+")
_MARKS = "-*•‣▪>"
SENTENCE_END = tuple(".?!:;,…")
_STATED = tuple(".!:;,…")
CLOSING = "\"'”’)]"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


_SMALL = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "nor", "of", "on", "or",
    "over", "per", "so", "the", "to", "up", "via", "vs", "with", "yet",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stripped:
    """What became of each line of a page.

    `blocks` are the article's, `cuts` the lines taken away, `blank` the 1-based empty lines;
    `changed` holds the exact text of kept lines that normalising altered.
    """

    blocks: tuple[tuple[BlockKind, str], ...]
    cuts: tuple[Cut, ...]
    blank: tuple[int, ...]
    changed: tuple[tuple[int, str], ...]
    headline: str | None
    form: SeedForm = SeedForm.TEXT


def blocks_at(page: Page, numbers: Iterable[int]) -> list[tuple[BlockKind, str]]:
    """The blocks that the lines with these numbers (from 0) become."""
    if page.marked:
        return [_marked_block(page.marked[number]) for number in numbers]
    texts = [normalise(page.lines[number]) for number in numbers]
    return [_block(text, following) for text, following in zip(texts, [*texts[1:], ""], strict=False)]


def _block(text: str, following: str) -> tuple[BlockKind, str]:
    if text[0] in _MARKS:
        for kind, mark in ((BlockKind.QUOTATION, _QUOTED), (BlockKind.ITEM, _BULLET)):
            if mark.match(text):
                return kind, mark.sub("", text)
    return (BlockKind.HEADING if is_heading(text, following) else BlockKind.PARAGRAPH), text


def _marked_block(line: PageLine) -> tuple[BlockKind, str]:
    """The block of a line of HTML: what its nearest telling box says."""
    box: Box | None = line.box
    while box is not None:
        if box.tag in _HEADINGS and box.lines <= LONGEST_ITEM:
            return BlockKind.HEADING, line.text
        if box.tag == "blockquote":
            return BlockKind.QUOTATION, line.text
        if box.tag == "li" and (box is line.box or box.lines <= LONGEST_ITEM):
            return BlockKind.ITEM, line.text
        box = box.parent
    return BlockKind.PARAGRAPH, line.text


def written(kind: BlockKind, text: str, form: SeedForm = SeedForm.TEXT) -> str:
    """The line from which strip would read this block unchanged. A line of HTML has no marks."""
    if form is SeedForm.HTML:
        return text
    return f"> {text}" if kind is BlockKind.QUOTATION else f"- {text}" if kind is BlockKind.ITEM else text


def is_heading(text: str, following: str) -> bool:
    """Whether a line reads as a subheading: few words without the end of a statement, above a long line.

    A longer one may be a heading if most of its words are capitalised. Measured on the lines of 296 HTML pages, where
    the markup tells: seven of ten headings that it finds are some, and it finds seven of ten.
    """
    words = text.count(" ") + 1
    if not 2 <= words <= MAX_HEADING_WORDS or text.rstrip(CLOSING).endswith(_STATED):
        return False
    if len(following) >= _LONG and len(text) < _LONG and words <= _FEW_WORDS and not text[0].islower():
        return True
    if len(following) < _LONG_ENOUGH or text.rstrip(CLOSING).endswith(SENTENCE_END):
        return False
    telling = [word.lstrip("“\"'‘(") for word in text.split() if word.lower() not in _SMALL]
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in telling)
    return capitals >= 0.75 * len(telling)


def left_by(record: Stripped, page: Page) -> tuple[tuple[BlockKind, str], ...]:
    """The blocks that recorded cuts leave of a page."""
    gone = {cut.line for cut in record.cuts} | set(record.blank)
    return tuple(blocks_at(page, (number for number in range(len(page.lines)) if number + 1 not in gone)))


def restore(stripped: Stripped) -> tuple[str, ...]:
    """The lines of the page: the blocks with every cut, blank and altered line put back.

    Raises ValueError where blocks and record do not belong together.
    """
    put_back = {cut.line: cut.text for cut in stripped.cuts} | dict(stripped.changed)
    put_back |= dict.fromkeys(stripped.blank, "")
    kept = iter(stripped.blocks)
    changed = {number for number, _ in stripped.changed}
    total = len(put_back) + len(stripped.blocks) - len(changed)
    lines: list[str] = []
    for number in range(1, total + 1):
        if number not in put_back or number in changed:
            block = next(kept, None)
            if block is None:
                raise ValueError(f"the record speaks of line {number}, the body has no block for it")
            lines.append(put_back.get(number, written(*block, stripped.form)))
        else:
            lines.append(put_back[number])
    return tuple(lines)
