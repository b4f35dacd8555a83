"""The framing sheet: two documents side by side, what they say and in which words; the teacher's copy has a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.choices import Voice
from generator.compare.framing import Count, FramingRow, framing_table
from generator.compare.names import NAMING
from generator.formats import FramingNote, Label
from generator.model import Anchored
from generator.packet.desk import Desk
from generator.packet.lesson.grid import Grid, GridRow
from generator.packet.manuscript import Blank, Block, Heading, Line, Manner, Paragraph, Row, Section, Table, Words
from generator.packet.texts.citing import VOICES, numbers, opening

# Entman's four functions of a frame, then voices, words and gaps, with the lines to write on.
# R. M. Entman, "Framing: Toward Clarification of a Fractured Paradigm", Journal of Communication 43 (4), 1993.
ROWS = (
    ("What is the problem, and for whom?", 3),
    ("Who or what caused it?", 3),
    ("Who is judged, and how?", 3),
    ("What should be done, and who says so?", 3),
    ("Who is quoted? Whose side is not heard?", 3),
    ("Three words or phrases that judge. Whose are they?", 4),
    ("One sentence of it in plainer words", 4),
)
"""Rows that one document can fill; the next needs two."""
OTHER = ("What does the other document have that this one has not? Was it known on that day?", 4)
TASK = (
    "Choose two documents, write their letters at the top, and fill in both columns with the same care. Quote exact "
    "words with the paragraph, such as A [3]. "
)
TASK_ALONE = "Fill in the column. Quote exact words with the paragraph, such as A [3]. "
PLAINER = (
    "Plainer words give the same information without the judgement. An example from no document here: “The council "
    "slashed the bridge’s budget” becomes “The council cut the bridge’s budget by a tenth”."
)
FILL_IN = "Pupils fill in, for two documents: "
FILL_IN_ALONE = "Pupils fill in: "
NO_SCORE = (
    "This is what our readers marked: first how many marks are in the outlet’s own voice (V), then how many in words "
    "that somebody is quoted with (Q), each with the paragraphs; the notes on the documents have the words. A count of "
    "marks is no score of a document or an outlet: longer texts have more to mark, quoted words are somebody else’s, "
    "and another reader would mark other words."
)
UNUSED = "In the pupils’ word bank, but marked in no document: "


def sections(desk: Desk) -> tuple[Section, ...]:
    """The sheet; in the teacher's copy what was marked, if anything was."""
    key = tuple(_key(desk)) if desk.answered else ()
    blocks = key or tuple(_sheet(desk))
    return (Section("framing", "How is it told?", blocks, wide=bool(key), named=not desk.answered),)


def _sheet(desk: Desk) -> Iterator[Block]:
    alone = len(desk.story.articles) < 2
    yield Paragraph((Words((TASK_ALONE if alone else TASK) + PLAINER),), Manner.SMALL)
    columns: tuple[Line, ...] = ((Words("Document "), Blank(3)),) * 2
    if alone:
        columns = tuple((Words(f"Document {desk.letter(article.id)}"),) for article in desk.story.articles)
    rows = tuple(Row((((Words(task, strong=True),),), *(() for _ in columns)), lines) for task, lines in _rows(desk))
    widths = (1.0, *(1.5 for _ in columns))
    yield Table("The framing of the documents", widths, ((Words("Look for"),), *columns), rows)
    yield from _bank(desk)


def _rows(desk: Desk) -> tuple[tuple[str, int], ...]:
    return ROWS if len(desk.story.articles) < 2 else (*ROWS, OTHER)


def _bank(desk: Desk) -> Iterator[Block]:
    """The labels for the classroom with their definitions, by the codebook."""
    labels = _labels(desk)
    if labels:
        yield Heading("Word bank")
        rows = tuple(Row((((Words(label.name, strong=True),),), ((Words(label.definition),),))) for label in labels)
        yield Table("Names for choices of words", (1, 3), ((Words("We call it"),), (Words("when"),)), rows)


def _labels(desk: Desk) -> tuple[Label, ...]:
    return tuple(label for label in desk.codebook.labels if label.kind == "framing" and label.level == "classroom")


def _key(desk: Desk) -> Iterator[Block]:
    """What was marked: the frames of the classroom, which answer the first rows of the sheet, then the labels."""
    labels = framing_table(desk.story, desk.codebook, "framing")
    frames = tuple(row for row in framing_table(desk.story, desk.codebook, "frame") if row.label.level == "classroom")
    if not (labels or frames):
        return
    fill_in = FILL_IN_ALONE if len(desk.story.articles) < 2 else FILL_IN
    yield Paragraph((Words(fill_in + " · ".join(task for task, _ in _rows(desk))),), Manner.SMALL)
    yield Paragraph((Words(NO_SCORE),), Manner.SMALL)
    if frames:
        yield Heading("Problem, cause, judgement, remedy")
        yield from _grid(desk, "Marked frames by document", "Frame", [(_frame(row.label), row) for row in frames])
    if labels:
        yield Heading("Choices of words")
        yield from _grid(desk, "Marked wording by document", "Label", [(_label(row.label), row) for row in labels])
    marked = {row.label.id for row in labels}
    unused = [label for label in _labels(desk) if label.id not in (*marked, NAMING)]
    if unused:
        yield Paragraph((Words(UNUSED + " ".join(_entry(label) for label in unused)),), Manner.SMALL)


def _entry(label: Label) -> str:
    return f"{label.name} ({label.definition.rstrip('.')})."


def _grid(desk: Desk, caption: str, corner: str, rows: Sequence[tuple[Line, FramingRow]]) -> tuple[Block, ...]:
    made = tuple(GridRow((head,), tuple(_cell(desk, count) for count in row.counts)) for head, row in rows)
    return Grid(caption, corner, made, widths=(3.4, 1), small=True).blocks(desk)


def _frame(label: Label) -> Line:
    """The name of a frame is a question, which needs no definition."""
    return (Words(opening(label.name), strong=True),)


def _label(label: Label) -> Line:
    return (Words(f"{label.name}: ", strong=True), Words(label.definition))


def _cell(desk: Desk, count: Count) -> tuple[Line, ...]:
    """How many marks in each voice, and the paragraphs."""
    voices: dict[Voice, list[Anchored]] = {voice: [] for voice in VOICES}
    for mark in count.marks:
        note = mark.annotation.note
        assert isinstance(note, FramingNote)
        voices[note.voice].append(mark)
    lines = tuple(
        (Words(f"{len(marks)} {VOICES[voice]}", strong=True), Words(": "), *numbers(desk, marks))
        for voice, marks in voices.items()
        if marks
    )
    return lines or ((Words("none"),),)
