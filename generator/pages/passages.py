"""A mark as a reader meets it elsewhere: its words, the sentence around them, where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from generator import edition as editions
from generator import links
from generator.edition import Edition
from generator.model import Anchored, Article, Span, Story
from generator.text import sentence_spans


@dataclass(frozen=True, slots=True)
class Passage:
    """`before` and `after` complete the sentence where the edition may show it.

    `words` is None where it may not quote.
    """

    mark: Anchored
    article: Article
    before: str
    words: str | None
    after: str
    url: str


def passage(story: Story, mark: Anchored, edition: Edition) -> Passage:
    """The passage of a mark as the edition may show it."""
    article = story.article(mark.annotation.article)
    url = address(story, article, mark.span, mark.id, edition)
    if not editions.quotable(article, edition):
        return Passage(mark, article, "", None, "", url)
    words = article.text[mark.span.start : mark.span.end]
    if not editions.shows_sentences(article, edition):
        return Passage(mark, article, "", words, "", url)
    start, end = _sentences(article, mark)
    return Passage(mark, article, article.text[start : mark.span.start], words, article.text[mark.span.end : end], url)


def passages(story: Story, marks: tuple[Anchored, ...], edition: Edition) -> tuple[Passage, ...]:
    """The passages of several marks."""
    return tuple(passage(story, mark, edition) for mark in marks)


def address(story: Story, article: Article, span: Span, name: str, edition: Edition) -> str:
    """Where a passage stands: at its name on the page of its article if the edition shows where it begins."""
    begins = editions.visible_in(story, article, Span(span.start, span.start + 1), edition)
    return links.article(article) + (f"#{name}" if begins else "")


def _sentences(article: Article, mark: Anchored) -> tuple[int, int]:
    """The reach of the sentences that a mark touches, in code points of the article text."""
    touched = [
        (block.start + start, block.start + end)
        for block in article.blocks
        if block.start <= mark.span.end and mark.span.start <= block.span.end
        for start, end in sentence_spans(block.text)
        if mark.span.overlaps(Span(block.start + start, block.start + end))
    ]
    starts, ends = zip(*touched, strict=True) if touched else ((mark.span.start,), (mark.span.end,))
    return min(*starts, mark.span.start), max(*ends, mark.span.end)
