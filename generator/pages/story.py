"""The story: the question, and the tables that compare its articles."""

from __future__ import annotations

from generator.compare.chains import chains, independent_origins, reports_behind
from generator.compare.claims import Absence, Row, claim_table
from generator.compare.framing import framing_table
from generator.compare.names import names
from generator.compare.speakers import speakers
from generator.compare.timeline import timeline
from generator.edition import Edition
from generator.formats import Codebook
from generator.model import Page, Story
from generator.pages import links
from generator.pages.passages import passage
from generator.templates import render


def page(story: Story, codebook: Codebook, edition: Edition) -> Page:
    """The page of one story."""
    rows = claim_table(story)
    behind = reports_behind(story)
    body = render(
        "story.html",
        root=links.root(links.story(story)),
        links=links,
        story=story,
        rows=rows,
        core=core(rows),
        unreviewed=sum(cell.absence is Absence.NOT_REVIEWED for row in rows for cell in row.cells),
        passages={mark.id: passage(story, mark, edition) for mark in story.marks},
        timeline=timeline(story),
        chains=chains(story),
        origins=independent_origins(chains(story)),
        behind=behind,
        reports=tuple(dict.fromkeys(source for sources in behind.values() for source in sources)),
        voices=speakers(story),
        names=names(story),
        labels=framing_table(story, codebook, "framing"),
        frames=framing_table(story, codebook, "frame"),
        absences=Absence,
    )
    return Page(links.story(story), story.file.title, story.file.summary[:150], body)


def core(rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    """The claims that all carry, that one alone carries, that are disputed, whose numbers differ."""
    return {
        "shared": tuple(row for row in rows if row.shared),
        "alone": tuple(row for row in rows if row.alone),
        "disputed": tuple(row for row in rows if row.disputed),
        "differ": tuple(row for row in rows if row.differs),
    }
