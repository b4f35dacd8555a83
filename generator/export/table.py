"""Annotations as a table: CSV as RFC 4180 has it (comma, double quotes, CRLF), UTF-8 without a byte order mark.

A spreadsheet runs a cell that begins with = + - @ (full-width ones, too), a tab, a carriage return or a line
feed as a formula (OWASP, "CSV Injection"), so `guard` puts an apostrophe before it. `unguard` undoes it, exactly.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from generator import edition as editions
from generator import links
from generator.compare.evidence import Record, records, records_of
from generator.edition import Edition
from generator.formats import ClaimNote, Codebook, FramingNote, SourceNote
from generator.model import Article, Document, Story

FIELDS = (
    "story", "article", "short", "id", "kind", "paragraph", "start", "end", "quote",
    "claim", "stance", "value", "searched", "source", "cue", "form",
    "label", "voice", "target", "polarity", "frame",
    "name", "note", "by", "on", "status", "reviewed_by", "file",
)  # fmt: skip
SEVERAL = "; "
# With the apostrophes before it, so that a cell that begins with '= by itself is told from a guarded one.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def story_table(story: Story, codebook: Codebook, edition: Edition) -> Document:
    """`annotations.csv` of a story: every annotation of every article."""
    return Document(f"{links.story(story)}annotations.csv", _written(story, records(story), codebook, edition))


def article_table(story: Story, article: Article, codebook: Codebook, edition: Edition) -> Document:
    """`annotations.csv` of an article, with the same columns."""
    found = records_of(story, article)
    return Document(f"{links.article(article)}annotations.csv", _written(story, found, codebook, edition))


def row(story: Story, record: Record, codebook: Codebook, edition: Edition) -> Mapping[str, str]:
    """The cells of an annotation before they are guarded; one that its kind has not, or nobody filled, is empty."""
    annotation, span = record.annotation, record.span
    written = annotation.note.model_dump(mode="json", exclude={"quote", "id"})
    cells = {key: _cell(value) for key, value in written.items()}
    quoted = editions.quotable(record.article, edition)
    cells |= {
        "story": story.id, "article": record.article.id, "short": record.article.head.short,
        "id": annotation.id, "kind": annotation.kind.value, "paragraph": _cell(record.paragraph),
        "start": str(span.start) if span else "", "end": str(span.end) if span else "",
        "quote": record.words if quoted else "",
        "cue": editions.cue(record.article, cells.get("cue", ""), edition),
        "name": _name(story, codebook, annotation.note),
        "by": annotation.by, "on": annotation.on.isoformat(), "status": annotation.status.value,
        "reviewed_by": SEVERAL.join(annotation.reviewed_by), "file": annotation.place().path,
    }  # fmt: skip
    return {field: cells.get(field, "") for field in FIELDS}


def guard(cell: str) -> str:
    """A cell that no spreadsheet runs: with an apostrophe before what would be a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _written(story: Story, found: Iterable[Record], codebook: Codebook, edition: Edition) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(FIELDS)
    for record in found:
        writer.writerow([guard(cell) for cell in row(story, record, codebook, edition).values()])
    return text.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list):
        return SEVERAL.join(map(str, value))
    return "" if value is None else str(value)


def _name(story: Story, codebook: Codebook, note: ClaimNote | SourceNote | FramingNote) -> str:
    """What the claim states, or the name of the source or the label."""
    if isinstance(note, ClaimNote):
        return story.file.claims[note.claim].statement
    if isinstance(note, SourceNote):
        return story.file.sources[note.source].name
    known = codebook.get(note.label)
    return known.name if known else note.label
