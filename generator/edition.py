"""Which words of an article an edition may show: Story x Edition -> passages.

`classroom` shows every text but those marked `none`; `public` obeys each article's `rights`.
Search, exports and packets take the passages from here, so they obey the edition, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.choices import Publish
from generator.model import Article, Block, BlockKind, Span, Story
from generator.text import sentence_spans


class Edition(StrEnum):
    """For whom the site is built."""

    CLASSROOM = "classroom"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with its visible passages in order, as spans of the article text; between two of them is a gap.

    `gap_before` tells whether words are left out between the passage before, or the beginning, and its first one.
    """

    block: Block
    spans: tuple[Span, ...]
    gap_before: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What an edition shows of an article: the blocks that show anything, and whether words are left out after them."""

    blocks: tuple[ShownBlock, ...]
    gap_after: bool


def published(story: Story) -> Story:
    """The story without the articles that no edition may build, and without their annotations."""
    return only(story, (article.id for article in story.articles if article.head.rights.publish is not Publish.NONE))


def only(story: Story, chosen: Iterable[str]) -> Story:
    """The story with these of its articles, in its own order, and their annotations."""
    known = frozenset(chosen)
    return replace(
        story,
        articles=tuple(article for article in story.articles if article.id in known),
        marks=tuple(mark for mark in story.marks if mark.annotation.article in known),
        absences=tuple(absence for absence in story.absences if absence.article in known),
        cuts={article: cuts for article, cuts in story.cuts.items() if article in known},
    )


def quotable(article: Article, edition: Edition) -> bool:
    """Whether words of the article may be shown at all."""
    return edition is Edition.CLASSROOM or article.head.rights.publish is not Publish.LINK


def cue(article: Article, words: str, edition: Edition) -> str:
    """A cue of attribution, which is words of the article: empty where none may be shown."""
    return words if quotable(article, edition) else ""


def shows_sentences(article: Article, edition: Edition) -> bool:
    """Whether the sentences around a passage may be shown with it."""
    return edition is Edition.CLASSROOM or article.head.rights.publish in (Publish.FULL, Publish.EXCERPT)


def shows_whole(article: Article, edition: Edition) -> bool:
    """Whether the whole text of the article may be shown."""
    return edition is Edition.CLASSROOM or article.head.rights.publish is Publish.FULL


def shown(story: Story, article: Article, edition: Edition) -> Shown:
    """The visible passages of an article, block by block, with the gaps."""
    found: list[ShownBlock] = []
    end = 0
    for block in article.blocks:
        if spans := _in_block(story, article, block, edition):
            found.append(ShownBlock(block, spans, _has_words(article.text[end : spans[0].start])))
            end = spans[-1].end
    return Shown(tuple(found), _has_words(article.text[end:]))


def visible(story: Story, article: Article, edition: Edition) -> tuple[Span, ...]:
    """The visible passages of an article, in order."""
    return tuple(span for each in shown(story, article, edition).blocks for span in each.spans)


def visible_in(story: Story, article: Article, passage: Span, edition: Edition) -> tuple[Span, ...]:
    """The visible parts of a passage, in order."""
    touched = (block for block in article.blocks if block.span.overlaps(passage))
    spans = (span for block in touched for span in _in_block(story, article, block, edition))
    return _clipped(spans, passage)


def _in_block(story: Story, article: Article, block: Block, edition: Edition) -> tuple[Span, ...]:
    if shows_whole(article, edition) or block.kind is BlockKind.HEADLINE:
        return (block.span,)
    marks = [mark.span for mark in story.marks_of(article.id)]
    match article.head.rights.publish:
        case Publish.EXCERPT:
            pieces = [Span(block.start + start, block.start + end) for start, end in sentence_spans(block.text)]
            found = tuple(piece for piece in pieces if any(map(piece.overlaps, marks)))
        case Publish.QUOTES:
            found = tuple(sorted(_clipped(marks, block.span), key=lambda span: span.start))
        case _:
            found = ()
    return _merged(found, article.text)


def _clipped(spans: Iterable[Span], within: Span) -> tuple[Span, ...]:
    return tuple(
        Span(max(span.start, within.start), min(span.end, within.end)) for span in spans if span.overlaps(within)
    )


def _merged(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans that overlap, or have no word between them, joined."""
    merged: list[Span] = []
    for span in spans:
        if merged and not _has_words(text[merged[-1].end : span.start]):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
