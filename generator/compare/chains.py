"""Where it comes from: chains of retelling, and how many independent origins a claim has."""

from __future__ import annotations

from dataclasses import dataclass

from generator.formats import ClaimNote, SourceNote, Stance
from generator.model import Kind, Story


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
    found: dict[Chain, None] = {}
    for mark in story.marks:
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


def reports_behind(story: Story) -> dict[str, tuple[str, ...]]:
    """For each article, the other outlets that it retells by name, in order of the text."""
    outlets: dict[str, tuple[str, ...]] = {}
    for article in story.articles:
        carried = (
            source
            for mark in story.marks_of(article.id, Kind.SOURCE)
            for source in carried_by(story, mark.annotation.note.source)  # type: ignore[union-attr, arg-type]
        )
        outlets[article.id] = tuple(dict.fromkeys(source for source in carried if _is_outlet(story, source)))
    return outlets


def _is_outlet(story: Story, source: str) -> bool:
    entry = story.file.sources.get(source)
    return entry is not None and entry.kind == "other-outlet" and entry.identity == "named"
