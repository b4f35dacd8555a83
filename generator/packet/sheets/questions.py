"""The questions, with room to write; in the teacher's copy with answers and the passages that they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.formats import Question
from generator.packet.desk import Desk, evidence_name
from generator.packet.lesson import general, left_out
from generator.packet.manuscript import Block, Heading, Line, Listing, Manner, Paragraph, Rules, Section, Words
from generator.packet.texts.citing import cited

# The name of each kind, and how many lines a pupil has for an answer.
KINDS = {
    "sourcing": ("Sourcing: where does it come from?", 4),
    "context": ("Context: what else was going on?", 4),
    "close-reading": ("Close reading: what exactly does it say?", 4),
    "corroboration": ("Corroboration: does it hold?", 5),
    "discussion": ("Discussion: what do you think, and why?", 7),
}
TASK = "Answer from the documents. After each point, write where it stands, such as A [3]."
FITTING = "These questions were not written for this story: they fit every story. "
KEY = "Other answers are as good where the documents bear them out."
LOOK_FOR = "There is no key, therefore; after each question stands what to look for."
LEFT_OUT = "Some of the evidence is in documents that are not in this packet."


def sections(desk: Desk) -> tuple[Section, ...]:
    """The story's own questions that this packet can ask; without any, questions that fit every story."""
    return (Section("questions", "Questions", tuple(_sheet(desk)), named=not desk.answered),)


def _sheet(desk: Desk) -> Iterator[Block]:
    own = left_out.asked(desk)
    asked = own or tuple((0, question) for question in general.questions(len(desk.story.articles)))
    yield Paragraph((Words(("" if own else FITTING) + TASK),), Manner.SMALL)
    if desk.answered:
        yield Paragraph((Words(KEY if own else LOOK_FOR),), Manner.SMALL)
    start = 1
    for kind, numbered in groupby(asked, key=lambda question: question[1].kind):
        name, lines = KINDS[kind]
        entries = tuple(_entry(desk, number, question, lines) for number, question in numbered)
        yield Heading(name)
        yield Listing(entries, ordered=True, start=start)
        start += len(entries)


def _entry(desk: Desk, number: int, question: Question, lines: int) -> tuple[Block, ...]:
    asked = Paragraph((Words(question.ask),))
    return (asked, *_answer(desk, number, question)) if desk.answered else (asked, Rules(lines))


def _answer(desk: Desk, number: int, question: Question) -> Iterator[Block]:
    """`number` is that of the question in the story, 0 for one that fits every story."""
    look_for = () if number else (Words("Look for: ", strong=True),)
    yield Paragraph((*look_for, Words(question.answer)), Manner.KEY)
    pieces = _evidence(desk, number, question)
    if pieces:
        line: Line = (Words("Evidence: ", strong=True),)
        for at, piece in enumerate(pieces):
            line += (*((Words("; "),) if at else ()), *piece)
        yield Paragraph(line, Manner.KEY)
    if len(pieces) < len(question.evidence):
        yield Paragraph((Words(LEFT_OUT),), Manner.KEY)


def _evidence(desk: Desk, number: int, question: Question) -> tuple[Line, ...]:
    """The passages that the answer rests on, of the documents that are in the packet."""
    known = {article.id: article for article in desk.story.articles}
    names = ((piece.article, evidence_name(number, at)) for at, piece in enumerate(question.evidence, 1))
    return tuple(cited(desk, known[article], name) for article, name in names if name in desk.passages.get(article, {}))
