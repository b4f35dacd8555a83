"""The claim: every passage in context, by article; its numbers, its chains, who was checked and does not say it."""

from __future__ import annotations

from generator import links
from generator.compare.chains import Chain, chains_of_claim, independent_origins
from generator.compare.claims import Row
from generator.compare.origins import carriers_of
from generator.compare.retelling import retelling
from generator.edition import Edition
from generator.model import Page, Story
from generator.pages import head
from generator.pages.diagram import diagram
from generator.pages.passages import passages
from generator.templates import render

AT_ONCE = 3


def page(story: Story, row: Row, edition: Edition, told: tuple[Chain, ...]) -> Page:
    """The page of one claim; `told` are all chains of the story."""
    url = links.claim(story, row.id)
    found = chains_of_claim(story, row.id)
    graph = retelling(story, carriers_of(story, row.id), found, told)
    body = render(
        "claim.html",
        root=links.root(url),
        links=links,
        story=story,
        row=row,
        beside=[cell.article for cell in row.present[:AT_ONCE]],
        passages={cell.article.id: passages(story, cell.marks, edition) for cell in row.cells},
        chains=found,
        graph=graph,
        drawn=diagram(story, graph, links.root(url)),
        origins=independent_origins(found),
    )
    description = f"Who says it, in whose words: {row.entry.statement}"[:200]
    return Page(
        url,
        row.entry.statement,
        description,
        body,
        head=head.claim(story, row, edition) + head.files(url, "diagram.css"),
    )
