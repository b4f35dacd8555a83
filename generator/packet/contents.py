"""Story -> Packet, readable as a table of contents."""

from __future__ import annotations

import datetime

from generator import edition as editions
from generator.compare.evidence import records
from generator.diagnostics import Diagnostic
from generator.edition import Edition
from generator.formats import Codebook
from generator.model import Story
from generator.packet import characters
from generator.packet.binding.archive import EARLIEST
from generator.packet.desk import Desk, Origin, passages
from generator.packet.manuscript import Choice, Packet
from generator.packet.sheets import (
    audit,
    before,
    claims,
    cover,
    documents,
    framing,
    headlines,
    names,
    others,
    questions,
    reading,
    reveal,
    rights,
    teacher,
    writing,
)
from generator.packet.texts.blind import Blinded, blind
from generator.packet.texts.excerpt import excerpts

SHEETS = (
    teacher, reading, before, documents, headlines, claims, audit, names, framing, questions, writing, others,
    reveal, rights,
)  # fmt: skip


def packet(
    story: Story, codebook: Codebook, edition: Edition, choice: Choice, origin: Origin
) -> tuple[Packet, tuple[Diagnostic, ...]]:
    """The packet of a story, and the characters that had to be taken out of it."""
    desk = on_desk(story, codebook, edition, choice, origin)
    made = Packet(
        title=desk.story.file.title,
        question=desk.story.file.question,
        choice=choice,
        cover=cover.blocks(desk),
        sections=tuple(section for sheet in SHEETS for section in sheet.sections(desk)),
        identifier=f"{origin.sha256}-{edition.value}",
        day=newest(desk.story),
    )
    return characters.clean(made)


def on_desk(story: Story, codebook: Codebook, edition: Edition, choice: Choice, origin: Origin) -> Desk:
    """What the sheets are written from: outlets hidden and texts shortened as it was chosen."""
    known = editions.published(story)
    hidden = blind(known) if choice.blind else Blinded(known, {})
    whole = {article.id: editions.shown(hidden.story, article, edition) for article in hidden.story.articles}
    where = passages(hidden.story)
    shown = excerpts(hidden.story, whole, where) if choice.excerpt else whole
    return Desk(hidden.story, codebook, edition, choice, origin, shown, where, hidden.revealed)


def newest(story: Story) -> datetime.date:
    """The day of the newest annotation, else of the newest article, else the first of January 1980 (zip's oldest)."""
    days = [record.annotation.on for record in records(story)]
    days = days or [article.day for article in story.articles if article.day]
    return max(days, default=EARLIEST.date())
