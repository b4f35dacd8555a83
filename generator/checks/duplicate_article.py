"""An article id names one article, so that `rashomon quote ARTICLE` needs no story."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.model import Article, Corpus, Place


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each article whose id, short name or seed another article has."""
    ids: dict[str, Article] = {}
    for story in corpus.stories:
        shorts: dict[str, Article] = {}
        seeds: dict[str, Article] = {}
        for article in story.articles:
            first = ids.setdefault(article.id, article)
            if first is not article:
                message = f"two articles have the id {article.id!r}"
                yield Diagnostic(
                    "duplicate-article", message, Place(article.path), "rename one of the files",
                    related=(Place(first.path),),
                )  # fmt: skip
            twin = seeds.setdefault(article.head.seed, article)
            if twin is not article:
                yield Diagnostic(
                    "duplicate-article", "two corpus files stand for one seed", story.place_in(article, "seed"),
                    "remove one of them", related=(story.place_in(twin, "seed"),),
                )  # fmt: skip
            other = shorts.setdefault(article.head.short.casefold(), article)
            if other is not article:
                message = f"two articles of the story are called {article.head.short!r}"
                yield Diagnostic(
                    "duplicate-article", message, story.place_in(article, "short"), "give one of them another `short`",
                    related=(story.place_in(other, "short"),),
                )  # fmt: skip
