"""A packet made by hand: every kind of block and inline, hostile strings, and a document in Spanish.

The writers are tested with it, because they know nothing of stories. Places and people are invented.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from generator.model import BlockKind, Kind
from generator.packet.manuscript import (
    Blank,
    Block,
    Choice,
    Copy,
    Document,
    Heading,
    Inline,
    Line,
    Listing,
    Manner,
    Note,
    Packet,
    Paragraph,
    Reference,
    Row,
    Rules,
    Section,
    Stretch,
    Table,
    Term,
    TextBlock,
    Words,
)

MOMENT = datetime.datetime(2026, 3, 4, 5, 6, 8, tzinfo=datetime.UTC)

# What means something to XML, Jinja, Word's fields, Typst, CSS or a template of ours; all of it is only text.
HOSTILE = (
    "</p><script>alert(1)</script>",
    "AT&T &amp; <b>sons</b> &#x41; ]]>",
    "{{ packet.title }} {% raw %} {# gone? #}",
    '{ PAGE } { HYPERLINK "file:///etc/passwd" } MERGEFIELD x',
    '#import "@preview/x" #read("/etc/passwd") $x^2$ *bold* _it_ = head - item / term \\',
    "\" onmouseover=\"x\" ' style='display:none' <!-- gone? -->",
    "<?xml version='1.0'?> <!DOCTYPE html [<!ENTITY x 'y'>]> &x;",
    "@foo <bar> //comment /* and */ `code` -- --- ...",
)

# name of passage: (kind, note number, heading, manner, words)
NOTES = {
    "A_c1": (Kind.CLAIM, "Mill Bridge will close in May.", "attributed to the mayor", ("number given: 1",)),
    "A_s1": (Kind.SOURCE, "the mayor", "“told the council”", ("named, official", "Heard by the reporter.")),
    "A_f1": (Kind.FRAMING, "Loaded word", "“crumbling”", ("in the outlet’s voice · of the bridge, negative",)),
    "A_c2": (Kind.CLAIM, "Nobody was asked.", "asserted in the outlet’s voice", (HOSTILE[1],)),
    "B_c1": (Kind.CLAIM, "El puente cerrará en mayo.", "asserted in the outlet’s voice", ()),
}
WHERE = {"A_c1": (1, 1), "A_s1": (1, 1), "A_f1": (0, 0), "A_c2": (3, 4), "B_c1": (1, 1), "A_q_1_1": (2, 2)}


def reference(name: str) -> Reference:
    """Where a passage of the packet stands."""
    first, last = WHERE[name]
    return Reference(name.partition("_")[0], name, first, last)


def a_packet(choice: Choice | None = None, hostile: bool = True) -> Packet:
    """A packet for this choice: marks, notes and answers as the copy has them."""
    choice = choice or Choice(Copy.TEACHER)
    marked, answered = choice.copy is not Copy.STUDENT, choice.copy is Copy.TEACHER
    return Packet(
        title="Will Mill Bridge close?",
        question="How do we know whether Mill Bridge will close, and who is telling us?",
        choice=choice,
        cover=_cover(choice),
        sections=(
            Section("reading", "How to read this packet", _reading()),
            Section("doc-a", "Document A", (_source("The Mill Bridge Post"), _english(marked, hostile))),
            Section("doc-b", "Document B", (_source("El Diario del Valle"), _spanish(marked))),
            Section("claims", "Claim table", _claims(answered), wide=True, named=True),
            Section("questions", "Questions", tuple(_questions(answered)), named=True),
        ),
        identifier="0" * 64,
        day=datetime.date(2026, 3, 1),
    )


def many_documents(count: int = 20) -> Packet:
    """A packet with a claim table as wide as a writer may meet."""
    heads = (_line("Claim"), *(_line(f"Doc. {chr(65 + at)}") for at in range(count)))
    cells = tuple((_line(f"attributed, “closes in {at}”"),) for at in range(count))
    rows = (Row(((_line("The bridge will close."),), *cells)), Row(((_line("It is old."),), *(() for _ in cells)), 3))
    table = Table("What each document does with each claim", (2.0, *(1.0 for _ in cells)), heads, rows)
    return Packet("Wide", "Q?", Choice(), (), (Section("claims", "Claims", (table,), True),), "1" * 64, MOMENT.date())


def _line(*parts: str | Inline) -> Line:
    return tuple(Words(part) if isinstance(part, str) else part for part in parts)


def _cover(choice: Choice) -> tuple[Block, ...]:
    rows = tuple(
        Row((_cell(Words(letter, strong=True)), _cell(outlet), _cell(day), _cell(words)))
        for letter, outlet, day, words in (
            ("A", "The Mill Bridge Post", "1 March 2026", "212"),
            ("B", "El Diario del Valle", "about 2 March 2026", "48"),
        )
    )
    heads = tuple(_line(text) for text in ("Document", "Outlet", "Date", "Words"))
    return (
        Paragraph(_line("How do we know whether Mill Bridge will close, and who is telling us?"), Manner.LEAD),
        Paragraph(_line(f"{choice.copy.capitalize()} copy"), Manner.SMALL),
        Table("The documents", (1, 4, 4, 1), heads, rows),
    )


def _cell(*parts: str | Inline) -> tuple[Line, ...]:
    return (_line(*parts),)


def _name(text: str) -> tuple[Line, ...]:
    """The name of a row."""
    return _cell(Words(text, strong=True))


def _source(outlet: str) -> Paragraph:
    return Paragraph(_line(Words("Source: ", strong=True), f"{outlet}. A local paper; for readers here."), Manner.BOX)


def _reading() -> tuple[Block, ...]:
    return (
        Paragraph(_line("Your job is not to decide who is right, but to see how each text was made.")),
        Heading("The marks"),
        Listing((
            (Paragraph((Stretch("A claim", (Kind.CLAIM,)), Words(" has a thick underline."))),),
            (Paragraph((Stretch("A source", (Kind.SOURCE,)), Words(" has a dotted underline."))),),
            (Paragraph((Stretch("Framing", (Kind.FRAMING,)), Words(" has a tint and a thin line below."))),),
        )),
        Heading("In this order"),
        Listing(
            (
                (Paragraph(_line(Words("Source first.", strong=True), " Read the grey box before the text.")),),
                (Paragraph(_line("Read with a pencil, and cite like this: ", reference("A_q_1_1"), ".")), Rules(2)),
                (Paragraph(_line("Compare.")), Listing(((Paragraph(_line("One against one.")),),))),
            ),
            ordered=True,
        ),
        Heading("A smaller heading", 3),
        Paragraph(_line("A word of ours is explained in its line", Term("line", "what stands between two edges"), ".")),
        Paragraph(_line("The small print: words in ", Words("español", language="es"), "."), Manner.SMALL),
    )  # fmt: skip


def _english(marked: bool, hostile: bool) -> Document:
    both = (Kind.CLAIM, Kind.SOURCE)
    text = (
        (0, BlockKind.HEADLINE, ("Town fears for ", ("crumbling", (Kind.FRAMING,), "A_f1"), " Mill Bridge")),
        (1, BlockKind.PARAGRAPH, (
            "Mill Bridge, which has carried carts and cars since 1871, will shut to all traffic, ",
            ("the mayor told the council ", (Kind.SOURCE,), "A_s1", ""),
            ("on Monday", both, "A_c1", "A_s1"),
            (" that it will close in May", (Kind.CLAIM,), "", "A_c1"),
            ". The reeve", Term("reeve", "the person who looks after the roads of a parish"),
            " said the stones had moved by a hand’s breadth since the floods of the winter before last.",
        )),
        (2, BlockKind.PARAGRAPH, (
            "“We have counted ", ("four hundred lorries a day", (), "A_q_1_1"),
            " on a bridge that was built for hay,” she said. Her office keeps the only count that anybody has made, "
            "and it was made in one week of one year, when the road through the next valley was closed for repairs.",
        )),
        (3, BlockKind.HEADING, (("Nobody was asked", (Kind.CLAIM, Kind.FRAMING), "A_c2", ""),)),
        (4, BlockKind.PARAGRAPH, (
            ("The people who live on the far bank", (Kind.CLAIM,), "", "A_c2"),
            " buy their bread, post their letters and bury their dead on this side of the river. They learned of the "
            "plan from a notice on the bakery door, and the notice did not say for how long the bridge would be shut.",
        )),
        (5, BlockKind.QUOTATION, ("A bridge is a promise that the other side will still be there in the morning.",)),
        (6, BlockKind.ITEM, ("The ferry runs twice a day and takes no cars at all.",)),
        (7, BlockKind.ITEM, ("The next bridge is at Oxley, eleven miles up the river by a narrow road.",)),
        (None, BlockKind.PARAGRAPH, (Words("[…]"),)),
        *((8 + at, BlockKind.PARAGRAPH, (words,)) for at, words in enumerate(HOSTILE if hostile else ())),
    )  # fmt: skip
    return _document("A", "", text, marked)


def _spanish(marked: bool) -> Document:
    text = (
        (1, BlockKind.PARAGRAPH, (
            "El alcalde anunció el lunes que ", ("el puente del molino cerrará en mayo", (Kind.CLAIM,), "B_c1"),
            ", según dos personas que asistieron a la reunión. «Nadie nos preguntó», dijo una vecina.",
        )),
        (2, BlockKind.PARAGRAPH, ("¿Cuánto tiempo estará cerrado? El aviso no lo decía, y el ayuntamiento tampoco.",)),
    )  # fmt: skip
    return _document("B", "es", text, marked)


def _document(letter: str, language: str, text: tuple, marked: bool) -> Document:
    blocks = tuple(TextBlock(number, kind, tuple(_parts(parts, marked))) for number, kind, parts in text)
    named = [name for block in blocks for part in block.line if isinstance(part, Stretch) for name in part.begins]
    notes = [name for name in named if name in NOTES] if marked else []
    made = tuple(
        Note(number, name, kind, heading, manner, words, reference(name))
        for number, name in enumerate(notes, 1)
        for kind, heading, manner, words in [NOTES[name]]
    )
    return Document(letter, f"corpus/mill-bridge/{letter.lower()}.md", language, blocks, made)


def _parts(parts: tuple, marked: bool) -> Iterator[Inline]:
    """Words as stretches. A tuple is words, kinds, the passage that begins and the one that ends: else the same."""
    for part in parts:
        if isinstance(part, str):
            yield Stretch(part)
        elif isinstance(part, tuple):
            words, kinds, begins, ends = (*part, part[2])[:4]
            yield Stretch(words, kinds if marked else (), tuple(filter(None, [begins])), tuple(filter(None, [ends])))
        else:
            yield part


def _claims(answered: bool) -> tuple[Block, ...]:
    def filled(*parts: str | Inline) -> tuple[Line, ...]:
        return _cell(*parts) if answered else ()

    heads = tuple(_line(text) for text in ("Claim", "Doc. A", "Doc. B", "What I conclude", "How sure I am"))
    rows = (
        Row((_name("The bridge will close in May."), _cell("attributed to the mayor, ", reference("A_c1")),
             _cell("asserted, ", Words("«cerrará en mayo» ", language="es"), reference("B_c1")), (), ()), 4),
        Row((_name("Nobody was asked."), filled("asserted, ", reference("A_c2")), filled("attributed"), (), ()), 4),
        Row((_name(HOSTILE[0]), filled("checked, not there"), filled(HOSTILE[2]), (), ()), 4),
    )  # fmt: skip
    return (
        Paragraph(_line("For each claim, write one of the words below."), Manner.SMALL),
        Paragraph(_line(Words("asserted: ", strong=True), "as a fact · ", Words("hedged: ", strong=True), "may be so"),
                  Manner.BOX),
        Table("What each document does with each claim", (1.3, 1, 1, 1, 1), heads, rows),
        Heading("Framing"),
        Table(
            "Framing of two documents", (1.4, 2, 2),
            (_line("Question"), _line("Document ", Blank(3)), _line("Document ", Blank(3))),
            tuple(Row((_name(text), (), ()), 3) for text in ("What is the problem?", "Who is to blame?")),
        ),
    )  # fmt: skip


def _questions(answered: bool) -> Iterator[Block]:
    def question(words: str, *key: str | Inline) -> tuple[Block, ...]:
        answer = Paragraph(_line(Words("Answer: ", strong=True), *key), Manner.KEY)
        return (Paragraph(_line(words)), *((answer,) if answered else ()), Rules(3))

    yield Heading("Close reading")
    yield Listing(
        (
            question("How many lorries cross the bridge in a day?", "Four hundred, ", reference("A_q_1_1"), "."),
            question("Who says so?", "The reeve, ", Reference("A", "", 2, 3), "."),
        ),
        ordered=True,
    )
    yield Heading("Corroboration")
    question_3 = question("Do both documents say when?", "Yes, ", reference("A_c1"), "; ", reference("B_c1"), ".")
    yield Listing((question_3,), ordered=True, start=3)
    yield Paragraph(_line("I would ask ", Blank(8), " about ", Blank(), "."))


def pieces(document: Document) -> Iterator[str]:
    """Every six words that stand together in the text, a block at a time; shorter blocks whole."""
    for block in document.blocks:
        words = "".join(part.text for part in block.line if isinstance(part, Stretch)).split()
        edges = sorted({*range(0, len(words), 6), len(words)})
        yield from (" ".join(words[start:end]) for start, end in pairwise(edges))


def only_letters(text: str) -> str:
    """Letters, digits and signs without white space, so that the ways in which formats break lines do not matter."""
    return re.sub(r"[\s\u200b\u00ad]", "", unicodedata.normalize("NFC", text))
