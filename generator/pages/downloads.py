"""What a reader takes along from an article: its files, and how to cite it and its annotations."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator import edition as editions
from generator.compare.evidence import records_of
from generator.edition import Edition
from generator.model import Article, Story
from generator.templates import date_in_words


@dataclass(frozen=True, slots=True)
class Downloads:
    """What the foot of an article needs: `citation` is of the article, `by` and `newest` are of its annotations.

    `newest` is the day of the newest annotation, or None where there is none; `has_text` tells whether the
    edition shows words of the text.
    """

    citation: str
    by: tuple[str, ...]
    newest: datetime.date | None
    has_text: bool


def downloads(story: Story, article: Article, edition: Edition) -> Downloads:
    """The downloads of one article."""
    notes = [record.annotation for record in records_of(story, article)]
    return Downloads(
        citation(article),
        tuple(dict.fromkeys(note.by for note in notes)),
        max((note.on for note in notes), default=None),
        editions.quotable(article, edition),
    )


def citation(article: Article) -> str:
    """The article as its outlet published it: author or outlet, headline, outlet, date, address.

    What is inferred stands in square brackets, and so does a description in place of a headline, as citation
    styles have it. No date of access is made up.
    """
    head = article.head
    title = _known(article, "headline", f"“{_ended(head.headline)}”" if head.headline else "")
    outlet = _known(article, "outlet", head.outlet or "")
    byline = _known(article, "byline", head.byline or "")
    dated = _known(article, "published", date_in_words(article.day)) if article.day else "n.d."
    url = _known(article, "url", str(head.url) if head.url else "")
    parts = [byline, title or "[Article without a headline in the saved text]", outlet or "[outlet not named]"]
    sentences = " ".join(_ended(part) for part in parts if part)
    return f"{sentences.removesuffix('.')}, {_ended(dated)}" + (f" {url}" if url else "")


def _known(article: Article, field: str, value: str) -> str:
    return f"[{value}]" if value and field in article.head.inferred else value


def _ended(words: str) -> str:
    """Words with a full stop, unless they end a sentence already."""
    return words if words.rstrip("”’\"'])").endswith((".", "?", "!", "…")) else f"{words}."
