"""Headlines and first paragraphs side by side, with room to answer; the teacher's copy names what is marked there."""

from __future__ import annotations

from generator.edition import ShownBlock, quotable
from generator.formats import ClaimNote, FramingNote
from generator.model import Anchored, Article
from generator.notes import STANCE_WORDS
from generator.packet.desk import Desk
from generator.packet.manuscript import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
    Row,
    Rules,
    Section,
    Table,
    Words,
)
from generator.packet.texts import known
from generator.packet.texts.citing import places
from generator.packet.texts.stretches import quoted

QUESTIONS = (
    "What does a headline say that the first paragraph does not say, or not so firmly? Name the document.",
    "Which word of a headline or a first paragraph would you change, and what would you write instead?",
    "Which document tells you first who says so? Which one makes you wait?",
)
ALONE = (
    "What does the headline, if there is one, say that the first paragraph does not say, or not so firmly?",
    "Which word of the headline or the first paragraph would you change, and what would you write instead?",
    "How soon does the document tell you who says so? Where are you made to wait?",
)
ROOM = 3
NO_HEADLINE = "no headline in the saved text"
NOT_SHOWN = "not printed in this edition"
NO_PARAGRAPH = "no paragraph in the saved text"


def sections(desk: Desk) -> tuple[Section, ...]:
    """The table and the questions, empty or with what is marked there."""
    heads = tuple((Words(text),) for text in ("Text", "Headline", "First paragraph"))
    rows = tuple(Row(_cells(desk, article)) for article in desk.story.articles)
    questions = QUESTIONS if len(rows) > 1 else ALONE
    asked = tuple((Paragraph((Words(text),)), *(() if desk.answered else (Rules(ROOM),))) for text in questions)
    blocks: list[Block] = [
        Table("Headlines and first paragraphs", (1.8, 3, 5), heads, rows),
        Listing(asked, ordered=True),
        *(_key(desk) if desk.answered else ()),
    ]
    return (Section("headlines", "Headlines and first paragraphs", tuple(blocks), named=not desk.answered),)


def _cells(desk: Desk, article: Article) -> tuple[tuple[Line, ...], ...]:
    headline, first = _beginning(article)
    name = ((Words(f"Doc. {desk.letter(article.id)}", strong=True),), (Words(known.date(article)),))
    without = NO_PARAGRAPH if first is None else NOT_SHOWN
    return name, (_shown(desk, article, headline, NO_HEADLINE),), (_shown(desk, article, first, without),)


def _beginning(article: Article) -> tuple[int | None, int | None]:
    """Where the headline and the first paragraph begin in the article text; subheadings are neither."""
    headline = 0 if article.head.headline else None
    return headline, next((block.start for block in article.blocks if block.kind.running), None)


def _shown(desk: Desk, article: Article, start: int | None, otherwise: str) -> Line:
    found = [each for each in desk.shown[article.id].blocks if each.block.start == start]
    return tuple(_words(desk, article, found[0])) if found else (Words(otherwise),)


def _words(desk: Desk, article: Article, block: ShownBlock) -> Line:
    line: Line = ()
    for at, span in enumerate(block.spans):
        gap = bool(at) or span.start > block.block.start
        line += (*((Words(" […] " if at else "[…] "),) if gap else ()), *quoted(desk, article, span))
    return (*line, Words(" […]")) if block.spans[-1].end < block.block.span.end else line


def _key(desk: Desk) -> tuple[Block, ...]:
    """What is marked there, by label and stance; the notes beside the documents say more."""
    found: dict[str, list[Anchored]] = {}
    for article in desk.story.articles:
        for mark in _marks(desk, article):
            found.setdefault(_called(desk, mark), []).append(mark)
    rows = tuple(Row((((Words(name, strong=True),),), (places(desk, marks),))) for name, marks in sorted(found.items()))
    heads = ((Words("Label, or what is done with a claim"),), (Words("Where"),))
    table = Table("What is marked in headlines and first paragraphs", (2, 3), heads, rows, small=True)
    return (Heading("What is marked there"), table) if rows else ()


def _marks(desk: Desk, article: Article) -> tuple[Anchored, ...]:
    starts = _beginning(article)
    marks = desk.story.marks_of(article.id) if quotable(article, desk.edition) else ()
    return tuple(mark for mark in marks if article.block_at(mark.span.start).start in starts)


def _called(desk: Desk, mark: Anchored) -> str:
    """What a mark is filed under: its label, or what the text does with a claim."""
    note = mark.annotation.note
    if isinstance(note, FramingNote):
        label = desk.codebook.get(note.label)
        return label.name if label else note.label
    return f"Claim {STANCE_WORDS[note.stance]}" if isinstance(note, ClaimNote) else "Source"
