"""How to read the packet: what to do, how to cite, what the marks mean, what was done to the texts.

The sheet is the same in every copy, so that the documents begin on the same page.
"""

from __future__ import annotations

from generator.model import Kind
from generator.packet.desk import Desk, letter
from generator.packet.lesson.left_out import shortened
from generator.packet.lesson.stances import STANCES, bank
from generator.packet.manuscript import Block, Heading, Listing, Paragraph, Row, Section, Stretch, Table, Variant, Words

STEPS = (
    (
        "Source first.",
        "Read the grey box before the text: who, when, for whom, and how we know. What is not given tells you "
        "something, too.",
    ),
    (
        "Pencil in the margin.",
        "Put a question mark where you want to know how the writer knows. Underline words that you would not have "
        "chosen.",
    ),
    (
        "Then compare.",
        "Read the next document and ask: what is the same, what is new, what is missing, and could it be known on "
        "that day?",
    ),
)
ALONE = (
    "Then read again.",
    "Ask of each statement: who says so, how do they know, and could it be known on that day?",
)
EXAMPLE = 2  # the place of the document in the example: C, or the last one
CITE = (
    "Cite like this: Doc. {letter} [4]. The letter is the document, the number in brackets the paragraph; always name "
    "both. They are the same on paper, on a screen and in every copy. In print you may add the line: Doc. {letter} "
    "[4], line 14. Line numbers are the same in the student, discussion and teacher PDF of one setting; they differ in "
    "large print, easy read and Word."
)
CLEANED = (
    "were taken from saved pages. Menus, advertisements and the like were removed{}. Nothing else was changed: "
    "mistakes are the outlets’ own. Our words stand in grey boxes, in notes and on worksheets."
)
REPLACED = ", and outlets’ names were replaced by letters"
LEFT_OUT = ". Words are left out where […] stands"
WHO_MARKS = (
    "In a student’s copy the texts have no marks: put them in yourself, with a pencil. In the other copies people have "
    "put them in. A mark is an observation that you may dispute, and no verdict on an outlet."
)
SHAPES = {
    Kind.CLAIM: "a thick underline",
    Kind.SOURCE: "a dotted underline",
    Kind.FRAMING: "a tinted ground with a thin line below",
}
EASY_SHAPES = {Kind.CLAIM: "a thin box", Kind.SOURCE: "a dotted box", Kind.FRAMING: "a grey ground"}
SAMPLES = {
    Kind.CLAIM: ("will close in May", "A claim: a statement to compare."),
    Kind.SOURCE: ("the council said", "A source: who says so."),
    Kind.FRAMING: ("bridge to nowhere", "Framing: a choice of words."),
}


def sections(desk: Desk) -> tuple[Section, ...]:
    """One page."""
    documents = len(desk.story.articles)
    steps = STEPS if documents > 1 else (*STEPS[:-1], ALONE)
    entries = tuple((Paragraph((Words(f"{head} ", strong=True), Words(text))),) for head, text in steps)
    blocks: list[Block] = [
        Listing(entries, ordered=True),
        Heading("How to cite"),
        Paragraph((Words(CITE.format(letter=letter(max(0, min(EXAMPLE, documents - 1))))),)),
        *_marks(desk),
        Paragraph((Words("The texts ", strong=True), Words(CLEANED.format(_changed(desk))))),
    ]
    return (Section("reading", "How to read this packet", tuple(blocks)),)


def _changed(desk: Desk) -> str:
    """What else was done to the texts of this packet."""
    return (REPLACED if desk.choice.blind else "") + (LEFT_OUT if shortened(desk) else "")


def _marks(desk: Desk) -> tuple[Block, ...]:
    shapes = EASY_SHAPES if desk.choice.variant is Variant.EASY_READ else SHAPES
    heads = tuple((Words(text),) for text in ("Mark", "What it looks like", "What it marks"))
    rows = tuple(
        Row((((Stretch(sample, (kind,)),),), ((Words(shapes[kind]),),), ((Words(meaning),),)))
        for kind, (sample, meaning) in SAMPLES.items()
    )
    return (
        Heading("Three kinds of marks"),
        Paragraph((Words(WHO_MARKS),)),
        Table("The marks", (3, 3, 4), heads, rows),
        Paragraph((Words("A text can do five things with a claim. "), *bank(STANCES))),
    )
