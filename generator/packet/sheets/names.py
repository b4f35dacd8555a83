"""Who is called what: the words that each document uses for the same people, groups, things and actions."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from generator.compare.names import Name, Naming, names
from generator.formats import FramingNote
from generator.model import Anchored
from generator.packet.desk import Desk
from generator.packet.lesson import grid
from generator.packet.lesson.grid import Grid, GridRow
from generator.packet.lesson.worked import printed, put_first
from generator.packet.manuscript import Block, Heading, Line, Listing, Manner, Paragraph, Rules, Section, Words
from generator.packet.texts.citing import VOICES, counted, each_document, quotable, quotation, shortened

EMPTY_ROWS = 5
LINES = 3
TASK = (
    "Hunt for the words that {document} uses for them. Copy the exact words with the paragraph, such as A [3]. "
    "Write V after words in the outlet’s own voice and Q after words that somebody is quoted with. "
)
CHOOSE = "Choose people, groups, things or actions of which {document} speaks, one for each row. "
WORKED = "The first row has been done for you."
EXAMPLE = (
    "An example from no document here: the people at the bridge. One document: “protesters” V, paragraph 1. "
    "Another: “neighbours who fear for their road” V, paragraph 3; “troublemakers” Q, paragraph 5."
)
AFTERWARDS = (
    ("Which of these words would everybody accept, also the person they are about? Underline them in the table.", 0),
    ("Choose one word that praises or blames. Whose word is it? Write the sentence again with a plain word.", 3),
)


def sections(desk: Desk) -> tuple[Section, ...]:
    """The hunt: targets against documents, and two tasks for what was found."""
    return (Section("names", "Who is called what?", tuple(_sheet(desk)), wide=True, named=not desk.answered),)


def _sheet(desk: Desk) -> Iterator[Block]:
    found, worked = put_first(desk, names(desk.story), _marks, lambda naming: _worth(desk, naming))
    targets = [naming.entry.name for naming in found] or [entry.name for entry in desk.story.file.targets.values()]
    task = (("" if targets else CHOOSE) + TASK).format(document=each_document(desk))
    task += WORKED if worked else ""
    if found and desk.answered:
        then = " ".join(text for text, _ in AFTERWARDS)
        yield Paragraph((Words(f"{task} Afterwards: {then}"),), Manner.SMALL)
        yield from _grid(desk, tuple(_row(desk, naming) for naming in found), key=True)
        return
    yield Paragraph((Words(task.strip()),), Manner.SMALL)
    if not worked:
        yield Paragraph((Words(EXAMPLE),), Manner.SMALL)
    empty = tuple(() for _ in desk.story.articles)
    example = tuple(_row(desk, naming) for naming in found[:worked])
    blank = tuple(GridRow(_head(name), empty, lines=LINES) for name in targets[worked:])
    unnamed = (GridRow((), empty, lines=LINES),) * (0 if targets else EMPTY_ROWS)
    yield from _grid(desk, (*example, *blank, *unnamed))
    yield Heading("Afterwards")
    yield Listing(tuple(_task(text, lines) for text, lines in AFTERWARDS), ordered=True)


def _grid(desk: Desk, rows: tuple[GridRow, ...], key: bool = False) -> tuple[Block, ...]:
    grid = Grid("Words for the same in each document", "Of whom or what?", rows)
    return (replace(grid, widths=(0.8, 1.0), small=True) if key else grid).blocks(desk)


def _task(text: str, lines: int) -> tuple[Block, ...]:
    return (Paragraph((Words(text),)), *((Rules(lines),) if lines else ()))


def _marks(naming: Naming) -> tuple[Anchored, ...]:
    return tuple(name.mark for _, used in naming.by_article for name in used)


def _worth(desk: Desk, naming: Naming) -> tuple[int, int]:
    """How much a target is worth as the worked one: many documents name it, and it stands late in the registry.

    Who matters most stands first there, and is left to the pupils.
    """
    used = [found for _, found in naming.by_article if found]
    return (len(used), list(desk.story.file.targets).index(naming.target))


def _row(desk: Desk, naming: Naming) -> GridRow:
    """The names in each document; pupils of shortened texts get those that these hold."""
    shown = _marks(naming) if desk.answered else printed(desk, _marks(naming))
    return GridRow(_head(naming.entry.name), tuple(_cell(desk, used, shown) for _, used in naming.by_article))


def _cell(desk: Desk, used: tuple[Name, ...], shown: Container[Anchored]) -> grid.Cell:
    none = "no words in this excerpt" if used else "no words marked"
    return tuple(_name(desk, name) for name in used if name.mark in shown) or ((Words(none),),)


def _head(name: str) -> grid.Cell:
    return ((Words(name, strong=True),),)


def _name(desk: Desk, name: Name) -> Line:
    """The words, whose voice it is, and where; for the teacher also polarity, and how often they stand in the text."""
    note = name.mark.annotation.note
    article = desk.story.article(name.mark.annotation.article)
    assert isinstance(note, FramingNote)
    said = [VOICES[note.voice]]
    if desk.answered:
        said += [note.polarity] if note.polarity else []
        said += [f"{counted(name.count, 'time')} in the text"] if name.count > 1 else []
    words = quotable(desk, article, name.mark.span)
    shown = (quotation(words, article), Words(" ")) if words else ()
    line = (*shown, Words(f"{', '.join(said)}, "), desk.mark(name.mark))
    return shortened(line) if desk.answered else line
