"""Story -> the same story with its outlets hidden behind letters, and what stands behind each.

An outlet is called by the letter of its first document. Several documents of one outlet share its name: that two
texts come from one house is a fact that a class needs when it counts witnesses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator import anchor, articles
from generator.formats import ArticleHead, ClaimNote, Evidence, FramingNote, Quote, SourceNote, StoryFile, Teaching
from generator.model import Anchored, Annotation, Article, BlockKind, Span, Story
from generator.packet.desk import letter
from generator.packet.texts.mask import Mask, Masked, called, mask
from generator.text import Folded


@dataclass(frozen=True, slots=True)
class Blinded:
    """The story as a blind packet tells it; `revealed` holds the articles as they were, by id."""

    story: Story
    revealed: Mapping[str, Article]


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of one article before and after."""

    masked: Masked
    folded: Folded
    before: Folded


def blind(story: Story) -> Blinded:
    """The story with its outlets hidden."""
    return Blinded(_hidden(story), {article.id: article for article in story.articles})


def _hidden(story: Story) -> Story:
    over, outlets = mask(story), called(story)
    texts = {article.id: _text(article, over) for article in story.articles}
    shorts = _shorts(story, outlets)
    found = tuple(_article(article, texts[article.id], over, outlets.get(article.id), shorts[article.id])
        for article in story.articles)  # fmt: skip
    return replace(
        story,
        file=_file(story.file, texts, over),
        articles=found,
        marks=tuple(_mark(mark, texts[mark.annotation.article], over) for mark in story.marks),
        absences=tuple(replace(absence, note=_note(absence, absence.quote, over)) for absence in story.absences),
        unanchored=(),
    )


def _text(article: Article, over: Mask) -> _Text:
    masked = over.over(article.text)
    return _Text(masked, anchor.prepare(masked.text), anchor.prepare(article.text))


def _shorts(story: Story, outlets: Mapping[str, str]) -> Mapping[str, str]:
    """New labels: those that people wrote could tell the outlet."""
    return {each.id: f"{outlets.get(each.id, 'Outlet not given')}, Document {letter(at)}"
            for at, each in enumerate(story.articles)}  # fmt: skip


def _article(article: Article, text: _Text, over: Mask, outlet: str | None, short: str) -> Article:
    lines = text.masked.text.split("\n")
    body = [(block.kind, line) for block, line in zip(article.blocks, lines, strict=True)]
    headline = lines[0] if article.head.headline else None
    head = _head(article.head, over, headline, outlet, short)
    running = [each for each in body if each[0] is not BlockKind.HEADLINE]
    return articles.build(article.story, article.id, article.path, head, running)


def _head(head: ArticleHead, over: Mask, headline: str | None, outlet: str | None, short: str) -> ArticleHead:
    """The metadata without names, address, writer and file; so much of the rights as tells the outlet, too."""
    licence = head.rights.licence and over(head.rights.licence)
    hidden = {
        "headline": headline, "short": short, "outlet": outlet, "byline": None, "url": None, "seed": "hidden",
        "taken_from": head.taken_from.model_copy(update={"file": None, "address": None}),
        "inferred": {key: over(text) for key, text in head.inferred.items()},
        "rights": head.rights.model_copy(update={"credit": None, "permission_ref": None, "licence": licence}),
    }  # fmt: skip
    return head.model_copy(update=hidden)


def _mark(mark: Anchored, text: _Text, over: Mask) -> Anchored:
    span = text.masked.span(mark.span)
    note = _note(mark.annotation, _described(span, text, mark.annotation.quote), over)
    return Anchored(replace(mark.annotation, note=note), span)


def _described(span: Span, text: _Text, otherwise: Quote | None) -> Quote | None:
    """The words of a passage with the context that they need; a passage that nothing sets apart keeps its own."""
    try:
        return anchor.describe(span, text.masked.text, text.folded)
    except ValueError:
        return otherwise


def _note(written: Annotation, quote: Quote | None, over: Mask) -> ClaimNote | SourceNote | FramingNote:
    note = written.note
    words = {key: over(text) for key in ("note", "cue", "value") if (text := getattr(note, key, None))}
    searched = {"searched": tuple(map(over, note.searched))} if isinstance(note, ClaimNote) else {}
    return note.model_copy(update={"quote": quote, **words, **searched})


def _file(file: StoryFile, texts: Mapping[str, _Text], over: Mask) -> StoryFile:
    """story.yml without names; evidence is described anew in the masked texts."""
    return file.model_copy(update={
        "title": over(file.title), "summary": over(file.summary), "question": over(file.question),
        "claims": {name: each.model_copy(update={"statement": over(each.statement)})
                   for name, each in file.claims.items()},
        "sources": {name: each.model_copy(update={"name": over(each.name), "role": each.role and over(each.role)})
                    for name, each in file.sources.items()},
        "targets": {name: each.model_copy(update={"name": over(each.name)}) for name, each in file.targets.items()},
        "teaching": _teaching(file.teaching, texts, over),
    })  # fmt: skip


def _teaching(teaching: Teaching, texts: Mapping[str, _Text], over: Mask) -> Teaching:
    return teaching.model_copy(update={
        "level": teaching.level and over(teaching.level), "time": teaching.time and over(teaching.time),
        "questions": tuple(
            each.model_copy(update={
                "ask": over(each.ask), "answer": over(each.answer),
                "evidence": tuple(_evidence(piece, texts, over) for piece in each.evidence),
            })
            for each in teaching.questions
        ),
        "glossary": {over(term): over(meaning) for term, meaning in teaching.glossary.items()},
        "rubric": tuple(
            each.model_copy(update={key: over(text) for key, text in each.model_dump().items()})
            for each in teaching.rubric
        ),
    })  # fmt: skip


def _evidence(piece: Evidence, texts: Mapping[str, _Text], over: Mask) -> Evidence:
    text = texts.get(piece.article)
    spans = anchor.match(piece.quote, text.before) if text else ()
    if text is None or len(spans) != 1:
        return piece.model_copy(update={"quote": Quote(exact=over(piece.quote.exact))})
    return piece.model_copy(update={"quote": _described(text.masked.span(spans[0]), text, piece.quote)})
