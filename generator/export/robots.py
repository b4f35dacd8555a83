"""robots.txt (RFC 9309): everything may be read but the files that show more of an article than its rights allow."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator import links
from generator.edition import Edition, shows_sentences, shows_whole
from generator.export.feed import PATH
from generator.model import Article, Corpus, Document

ANNOTATIONS = ("annotations.csv", "annotations.jsonld")


def robots(corpus: Corpus, edition: Edition, address: str) -> Document:
    """The rules for crawlers. They count only where the site stands at the root of its host."""
    base = urlsplit(address).path or "/"
    withheld = _withheld(corpus) if edition is Edition.CLASSROOM else ()
    rules = "".join(f"Disallow: {base}{path}\n" for path in withheld)
    sitemap = f"\nSitemap: {address}sitemap.xml\n" if address else ""
    return Document("robots.txt", f"User-agent: *\nAllow: /\n{rules}{sitemap}")


def _withheld(corpus: Corpus) -> Iterator[str]:
    """The files of an edition with whole texts that the public edition gives with fewer words, or none."""
    for story in corpus.stories:
        for article in story.articles:
            if not shows_whole(article, Edition.PUBLIC):
                yield f"{links.article(article)}article.txt"
            if _bound(article):
                yield from (f"{links.article(article)}{name}" for name in ANNOTATIONS)
        if not all(shows_whole(article, Edition.PUBLIC) for article in story.articles):
            yield links.packet(story.id)
        if any(map(_bound, story.articles)):
            yield from (f"{links.story(story)}{name}" for name in ANNOTATIONS)
    if any(_bound(article) for story in corpus.stories for article in story.articles):
        yield PATH


def _bound(article: Article) -> bool:
    return not shows_sentences(article, Edition.PUBLIC)
