"""Corpus -> the pages of the site. One file per kind of page; here is the list."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compare.claims import claim_table
from generator.edition import Edition, published
from generator.model import Corpus, Page
from generator.pages import article, claim, label, slots, source, story


def pages(whole: Corpus, edition: Edition) -> Iterator[Page]:
    """Every page of an edition."""
    corpus = Corpus(whole.codebook, tuple(published(one) for one in whole.stories))
    yield slots.home(corpus, edition)
    yield slots.codebook(corpus)
    yield slots.method(corpus)
    yield slots.contribute(corpus)
    yield slots.search()
    for one in corpus.stories:
        yield story.page(one, corpus.codebook, edition)
        for each in one.articles:
            yield article.page(one, each, corpus.codebook, edition)
        for row in claim_table(one):
            yield claim.page(one, row, edition)
        for name in one.file.sources:
            yield source.page(one, name, edition)
    for one_label in corpus.codebook.labels:
        yield label.page(corpus, one_label, edition)
