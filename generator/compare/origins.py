"""How many independent origins each claim has: a claim in five articles may rest on one report."""

from __future__ import annotations

from dataclasses import dataclass

from generator.choices import Stance
from generator.compare.chains import chains_of_claim, independent_origins
from generator.formats import ClaimEntry, ClaimNote
from generator.model import Article, Story


@dataclass(frozen=True, slots=True)
class ClaimOrigins:
    """One claim: the articles that carry it, those of them that name a source for it, and its independent origins."""

    id: str
    entry: ClaimEntry
    articles: tuple[Article, ...]
    sourced: tuple[Article, ...]
    origins: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether several articles carry it and all that name a source have it from one origin."""
        return len(self.origins) == 1 and len(self.sourced) > 1


def claim_origins(story: Story) -> tuple[ClaimOrigins, ...]:
    """The claims that any article carries, those with the most origins first, else as in the registry."""
    made = (_of(story, claim, entry) for claim, entry in story.file.claims.items())
    return tuple(sorted((found for found in made if found.articles), key=lambda found: -len(found.origins)))


def carriers_of(story: Story, claim: str) -> tuple[Article, ...]:
    """The articles that carry a claim, by date; who only disputes it does not carry it."""
    carrying = {
        mark.annotation.article
        for mark in story.marks
        if isinstance(mark.annotation.note, ClaimNote)
        and mark.annotation.note.claim == claim
        and mark.annotation.note.stance is not Stance.DISPUTES
    }
    return tuple(article for article in story.articles if article.id in carrying)


def _of(story: Story, claim: str, entry: ClaimEntry) -> ClaimOrigins:
    found = chains_of_claim(story, claim)
    articles = carriers_of(story, claim)
    sourced = {chain.article for chain in found}
    return ClaimOrigins(
        claim, entry, articles, tuple(one for one in articles if one.id in sourced), independent_origins(found)
    )
