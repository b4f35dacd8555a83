"""Blocks of the packet -> paragraphs, lists and tables of Word, one function for each noun."""

from __future__ import annotations

from itertools import zip_longest

from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from generator.packet.docx import lines, tables, texts
from generator.packet.docx.elements import made, number
from generator.packet.docx.job import Job
from generator.packet.manuscript import Block, Document, Heading, Listing, Manner, Paragraph, Rules, Table

STYLES = {Manner.PLAIN: "Normal", Manner.LEAD: "Lead", Manner.SMALL: "Small", Manner.KEY: "Answer", Manner.BOX: "Box"}
# By which an entry of a list stands in, and how far an answer and a box stand in by their styles.
INDENT = 21.0
INSET = {Manner.KEY: 12.0, Manner.BOX: 6.0}
_BULLETS, _NUMBERS = 1, 2  # the abstract lists of docx_numbering.xml


def add(job: Job, found: tuple[Block, ...], depth: int = 0) -> None:
    """Set blocks at the end of the document; `depth` tells how many lists they stand in."""
    for block, after in zip_longest(found, found[1:]):
        match block:
            case Heading():
                job.paragraph(f"Heading{block.level}", block.text)
            case Paragraph():
                paragraph = _paragraph(job, block)
                _indent(paragraph, depth, INSET.get(block.manner, 0))
                if block.manner is Manner.BOX and not _is_box(after):
                    paragraph.paragraph_format.space_after = Pt(job.look.size)
            case Listing():
                _listing(job, block, depth)
            case Rules():
                _rules(job, block, depth)
            case Table():
                tables.add(job, block)
            case Document():
                texts.add(job, block)


def _is_box(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.manner is Manner.BOX


def _paragraph(job: Job, block: Paragraph) -> WordParagraph:
    found = job.paragraph(STYLES[block.manner])
    lines.add(job, found, block.line)
    return found


def _rules(job: Job, block: Rules, depth: int) -> None:
    for left in reversed(range(block.lines)):
        line = job.paragraph("Rule")
        _indent(line, depth)
        if not left:
            line.paragraph_format.space_after = Pt(job.look.rule / 2)


def _listing(job: Job, block: Listing, depth: int) -> None:
    numbering = _new_list(job, _NUMBERS, block.start, depth) if block.ordered else _BULLETS
    for entry in block.entries:
        first, rest = (entry[0], entry[1:]) if entry and isinstance(entry[0], Paragraph) else (Paragraph(()), entry)
        before = len(job.document.element.body)
        number(_paragraph(job, first), numbering, depth)
        add(job, rest, depth + 1)
        _keep_together(job, before)


def _new_list(job: Job, abstract: int, start: int, level: int) -> int:
    """The number of a new list that begins to count with `start`."""
    definitions = job.document.part.numbering_part.element
    found = len(definitions.findall(qn("w:num"))) + 1
    override = made("lvlOverride", made("startOverride", val=start), ilvl=level)
    definitions.append(made("num", made("abstractNumId", val=abstract), override, numId=found))
    return found


def _keep_together(job: Job, before: int) -> None:
    """Keep the paragraphs since `before` on one page; the section's own properties stand last."""
    body = job.document.element.body
    for element in list(body)[before - 1 : -2]:
        if element.tag == qn("w:p"):
            WordParagraph(element, job.document._body).paragraph_format.keep_with_next = True


def _indent(paragraph: WordParagraph, depth: int, inset: float = 0) -> None:
    if depth:
        paragraph.paragraph_format.left_indent = Pt(INDENT * depth + inset)
