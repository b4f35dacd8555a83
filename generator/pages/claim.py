"""The claim: every passage in context, by article; its numbers, its chains, who was checked and does not say it."""

from __future__ import annotations

from generator.compare.chains import chains_of_claim, independent_origins
from generator.compare.claims import Row
from generator.edition import Edition
from generator.model import Page, Story
from generator.pages import links
from generator.pages.passages import passages
from generator.templates import render


def page(story: Story, row: Row, edition: Edition) -> Page:
    """The page of one claim."""
    url = links.claim(story, row.id)
    found = chains_of_claim(story, row.id)
    body = render(
        "claim.html",
        root=links.root(url),
        links=links,
        story=story,
        row=row,
        passages={cell.article.id: passages(story, cell.marks, edition) for cell in row.cells},
        chains=found,
        origins=independent_origins(found),
    )
    return Page(url, row.entry.statement, f"Who says it, in whose words: {row.entry.statement}"[:200], body)
