"""Corpus -> the files beside the pages: downloads and feeds. One file per format; here is the list."""

from __future__ import annotations

from collections.abc import Iterator

from generator.edition import Edition, published
from generator.export.feed import feed
from generator.export.plain import article_text
from generator.export.registry import registry
from generator.export.robots import robots
from generator.export.table import article_table, story_table
from generator.export.web_annotation import article_annotations, story_annotations
from generator.model import Corpus, Document
from generator.repository import Repository


def documents(
    whole: Corpus, edition: Edition, address: str = "", repository: Repository | None = None
) -> Iterator[Document]:
    """Every file of an edition that is no page; `address` is the site's, empty where it is not known."""
    corpus = Corpus(whole.codebook, tuple(published(one) for one in whole.stories))
    yield feed(corpus, edition, address)
    yield robots(corpus, edition, address)
    for story in corpus.stories:
        yield story_table(story, corpus.codebook, edition)
        yield story_annotations(story, edition, address)
        yield registry(story, corpus.codebook, repository)
        for article in story.articles:
            yield article_text(story, article, edition)
            yield article_table(story, article, corpus.codebook, edition)
            yield article_annotations(story, article, edition, address)
