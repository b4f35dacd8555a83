"""The text of an article as a file: metadata, a blank line, then the article text, a line for each block.

In an edition that shows the whole text, what follows the first blank line is the article text to the code
point, so that the offsets of the annotations count from there. Elsewhere a gap is shown as […].
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import edition as editions
from generator.edition import Edition, Shown
from generator.model import Article, Document, Story

GAP = "[…]"
NAMES = {"url": "Original"}
GROUNDS = {
    "quotation": "the text belongs to its publisher; it is quoted for comment and comparison",
    "public-domain": "the text is in the public domain",
    "licence": "the text belongs to its publisher, who licenses it: {licence}",
    "permission": "the text belongs to its publisher; it is shown by permission",
    "own-work": "the text is the contributors' own work",
}
NOT_SHOWN = "[The text of this article is not published in this edition.]"


def article_text(story: Story, article: Article, edition: Edition) -> Document:
    """`article.txt`: only the words that the edition shows."""
    head = "".join(f"{name}: {value}\n" for name, value in _head(article, edition))
    return Document(f"{story.id}/{article.id}/article.txt", f"{head}\n{_text(story, article, edition)}\n")


def _head(article: Article, edition: Edition) -> Iterator[tuple[str, str]]:
    head = article.head
    stated = {
        "headline": head.headline,
        "outlet": head.outlet,
        "byline": head.byline,
        "published": head.published.isoformat() if head.published else None,
        "url": str(head.url) if head.url else None,
    }
    for name, value in stated.items():
        # A value that somebody inferred stands in square brackets, as citations have it.
        yield (
            NAMES.get(name, name.capitalize()),
            "not known" if value is None else f"[{value}]" if name in head.inferred else value,
        )
    yield "Saved page", f"{head.seed} (SHA-256 {head.seed_sha256})"
    shown = "full" if editions.shows_whole(article, edition) else head.rights.publish.value
    yield "Edition", f"{edition.value} (text shown: {shown})"
    yield "Rights", rights(article)


def rights(article: Article) -> str:
    """Whose the text is, and on what ground it is shown."""
    given = article.head.rights
    credit = f"; {given.credit}" if given.credit else ""
    return GROUNDS[given.basis].format(licence=given.licence) + credit


def _text(story: Story, article: Article, edition: Edition) -> str:
    if editions.shows_whole(article, edition):
        return article.text
    if not editions.quotable(article, edition):
        return NOT_SHOWN
    return "\n".join(_with_gaps(article.text, editions.shown(story, article, edition)))


def _with_gaps(text: str, shown: Shown) -> Iterator[str]:
    """The visible passages in order, with a gap wherever words are left out."""
    for each in shown.blocks:
        for at, span in enumerate(each.spans):
            if at or each.gap_before:
                yield GAP
            yield text[span.start : span.end]
    if shown.gap_after:
        yield GAP
