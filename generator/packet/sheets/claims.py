"""The claim table: some claims against all documents. The first row is worked, the others are for the pupils."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.choices import Stance
from generator.compare.claims import Absence, Cell, Row, claim_table
from generator.compare.origins import ClaimOrigins, claim_origins
from generator.formats import ClaimNote
from generator.model import Anchored
from generator.notes import STANCE_WORDS
from generator.packet.desk import Desk
from generator.packet.lesson import grid, left_out
from generator.packet.lesson.grid import Grid, GridRow
from generator.packet.lesson.stances import STANCES, bank
from generator.packet.lesson.worked import printed, put_first
from generator.packet.manuscript import Block, Line, Manner, Paragraph, Section, Words
from generator.packet.texts.citing import cited_mark, each_document, listed, number, opening, shortened
from generator.templates import date_in_words

# With five documents they fill three sides.
MOST = 8
EMPTY_ROWS = 6
LINES = 4
TASK = (
    "For each claim, find out what {document} does with it. Write one of the words below, the exact words of the "
    "document, and where they stand, such as A [3]. Share the rows out in your group. "
)
FIND = "Find claims that you can look for in {document}. Write each in your own words in the first column. "
WORKED = "The first row has been done for you."
NOT_THERE = ("checked, not there", "You have looked for it in the whole document.")
NOT_HERE = (
    "not in this excerpt",
    "You have looked for it in the part that is printed here; the whole article may hold it.",
)
IN_KEY = ("checked, not there", "In this key: our readers have looked for it in the whole article.")
NOT_YET = ("not yet known", "The document is older than the day given with the claim: that is no omission.")
END = "Who first reported it? Who told them?"
YOURS = "Yours to find."
EXAMPLE = (
    "An example from no document here: the claim is “The bridge at Mill Bridge will close in May”. One document: "
    "attributed to the mayor, “the mayor said it would shut in May”, paragraph 2. Another: {absent}."
)


def sections(desk: Desk) -> tuple[Section, ...]:
    """The claim table; the teacher's copy has the claims that it leaves out on a sheet of their own."""
    return (Section("claims", "Claim table", tuple(_sheet(desk)), wide=True, named=not desk.answered),)


def chosen(rows: Sequence[Row]) -> tuple[Row, ...]:
    """At most eight rows, in the order of the registry: what the sheet says of its rule holds.

    Claims that no document carries are taken only where none carries any.
    """
    known = [row for row in rows if row.present] or list(rows)
    ranked = sorted(known, key=lambda row: (not (row.disputed or row.differs), -len(row.present)))[:MOST]
    return tuple(row for row in rows if row in ranked)


def _rule(taken: int, every: int, alone: bool) -> str:
    carried = "" if alone else ", then claims that most documents carry"
    these, them = ("This is", "it") if taken == 1 else ("These are", "them")
    return (
        f"{these} {number(taken)} of the {every} claims that were collected for this story. A rule chose {them}: first "
        f"claims that somebody disputes or for which the numbers differ{carried}; where two are equal, the one that "
        "was collected first."
    )


def _sheet(desk: Desk) -> Iterator[Block]:
    rows = claim_table(desk.story)
    taken, worked = put_first(desk, chosen(rows), _marks, lambda row: (len(row.present),))
    worked = worked and noted(taken)
    task = (TASK if taken else FIND + TASK).format(document=each_document(desk)) + (WORKED if worked else "")
    yield Paragraph((Words(task.strip()),), Manner.SMALL)
    if 0 < len(taken) < len(rows):
        yield Paragraph((Words(_rule(len(taken), len(rows), len(desk.story.articles) == 1)),), Manner.SMALL)
    words = _words(desk)
    yield Paragraph(bank(words), Manner.BOX)
    if not worked:
        yield Paragraph((Words(EXAMPLE.format(absent=words[len(STANCES)][0])),), Manner.SMALL)
    filled = len(taken) if desk.answered and noted(taken) else int(worked)
    yield from _grid(desk, taken, filled, "What each document does with each claim")


def _marks(row: Row) -> tuple[Anchored, ...]:
    return tuple(mark for cell in row.cells for mark in cell.marks)


def _words(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The words for the cells: of a text that is printed in part pupils know that part alone, the key all of it."""
    if not left_out.shortened(desk):
        return (*STANCES, NOT_THERE, NOT_YET)
    return (*STANCES, NOT_HERE, *((IN_KEY,) if desk.answered else ()), NOT_YET)


def noted(rows: Sequence[Row]) -> bool:
    """Whether anybody has marked a passage for these claims."""
    return any(row.present for row in rows)


def _grid(desk: Desk, rows: Sequence[Row], filled: int, caption: str) -> tuple[Block, ...]:
    """The table with its first rows filled in, as many as `filled` says."""
    origins = {found.id: found for found in claim_origins(desk.story)}
    empty = tuple(() for _ in desk.story.articles)
    made = [
        GridRow(head(desk, row), tuple(_cell(desk, row, cell) for cell in row.cells), _end(desk, row, origins))
        if at < filled
        else GridRow(head(desk, row), empty, lines=LINES)
        for at, row in enumerate(rows)
    ]
    blank = [GridRow((), empty, lines=LINES)] * (EMPTY_ROWS if not rows else 0)
    return Grid(caption, "Claim", (*made, *blank), END, small=desk.answered and filled == len(rows) > 0).blocks(desk)


def head(desk: Desk, row: Row) -> grid.Cell:
    """The claim, the day by which it was public, and for the teacher whether numbers differ."""
    lines: list[Line] = [(Words(row.entry.statement, strong=True),)]
    if row.entry.since:
        lines.append((Words(f"Public {_by(row.entry.since)}."),))
    if desk.answered and row.differs:
        lines.append((Words("The numbers differ: compare the dates and what is counted."),))
    return tuple(lines)


def _cell(desk: Desk, row: Row, cell: Cell) -> grid.Cell:
    """What a document does with a claim; pupils of shortened texts get no more than these hold."""
    marks = cell.marks if desk.answered else printed(desk, cell.marks)
    if marks:
        return tuple(_carried(desk, mark) for mark in marks)
    if not desk.answered and left_out.shortened(desk) and (cell.marks or cell.absence is Absence.OMITS):
        return ((Words(f"{NOT_HERE[0]}.".capitalize()),),)
    return ((Words(_absence(cell, row.entry.since)),),)


def _carried(desk: Desk, mark: Anchored) -> Line:
    cited = cited_mark(desk, mark)
    where = shortened(cited) if desk.answered else cited
    return (Words(f"{stance(desk, mark)}. ", strong=True), *where, *values([value(mark)]))


def _by(since: datetime.date | None) -> str:
    """The registry knows no first day, only one on which a claim was public."""
    return f"by {date_in_words(since)} at the latest"


def value(mark: Anchored) -> str:
    """The number that the text gives, or nothing."""
    return getattr(mark.annotation.note, "value", None) or ""


def values(found: Iterable[str]) -> Line:
    """Numbers in brackets, each once."""
    given = dict.fromkeys(filter(None, found))
    return (Words(f" ({', '.join(given)})"),) if given else ()


def stance(desk: Desk, mark: Anchored) -> str:
    """What the text does with the claim: `Attributed to a clerk`."""
    note = mark.annotation.note
    assert isinstance(note, ClaimNote)
    to = desk.story.file.sources.get(note.source or "")
    stance = STANCE_WORDS[note.stance] + (f" to {to.name}" if to and note.stance is Stance.ATTRIBUTES else "")
    return opening(stance)


def _absence(cell: Cell, since: datetime.date | None) -> str:
    """Why a cell holds no passage: three reasons, of which only the first says anything about the document."""
    match cell.absence:
        case Absence.OMITS:
            note = cell.checked.note if cell.checked else None
            words = ", ".join(f"“{word}”" for word in note.searched) if isinstance(note, ClaimNote) else ""
            return "Checked, not there." + (f" Searched for {words}." if words else "")
        case Absence.NOT_YET_KNOWN:
            return f"Not yet known: public {_by(since)}."
        case _:
            return "Not reviewed: nobody has looked for it yet."


def _end(desk: Desk, row: Row, origins: Mapping[str, ClaimOrigins]) -> grid.Cell:
    """The origins of a claim; in a pupil's worked row left open while a question asks where news comes from."""
    sourcing = any(question.kind == "sourcing" for _, question in left_out.asked(desk))
    general = not left_out.asked(desk)  # among the questions that fit every story is one
    return ((Words(YOURS),),) if not desk.answered and (sourcing or general) else origin(desk, row, origins)


def origin(desk: Desk, row: Row, origins: Mapping[str, ClaimOrigins]) -> grid.Cell:
    """Who first reported a claim and to whom the documents give it, as far as the marks tell."""
    names = desk.story.file.sources
    lines: list[str] = []
    first = names.get(row.entry.first_reported_by or "")
    if first:
        lines.append(f"First reported by {first.name}.")
    found = origins.get(row.id)
    told = [names[origin].name for origin in found.origins if origin in names] if found else []
    if found and found.single:
        lines.append(
            f"{number(len(found.sourced)).capitalize()} documents name a source, and all have it from {told[0]}."
        )
    elif told:
        lines.append(f"As far back as the documents tell: {listed(told)}.")
    elif row.present:
        lines.append("No document names a source.")
    return tuple((Words(line),) for line in lines)
