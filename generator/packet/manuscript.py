"""The packet as a value: what the sheets write and the three writers set, free of any format.

Text is always plain text: no markup of any language means anything in it. What a writer can work out
better than we (lines, pages, Word comments) it works out from the passages that stand in the text.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import TypeVar, cast

from generator.diagnostics import Diagnostic
from generator.model import BlockKind, Kind


class Copy(StrEnum):
    """Who reads the packet."""

    STUDENT = "student"
    DISCUSSION = "discussion"
    TEACHER = "teacher"


class Variant(StrEnum):
    """How the packet is set."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"
    EASY_READ = "easy-read"


class Paper(StrEnum):
    """The sheets that it is printed on."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody asks for: whose copy, how it is set, on which paper, with outlets hidden, in excerpts."""

    copy: Copy = Copy.STUDENT
    variant: Variant = Variant.STANDARD
    paper: Paper = Paper.A4
    blind: bool = False
    excerpt: bool = False

    @property
    def words(self) -> str:
        """What was asked for, in words, for the title of a file: `student copy, large print`."""
        chosen = [f"{self.copy} copy"]
        chosen += [self.variant.replace("-", " ")] if self.variant is not Variant.STANDARD else []
        chosen += ["outlets hidden"] if self.blind else []
        chosen += ["excerpts"] if self.excerpt else []
        return ", ".join(chosen)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of ours or of a file; `language` is a BCP 47 tag where it is not the packet's."""

    text: str
    strong: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of an article under the same marks.

    `kinds` are the layers to be shown (none in a student's copy). `begins` and `ends` are the names of the
    passages that begin before its first or end after its last word, whether they are shown or not.
    """

    text: str
    kinds: tuple[Kind, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """The sign after a word of the text that is explained at its foot, and the explanation."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a passage stands: document and numbers of its first and last paragraph (0 is the headline).

    A writer that knows the lines adds them. `passage` is the name under which the text holds it, or empty
    where the copy leaves the passage out; then the reference says so. A `short` one stands where the document
    is named already, and gives the paragraphs alone.
    """

    letter: str
    passage: str
    first: int
    last: int
    short: bool = False

    @property
    def words(self) -> str:
        """How it reads without lines: `Doc. A [3]`, `Doc. A, headline`, `Doc. A [3] to [5], not in this copy`."""
        first, last = (f"[{number}]" if number else "headline" for number in (self.first, self.last))
        place = "" if self.short else f"Doc. {self.letter}{' ' if self.first else ', '}"
        place += first + (f" to {last}" if last != first else "")
        return place if self.passage else f"{place}, not in this copy"


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write in, within a line: `ems` wide."""

    ems: float = 12


Inline = Words | Stretch | Term | Reference | Blank
Line = tuple[Inline, ...]


class Manner(StrEnum):
    """How a paragraph of ours is set."""

    PLAIN = "plain"
    LEAD = "lead"  # larger: the central question
    SMALL = "small"  # under a title: what to do; the small print
    KEY = "key"  # an answer, set apart at its left edge
    BOX = "box"  # on grey: the head note of a document


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section; `level` 2 is the highest (1 is the section's title)."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of ours."""

    line: Line
    manner: Manner = Manner.PLAIN


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; with numbers if it is `ordered`, beginning with `start`. An entry holds blocks, kept together."""

    entries: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Rules:
    """Empty lines to write on."""

    lines: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a cell is a tuple of paragraphs, empty for room to write; at least `lines` lines high."""

    cells: tuple[tuple[Line, ...], ...]
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `head` and every row have as many cells as `widths`, which are shares; column 1 names the rows.

    `caption` is for readers who hear the table. On paper a `small` one, which nobody writes in, is set in the type
    of the notes.
    """

    caption: str
    widths: tuple[float, ...]
    head: tuple[Line, ...]
    rows: tuple[Row, ...]
    small: bool = False

    @property
    def longest_words(self) -> tuple[int, ...]:
        """How many letters the longest word of each column has; references and blanks may break."""
        columns = zip(self.head, *(row.cells for row in self.rows), strict=True)
        return tuple(max(map(_longest_word, (head, *chain(*cells)))) for head, *cells in columns)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of an article. `number` as on the site: 0 is the headline, None where words are left out."""

    number: int | None
    kind: BlockKind
    line: Line


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a passage: `number` counts in its document, from 1; `heading` and `manner` fit the margin."""

    number: int
    passage: str
    kind: Kind
    heading: str
    manner: str
    words: tuple[str, ...]
    reference: Reference


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one article, with its notes in order of the text (none in a student's copy).

    `path` is its corpus file, `language` a BCP 47 tag.
    """

    letter: str
    path: str
    language: str
    blocks: tuple[TextBlock, ...]
    notes: tuple[Note, ...] = ()


Block = Heading | Paragraph | Listing | Rules | Table | Document


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the packet that begins on a new page, with one document at most. `id` names it in links: `doc-a`.

    `wide` asks for the sheet's long side; `named` for a line for the pupil's name. On paper a `front` one stands
    before the cover with page numbers of its own, so that everything else has the same number in every copy.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    wide: bool = False
    named: bool = False
    front: bool = False


@dataclass(frozen=True, slots=True)
class Packet:
    """The whole packet; `cover` is set apart from the sections. `identifier` is stable for the same contents.

    `day` is the day of the newest thing in it, so that the same contents give the same bytes on any day.
    """

    title: str
    question: str
    choice: Choice
    cover: tuple[Block, ...]
    sections: tuple[Section, ...]
    identifier: str
    day: datetime.date
    language: str = "en"

    @property
    def documents(self) -> tuple[Document, ...]:
        """The texts, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Document))


@dataclass(frozen=True, slots=True)
class Written:
    """A packet in one format, and what of it the format could not carry."""

    data: bytes
    findings: tuple[Diagnostic, ...] = ()


def _longest_word(line: Line) -> int:
    texts = (part.text for part in line if isinstance(part, Words | Stretch))
    return max((len(word) for text in texts for word in text.split()), default=0)


_T = TypeVar("_T")


def rewritten(part: _T, change: Callable[[str], str]) -> _T:
    """A packet or a part of it with `change` applied to every text in it."""
    if isinstance(part, str) and not isinstance(part, StrEnum):
        return cast("_T", change(part))
    if isinstance(part, tuple):
        return cast("_T", tuple(rewritten(each, change) for each in part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{each.name: rewritten(getattr(part, each.name), change) for each in fields(part)})
    return part
