"""The teacher's pages: the lesson at a glance, a plan from the sheets that there are, what to know before class."""

from __future__ import annotations

from collections.abc import Iterator

from generator.packet.desk import Desk
from generator.packet.lesson import briefing, grid
from generator.packet.manuscript import (
    Block,
    Document,
    Heading,
    Line,
    Listing,
    Paragraph,
    Row,
    Section,
    Table,
    Words,
)
from generator.packet.sheets import (
    audit,
    before,
    claims,
    documents,
    framing,
    headlines,
    names,
    questions,
    reading,
    writing,
)

AIMS = (
    "find out where a piece of news comes from: who says it, how they know, and who carried it",
    "tell what an outlet says in its own voice from what it reports somebody else as saying",
    "see choices of words, and put a plainer word beside them",
    "treat every outlet and every side by the same measure",
    "say what is settled, what is open, and what would settle it",
)
AIM_SEVERAL = "compare how several documents treat the same claim, and take their dates into account"
# The steps in order, with what the class does, and what it does with one document only where that is something else.
# A sheet that the packet has not is no step.
STEPS = (
    (reading, "Read it together. Find a paragraph and a line by its number.", ""),
    (before, "Alone, then in pairs. Collect on the board; nothing is right or wrong yet.", ""),
    (documents, "Groups, one document each: grey box first, then the text, with a pencil.", "Grey box, then the text."),
    (headlines, "All together, before the groups tell each other what they have read.", "All together, with the text."),
    (claims, "Begin with the example, together. Share the rows out; each group reports one.", ""),
    (audit, "In the groups of the documents. Then compare: do two of them rest on the same source?", "In pairs."),
    (names, "A hunt in pairs. Compare the words, then whose words they are.", ""),
    (framing, "In pairs, two documents; the same care for both, also for the one they like.", "In pairs."),
    (questions, "Choose: no pupil needs all of them. Every answer names its place.", ""),
    (writing, "Alone. First agree on the number of words and on what counts.", ""),
)  # fmt: skip


def sections(desk: Desk) -> tuple[Section, ...]:
    """The pages, in the teacher's copy only."""
    return (Section("teacher", "For the teacher", tuple(_pages(desk)), front=True),) if desk.answered else ()


def _pages(desk: Desk) -> Iterator[Block]:
    yield _glance(desk)
    yield Heading("Aims")
    yield Paragraph((Words("At the end pupils can"),))
    first, *others = AIMS
    yield _list((first, *((AIM_SEVERAL,) if len(desk.story.articles) > 1 else ()), *others))
    yield Heading("Know before class")
    yield Listing(tuple((Paragraph(line),) for line in briefing.lines(desk)))
    yield Heading("A plan")
    yield _plan(desk)
    yield Heading("The three copies, and how the key cites")
    yield _list(briefing.COPIES)


def _glance(desk: Desk) -> Table:
    teaching = desk.story.file.teaching
    rows = (
        Row((_cell("Level"), _filled(teaching.level))),
        Row((_cell("Time"), _filled(teaching.time))),
        Row((_cell("Standards"), _filled(None)), 1),
        Row((_cell("Class and day"), _filled(None)), 1),
    )
    return Table("The lesson at a glance", (1, 5), ((Words("Lesson"),), (Words("Fill in what is empty"),)), rows)


def _filled(text: str | None) -> tuple[Line, ...]:
    return ((Words(text),),) if text else ()


def _plan(desk: Desk) -> Table:
    heads = tuple((Words(head),) for head in ("No.", "Sheet", "What the class does", "Minutes"))
    alone = len(desk.story.articles) == 1
    titled = [(_title(desk, sheet.sections(desk)), (alone and other) or doing) for sheet, doing, other in STEPS]
    kept = [(title, doing) for title, doing in titled if title]
    rows = tuple(
        Row((((Words(f"{at}"),),), _cell(title), ((Words(doing),),), ())) for at, (title, doing) in enumerate(kept, 1)
    )
    return Table("Plan of the lesson", (0.6, 2.2, 5, 1), heads, rows)


def _title(desk: Desk, made: tuple[Section, ...]) -> str:
    """How the plan names a sheet; the documents are one step."""
    if any(isinstance(block, Document) for section in made for block in section.blocks):
        return grid.named(desk, desk.story.articles)
    return made[0].title if made else ""


def _list(entries: tuple[str, ...]) -> Listing:
    return Listing(tuple((Paragraph((Words(entry),)),) for entry in entries))


def _cell(text: str) -> tuple[Line, ...]:
    return ((Words(text, strong=True),),)
