"""The colophon: what the packet was made from and with, who annotated, how the texts were cleaned."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.choices import Status
from generator.compare.evidence import records
from generator.packet.desk import Desk
from generator.packet.manuscript import Manner, Paragraph, Words
from generator.packet.texts.citing import counted, listed
from generator.strip.judge import JUDGEMENTS
from generator.templates import date_in_words


def blocks(desk: Desk) -> tuple[Paragraph, ...]:
    """A few short paragraphs, for the page that also holds the rights."""
    return tuple(Paragraph((Words(f"{label} ", strong=True), Words(text)), Manner.SMALL) for label, text in _said(desk))


def _said(desk: Desk) -> Iterator[tuple[str, str]]:
    yield "Annotations.", _annotated(desk)
    yield "Texts.", _cleaned(desk)
    yield "Edition.", f"Made by the rules of the {desk.edition.value} edition."
    if desk.origin.versions:
        yield "Made with", f"{', '.join(desk.origin.versions)}."
    yield "SHA-256 of the story’s files.", desk.origin.sha256


def _annotated(desk: Desk) -> str:
    notes = [record.annotation for record in records(desk.story)]
    if not notes:
        return "Nobody has annotated this story yet. The worksheets are empty for you to fill."
    people = listed(sorted({note.by for note in notes}))
    reviewed = [note for note in notes if note.status is Status.REVIEWED]
    second = listed(sorted({name for note in reviewed for name in note.reviewed_by}))
    by = f" by {second}" if second else ""
    one = len(notes) == 1
    count = "It is" if one else f"{len(reviewed):,} of them"
    review = f"{count} reviewed{by}." if reviewed else f"Nobody has reviewed {'it' if one else 'them'} yet."
    return f"{len(notes):,} by {people}, {_days({note.on for note in notes})}. {review}"


def _days(days: set[datetime.date]) -> str:
    first, last = date_in_words(min(days)), date_in_words(max(days))
    return first if first == last else f"{first} to {last}"


def _cleaned(desk: Desk) -> str:
    cuts = [cut for article in desk.story.articles for cut in desk.story.cuts.get(article.id, ())]
    if not cuts:
        return "No line that was removed from a saved page is recorded."
    judged = sum(cut.rule in JUDGEMENTS for cut in cuts)
    pages = counted(sum(bool(desk.story.cuts.get(article.id)) for article in desk.story.articles), "saved page")
    if len(cuts) == 1:
        by = "by the program’s judgement" if judged else "by a named rule"
        return f"1 line was removed from {pages}, {by}. It is recorded, and can be put back."
    by = f"{judged:,} of them by the program’s judgement" if judged else "each by a named rule"
    return f"{len(cuts):,} lines were removed from {pages}, {by}. Each is recorded, and can be put back."
