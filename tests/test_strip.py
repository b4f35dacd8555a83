"""What strip takes away: by which rule, what never, and that everything can be put back."""

from __future__ import annotations

import re
from re import _constants as op  # the only way to ask a pattern for its structure
from re import _parser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import disk
from generator.articles import format_body, parse_body
from generator.formats import StripCorrections
from generator.model import BlockKind, Seed
from generator.strip import Stripped, format_cuts, parse_cuts, restore, rules, strip
from generator.strip.plain import is_heading, lines_of
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


def cut_by(line: str, above: str = "") -> str | None:
    return rules.rule_for(line, above, RULES)


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
    made = strip(seed(text), headline, StripCorrections(keep=tuple(keep), drop=tuple(drop)))
    record = parse_cuts(format_cuts(seed(text), made))
    blocks = parse_body(format_body(made.blocks))
    assert blocks == made.blocks
    assert restore(Stripped(blocks, record.cuts, record.blank, record.changed, None)) == lines_of(text)


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule in RULES for line in rule.cuts])
def test_a_rule_cuts_its_examples(rule: rules.Rule, line: str) -> None:
    """A line listed under `cuts` is cut, and by this rule."""
    above = {"": "", "any": "share"}.get(rule.after, rule.after)
    assert cut_by(line, above) == rule.name


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule in RULES for line in rule.keeps])
def test_a_rule_keeps_its_near_misses(rule: rules.Rule, line: str) -> None:
    """A line listed under `keeps` is cut by no rule, even below a cut line."""
    assert cut_by(line) is None
    assert cut_by(line, rule.after if rule.after not in ("", "any") else "share") is None


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.after])
def test_a_rule_with_a_place_cuts_nothing_elsewhere(rule: rules.Rule) -> None:
    """A question or a number is only furniture below furniture."""
    assert [cut_by(line) for line in rule.cuts] == [None] * len(rule.cuts)


@given(line=st.sampled_from(CUT_LINES), mark=st.sampled_from("“\"„«‘'"), above=st.sampled_from(["", "poll", "share"]))
def test_a_line_that_opens_a_quotation_is_never_cut(line: str, mark: str, above: str) -> None:
    """A quotation is somebody's words, whatever they are."""
    assert cut_by(f"{mark}{line}", above) is None


@pytest.mark.parametrize("line", CUT_LINES)
def test_a_person_keeps_a_line_that_a_rule_would_cut(line: str) -> None:
    """`keep` wins over every rule."""
    text = f"Before it.\n{line}\nAfter it."
    made = strip(seed(text), None, StripCorrections(keep=(line,)))
    assert not made.cuts
    assert len(made.blocks) == 3


def test_a_person_drops_a_line_that_no_rule_cuts() -> None:
    """`drop` takes a line away, and the cut says that a person did it."""
    made = strip(
        seed("A sentence.\nMore from our partners:\n"), None, StripCorrections(drop=("More from our partners:",))
    )
    assert [(cut.line, cut.rule) for cut in made.cuts] == [(2, "by-hand")]
    assert made.blocks == ((BlockKind.PARAGRAPH, "A sentence."),)


def test_the_headline_goes_to_the_metadata_and_its_repetition_is_cut() -> None:
    """A first line that stands again further down is the headline."""
    made = strip(seed("Bridge Opens\n\nBridge Opens\n\nThe bridge is open.\n"), None, NOTHING)
    assert made.headline == "Bridge Opens"
    assert [(cut.line, cut.rule) for cut in made.cuts] == [(1, "headline"), (3, "repeated-headline")]


def test_the_headline_of_the_metadata_is_found_whatever_its_quotation_marks() -> None:
    """The line is cut though the metadata has straight quotation marks."""
    made = strip(seed("‘Death trap’ – a bridge\n\nThe bridge is open.\n"), "'Death trap' - a bridge", NOTHING)
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
    assert strip(seed(line), None, NOTHING).blocks == ((kind, text),)


@pytest.mark.parametrize("line", ["The bridge was closed on Monday", "Closed", "“No,” Said the Mayor.", "a b c"])
def test_a_line_without_the_look_of_a_heading_is_a_paragraph(line: str) -> None:
    """One word, a full stop or small letters make no heading."""
    assert not is_heading(line)


def test_a_long_line_is_never_tried() -> None:
    """A line longer than MAX_LINE is prose, even where a rule would match it."""
    line = f"The post {'x' * 130} appeared first on {'y' * 60}"
    assert cut_by(line) == "read-original"
    longer = line.replace("x", "xx", rules.MAX_LINE + 1 - len(line))
    assert len(longer) == rules.MAX_LINE + 1
    assert any(rule.matches(longer.lower(), "") for rule in RULES)
    assert cut_by(longer) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_pattern_repeats_nothing_that_repeats(rule: rules.Rule) -> None:
    """No open repetition stands inside another, so that no line can make matching slow."""
    assert not nested(_parser.parse(rule.line.pattern), inside=False)


def nested(pattern: object, inside: bool) -> bool:
    """Whether a repetition of more than one stands inside another."""
    for operator, argument in pattern:  # type: ignore[attr-defined]
        repeats = operator in (op.MAX_REPEAT, op.MIN_REPEAT) and argument[1] > 1
        if repeats and inside:
            return True
        inner = argument if isinstance(argument, tuple | list) else ()
        parts = [part for branch in inner for part in (branch if isinstance(branch, list) else [branch])]
        if any(nested(part, inside or repeats) for part in parts if isinstance(part, _parser.SubPattern)):
            return True
    return False


@pytest.mark.parametrize(
    ("pattern", "slow"), [("(a+)+", True), ("(a|b{2,9}){3}", True), ("(ab?){0,3}", False), ("a+b+", False)]
)
def test_nested_repetition_is_recognised(pattern: str, slow: bool) -> None:
    """The test above can fail."""
    assert nested(_parser.parse(pattern), inside=False) is slow


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
