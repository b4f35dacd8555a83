"""Where it comes from: chains of retelling, and how many independent origins a claim has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.choices import Stance
from generator.formats import ClaimNote, SourceNote
from generator.model import Anchored, Story


@dataclass(frozen=True, slots=True)
class Chain:
    """One path of retelling: article, then each source that carried it, nearest first, origin last."""

    article: str
    sources: tuple[str, ...]

    @property
    def origin(self) -> str:
        """The last source of the chain: as far back as the texts tell."""
        return self.sources[-1]


def chains_of_claim(story: Story, claim: str) -> tuple[Chain, ...]:
    """The chains behind one claim, by article; who disputes it is no origin of it."""
    found: dict[Chain, None] = {}
    for mark in story.marks:
        note = mark.annotation.note
        if not isinstance(note, ClaimNote) or note.claim != claim or note.stance is Stance.DISPUTES:
            continue
        if note.source:
            found.setdefault(Chain(mark.annotation.article, carried_by(story, note.source)), None)
    return tuple(found)


def chains(story: Story) -> tuple[Chain, ...]:
    """Every chain of the story: from attributions and from attributed claims, each once."""
    return _chains(story, story.marks)


def chains_of_article(story: Story, article: str) -> tuple[Chain, ...]:
    """The chains of one article, in order of the text."""
    return _chains(story, story.marks_of(article))


def _chains(story: Story, marks: Iterable[Anchored]) -> tuple[Chain, ...]:
    found: dict[Chain, None] = {}
    for mark in marks:
        note = mark.annotation.note
        source = note.source if isinstance(note, ClaimNote | SourceNote) else None
        if source:
            found.setdefault(Chain(mark.annotation.article, carried_by(story, source)), None)
    return tuple(found)


def carried_by(story: Story, source: str) -> tuple[str, ...]:
    """The outlets that carried a source's words, nearest first, and the source itself at the end."""
    entry = story.file.sources.get(source)
    return (*(entry.via if entry else ()), source)


def independent_origins(found: tuple[Chain, ...]) -> tuple[str, ...]:
    """The first reports behind the chains: retellings of one report count once.

    The origin of a chain is the outlet furthest back that carried it, or the source itself where
    nobody did: two unnamed people behind one report are one origin to a reader.
    """
    return tuple(dict.fromkeys(chain.sources[-2] if len(chain.sources) > 1 else chain.origin for chain in found))


def reports_behind(story: Story, article: str) -> tuple[str, ...]:
    """The other outlets that an article retells by name, in order of the text."""
    found = chains_of_article(story, article)
    return named_outlets(story, (source for chain in found for source in chain.sources))


def named_outlets(story: Story, sources: Iterable[str]) -> tuple[str, ...]:
    """The outlets with a name among these sources, each once: what an article with such chains retells."""
    return tuple(dict.fromkeys(source for source in sources if _is_named_outlet(story, source)))


def _is_named_outlet(story: Story, source: str) -> bool:
    entry = story.file.sources.get(source)
    return entry is not None and entry.kind == "other-outlet" and entry.identity == "named"
