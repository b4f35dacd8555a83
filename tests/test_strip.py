"""What strip takes away: by which rule, what never, and that everything can be put back."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import disk
from generator.articles import format_body, parse_body
from generator.formats import StripCorrections
from generator.model import BlockKind, Seed
from generator.strip import Page, Stripped, format_cuts, parse_cuts, read, restore, rules, strip
from generator.strip.blocks import is_heading
from generator.strip.page import lines_of
from tests.golden import ROOT, STORY, STRIP, cuts_report, sample_articles

RULES = rules.load()
NOTHING = StripCorrections()
ENDS = ["\n", "\r\n", "\r", "\n\n", "\n \n"]
ODD = [
    "\x00",
    "\ufeff",
    "\u200b",
    "\xa0",
    "\u2003",
    "\u2028",
    "\x85",
    "\x0b",
    "\x1c",
    " ",
    "\t",
    "a\x00 \x00b",
    "e\x00\u0301",
]
MARKED = [
    "## A Heading",
    "> a quotation",
    "- an item",
    "\\ an escape",
    "##",
    ">",
    "-",
    "\\",
    "> ## both",
    "- \x00",
    "* * *",
]
CUT_LINES = [line for rule in RULES for line in rule.cuts]
line_texts = st.one_of(
    st.text(), st.sampled_from([*ODD, *MARKED, *CUT_LINES]), st.text(st.sampled_from("#>-\\ \t\x00a."))
)
texts = st.lists(st.tuples(line_texts, st.sampled_from(ENDS))).map(lambda parts: "".join(a + b for a, b in parts))


def seed(text: str) -> Seed:
    return Seed("seeds/a-story/a.txt", text, "utf-8", "0" * 64)


def page(text: str) -> Page:
    return read(seed(text))


@given(
    text=st.one_of(st.text(), texts),
    headline=st.none() | line_texts,
    keep=st.lists(line_texts),
    drop=st.lists(line_texts),
)
@example(text="", headline=None, keep=[], drop=[])
@example(text="\x00", headline=None, keep=["\x00"], drop=[])
def test_the_saved_page_can_be_put_together_again(
    text: str, headline: str | None, keep: list[str], drop: list[str]
) -> None:
    """Corpus body and cuts file, written and read again, give every line of the seed back to the letter."""
    made = strip(page(text), headline, StripCorrections(keep=tuple(keep), drop=tuple(drop)))
    record = parse_cuts(format_cuts(seed(text), made))
    blocks = parse_body(format_body(made.blocks))
    assert blocks == made.blocks
    assert restore(Stripped(blocks, record.cuts, record.blank, record.changed, None)) == lines_of(text)


@pytest.mark.parametrize("line", [rule.cuts[0] for rule in RULES])
def test_a_person_keeps_a_line_that_a_rule_would_cut(line: str) -> None:
    """`keep` wins over every rule."""
    text = f"Before it.\n{line}\nAfter it."
    made = strip(page(text), None, StripCorrections(keep=(line,)))
    assert not made.cuts
    assert len(made.blocks) == 3


def test_a_person_drops_a_line_that_no_rule_cuts() -> None:
    """`drop` takes a line away, and the cut says that a person did it."""
    made = strip(
        page("A sentence.\nMore from our partners:\n"), None, StripCorrections(drop=("More from our partners:",))
    )
    assert [(cut.line, cut.rule) for cut in made.cuts] == [(2, "by-hand")]
    assert made.blocks == ((BlockKind.PARAGRAPH, "A sentence."),)


def test_the_headline_goes_to_the_metadata_and_its_repetition_is_cut() -> None:
    """A first line that stands again further down is the headline."""
    made = strip(page("Bridge Opens\n\nBridge Opens\n\nThe bridge is open.\n"), None, NOTHING)
    assert made.headline == "Bridge Opens"
    assert [(cut.line, cut.rule) for cut in made.cuts] == [(1, "headline"), (3, "repeated-headline")]


def test_the_headline_of_the_metadata_is_found_whatever_its_quotation_marks() -> None:
    """The line is cut though the metadata has straight quotation marks."""
    made = strip(page("‘Death trap’ – a bridge\n\nThe bridge is open.\n"), "'Death trap' - a bridge", NOTHING)
    assert [cut.rule for cut in made.cuts] == ["headline"]


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("> We are open.", BlockKind.QUOTATION, "We are open."),
        ("• first of all", BlockKind.ITEM, "first of all"),
        ("What the Mayor Said", BlockKind.HEADING, "What the Mayor Said"),
        ("The mayor said so.", BlockKind.PARAGRAPH, "The mayor said so."),
        ("-5 degrees were measured.", BlockKind.PARAGRAPH, "-5 degrees were measured."),
    ],
)
def test_a_line_becomes_the_block_it_looks_like(line: str, kind: BlockKind, text: str) -> None:
    """Marks and capitals tell what a line is."""
    below = "The bridge has been closed since Monday, and nobody in the village knows when it will open again."
    assert strip(page(f"{line}\n{below}"), None, NOTHING).blocks[0] == (kind, text)


LONG = "The bridge has been closed since Monday, and nobody in the village knows when it will open again."


@pytest.mark.parametrize(
    "line", ["The bridge is closed", "Why was the bridge closed?", "WHAT IT COSTS", "Zwei Brücken"]
)
def test_a_few_words_above_a_long_line_are_a_heading(line: str) -> None:
    """They need no capitals, but no small letter begins them."""
    assert is_heading(line, LONG)


@pytest.mark.parametrize("line", ["Closed", "“No,” Said the Mayor.", "a b c", f"{LONG[:-1]} and So On"])
def test_a_line_without_the_look_of_a_heading_is_a_paragraph(line: str) -> None:
    """One word, a full stop, a small letter or many words make no heading."""
    assert not is_heading(line, LONG)


def test_nothing_is_a_heading_above_a_short_line() -> None:
    """Lines of a list stand above each other."""
    assert not is_heading("The bridge is closed", "The ferry runs")


@pytest.mark.parametrize("article", sample_articles())
def test_the_sample_is_cut_as_reviewed(article: str) -> None:
    """The lines cut from the five seeds, with their rules, are those that were reviewed."""
    assert cuts_report(article) == (STRIP / f"{article}.txt").read_text("utf-8")


@pytest.mark.parametrize("article", sample_articles())
def test_every_word_that_is_not_cut_stands_in_the_corpus_in_order(article: str) -> None:
    """Nothing but the cut lines is lost, and nothing is added or moved."""
    text = (ROOT / f"corpus/{STORY}/{article}.md").read_text("utf-8")
    body = text.split("\n---\n", 1)[1]
    (name,) = re.findall(r"^seed: (\S+)$", text, re.MULTILINE)
    record = parse_cuts((ROOT / f"corpus/{STORY}/{article}.cuts.yml").read_text("utf-8"))
    cut = {line.line for line in record.cuts}
    lines = lines_of(disk.read_seed(ROOT, name).text)
    kept = [word for number, line in enumerate(lines, 1) if number not in cut for word in line.split()]
    marks = re.sub(r"^(## |> |- )", "", body, flags=re.MULTILINE)
    assert marks.split() == kept
