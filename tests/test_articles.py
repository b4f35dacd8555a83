"""Corpus file <-> Article."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import articles
from generator.articles import format_body, join, parse_body, split
from generator.model import BlockKind
from generator.text import normalise

KINDS = [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTATION, BlockKind.ITEM]
TEXTS = st.one_of(st.text(), st.text(st.sampled_from("#>-\\ a\n"))).map(normalise).filter(bool)
BLOCKS = st.lists(st.tuples(st.sampled_from(KINDS), TEXTS)).map(tuple)
FRONT = (
    "headline: {headline}\nshort: Paper\npublished: {published}\nseed: seeds/a-story/a.txt\nseed_sha256: "
    + "0" * 64
    + "\n"
)


def parse(body: str, headline: str = "null", published: str = "null") -> articles.ParsedArticle:
    text = join(FRONT.format(headline=headline, published=published), body)
    return articles.parse(text, "corpus/a-story/paper.md", "a-story", "paper")


def article(body: str, headline: str = "null", published: str = "null") -> articles.Article:
    found = parse(body, headline, published).article
    assert found is not None
    return found


@given(BLOCKS)
@example(((BlockKind.PARAGRAPH, "##"), (BlockKind.PARAGRAPH, "\\"), (BlockKind.HEADING, "## a")))
def test_a_body_is_read_as_it_was_written(blocks: tuple[tuple[BlockKind, str], ...]) -> None:
    """parse_body gives back what format_body wrote: kinds, texts, order."""
    assert parse_body(format_body(blocks)) == blocks


@given(BLOCKS)
def test_a_file_is_split_as_it_was_joined(blocks: tuple[tuple[BlockKind, str], ...]) -> None:
    """Front matter and body come apart where they were put together, even where the body has hyphens."""
    body = format_body((*blocks, (BlockKind.PARAGRAPH, "---")))
    assert split(join("short: a\n", body)) == ("short: a\n", body)


@pytest.mark.parametrize("text", ["## no heading", "> no quotation", "- no item", "\\ no escape", "##", ">", "-"])
def test_a_paragraph_that_begins_with_a_mark_is_escaped(text: str) -> None:
    """A backslash keeps it a paragraph, and is not part of its text."""
    body = format_body([(BlockKind.PARAGRAPH, text)])
    assert body == f"\\{text}\n"
    assert parse_body(body) == ((BlockKind.PARAGRAPH, text),)
    assert parse_body(f"\\{text}") == ((BlockKind.PARAGRAPH, text),)


@pytest.mark.parametrize(
    "text", ["**bold** <b>&amp;</b>", "[a](javascript:b)", "# one", "### three", "1. one", "* star", "```", "a | b"]
)
def test_a_body_is_not_markdown(text: str) -> None:
    """Every other mark is literal."""
    assert parse_body(text) == ((BlockKind.PARAGRAPH, text),)


def test_lines_of_one_block_become_one_line() -> None:
    """A block ends at an empty line, and white space is one space."""
    assert parse_body("one\n two\t three\n \t\n\n\n- four\n") == (
        (BlockKind.PARAGRAPH, "one two three"),
        (BlockKind.ITEM, "four"),
    )


def test_the_article_text_is_the_headline_and_the_blocks() -> None:
    """Offsets point into one string: headline first, joined by newlines, without marks."""
    made = article("One.\n\n## Two\n", headline="Zero")
    assert made.text == "Zero\nOne.\nTwo"
    assert [(block.kind, made.text[block.span.start : block.span.end]) for block in made.blocks] == [
        (BlockKind.HEADLINE, "Zero"),
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.HEADING, "Two"),
    ]


def test_the_text_is_normalised() -> None:
    """Letters are composed, so that offsets are the same everywhere."""
    assert article("cafe\u0301\n").text == "café"


@pytest.mark.parametrize(
    ("written", "day"), [("2026-01-05", "2026-01-05"), ("2026-01-05T23:30", "2026-01-05"), ("null", "None")]
)
def test_the_day_of_publication_is_known_from_a_date_or_a_time(written: str, day: str) -> None:
    """A time of day changes nothing; null is no date."""
    assert str(article("One.\n", published=written).day) == day


@pytest.mark.parametrize("number", ["20260105", "1767571200"])
def test_a_number_is_no_date(number: str) -> None:
    """A date without hyphens is reported and not taken for seconds since 1970."""
    assert [finding.code for finding in parse("One.\n", published=number).findings] == ["bad-date"]


def test_findings_name_the_line_of_the_file() -> None:
    """Lines are counted from the top of the file, the fence included."""
    (finding,) = parse("One.\n", published="soon").findings
    assert (finding.place.line, finding.place.column, finding.place.end_column) == (4, 12, 16)
