"""Seed text -> blocks and cuts, line by line. `restore` is the inverse: it gives the lines back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.formats import StripCorrections
from generator.model import BlockKind, Cut, Seed
from generator.strip import rules
from generator.text import fold_words, normalise

HEADLINE, REPEATED, BY_HAND, EMPTIED = "headline", "repeated-headline", "by-hand", "no-visible-character"
MAX_HEADING_WORDS = 20
_LINE_END = re.compile(r"\r\n|\n|\r")
_BULLET = re.compile(r"^[-*•‣▪]\s+")
_QUOTED = re.compile(r"^>\s+")
_SENTENCE_END = tuple(".?!:;,…")
_CLOSING = "\"'”’)]"
_SMALL = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "nor", "of", "on", "or",
    "over", "per", "so", "the", "to", "up", "via", "vs", "with", "yet",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stripped:
    """What became of each line of a seed.

    `blocks` are the article's, `cuts` the lines taken away, `blank` the 1-based empty lines;
    `changed` holds the exact text of kept lines that normalising altered.
    """

    blocks: tuple[tuple[BlockKind, str], ...]
    cuts: tuple[Cut, ...]
    blank: tuple[int, ...]
    changed: tuple[tuple[int, str], ...]
    headline: str | None


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text without their line ends (LF, CRLF or CR); a final empty one is a line."""
    return tuple(_LINE_END.split(text))


def strip(seed: Seed, headline: str | None, corrections: StripCorrections) -> Stripped:
    """The article and the cuts of a plain-text seed.

    A person's `keep` and `drop` win over every rule. The line that is the headline goes to the
    metadata and is named in the cuts; without a headline in the metadata, a first line that is
    repeated further down, and is no whole sentence, is taken for it.
    """
    lines = lines_of(seed.text)
    headline = headline or _repeated_first_line(lines)
    blocks: list[tuple[BlockKind, str]] = []
    cuts: list[Cut] = []
    blank: list[int] = []
    changed: list[tuple[int, str]] = []
    above = ""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            (blank.append(number) if not line else cuts.append(Cut(number, line, "white-space")))
            continue
        rule = _rule(line, above, headline, corrections, cuts)
        above = rule or ""
        if rule:
            cuts.append(Cut(number, line, rule))
            continue
        kind, text = _block(line)
        blocks.append((kind, text))
        if line != _written(kind, text):
            changed.append((number, line))
    return Stripped(tuple(blocks), tuple(cuts), tuple(blank), tuple(changed), headline)


def _rule(
    line: str, above: str, headline: str | None, corrections: StripCorrections, cuts: Sequence[Cut]
) -> str | None:
    if not normalise(line):
        return EMPTIED
    if line.strip() in (kept.strip() for kept in corrections.keep):
        return None
    if line.strip() in (dropped.strip() for dropped in corrections.drop):
        return BY_HAND
    if headline and fold_words(line) == fold_words(headline):
        return REPEATED if any(cut.rule == HEADLINE for cut in cuts) else HEADLINE
    return rules.rule_for(line, above, rules.load())


def _repeated_first_line(lines: Sequence[str]) -> str | None:
    written = [normalise(line) for line in lines if normalise(line)]
    first = written[0] if written else ""
    return first if first in written[1:4] and not first.rstrip(_CLOSING).endswith(_SENTENCE_END) else None


def _block(line: str) -> tuple[BlockKind, str]:
    text = normalise(line)
    for kind, mark in ((BlockKind.QUOTATION, _QUOTED), (BlockKind.ITEM, _BULLET)):
        if mark.match(text):
            return kind, mark.sub("", text)
    return (BlockKind.HEADING if is_heading(text) else BlockKind.PARAGRAPH), text


def _written(kind: BlockKind, text: str) -> str:
    """The line from which strip would read this block unchanged."""
    return {BlockKind.QUOTATION: f"> {text}", BlockKind.ITEM: f"- {text}"}.get(kind, text)


def is_heading(text: str) -> bool:
    """Whether a line reads as a subheading: short, no end of a sentence, most of its words capitalised."""
    words = text.split()
    if not 2 <= len(words) <= MAX_HEADING_WORDS or text.rstrip(_CLOSING).endswith(_SENTENCE_END):
        return False
    telling = [word.lstrip("“\"'‘(") for word in words if word.lower() not in _SMALL]
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in telling)
    return capitals >= 0.75 * len(telling)


def left_by(record: Stripped, seed: Seed) -> tuple[tuple[BlockKind, str], ...]:
    """The blocks that recorded cuts leave of a seed."""
    gone = {cut.line for cut in record.cuts} | set(record.blank)
    return tuple(_block(line) for number, line in enumerate(lines_of(seed.text), 1) if number not in gone)


def restore(stripped: Stripped) -> tuple[str, ...]:
    """The lines of the seed: the blocks with every cut, blank and altered line put back.

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
            lines.append(put_back.get(number, _written(*block)))
        else:
            lines.append(put_back[number])
    return tuple(lines)
