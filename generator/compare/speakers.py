"""Who speaks: per article and kind of source, how often, how many quoted words, named or not, which verbs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.formats import SourceEntry, SourceNote
from generator.model import Article, Kind, Story
from generator.text import quotation_spans


@dataclass(frozen=True, slots=True)
class Speaker:
    """One source in one article: attributions, words of it in quotation marks, verbs in order of use."""

    source: str
    entry: SourceEntry
    attributions: int
    quoted_words: int
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """The speakers of one article, most often cited first, and its attributions by identity."""

    article: Article
    speakers: tuple[Speaker, ...]
    identities: tuple[tuple[str, int], ...]

    @property
    def attributions(self) -> int:
        """How many attributions are marked in the article."""
        return sum(speaker.attributions for speaker in self.speakers)


def speakers(story: Story) -> tuple[Voices, ...]:
    """Who speaks in each article, by date."""
    return tuple(_voices(story, article) for article in story.articles)


def _voices(story: Story, article: Article) -> Voices:
    marks: dict[str, list[SourceNote]] = {}
    words: Counter[str] = Counter()
    for mark in story.marks_of(article.id, Kind.SOURCE):
        note = mark.annotation.note
        if isinstance(note, SourceNote) and note.source in story.file.sources:
            marks.setdefault(note.source, []).append(note)
            words[note.source] += quoted_words(article.text[mark.span.start : mark.span.end])
    found = [
        Speaker(
            source,
            story.file.sources[source],
            len(notes),
            words[source],
            tuple(dict.fromkeys(note.cue.lower() for note in notes)),
        )
        for source, notes in marks.items()
    ]
    identities = Counter(dict.fromkeys(("named", "role-only", "unnamed"), 0))
    for speaker in found:
        identities[speaker.entry.identity] += speaker.attributions
    ordered = sorted(found, key=lambda speaker: (-speaker.attributions, speaker.entry.name))
    return Voices(article, tuple(ordered), tuple(identities.items()))


def quoted_words(passage: str) -> int:
    """How many words of a passage stand in quotation marks."""
    return sum(len(passage[start:end].split()) for start, end in quotation_spans(passage))
