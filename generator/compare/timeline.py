"""The timeline: articles by date, with what was first known when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator.formats import ClaimEntry
from generator.model import Article, Story


@dataclass(frozen=True, slots=True)
class Moment:
    """One day: the articles published on it and the claims first known on it. None: no date is known."""

    day: datetime.date | None
    articles: tuple[Article, ...]
    claims: tuple[tuple[str, ClaimEntry], ...]


def timeline(story: Story) -> tuple[Moment, ...]:
    """The days on which something was published or became known, in order; undated articles last."""
    known = [entry.since for entry in story.file.claims.values() if entry.since]
    days = sorted({*(article.day for article in story.articles if article.day), *known})
    moments = [
        Moment(
            day,
            tuple(article for article in story.articles if article.day == day),
            tuple((claim, entry) for claim, entry in story.file.claims.items() if entry.since == day),
        )
        for day in days
    ]
    undated = tuple(article for article in story.articles if article.day is None)
    return (*moments, *([Moment(None, undated, ())] if undated else []))
