"""The story: the question, and the tables that compare its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from textwrap import shorten

from generator import links
from generator.choices import Status
from generator.compare.chains import chains, chains_of_claim, independent_origins, reports_behind
from generator.compare.claims import Row, claim_table
from generator.compare.framing import framing_table
from generator.compare.names import names
from generator.compare.origins import claim_origins
from generator.compare.retelling import retelling
from generator.compare.speakers import speakers
from generator.compare.timeline import timeline
from generator.edition import Edition, quotable
from generator.formats import Codebook
from generator.model import PacketFile, Page, Story
from generator.pages import head
from generator.pages.diagram import diagram
from generator.pages.passages import passages
from generator.pages.tasks import tasks
from generator.pages.wordings import SharedWording
from generator.templates import render

DESCRIPTION = 200


def page(
    story: Story, codebook: Codebook, edition: Edition, shared: SharedWording, packets: Sequence[PacketFile] = ()
) -> Page:
    """The page of one story; `shared` is its shared wording, `packets` what there is of it to print."""
    rows = claim_table(story)
    moments = timeline(story)
    first = next((at for at, moment in enumerate(moments) if moment.articles and moment.day), 0)
    behind = {article.id: reports_behind(story, article.id) for article in story.articles}
    told = chains(story)
    graph = retelling(story, story.articles, told, told)
    body = render(
        "story.html",
        root=links.root(links.story(story)),
        links=links,
        story=story,
        rows=rows,
        core=core(rows),
        alone_chains={row.id: chains_of_claim(story, row.id) for row in rows if row.alone},
        unreviewed=sum(len(row.unreviewed) for row in rows),
        passages={found.mark.id: found for found in passages(story, story.marks, edition)},
        earlier=moments[:first],
        timeline=moments[first:],
        graph=graph,
        drawn=diagram(story, graph, links.root(links.story(story))),
        claim_origins=claim_origins(story),
        origins=independent_origins(told),
        behind=behind,
        reports=tuple(dict.fromkeys(source for sources in behind.values() for source in sources)),
        voices=speakers(story),
        quotable={article.id for article in story.articles if quotable(article, edition)},
        names=names(story),
        labels=framing_table(story, codebook, "framing"),
        frames=framing_table(story, codebook, "frame"),
        shared=shared,
        kinds=Counter(mark.kind for mark in story.marks),
        second_reader=sum(mark.annotation.status is Status.REVIEWED for mark in story.marks),
        tasks=tasks(story, edition),
        packets=packet_table(packets),
    )
    return Page(
        links.story(story),
        story.file.title,
        shorten(story.file.summary, DESCRIPTION, placeholder=" …"),
        body,
        head=head.story(story, edition) + head.files(links.story(story), "diagram.css", "claims.js"),
    )


def packet_table(packets: Sequence[PacketFile]) -> dict[str, dict[str, PacketFile]]:
    """The packets by copy and by form, in their order."""
    return {
        copy: {each.form: each for each in packets if each.copy == copy}
        for copy in dict.fromkeys(each.copy for each in packets)
    }


def core(rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    """The claims that all carry, that one alone carries, that are disputed, whose numbers differ."""
    return {
        "shared": tuple(row for row in rows if row.shared),
        "alone": tuple(row for row in rows if row.alone),
        "disputed": tuple(row for row in rows if row.disputed),
        "differ": tuple(row for row in rows if row.differs),
    }
