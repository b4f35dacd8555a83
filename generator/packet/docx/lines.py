"""Lines of the packet -> runs of Word: words, marks by character style, links to bookmarks, blanks.

Text goes into runs and nowhere else, so that what looks like a field or a tag stays text.
"""

from __future__ import annotations

from docx.text.paragraph import Paragraph
from docx.text.run import Run

from generator.packet.binding.direction import right_to_left
from generator.packet.binding.spots import Spot
from generator.packet.docx.elements import made
from generator.packet.docx.job import Job, bookmark
from generator.packet.docx.parts import mark_style
from generator.packet.manuscript import Blank, Inline, Line, Reference, Stretch, Term, Words

# The width of a low line in Arial, in ems.
_LOW_LINE = 0.556


def add(job: Job, paragraph: Paragraph, line: Line, strong: bool = False) -> None:
    """Set a line of ours at the end of a paragraph, all of it `strong` if asked for."""
    for part in line:
        add_part(job, paragraph, part, strong)


def add_part(job: Job, paragraph: Paragraph, part: Inline, strong: bool = False) -> Run:
    """Set one part of a line; the run that holds it."""
    match part:
        case Words():
            found = spoken(paragraph.add_run(part.text), part.language)
            found.bold = True if part.strong or strong else None
        case Stretch():
            found = spoken(paragraph.add_run(part.text), part.language)
            if part.kinds:
                found._r.style = mark_style(part.kinds)
        case Reference():
            found = link(paragraph, part.words, job.spots.of(part))
        case Term():
            found = paragraph.add_run(f" ({part.term}: {part.meaning})")
        case Blank():
            found = paragraph.add_run("_" * round(part.ems / _LOW_LINE))
            found._r.style = "Blank"
    return found


def link(paragraph: Paragraph, words: str, spot: Spot | None) -> Run:
    """Words that lead to a spot; plain words where there is none."""
    found = paragraph.add_run(words)
    if spot:
        found._r.style = "Hyperlink"
        paragraph._p.append(made("hyperlink", found._r, anchor=bookmark(spot), history=1))
    return found


def mark_spot(job: Job, run: Run, spot: Spot) -> None:
    """Put a bookmark around a run."""
    number = next(job.numbers)
    run._r.addprevious(made("bookmarkStart", id=number, name=bookmark(spot)))
    run._r.addnext(made("bookmarkEnd", id=number))


def spoken(run: Run, language: str) -> Run:
    """The run, said to be in a language if one is named."""
    if language:
        properties = run._r.get_or_add_rPr()
        if right_to_left(language):
            properties.append(made("rtl"))
        properties.append(made("lang", val=language, eastAsia=language, bidi=language))
    return run
