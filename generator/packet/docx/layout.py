"""Sections of the Word document: sheet, margins, counts of lines and pages, head and foot, the name line."""

from __future__ import annotations

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section as WordSection
from docx.section import _Footer, _Header
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from generator.packet.docx.elements import made
from generator.packet.docx.fitting import cut
from generator.packet.docx.job import Job
from generator.packet.docx.look import FOOT, MARGIN, NARROW, SHEETS
from generator.packet.manuscript import Document, Section

EVERY = 5
GUTTER = 24.0
# About the width of a letter in ems, and the fewest letters of a title that still say something.
LETTER, FEWEST = 0.52, 16
RIGHT = WD_TAB_ALIGNMENT.RIGHT
# Where the lines for the pupil's name and class end, as shares of the width.
NAME_ENDS = (("Name ", 0.66), ("  Class ", 1.0))


def cover(job: Job) -> None:
    """The cover: page 1, with whose copy it is below the title, and nothing at its head."""
    found = _new(job)
    _sheet(job, found, wide=False, right=MARGIN)
    _count(found, made("pgNumType", fmt="decimal", start=1))
    found.header.is_linked_to_previous = False
    _foot(job, found)
    job.paragraph("Title", job.packet.title)
    job.paragraph("Copy", _copy(job))


def begin(job: Job, section: Section) -> None:
    """A section of the packet on a new page, with its heading; one before the cover has pages i, ii, iii."""
    found = _new(job)
    numbered = any(isinstance(block, Document) for block in section.blocks)
    side = NARROW if section.wide else MARGIN
    _sheet(job, found, section.wide, right=job.look.margin if numbered else side)
    lines = (made("lnNumType", countBy=EVERY, distance=240, restart="newSection"),) if numbered else ()
    _count(found, *lines, made("pgNumType", fmt="lowerRoman" if section.front else "decimal"))
    _head(job, found, section.title)
    _foot(job, found)
    if section.named:
        _name_line(job)
    job.paragraph("Heading1", section.title)


def in_columns(job: Job) -> None:
    """Let the section that was begun last run in the columns of the list of notes."""
    (columns,) = job.document.sections[-1]._sectPr.xpath("w:cols")
    columns.set(qn("w:num"), str(job.look.columns))
    columns.set(qn("w:space"), str(round(GUTTER * 20)))


def width(job: Job) -> float:
    """The width of the text in the section that was begun last, in points."""
    last = job.document.sections[-1]
    assert last.page_width and last.left_margin and last.right_margin
    return (last.page_width - last.left_margin - last.right_margin) / Pt(1)


def _sheet(job: Job, section: WordSection, wide: bool, right: float) -> None:
    short, long = (Pt(length) for length in SHEETS[job.packet.choice.paper])
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.left_margin, section.right_margin = Pt(NARROW if wide else MARGIN), Pt(right)
    section.top_margin = section.bottom_margin = Pt(max(MARGIN, FOOT + 2.6 * job.look.least))
    section.header_distance = section.footer_distance = Pt(FOOT)


def _new(job: Job) -> WordSection:
    """The section that is there from the beginning as long as it is empty, else a new one on a new page."""
    empty = len(job.document.element.body) == 1
    if not empty:
        job.document.add_section(WD_SECTION.NEW_PAGE)
        _end_in_last_paragraph(job)
    return job.document.sections[-1]


def _count(section: WordSection, *counts: BaseOxmlElement) -> None:
    """How lines and pages are counted, and no longer as in the section before, of which a new one is a copy."""
    properties = section._sectPr
    for old in properties.xpath("w:lnNumType | w:pgNumType"):
        properties.remove(old)
    margins = properties.find(qn("w:pgMar"))
    assert margins is not None
    for count in reversed(counts):
        margins.addnext(count)


def _end_in_last_paragraph(job: Job) -> None:
    """Let the section before end with its last paragraph: python-docx adds an empty one, which may need a page."""
    *_, last, added, _ = job.document.element.body
    if last.tag == added.tag:
        last.get_or_add_pPr().append(added.pPr.sectPr)
        job.document.element.body.remove(added)


def _name_line(job: Job) -> None:
    line = job.paragraph("Name")
    for text, end in NAME_ENDS:
        line.paragraph_format.tab_stops.add_tab_stop(Pt(width(job) * end), RIGHT, WD_TAB_LEADER.LINES)
        line.add_run(f"{text}\t")


def _head(job: Job, section: WordSection, title: str) -> None:
    """The packet's title, cut to what one line has room for, and at the right that of the section."""
    letters = int(width(job) / (LETTER * job.look.running)) - len(title) - 2
    head = _running(job, section.header, "Header")
    head.add_run(f"{cut(job.packet.title, letters) if letters >= FEWEST else ''}\t{title}")


def _foot(job: Job, section: WordSection) -> None:
    """Whose copy it is, and the page. Word counts all pages together: of how many is said where none is i, ii, iii."""
    foot = _running(job, section.footer, "Footer")
    foot.add_run(f"{_copy(job)}\tpage ")
    foot._p.append(_field("PAGE"))
    if not any(section.front for section in job.packet.sections):
        foot.add_run(" of ")
        foot._p.append(_field("NUMPAGES"))


def _running(job: Job, part: _Header | _Footer, style: str) -> Paragraph:
    """The line at the head or foot of a section, with a tab that leads to its right edge."""
    part.is_linked_to_previous = False
    line: Paragraph = part.paragraphs[0]
    line._p.style = style
    line.paragraph_format.tab_stops.add_tab_stop(Pt(width(job)), RIGHT)
    return line


def _copy(job: Job) -> str:
    return job.packet.choice.words.capitalize()


def _field(name: str) -> BaseOxmlElement:
    return made("fldSimple", made("r", made("t")), instr=f" {name} ")
