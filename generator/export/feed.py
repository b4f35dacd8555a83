"""The Atom feed (RFC 4287) of new annotations: what one person marked in one article on one day is one entry.

There is no clock: the dates are those of the annotation files, and ids are made of names that stay.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from textwrap import shorten
from uuid import NAMESPACE_OID, uuid5

from generator import links
from generator.edition import Edition, quotable
from generator.model import Anchored, Annotation, Article, Corpus, Document, Kind, Span, Story
from generator.templates import render

PATH, MAX_ENTRIES, MAX_QUOTES, MAX_QUOTE = "feed.xml", 50, 3, 160
# What is no Char of XML 1.0 (section 2.2) must not stand in a feed, not even as a reference.
_NO_CHAR = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Batch:
    """What one person wrote on one article on one day: marks in order of the text, checked absences."""

    story: Story
    article: Article
    by: str
    on: datetime.date
    marks: tuple[Anchored, ...]
    absences: tuple[Annotation, ...]

    @property
    def id(self) -> str:
        """A name of its own, for ever: the same words give the same UUID (RFC 9562, version 5)."""
        return _urn(self.story.id, self.article.id, self.by, self.on.isoformat())

    @property
    def kinds(self) -> tuple[tuple[Kind, int], ...]:
        """How many marks of each kind, without those that are missing."""
        counts = Counter(mark.kind for mark in self.marks)
        return tuple((kind, counts[kind]) for kind in Kind if counts[kind])

    def quotes(self, edition: Edition) -> tuple[str, ...]:
        """The first words that were marked, where the edition may quote the article."""
        if not quotable(self.article, edition):
            return ()
        words = (self.article.text[span.start : span.end] for span in islice(self._apart(), MAX_QUOTES))
        return tuple(shorten(each, MAX_QUOTE, placeholder=" …") for each in words)

    def _apart(self) -> Iterator[Span]:
        """Passages one after the other: of those that overlap only the first."""
        end = 0
        for mark in self.marks:
            if mark.span.start >= end:
                yield mark.span
                end = mark.span.end


def feed(corpus: Corpus, edition: Edition, address: str) -> Document:
    """The feed, newest first; links are relative where the address of the site is not known."""
    found = sorted(_batches(corpus), key=lambda one: (one.story.id, one.article.id, one.by))
    newest = sorted(found, key=lambda one: one.on, reverse=True)[:MAX_ENTRIES]
    text = render(
        "feed.xml",
        id=_urn("feed", address),
        updated=max((batch.on for batch in newest), default=datetime.date(1970, 1, 1)),
        batches=newest,
        edition=edition,
        address=address,
        path=PATH,
        links=links,
    )
    return Document(PATH, _NO_CHAR.sub("", text))


def _batches(corpus: Corpus) -> Iterator[Batch]:
    for story in corpus.stories:
        found: dict[tuple[str, str, datetime.date], tuple[list[Anchored], list[Annotation]]] = {}
        for mark in story.marks:
            found.setdefault(_key(mark.annotation), ([], []))[0].append(mark)
        for absence in story.absences:
            found.setdefault(_key(absence), ([], []))[1].append(absence)
        for (article, by, on), (marks, absences) in found.items():
            yield Batch(story, story.article(article), by, on, tuple(marks), tuple(absences))


def _key(note: Annotation) -> tuple[str, str, datetime.date]:
    return note.article, note.by, note.on


def _urn(*names: str) -> str:
    return uuid5(NAMESPACE_OID, "\n".join(("rashomon", *names))).urn
