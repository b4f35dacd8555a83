"""Long texts -> the paragraphs that a class needs most, in their order; what is left out stays visible as a gap.

A class reads 200 to 300 words of a document at first (S. Wineburg, D. Martin, "Tampering with history", Social
Education 73/5, 2009). Paragraphs stay whole and keep their numbers, so that a teacher can turn to the full text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.edition import Shown, ShownBlock
from generator.model import Article, BlockKind, Kind, Span, Story
from generator.packet.desk import evidence_names

ENOUGH = 250
MOST = 300
SHORT = 350  # an article of so many words stays whole: two paragraphs less help nobody


@dataclass(frozen=True, slots=True)
class _Needed:
    """The passages of an article that the key and the worksheets speak of."""

    evidence: tuple[Span, ...]
    claims: tuple[Span, ...]


def excerpts(
    story: Story, shown: Mapping[str, Shown], passages: Mapping[str, Mapping[str, Span]]
) -> Mapping[str, Shown]:
    """What is shown of each article, shortened to about 250 words; one of up to 350 words stays as it is."""
    return {
        article.id: _excerpt(article, shown[article.id], _needed(story, article, passages[article.id]))
        for article in story.articles
    }


def words(article: Article, shown: Shown) -> int:
    """How many words of an article are shown."""
    return sum(_words(article, each) for each in shown.blocks)


def _words(article: Article, block: ShownBlock) -> int:
    return sum(len(article.text[span.start : span.end].split()) for span in block.spans)


def _needed(story: Story, article: Article, passages: Mapping[str, Span]) -> _Needed:
    evidence = evidence_names(story)
    claims = tuple(mark.span for mark in story.marks_of(article.id) if mark.kind is Kind.CLAIM)
    return _Needed(tuple(span for name, span in passages.items() if name in evidence), claims)


def _excerpt(article: Article, shown: Shown, needed: _Needed) -> Shown:
    if words(article, shown) <= SHORT:
        return shown
    return _with_gaps(shown, _kept(article, shown, needed))


def _kept(article: Article, shown: Shown, needed: _Needed) -> set[int]:
    """The positions of the blocks to keep: headline and first paragraph, then by how much stands in them.

    Those with evidence come first, as many as the most words allow; then those with claims, until it is enough.
    """
    texts = [at for at, each in enumerate(shown.blocks) if each.block.kind.running]
    first, *others = texts or [0]
    kept = {at for at, each in enumerate(shown.blocks) if each.block.kind is BlockKind.HEADLINE} | {first}
    taken = _words(article, shown.blocks[first])

    def pieces(at: int, passages: tuple[Span, ...]) -> int:
        return sum(map(shown.blocks[at].block.span.overlaps, passages))

    for at in sorted(others, key=lambda at: (-pieces(at, needed.evidence), -pieces(at, needed.claims), at)):
        length = _words(article, shown.blocks[at])
        enough = MOST if pieces(at, needed.evidence) else ENOUGH
        if taken < enough and taken + length <= MOST:
            kept.add(at)
            taken += length
    return kept | {above for above, at in pairwise(range(len(shown.blocks))) if at in kept and _heads(shown, above)}


def _heads(shown: Shown, at: int) -> bool:
    return shown.blocks[at].block.kind is BlockKind.HEADING


def _with_gaps(shown: Shown, kept: set[int]) -> Shown:
    found: list[ShownBlock] = []
    gap = False
    for at, each in enumerate(shown.blocks):
        gap = gap or each.gap_before
        if at in kept:
            found.append(replace(each, gap_before=gap))
            gap = False
        else:
            gap = True
    return Shown(tuple(found), gap or shown.gap_after)
