"""robots.txt (RFC 9309): everything may be read but the texts that the edition shows beyond their rights."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator import links
from generator.edition import Edition
from generator.formats import Publish
from generator.model import Corpus, Document


def robots(corpus: Corpus, edition: Edition, address: str) -> Document:
    """The rules for crawlers. They count only where the site stands at the root of its host."""
    base = urlsplit(address).path or "/"
    rules = "".join(f"Disallow: {base}{text}\n" for text in _withheld(corpus, edition))
    sitemap = f"\nSitemap: {address}sitemap.xml\n" if address else ""
    return Document("robots.txt", f"User-agent: *\nAllow: /\n{rules}{sitemap}")


def _withheld(corpus: Corpus, edition: Edition) -> Iterator[str]:
    """The text downloads of an edition with whole texts that the rights of their articles do not free."""
    for article in (article for story in corpus.stories for article in story.articles):
        if edition is Edition.CLASSROOM and article.head.rights.publish is not Publish.FULL:
            yield f"{links.article(article)}article.txt"
