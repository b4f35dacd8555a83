"""The annotations of one article on one side, and each of them in words with its passage in context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.changes.nouns import Note, Passage
from generator.choices import Status
from generator.formats import ClaimNote, Codebook, FramingNote, SourceNote
from generator.model import Annotation, Article, Span, Story
from generator.notes import VOICE_WORDS

CONTEXT_WORDS, MOST_WORDS = 12, 60


@dataclass(frozen=True, slots=True)
class Stood:
    """An annotation with the passages of its article that its quote can mean."""

    annotation: Annotation
    spans: tuple[Span, ...] = ()

    @property
    def label(self) -> str:
        """The id of its claim, source or label."""
        note = self.annotation.note
        return (
            note.claim if isinstance(note, ClaimNote) else note.source if isinstance(note, SourceNote) else note.label
        )

    @property
    def quote(self) -> str:
        """The words that it quotes; empty for a checked absence."""
        return self.annotation.quote.exact if self.annotation.quote else ""

    @property
    def state(self) -> str:
        """Why its words cannot be shown in the article; empty where they can."""
        if self.annotation.status is Status.WITHDRAWN:
            return "withdrawn"
        if self.annotation.quote is None:
            return "checked, not there"
        if not self.spans:
            return "the quote does not stand in the article"
        return f"the quote stands {len(self.spans)} times in the article" if len(self.spans) > 1 else ""


def by_article(story: Story | None) -> Mapping[str, tuple[Stood, ...]]:
    """Every annotation of a story by its article: marks, checked absences, lost and withdrawn ones."""
    found: dict[str, list[Stood]] = {}
    for stood in _all(story) if story else ():
        found.setdefault(stood.annotation.article, []).append(stood)
    return {article: tuple(stood) for article, stood in found.items()}


def _all(story: Story) -> Iterator[Stood]:
    yield from (Stood(mark.annotation, (mark.span,)) for mark in story.marks)
    yield from (Stood(lost.annotation, lost.spans) for lost in story.unanchored)
    yield from (Stood(note) for note in (*story.absences, *story.withdrawn))


def told(stood: Stood, story: Story, codebook: Codebook, article: Article) -> Note:
    """An annotation in words."""
    annotation = stood.annotation
    place = annotation.place()
    passage = in_context(article, stood.spans[0]) if len(stood.spans) == 1 else None
    return Note(
        id=annotation.id,
        kind=annotation.kind,
        heading=_heading(annotation, story, codebook),
        by=annotation.by,
        path=place.path,
        line=place.line,
        fields=tuple((name, words) for name, words in _fields(annotation, story, codebook) if words),
        passage=passage,
        state=stood.state,
    )


def in_context(article: Article, span: Span) -> Passage:
    """A passage with at most 12 words before and after, of its own paragraphs; of a long one both ends."""
    first, last = article.block_at(span.start), article.block_at(span.end - 1)
    before, after = article.text[first.start : span.start], article.text[span.end : last.span.end]
    words = article.text[span.start : span.end].split()
    if len(words) > MOST_WORDS:
        words = [*words[: MOST_WORDS // 2], "[…]", *words[-MOST_WORDS // 2 :]]
    return Passage(article.place_of(span.start), _last_words(before), " ".join(words), _first_words(after))


def _last_words(text: str) -> str:
    words = text.rsplit(maxsplit=CONTEXT_WORDS)
    return "… " + text[len(words[0]) :].lstrip() if len(words) > CONTEXT_WORDS else text


def _first_words(text: str) -> str:
    words = text.split(maxsplit=CONTEXT_WORDS)
    return text[: len(text) - len(words[-1])].rstrip() + " …" if len(words) > CONTEXT_WORDS else text


def _heading(annotation: Annotation, story: Story, codebook: Codebook) -> str:
    """The claim's statement, the source's or the label's name; the id where the registry has no entry."""
    note, file = annotation.note, story.file
    if isinstance(note, ClaimNote):
        return file.claims[note.claim].statement if note.claim in file.claims else note.claim
    if isinstance(note, SourceNote):
        return _source(note.source, story)
    label = codebook.get(note.label)
    return label.name if label else note.label


def _fields(annotation: Annotation, story: Story, codebook: Codebook) -> Iterator[tuple[str, str]]:
    note = annotation.note
    if isinstance(note, ClaimNote):
        yield "claim", note.claim
        yield "stance", note.stance
        yield "source", _source(note.source, story) if note.source else ""
        yield "value", note.value or ""
        yield "searched", ", ".join(note.searched)
    elif isinstance(note, SourceNote):
        yield "source", note.source
        yield "cue", note.cue
        yield "form", f"{note.form} speech"
    else:
        yield from _framing(note, story, codebook)
    if note.quote:
        yield "quote", note.quote.exact
        yield "prefix", note.quote.prefix
        yield "suffix", note.quote.suffix
    yield "note", note.note or ""
    yield "id", note.id or ""
    yield "by", annotation.by
    yield "on", annotation.on.isoformat()
    yield "status", annotation.status
    yield "reviewed by", ", ".join(annotation.reviewed_by)


def _framing(note: FramingNote, story: Story, codebook: Codebook) -> Iterator[tuple[str, str]]:
    target = story.file.targets.get(note.target) if note.target else None
    frame = codebook.get(note.frame) if note.frame else None
    yield "label", note.label
    yield "voice", VOICE_WORDS[note.voice]
    yield "target", target.name if target else note.target or ""
    yield "polarity", note.polarity or ""
    yield "frame", frame.name if frame else note.frame or ""


def _source(name: str, story: Story) -> str:
    return story.file.sources[name].name if name in story.file.sources else name
