"""match and describe: inverse verbs, strict both."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.anchor import describe, match, nearest, prepare
from generator.formats import Quote
from generator.model import Span

TEXT = (
    "The mayor said the bridge is safe — “quite safe”, she told us.\nIt’s a death trap, an engineer said.\n"
    "Critics called it a gamble. Others waited. Critics called it a gamble."
)
WORDS = st.sampled_from(["the", "bridge", "is", "safe", "“safe”", "it’s", "—", "…", "É", "e\u0301a", "🌉", "...", "İ"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=5).map("\n".join)


def found(exact: str, text: str = TEXT, **context: str) -> list[str]:
    return [text[s.start : s.end] for s in match(Quote(exact=exact, **context), prepare(text))]


def word_spans(text: str) -> list[Span]:
    starts = [n for n, c in enumerate(text) if not c.isspace() and (n == 0 or text[n - 1].isspace())]
    ends = [n + 1 for n, c in enumerate(text) if not c.isspace() and (n + 1 == len(text) or text[n + 1].isspace())]
    return [Span(start, end) for start in starts for end in ends if start < end]


@given(st.data())
def test_a_described_passage_is_the_one_that_is_found(data: st.DataObject) -> None:
    """match(describe(span)) is the span alone, for every span of whole words that can be described."""
    text = data.draw(TEXTS)
    span = data.draw(st.sampled_from(word_spans(text)))
    try:
        quote = describe(span, text)
    except ValueError:
        assume(False)
    assert match(quote, prepare(text)) == (span,)


@given(st.data())
def test_a_passage_of_unlike_words_can_always_be_described(data: st.DataObject) -> None:
    """Where every word differs, no context is needed."""
    count = data.draw(st.integers(2, 12))
    text = " ".join(f"word{n}." for n in range(100, 100 + count))
    span = data.draw(st.sampled_from(word_spans(text)))
    assert describe(span, text) == Quote(exact=text[span.start : span.end])


@given(TEXTS, st.text(WORDS.map(lambda word: word[0]), min_size=1, max_size=6))
def test_whatever_is_found_reads_as_the_quote(text: str, words: str) -> None:
    """Every match is the quote but for white space and typography: nothing is found by likeness."""
    assume(" … " not in words and " ... " not in words)
    for passage in found(words, text):
        assert prepare(passage).text.strip() == prepare(words).text.strip()


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("It's a death trap", "It’s a death trap"),
        ('"quite safe"', "“quite safe”"),
        ("is safe - “quite", "is safe — “quite"),
        ("told us. It’s a", "told us.\nIt’s a"),
        ("told   us.\n It’s a", "told us.\nIt’s a"),
    ],
)
def test_typography_and_white_space_do_not_count(typed: str, stands: str) -> None:
    """What a keyboard gives finds what a typesetter set."""
    assert found(typed) == [stands]


@pytest.mark.parametrize("typed", ["it's a death trap", "Its a death trap", "is safer", "the bridges", "maior"])
def test_nothing_is_anchored_by_likeness(typed: str) -> None:
    """Another case, a missing apostrophe or another word finds nothing, though all are near."""
    assert found(typed) == []


def test_a_character_is_never_cut_in_two() -> None:
    """A full stop does not stand in an ellipsis, though both are typed with dots."""
    assert found("wait.", "They wait…") == []
    assert found("wait...", "They wait…") == ["wait…"]


def test_accents_count() -> None:
    """A letter with its accent is another letter, however the accent is encoded."""
    assert found("cafe", "the café") == []
    assert found("cafe\u0301", "the café") == ["café"]


def test_a_passage_is_quoted_by_its_beginning_and_end() -> None:
    """`start … end` is the whole passage between, with either kind of ellipsis."""
    assert found("It’s a … said.") == ["It’s a death trap, an engineer said."]
    assert found("It's a ... engineer") == ["It’s a death trap, an engineer"]


def test_an_ellipsis_that_stands_in_the_text_is_taken_literally() -> None:
    """The words as they stand come first."""
    text = "one … two, and later two"
    assert found("one … two", text) == ["one … two"]


def test_the_end_of_a_passage_follows_its_beginning() -> None:
    """Ends that stand before the start, or within it, do not count."""
    assert found("engineer … mayor") == []
    assert found("aa … aa", "aaa") == []


def test_words_that_stand_twice_are_found_twice() -> None:
    """The caller sees that the quote is ambiguous."""
    assert found("Critics called it a gamble.") == ["Critics called it a gamble."] * 2


def test_prefix_and_suffix_set_passages_apart() -> None:
    """Context before or after picks one; a wrong one picks none."""
    assert match(Quote(exact="Critics called it a gamble.", prefix="waited."), prepare(TEXT))[0].start > 120
    assert found("Critics called it a gamble.", suffix="Others") == ["Critics called it a gamble."]
    assert found("Critics called it a gamble.", suffix="Some") == []


def test_offsets_count_code_points() -> None:
    """A bridge in one emoji is one character, not two."""
    assert match(Quote(exact="open"), prepare("🌉🌉 open")) == (Span(3, 7),)


@pytest.mark.parametrize("span", [Span(0, 0), Span(-1, 3), Span(3, 1), Span(0, 10_000), Span(3, 4)])
def test_what_is_no_passage_cannot_be_described(span: Span) -> None:
    """Empty, reversed and outlying spans, and white space alone, raise ValueError."""
    with pytest.raises(ValueError, match="no passage"):
        describe(span, TEXT)


def test_a_passage_that_no_context_sets_apart_is_refused() -> None:
    """Rather an error than the wrong place."""
    with pytest.raises(ValueError, match="cannot be told"):
        describe(Span(200, 202), "na " * 200)


def test_the_context_is_as_short_as_will_do() -> None:
    """One word of prefix tells the second from the first."""
    start = TEXT.rindex("Critics")
    assert describe(Span(start, start + 7), TEXT) == Quote(exact="Critics", prefix="waited.")


def test_the_nearest_passage_words_the_help() -> None:
    """A slip finds the passage that was meant, in whole words."""
    span = nearest(Quote(exact="a deth trap, an enginer"), TEXT)
    assert span is not None
    assert "death trap, an engineer" in TEXT[span.start : span.end]


def test_nothing_is_near_to_other_words() -> None:
    """Words of another article have no nearest passage."""
    assert nearest(Quote(exact="Parliament rejected pensions"), TEXT) is None
