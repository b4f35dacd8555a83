"""Notes -> comments of Word, each on the words of its passage."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.text.run import Run

from generator.packet.docx.job import Job
from generator.packet.docx.parts import AUTHOR
from generator.packet.manuscript import Note

INITIALS = AUTHOR[0]


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a text with which passages begin and end, by name, and the first of each block, by number."""

    begins: dict[str, Run]
    ends: dict[str, Run]
    blocks: dict[tuple[str, int], Run]


def comment(job: Job, note: Note, runs: Runs) -> None:
    """Hang a note on its passage, else on the number of its paragraph; a place that is left out has no comment."""
    place = runs.blocks.get((note.reference.letter, note.reference.first))
    first, last = runs.begins.get(note.passage, place), runs.ends.get(note.passage, place)
    if first is None or last is None:
        return
    found = job.document.add_comment((first, last), author=AUTHOR, initials=INITIALS)
    found._comment_elm.set(qn("w:date"), f"{job.moment:%Y-%m-%dT%H:%M:%SZ}")
    head = found.paragraphs[0].add_run(f"{note.number}. {note.kind.capitalize()}: {note.heading}")
    head.bold = True
    for words in filter(None, (note.manner, *note.words)):
        found.add_paragraph(words)._p.style = "CommentText"
