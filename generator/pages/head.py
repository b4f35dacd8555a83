"""What a page says of itself to machines: schema.org statements (JSON-LD), and whether it may be listed.

Only what the sources state is stated: a value that somebody inferred is left out. No rating is given.
Addresses are relative to the page, as JSON-LD allows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import edition as editions
from generator import links
from generator.choices import Publish, Stance
from generator.compare.claims import Row
from generator.edition import Edition
from generator.formats import Codebook, Label
from generator.model import Article, Page, Story
from generator.templates import render

Statement = dict[str, Any]
NOINDEX = '<meta name="robots" content="noindex, noarchive">\n'
# About what an excerpt shows: a search engine quotes no more of it than a sentence.
SHORT_SNIPPET = '<meta name="robots" content="max-snippet:160">\n'
PROPERTIES = {
    "headline": "headline", "published": "datePublished", "byline": "author", "outlet": "publisher", "url": "url",
}  # fmt: skip
CARRIES = frozenset(Stance) - {Stance.DISPUTES, Stance.OMITS}


def robots(articles: Iterable[Article], edition: Edition) -> str:
    """The tag for a page that shows these articles' texts as far as the edition goes; empty where all are free."""
    if all(article.head.rights.publish is Publish.FULL for article in articles):
        return ""
    return NOINDEX if edition is Edition.CLASSROOM else SHORT_SNIPPET


def robots_of_passages(articles: Iterable[Article], edition: Edition) -> str:
    """The tag for a page that quotes sentences of these articles: not listed where their rights allow fewer words."""
    beyond = any(not editions.shows_sentences(article, Edition.PUBLIC) for article in articles)
    return NOINDEX if edition is Edition.CLASSROOM and beyond else ""


def files(url: str, *names: str) -> str:
    """The tags that load scripts and styles of assets/ that only this kind of page needs."""
    return render("files.html", root=links.root(url), names=names)


def is_listed(page: Page) -> bool:
    """Whether search engines may list the page."""
    return NOINDEX not in page.head


def article(story: Story, of: Article, edition: Edition) -> str:
    """The page about an article: its main entity is the article as the outlet published it."""
    about = _article(of) | {"wordCount": of.words}
    part_of = {"@type": "CollectionPage", "name": story.file.title, "url": links.root("/")}
    page = {"@type": "WebPage", "mainEntity": about, "isPartOf": part_of}
    return '<meta property="og:type" content="article">\n' + robots([of], edition) + _json_ld(page)


def claim(story: Story, row: Row, edition: Edition) -> str:
    """The claim with the articles that carry it; one that only disputes it is no appearance."""
    root = links.root(links.claim(story, row.id))
    found = [_article(cell.article, root) for cell in row.present if CARRIES & set(cell.stances)]
    stated: Statement = {"@type": "Claim", "name": row.entry.statement, "text": row.entry.statement}
    stated |= {"appearance": found} if found else {}
    first = story.file.sources.get(row.entry.first_reported_by or "")
    if first and first.kind == "other-outlet":
        stated["firstAppearance"] = {"@type": "CreativeWork", "publisher": _outlet(first.name)}
    return robots_of_passages((cell.article for cell in row.present), edition) + _json_ld(stated)


def story(of: Story, edition: Edition) -> str:
    """The page of a story as a collection: its articles are the parts, its claims are what they speak of."""
    root = links.root(links.story(of))
    claims = [
        {"@type": "Claim", "name": entry.statement, "url": root + links.claim(of, name)}
        for name, entry in of.file.claims.items()
    ]
    stated: Statement = {"@type": "CollectionPage", "name": of.file.title, "description": of.file.summary}
    stated |= {"hasPart": [_article(one, root) for one in of.articles]} if of.articles else {}
    return robots_of_passages(of.articles, edition) + _json_ld(stated | ({"mentions": claims} if claims else {}))


def label(of: Label, articles: Iterable[Article], edition: Edition) -> str:
    """The label as a term of the codebook."""
    root = links.root(links.label(of.id))
    term = _term(of) | {"inDefinedTermSet": {"@type": "DefinedTermSet", "name": "Codebook", "url": f"{root}codebook/"}}
    return robots_of_passages(articles, edition) + _json_ld(term)


def codebook(of: Codebook) -> str:
    """The codebook as a set of terms."""
    terms = [_term(one) | {"url": "../" + links.label(one.id)} for one in of.labels]
    return _json_ld({"@type": "DefinedTermSet", "name": "Codebook"} | ({"hasDefinedTerm": terms} if terms else {}))


def _term(of: Label) -> Statement:
    return {"@type": "DefinedTerm", "name": of.name, "description": of.definition, "termCode": of.id}


def _outlet(name: str) -> Statement:
    return {"@type": "Organization", "name": name}


def _article(of: Article, root: str | None = None) -> Statement:
    """An article as its page states it; with `root`, which page of ours is about it."""
    head = of.head
    stated: Statement = {
        "headline": head.headline,
        "datePublished": head.published.isoformat() if head.published else None,
        # A byline is printed text: it does not tell whether a person or an agency wrote.
        "author": head.byline,
        "publisher": _outlet(head.outlet) if head.outlet else None,
        "url": str(head.url) if head.url else None,
        "inLanguage": head.language if "language" in head.model_fields_set else None,
    }
    unsure = {PROPERTIES[field] for field in head.inferred}
    known = {key: value for key, value in stated.items() if value is not None and key not in unsure}
    named = {} if "headline" in known else {"name": head.short}
    about = {"mainEntityOfPage": root + links.article(of)} if root else {}
    return {"@type": "NewsArticle"} | known | named | about


def _json_ld(statement: Statement) -> str:
    return render("statement.html", statement={"@context": "https://schema.org"} | statement)
