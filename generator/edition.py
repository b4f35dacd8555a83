"""Which words of an article an edition may show: Story x Edition -> passages.

`classroom` shows every text but those marked `none`; `public` obeys each article's `rights`.
Search, exports and packets take the passages from here, so they obey the edition, too.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from generator.formats import Publish
from generator.model import Article, Block, BlockKind, Span, Story
from generator.text import sentence_spans


class Edition(StrEnum):
    """For whom the site is built."""

    CLASSROOM = "classroom"
    PUBLIC = "public"


def published(story: Story) -> Story:
    """The story without the articles that no edition may build, and without their annotations."""
    articles = tuple(article for article in story.articles if article.head.rights.publish is not Publish.NONE)
    known = {article.id for article in articles}
    return replace(
        story,
        articles=articles,
        marks=tuple(mark for mark in story.marks if mark.annotation.article in known),
        absences=tuple(absence for absence in story.absences if absence.article in known),
        cuts={article: cuts for article, cuts in story.cuts.items() if article in known},
    )


def quotable(article: Article, edition: Edition) -> bool:
    """Whether words of the article may be shown at all."""
    return edition is Edition.CLASSROOM or article.head.rights.publish is not Publish.LINK


def shows_sentences(article: Article, edition: Edition) -> bool:
    """Whether the sentences around a passage may be shown with it."""
    return edition is Edition.CLASSROOM or article.head.rights.publish in (Publish.FULL, Publish.EXCERPT)


def shows_whole(article: Article, edition: Edition) -> bool:
    """Whether the whole text of the article may be shown."""
    return edition is Edition.CLASSROOM or article.head.rights.publish is Publish.FULL


def shown(story: Story, article: Article, edition: Edition) -> tuple[tuple[Block, tuple[Span, ...]], ...]:
    """The blocks that show anything, each with its visible passages in order, as spans of the article text."""
    publish = Publish.FULL if edition is Edition.CLASSROOM else article.head.rights.publish
    marks = [mark.span for mark in story.marks_of(article.id)]
    pieces = ((block, _visible(block, marks, publish)) for block in article.blocks)
    return tuple((block, spans) for block, spans in pieces if spans)


def _visible(block: Block, marks: list[Span], publish: Publish) -> tuple[Span, ...]:
    if publish is Publish.FULL or block.kind is BlockKind.HEADLINE:
        return (block.span,)
    if publish is Publish.EXCERPT:
        pieces = [Span(block.start + start, block.start + end) for start, end in sentence_spans(block.text)]
        found = [piece for piece in pieces if any(_overlap(piece, mark) for mark in marks)]
    elif publish is Publish.QUOTES:
        clipped = (Span(max(m.start, block.start), min(m.end, block.span.end)) for m in marks)
        found = sorted((span for span in clipped if span.start < span.end), key=lambda span: span.start)
    else:
        return ()
    return _merged(found)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Spans that touch, or have only white space between them, joined."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
