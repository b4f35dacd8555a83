"""The text of an article -> paragraphs with numbers, bookmarks where references lead, and notes as comments."""

from __future__ import annotations

from docx.text.paragraph import Paragraph

from generator.model import BlockKind
from generator.packet.binding.direction import right_to_left
from generator.packet.binding.spots import Spot, block_name, part_name
from generator.packet.docx import lines
from generator.packet.docx.elements import from_the_right
from generator.packet.docx.job import Job
from generator.packet.docx.notes import Runs, comment
from generator.packet.manuscript import Document, Inline, Stretch, Term, TextBlock, Words

STYLES = {
    BlockKind.HEADLINE: "Headline",
    BlockKind.HEADING: "TextHeading",
    BlockKind.PARAGRAPH: "Text",
    BlockKind.QUOTATION: "TextQuotation",
    BlockKind.ITEM: "TextItem",
}


def add(job: Job, document: Document) -> None:
    """Set the text, then its words to know; hang the notes on their passages."""
    runs = Runs({}, {}, {})
    for block in document.blocks:
        _block(job, document, block, runs)
    _words_to_know(job, document)
    for note in document.notes:
        comment(job, note, runs)


def _block(job: Job, document: Document, block: TextBlock, runs: Runs) -> None:
    paragraph = job.paragraph(STYLES[block.kind])
    if right_to_left(document.language):
        from_the_right(paragraph)
    if block.number:
        number = paragraph.add_run(f"[{block.number}]")
        number._r.style = "ParagraphNumber"
        paragraph.add_run(" ")
    for at, part in enumerate(block.line):
        _part(job, document, paragraph, part, Spot(job.spots.sections[document.letter], part_name(block, at)), runs)
    if block.number is not None and paragraph.runs:
        lines.mark_spot(job, paragraph.runs[0], Spot(job.spots.sections[document.letter], block_name(block)))
        runs.blocks[document.letter, block.number] = paragraph.runs[0]


def _part(job: Job, document: Document, paragraph: Paragraph, part: Inline, spot: Spot, runs: Runs) -> None:
    if isinstance(part, Term):
        lines.link(paragraph, "*", _explained(spot))._r.style = "Sign"
        return
    found = lines.add_part(job, paragraph, part)
    if isinstance(part, Words):
        found._r.style = "Ours"
    if isinstance(part, Stretch):
        if not part.language:
            lines.spoken(found, document.language)
        if part.begins:
            lines.mark_spot(job, found, spot)
        runs.begins.update(dict.fromkeys(part.begins, found))
        runs.ends.update(dict.fromkeys(part.ends, found))


def _words_to_know(job: Job, document: Document) -> None:
    section = job.spots.sections[document.letter]
    terms = [
        (Spot(section, part_name(block, at)), part)
        for block in document.blocks
        for at, part in enumerate(block.line)
        if isinstance(part, Term)
    ]
    if terms:
        job.paragraph("Heading2", "Words to know")
    for spot, term in terms:
        paragraph = job.paragraph("WordToKnow")
        head = paragraph.add_run(term.term)
        head.bold = True
        lines.mark_spot(job, head, _explained(spot))
        paragraph.add_run(f": {term.meaning}")


def _explained(sign: Spot) -> Spot:
    """Where the word at a sign is explained."""
    return Spot(sign.section, f"{sign.name}-word")
