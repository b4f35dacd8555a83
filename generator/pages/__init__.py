"""Corpus -> the pages of the site. One file per kind of page; here is the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.compare.chains import chains
from generator.compare.claims import claim_table
from generator.edition import Edition, published
from generator.model import Corpus, PacketFile, Page
from generator.pages import article, claim, compare, evidence, label, slots, source, story
from generator.pages.wordings import wordings
from generator.repository import Repository


def pages(
    whole: Corpus, edition: Edition, packets: Sequence[PacketFile] = (), repository: Repository | None = None
) -> Iterator[Page]:
    """Every page of an edition, on a site that offers these packets and is kept in this repository."""
    corpus = Corpus(whole.codebook, tuple(published(one) for one in whole.stories))
    yield slots.home(corpus, edition)
    yield slots.codebook(corpus)
    yield slots.method(corpus)
    yield slots.contribute(corpus, edition, repository)
    yield slots.credits(corpus)
    yield slots.data(corpus, edition)
    yield slots.rights(corpus, edition, repository)
    yield slots.search()
    for one in corpus.stories:
        shared = wordings(one, edition)
        offered = tuple(packet for packet in packets if packet.story == one.id)
        yield story.page(one, corpus.codebook, edition, shared, offered)
        yield compare.page(one, edition)
        yield evidence.page(one, corpus.codebook, edition)
        for each in one.articles:
            yield article.page(one, each, corpus.codebook, edition, shared)
        told = chains(one)
        for row in claim_table(one):
            yield claim.page(one, row, edition, told)
        for name in one.file.sources:
            yield source.page(one, name, edition)
    for one_label in corpus.codebook.labels:
        yield label.page(corpus, one_label, edition)
