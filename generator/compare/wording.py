"""Shared wording: passages that stand word for word in more than one article, found by the program."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from generator.formats import ClaimNote, SourceNote
from generator.model import Article, Block, Span, Story
from generator.text import fold, quotation_spans

MINIMUM = 8
WORD = re.compile(r"\w+(?:['-]\w+)*")

Occurrence = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Wording:
    """A run of words with the articles that hold it, by date, each once with its span in code points."""

    words: int
    places: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as it is compared, where it stands, and the sources to which it is attributed as a quotation."""

    word: str
    span: Span
    block: int
    quoted_from: frozenset[str]


def shared_wording(story: Story) -> tuple[Wording, ...]:
    """The maximal runs of at least eight words that stand in two articles, the longest first.

    Case, typography and punctuation do not count; a run stays within one block. Words that both
    articles quote from the same source end a run: they are the source's, not the outlets'.
    """
    tokens = {article.id: _tokens(story, article) for article in story.articles}
    found: dict[tuple[str, ...], dict[Occurrence, None]] = defaultdict(dict)
    for (one, at), (other, there), length in _runs(tokens):
        words = tuple(token.word for token in tokens[one][at : at + length])
        for article, start in ((one, at), (other, there)):
            span = Span(tokens[article][start].span.start, tokens[article][start + length - 1].span.end)
            found[words].setdefault((article, span))
    order = {article.id: at for at, article in enumerate(story.articles)}
    wordings = (
        Wording(len(words), tuple(sorted(places, key=lambda place: (order[place[0]], place[1].start))))
        for words, places in found.items()
    )
    return tuple(sorted(wordings, key=lambda one: (-one.words, order[one.places[0][0]], one.places[0][1].start)))


def _runs(tokens: Mapping[str, tuple[_Token, ...]]) -> Iterator[tuple[tuple[str, int], tuple[str, int], int]]:
    """Each maximal run of two articles: where it begins in both, and its length in words.

    Every eight words are looked up where they first stand in each article, and the run around them is
    followed to both ends; what a run has covered is not looked at again.
    """
    first = {article: _first_places(words) for article, words in tokens.items()}
    for one, other in combinations(tokens, 2):
        covered: dict[int, int] = {}
        for words in sorted(first[one].keys() & first[other].keys(), key=first[one].__getitem__):
            at, there = first[one][words], first[other][words]
            if at < covered.get(there - at, 0):
                continue
            back, length = _around(tokens[one], at, tokens[other], there)
            covered[there - at] = max(at - back + length, at + 1)
            if length >= MINIMUM:
                yield (one, at - back), (other, there - back), length


def _first_places(words: tuple[_Token, ...]) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for at in range(len(words) - MINIMUM + 1):
        places.setdefault(tuple(token.word for token in words[at : at + MINIMUM]), at)
    return places


def _around(one: tuple[_Token, ...], at: int, other: tuple[_Token, ...], there: int) -> tuple[int, int]:
    """How many words the run that holds both places begins before them, and its length; (0, 0) where none does."""
    if not _counts(one[at], other[there]):
        return 0, 0
    back = length = 0
    while _joined(one, at - back, other, there - back):
        back += 1
    while _joined(one, at + length + 1, other, there + length + 1):
        length += 1
    return back, back + length + 1


def _joined(one: tuple[_Token, ...], at: int, other: tuple[_Token, ...], there: int) -> bool:
    """Whether the words at both places and those before them are one run."""
    return (
        0 < at < len(one)
        and 0 < there < len(other)
        and one[at].block == one[at - 1].block
        and other[there].block == other[there - 1].block
        and _counts(one[at], other[there])
        and _counts(one[at - 1], other[there - 1])
    )


def _counts(one: _Token, other: _Token) -> bool:
    """Whether two words are the same and not quoted from a source that both articles name."""
    return one.word == other.word and not one.quoted_from & other.quoted_from


def _tokens(story: Story, article: Article) -> tuple[_Token, ...]:
    attributed = [
        (mark.span, mark.annotation.note.source)
        for mark in story.marks_of(article.id)
        if isinstance(mark.annotation.note, ClaimNote | SourceNote) and mark.annotation.note.source
    ]
    return tuple(token for number, block in enumerate(article.blocks) for token in _words(number, block, attributed))


def _words(number: int, block: Block, attributed: list[tuple[Span, str]]) -> Iterator[_Token]:
    quotations = [
        (span, frozenset(source for mark, source in attributed if mark.overlaps(span)))
        for span in (Span(block.start + start, block.start + end) for start, end in quotation_spans(block.text))
    ]
    folded = fold(block.text)
    for match in WORD.finditer(folded.text):
        start, end = folded.offsets[match.start()], folded.offsets[match.end() - 1] + 1
        span = Span(block.start + start, block.start + end)
        quoted = (sources for within, sources in quotations if within.start <= span.start < within.end)
        yield _Token(match[0].casefold(), span, number, next(quoted, frozenset()))
