"""The writing task: the central question, a plan, what the text is judged by, and lines to write on."""

from __future__ import annotations

from collections.abc import Iterator

from generator.packet.desk import Desk
from generator.packet.lesson import general
from generator.packet.manuscript import (
    Blank,
    Block,
    Heading,
    Line,
    Listing,
    Manner,
    Paragraph,
    Row,
    Rules,
    Section,
    Table,
    Words,
)
from generator.packet.texts.citing import number

ENOUGH = 3  # documents that a text should draw on
LINES = 40
PLAN_LINES = 2
ROOM = "Pupils also have a plan to fill in (my claim, three pieces of evidence, what is open) and lines for their text."
LEVELS = ("Excellent", "Developing", "Beginning")


def sections(desk: Desk) -> tuple[Section, ...]:
    """The task."""
    return (Section("writing", "Writing task", tuple(_sheet(desk)), named=not desk.answered),)


def _sheet(desk: Desk) -> Iterator[Block]:
    yield Paragraph((Words(desk.story.file.question),), Manner.LEAD)
    yield Paragraph((Words("Answer the question in a text of your own, of about "), Blank(4), Words(" words.")))
    yield Listing(tuple((Paragraph((Words(step),)),) for step in _steps(len(desk.story.articles))), ordered=True)
    if desk.answered:
        yield Paragraph((Words(ROOM),), Manner.SMALL)
    else:
        yield Heading("My plan")
        yield _plan()
    yield Heading("What counts")
    yield from _rubric(desk)
    if not desk.answered:
        yield Heading("My text")
        yield Rules(LINES)


def _steps(documents: int) -> tuple[str, ...]:
    few = {1: "the document, from at least two places", 2: "both documents"}
    evidence = few.get(documents, f"at least {number(ENOUGH)} documents")
    return (
        "Make one clear claim that answers the question.",
        f"Support it with evidence from {evidence}. Quote exact words, and keep them short.",
        "After each piece of evidence write document, paragraph and, where there are line numbers, the line.",
        "Say who told it to the outlet. Several documents that retell one report are one source."
        if documents > 1
        else "Say who told it to the outlet, and how they know.",
        "Look at the dates before you say that a document leaves something out."
        if documents > 1
        else "Look at the date before you say that the document leaves something out.",
        "Say what is still open, and what would settle it.",
    )


def _plan() -> Table:
    claim = Row((_cell("My claim", strong=True), (), ()), PLAN_LINES)
    pieces = (Row((_cell(f"Evidence {at}", strong=True), (), ()), PLAN_LINES) for at in range(1, ENOUGH + 1))
    last = Row((_cell("Still open", strong=True), (), ()), PLAN_LINES)
    heads = ("Part", "What I write, or the exact words", "Document and paragraph")
    return Table("Plan of the text", (1.5, 4, 1.7), tuple((Words(head),) for head in heads), (claim, *pieces, last))


def _rubric(desk: Desk) -> Iterator[Block]:
    own = desk.story.file.teaching.rubric
    rows = tuple(
        Row((_cell(row.criterion, strong=True), _cell(row.excellent), _cell(row.developing), _cell(row.beginning)))
        for row in own
    )
    if not own:
        yield Paragraph((Words("Agree in class on what each level looks like, and write it in."),), Manner.SMALL)
        names = general.criteria(len(desk.story.articles))
        rows = tuple(Row((_cell(name, strong=True), (), (), ()), PLAN_LINES) for name in names)
    heads = tuple((Words(head),) for head in ("Criterion", *LEVELS))
    yield Table("What the text is judged by", (1.6, 2, 2, 2), heads, rows)


def _cell(text: str, strong: bool = False) -> tuple[Line, ...]:
    return ((Words(text, strong),),)
