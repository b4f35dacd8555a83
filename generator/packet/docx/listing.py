"""Notes -> a section at the end: comments are for the screen, and on paper few of them are whole or there at all.

LibreOffice prints a document without its comments, and Word cuts what does not fit beside the page.
"""

from __future__ import annotations

from dataclasses import replace

from generator.packet.docx import layout, lines
from generator.packet.docx.job import Job
from generator.packet.manuscript import Line, Note, Section, Stretch, Words

TITLE = "Notes on the documents"
DOT = "\u00a0· "  # never first in a line


def add(job: Job) -> None:
    """Set the notes on every document by their numbers, small and in columns; nothing for a copy without notes."""
    documents = [document for document in job.packet.documents if document.notes]
    if documents:
        layout.begin(job, Section("notes", TITLE, ()))
        layout.in_columns(job)
    for document in documents:
        job.paragraph("Heading2", f"Notes on Document {document.letter}")
        for note in document.notes:
            lines.add(job, job.paragraph("Note"), _line(note))


def _line(note: Note) -> Line:
    """Number, what, where, and the words of the note: `1 Claim [3] · The bridge will close. · hedged`."""
    words = (Words(f"{DOT}{text}") for text in (note.manner, *note.words) if text)
    return (
        Words(f"{note.number}\t", strong=True),
        Stretch(note.kind.capitalize(), (note.kind,)),
        Words(" "),
        replace(note.reference, short=True),
        Words(DOT),
        Words(note.heading, strong=True),
        *words,
    )
