"""Small stories for tests: each builder makes one noun, with what a test does not care about filled in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from generator import anchor, articles
from generator.annotations import SECTIONS
from generator.choices import Status
from generator.formats import ArticleHead, Codebook, Quote, StoryFile
from generator.model import Anchored, Annotation, Article, BlockKind, Place, Story

LABEL = {
    "name": "A label", "kind": "framing", "level": "classroom", "definition": "d", "use_when": "u", "not_when": "n",
    "examples": ("a", "b"), "near_misses": ("c", "d"),
}  # fmt: skip


def an_article(
    name: str, text: str, published: str | None = None, publish: str = "full", headline: str | None = None
) -> Article:
    """An article whose paragraphs are the lines of `text`."""
    head = ArticleHead(
        headline=headline, short=name, outlet=name, seed="seeds/a-story/x.txt", seed_sha256="0" * 64,
        published=published, rights={"publish": publish, "basis": "own-work"},
    )  # fmt: skip
    body = [(BlockKind.PARAGRAPH, line) for line in text.split("\n")]
    return articles.build("a-story", name, f"corpus/a-story/{name}.md", head, body)


def a_note(article: Article, kind: str, status: str = "proposed", **keys: Any) -> Annotation:
    """An annotation of one of the kinds claims, sources, framing."""
    which, model = SECTIONS[kind]
    note = model.model_validate(keys)
    words = note.quote.exact if note.quote else ""
    return Annotation(
        id=f"{kind}-{article.id}-{words}",
        kind=which, article=article.id, note=note, by="ada", on=datetime.date(2026, 2, 1), status=Status(status),
        reviewed_by=(), places={"": Place("notes.yml")},
    )  # fmt: skip


def a_story(found: Sequence[Article], notes: Sequence[Annotation] = (), **registry: Mapping[str, Any]) -> Story:
    """A story of these articles and notes; each quote must stand once in its article."""
    texts = {article.id: anchor.prepare(article.text) for article in found}
    marks = []
    for note in notes:
        if note.quote:
            (span,) = anchor.match(Quote.model_validate(note.quote), texts[note.article])
            marks.append(Anchored(note, span))
    return Story(
        id="a-story", path="annotations/a-story/story.yml",
        file=StoryFile.model_validate({"title": "t", "summary": "s", "question": "q", **registry}),
        articles=tuple(found), marks=tuple(sorted(marks, key=lambda mark: mark.span.start)),
        absences=tuple(note for note in notes if note.quote is None), unanchored=(),
    )  # fmt: skip


def a_codebook(**labels: str) -> Codebook:
    """A codebook of ids with their kinds; underscores stand for hyphens."""
    made = [{**LABEL, "id": name.replace("_", "-"), "kind": kind} for name, kind in labels.items()]
    return Codebook.model_validate({"labels": made})


def claim(kind: str = "factual", **keys: Any) -> dict[str, Any]:
    """An entry of the claim registry."""
    return {"statement": "It is so.", "type": kind, **keys}
