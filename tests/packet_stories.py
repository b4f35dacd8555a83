"""Stories about Mill Bridge for the sheets of a packet. Places, people and words are invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from generator.edition import Edition
from generator.formats import Codebook
from generator.model import Annotation, Article, Story
from generator.packet.contents import on_desk
from generator.packet.desk import Desk, Origin
from generator.packet.manuscript import (
    Block,
    Choice,
    Copy,
    Inline,
    Line,
    Listing,
    Paragraph,
    Reference,
    Row,
    Section,
    Stretch,
    Table,
    Term,
    Words,
)
from generator.packet.sheets import audit, claims, framing, names, questions, teacher, writing
from tests.builders import LABEL, a_note, a_story, an_article, claim

EARLY = """\
The mayor said the bridge would close in May.
Angry troublemakers blocked the road on Monday.
“It cost 3 crowns,” a clerk told the Courier."""
LATE = """\
The bridge will close in May, the Courier reported.
Worried neighbours stood in the road.
The work cost 5 crowns, and nobody said that it was safe.
It is not true that it closes, the smith said."""
UNDATED = """\
The Courier reported that the bridge might close.
The crowd asked for a ferry."""

REGISTRY = {
    "title": "Will Mill Bridge close?",
    "summary": "A bridge may close.",
    "question": "Will the bridge close, and who says so?",
    "claims": {
        "bridge-safe": claim(statement="It is safe.", since="2026-01-05"),
        "bridge-closes": claim(statement="It closes.", first_reported_by="courier"),
        "bridge-cost": claim("quantity", statement="It cost money."),
        "ferry-comes": claim(statement="A ferry comes."),
    },
    "sources": {
        "mayor": {"name": "the mayor", "kind": "official", "identity": "role-only"},
        "courier": {"name": "the Mill Bridge Courier", "kind": "other-outlet"},
        "clerk": {"name": "a clerk", "kind": "official", "identity": "unnamed", "via": ["courier"]},
        "smith": {"name": "Ada Smith", "kind": "witness"},
    },
    "targets": {
        "people": {"name": "the people in the road", "kind": "group"},
        "bridge": {"name": "the bridge", "kind": "object"},
    },
}  # fmt: skip
TEACHING = {
    "level": "ages 14 and up",
    "questions": [
        {
            "ask": "Who says that the bridge will close?",
            "kind": "sourcing",
            "answer": "The mayor and a report.",
            "evidence": [
                {"article": "early", "quote": "The mayor said"},
                {"article": "late", "quote": "the Courier reported"},
            ],
        },
        {"ask": "Would you close it?", "kind": "discussion", "answer": "Both can be argued.", "evidence": []},
    ],
    "rubric": [{"criterion": "Care", "excellent": "Much.", "developing": "Some.", "beginning": "Little."}],
}
CODEBOOK = Codebook.model_validate({
    "labels": [
        {**LABEL, "id": "naming", "name": "Naming", "kind": "framing"},
        {**LABEL, "id": "loaded-language", "name": "Loaded language", "definition": "Charged words."},
        {**LABEL, "id": "metaphor", "name": "Metaphor", "kind": "framing", "definition": "A picture."},
        {**LABEL, "id": "rare-label", "name": "Rare label", "kind": "framing", "level": "research"},
    ]
})  # fmt: skip


def articles(publish: str = "full") -> tuple[Article, ...]:
    """Three articles: of two days, and one without a date."""
    return (
        an_article("early", EARLY, "2026-01-01", publish, headline=None),
        an_article("late", LATE, "2026-01-09", publish),
        an_article("undated", UNDATED, None, publish),
    )


def bridge(publish: str = "full", teaching: dict[str, Any] | None = None) -> Story:
    """The story with all its notes; nobody looked for `ferry-comes` in two articles."""
    early, late, undated = articles(publish)
    notes = [
        _claim(early, "bridge-closes", "attributes", "close in May", source="mayor"),
        _claim(late, "bridge-closes", "attributes", "will close in May", source="courier"),
        _claim(late, "bridge-closes", "disputes", "not true that it closes", source="smith"),
        _claim(undated, "bridge-closes", "hedges", "might close", source="courier"),
        _claim(early, "bridge-cost", "attributes", "cost 3 crowns", source="clerk", value="3 crowns"),
        _claim(late, "bridge-cost", "asserts", "cost 5 crowns", value="5 crowns"),
        a_note(undated, "claims", claim="bridge-cost", stance="omits", searched=["crown", "cost"]),
        _claim(late, "bridge-safe", "mentions", "that it was safe"),
        _claim(undated, "ferry-comes", "mentions", "asked for a ferry"),
        _source(early, "mayor", "The mayor said", "said"),
        _source(early, "clerk", "a clerk told the Courier", "told"),
        _source(late, "courier", "the Courier reported", "reported"),
        _source(late, "smith", "the smith said", "said"),
        _source(undated, "courier", "The Courier reported", "reported"),
        _framing(early, "naming", "troublemakers", target="people", polarity="negative"),
        _framing(late, "naming", "neighbours", target="people", polarity="positive"),
        _framing(undated, "naming", "The crowd", target="people"),
        _framing(late, "naming", "The bridge", "quoted", target="bridge"),
        _framing(early, "loaded-language", "Angry"),
        _framing(late, "loaded-language", "Worried", "quoted"),
        _framing(late, "loaded-language", "stood in the road"),
        _framing(late, "rare-label", "nobody said"),
    ]
    return a_story((early, late, undated), notes, **REGISTRY, teaching=teaching or TEACHING)


def _claim(article: Article, name: str, stance: str, quote: str, **keys: str) -> Annotation:
    return a_note(article, "claims", claim=name, stance=stance, quote=quote, **keys)


def _source(article: Article, name: str, quote: str, cue: str) -> Annotation:
    return a_note(article, "sources", source=name, quote=quote, cue=cue, form="indirect")


def _framing(article: Article, label: str, quote: str, voice: str = "outlet", **keys: str) -> Annotation:
    return a_note(article, "framing", label=label, quote=quote, voice=voice, **keys)


def bare(count: int = 3) -> Story:
    """Articles that nobody has annotated, with nothing in the registry."""
    return a_story(_papers(count), question="Is it closed?")


def twenty() -> Story:
    """Twenty articles and thirty claims: nine stand in the first, one in all of them, and all dispute the last one."""
    found = _papers(20)
    notes = [_claim(each, "claim-29", "disputes", "No, said Ada") for each in found]
    notes += [_claim(found[0], f"claim-{at}", "asserts", "The bridge", value=f"{at} bridges") for at in range(9)]
    notes += [_claim(each, "claim-10", "asserts", "is closed") for each in found]
    notes += [_framing(each, "naming", "The bridge", target="bridge") for each in found]
    return a_story(
        found,
        notes,
        question="Is it closed?",
        claims={f"claim-{at}": claim(statement=f"Claim number {at}.") for at in range(30)},
        targets={"bridge": {"name": "the bridge", "kind": "object"}},
    )


def _papers(count: int) -> tuple[Article, ...]:
    text = "The bridge is closed.\nNo, said Ada."
    return tuple(an_article(f"paper-{at}", text, f"2026-01-{at + 1:02}") for at in range(count))


def a_desk(story: Story, copy: Copy = Copy.TEACHER, edition: Edition = Edition.CLASSROOM, **choice: object) -> Desk:
    """The desk on which the sheets of a story are written."""
    return on_desk(story, CODEBOOK, edition, Choice(copy, **choice), Origin("0" * 64))  # type: ignore[arg-type]


def lines(block: Block) -> Iterator[Line]:
    """Every line of a block of ours, in order."""
    match block:
        case Paragraph():
            yield block.line
        case Listing():
            for entry in block.entries:
                for inner in entry:
                    yield from lines(inner)
        case Table():
            yield from block.head
            for row in block.rows:
                for cell in row.cells:
                    yield from cell
        case _:
            if hasattr(block, "text"):
                yield (Words(block.text),)


def said(line: Line) -> str:
    """What a line says, places as `A [3]`, short ones as `[3]`."""
    return "".join(map(_said, line))


def _said(part: Inline) -> str:
    match part:
        case Words() | Stretch():
            return part.text
        case Reference():
            return f"[{part.first}]" if part.short else f"{part.letter} [{part.first}]"
        case Term():
            return "*"
        case _:
            return ""


def text(*sections: Section) -> str:
    """Everything that sections say, a line for each."""
    return "\n".join(said(line) for section in sections for block in section.blocks for line in lines(block))


def tables(section: Section) -> tuple[Table, ...]:
    """The tables of a section."""
    return tuple(block for block in section.blocks if isinstance(block, Table))


def cell(paragraphs: tuple[Line, ...]) -> str:
    """What a cell says."""
    return "\n".join(map(said, paragraphs))


SHEETS = (claims, audit, names, framing, questions, writing)


def made(desk: Desk, *sheets: ModuleType) -> tuple[Section, ...]:
    return tuple(section for sheet in sheets or (teacher, *SHEETS) for section in sheet.sections(desk))


def rows(section: Section) -> Iterator[Row]:
    return (row for table in tables(section) for row in table.rows)


def written(row: Row) -> bool:
    """Whether anything stands in the row beside its name."""
    return any(row.cells[1:])


def cited(desk: Desk) -> list[tuple[str, Reference]]:
    """Every place that the sheets name, with the words in quotation marks before it."""
    found = []
    for section in made(desk):
        for line in (line for block in section.blocks for line in lines(block)):
            for at, part in enumerate(line):
                if isinstance(part, Reference):
                    before = said(line[:at]).rstrip()
                    quoted = re.search(r"[“‘]([^“‘]*(?:“[^”]*”[^“‘]*)*)[”’](?: [VQ][^“]*,)?$", before)
                    found.append((quoted[1] if quoted else "", part))
    return found


def places(section: Section) -> list[Reference]:
    """The references of a section."""
    every = (part for block in section.blocks for line in lines(block) for part in line)
    return [part for part in every if isinstance(part, Reference)]
