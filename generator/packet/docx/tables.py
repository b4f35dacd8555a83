"""Tables -> tables of Word: heads that repeat, rows that stay whole, room to write."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from generator.packet.docx import layout, lines
from generator.packet.docx.elements import made
from generator.packet.docx.job import Job
from generator.packet.manuscript import Line, Table

STYLE = "PacketTable"
# About the width of a bold letter in ems, what a cell keeps free in points, and how long a word may claim room.
LETTER, PADDING, LONG = 0.64, 11, 14


def add(job: Job, table: Table) -> None:
    """Set a table over the whole width of the text, and an empty line after it."""
    found = job.document.add_table(0, len(table.widths))
    found._tbl.tblPr.style = STYLE
    _properties(found, table)
    widths = _widths(job, table)
    for column, width in zip(found.columns, widths, strict=True):
        column.width = Pt(width)
    head = _row(job, found, tuple((line,) for line in table.head), widths, "TableHead")
    head._tr.get_or_add_trPr().append(made("tblHeader"))
    for row in table.rows:
        added = _row(job, found, row.cells, widths, "TableSmall" if table.small else "TableText")
        if row.lines:
            added.height = Pt(row.lines * job.look.row)
    job.paragraph("AfterTable")


def _widths(job: Job, table: Table) -> list[float]:
    """The widths of the columns in points, as shared out, but none narrower than its longest word if there is room."""
    room = layout.width(job)
    asked = [room * share / sum(table.widths) for share in table.widths]
    least = [min(LONG, letters) * LETTER * job.look.table + PADDING for letters in table.longest_words]
    lacking = sum(max(0, least_one - one) for one, least_one in zip(asked, least, strict=True))
    spare = sum(max(0, one - least_one) for one, least_one in zip(asked, least, strict=True))
    if lacking >= spare:
        return asked
    given = lacking / spare
    return [max(low, one - (one - low) * given) for one, low in zip(asked, least, strict=True)]


def _properties(found: WordTable, table: Table) -> None:
    """Fixed columns, and the caption for readers who hear the table (17.4.41)."""
    found.autofit = False
    properties = found._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    look = made("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=0, noVBand=1)
    properties.extend((look, made("tblCaption", val=table.caption)))


def _row(job: Job, found: WordTable, cells: tuple[tuple[Line, ...], ...], widths: list[float], style: str) -> _Row:
    row: _Row = found.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(made("cantSplit"))
    for cell, content, width in zip(row.cells, cells, widths, strict=True):
        cell.width = Pt(width)
        _fill(job, cell, content, style)
    return row


def _fill(job: Job, cell: _Cell, content: tuple[Line, ...], style: str) -> None:
    for at, line in enumerate(content or ((),)):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph._p.style = style
        lines.add(job, paragraph, line)
