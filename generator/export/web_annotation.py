"""Annotations in the W3C Web Annotation Data Model (Recommendation of 23 February 2017), as JSON-LD.

A file is an AnnotationCollection with one AnnotationPage in it. No vocabulary of our own is used: pages of
the site stand for claims, sources and labels, and what has no term in the model is a tag `key=value`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import edition as editions
from generator import links
from generator.compare.evidence import Record, records, records_of
from generator.edition import Edition
from generator.formats import ClaimNote, FramingNote, SourceNote
from generator.model import Article, Document, Kind, Span, Story

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# Characters of context on either side; never beyond what the edition shows, nor beyond the block.
CONTEXT_LENGTH = 32
MOTIVATIONS = {Kind.CLAIM: "linking", Kind.SOURCE: "identifying", Kind.FRAMING: "classifying"}
CHECKED_ABSENCE = "assessing"
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _File:
    """Where a file stands: addresses are those of the site, or relative to the file where that is not known.

    `visible` holds the passages of each article that the edition shows.
    """

    story: Story
    edition: Edition
    url: str
    address: str
    visible: Mapping[str, tuple[Span, ...]]

    def iri(self, url: str) -> str:
        return (self.address or links.root(self.url)) + url

    @property
    def own(self) -> str:
        return self.iri(self.url)


def story_annotations(story: Story, edition: Edition, address: str) -> Document:
    """`annotations.jsonld` of a story: every annotation of every article."""
    file = _file(story, story.articles, f"{links.story(story)}annotations.jsonld", edition, address)
    return _document(file, story.file.title, records(story))


def article_annotations(story: Story, article: Article, edition: Edition, address: str) -> Document:
    """`annotations.jsonld` of an article."""
    file = _file(story, [article], f"{links.article(article)}annotations.jsonld", edition, address)
    return _document(file, article.head.headline or article.head.short, records_of(story, article))


def _file(story: Story, articles: Iterable[Article], url: str, edition: Edition, address: str) -> _File:
    visible = {article.id: editions.visible(story, article, edition) for article in articles}
    return _File(story, edition, url, address, visible)


def _document(file: _File, name: str, found: tuple[Record, ...]) -> Document:
    items = [_annotation(file, record) for record in found]
    page = {"id": f"{file.own}#page", "type": "AnnotationPage", "partOf": file.own, "startIndex": 0, "items": items}
    collection: Node = {"@context": CONTEXT, "id": file.own, "type": "AnnotationCollection"}
    collection |= {"label": f"Annotations: {name}", "rights": LICENCE, "total": len(items)}
    if items:
        collection |= {"first": page, "last": page["id"]}
    return Document(file.url, json.dumps(collection, ensure_ascii=False) + "\n")


def _annotation(file: _File, record: Record) -> Node:
    noted = record.annotation
    return {
        "id": f"{file.iri(links.evidence(file.story))}#{noted.id}",
        "type": "Annotation",
        "motivation": MOTIVATIONS[noted.kind] if record.span else CHECKED_ABSENCE,
        "creator": {"nickname": noted.by},
        # The model wants a time; the annotation file tells the day.
        "created": f"{noted.on.isoformat()}T00:00:00Z",
        "rights": LICENCE,
        "body": [*_pages(file, record), *_tags(record, file.edition), *_note(record)],
        "target": _target(file, record),
    }


def _pages(file: _File, record: Record) -> Iterator[Node]:
    """The claim, source, label and frame, by their pages."""
    note = record.annotation.note
    if isinstance(note, ClaimNote):
        yield _page("linking" if record.span else CHECKED_ABSENCE, file.iri(links.claim(file.story, note.claim)))
        if note.source:
            yield _page("identifying", file.iri(links.source(file.story, note.source)))
    elif isinstance(note, SourceNote):
        yield _page("identifying", file.iri(links.source(file.story, note.source)))
    else:
        yield from (_page("classifying", file.iri(links.label(name))) for name in (note.label, note.frame) if name)


def _page(purpose: str, iri: str) -> Node:
    return {"type": "SpecificResource", "purpose": purpose, "source": iri}


def _tags(record: Record, edition: Edition) -> Iterator[Node]:
    noted = record.annotation
    found: list[tuple[str, str | None]] = [("kind", noted.kind.value), *_manner(record, edition)]
    found += [("status", noted.status.value), *(("reviewed_by", name) for name in noted.reviewed_by)]
    for key, value in found:
        if value:
            yield _text("tagging", f"{key}={value}")


def _manner(record: Record, edition: Edition) -> Iterable[tuple[str, str | None]]:
    """What the annotation file says beside the words and the registry, key by key."""
    note = record.annotation.note
    if isinstance(note, ClaimNote):
        return ("stance", note.stance.value), ("value", note.value), *(("searched", word) for word in note.searched)
    if isinstance(note, FramingNote):
        return ("voice", note.voice.value), ("target", note.target), ("polarity", note.polarity)
    return ("cue", editions.cue(record.article, note.cue, edition)), ("form", note.form)


def _note(record: Record) -> Iterator[Node]:
    if record.annotation.note.note:
        yield _text("commenting", record.annotation.note.note)


def _text(purpose: str, value: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(file: _File, record: Record) -> str | Node:
    """The passage, or the whole article for a checked absence."""
    source = file.iri(links.article(record.article))
    if record.span is None:
        return source
    selectors: list[Node] = []
    if editions.quotable(record.article, file.edition):
        selectors.append({"type": "TextQuoteSelector", "exact": record.words, **_around(file, record, record.span)})
    selectors.append({"type": "TextPositionSelector", "start": record.span.start, "end": record.span.end})
    return {"type": "SpecificResource", "source": source, "selector": selectors}


def _around(file: _File, record: Record, span: Span) -> Node:
    """Prefix and suffix as far as the edition shows the sentences around; what is empty is left out."""
    if not editions.shows_sentences(record.article, file.edition):
        return {}
    pieces, text = file.visible[record.article.id], record.article.text
    start = next((piece.start for piece in pieces if piece.start <= span.start <= piece.end), span.start)
    end = next((piece.end for piece in pieces if piece.start <= span.end <= piece.end), span.end)
    prefix = text[max(start, span.start - CONTEXT_LENGTH) : span.start]
    suffix = text[span.end : min(end, span.end + CONTEXT_LENGTH)]
    return {key: words for key, words in (("prefix", prefix), ("suffix", suffix)) if words}
