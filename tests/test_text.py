"""Characters: normalise, fold, find, sentences."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import find_all, fold, fold_words, normalise, sentence_spans, word_edges


@given(st.text())
def test_normalised_text_is_normal(text: str) -> None:
    """NFC, single spaces, no control characters, no white space at the ends; twice is as once."""
    made = normalise(text)
    assert made == unicodedata.normalize("NFC", made) == normalise(made) == made.strip()
    assert "  " not in made
    assert not any(unicodedata.category(c) == "Cc" for c in made)


@given(st.text())
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    """Offsets rise, stay inside the text, and there is one more than characters."""
    made = fold(text)
    assert len(made.offsets) == len(made.text) + 1
    assert list(made.offsets) == sorted(made.offsets)
    assert made.offsets[-1] == len(text)


@pytest.mark.parametrize(
    ("written", "typed"),
    [("‘a’ “b” „c“ «d»", '\'a\' "b" "c" "d"'), ("a–b—c−d‑e", "a-b-c-d-e"), ("wait…", "wait..."), (" a \n\t b ", "a b")],
)
def test_typography_is_folded_to_what_a_keyboard_has(written: str, typed: str) -> None:
    """Quotation marks, dashes, the ellipsis and white space."""
    assert fold_words(written) == typed


@pytest.mark.parametrize("pair", [("Café", "Cafe"), ("US", "us"), ("naïve", "naive"), ("strasse", "straße")])
def test_folding_never_makes_two_readings_equal(pair: tuple[str, str]) -> None:
    """Case, accents and spellings stay."""
    assert fold_words(pair[0]) != fold_words(pair[1])


@pytest.mark.parametrize(
    ("text", "words", "at"), [("aaa", "aa", (0, 1)), ("abc", "", ()), ("abc", "d", ()), ("", "a", ())]
)
def test_every_place_is_found(text: str, words: str, at: tuple[int, ...]) -> None:
    """Overlapping places count; empty words stand nowhere."""
    assert find_all(text, words) == at


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("“Stop.” She left.", 2),
        ("Mr. Marsh met Gen. Hill on Jan. 5 in the U.S. Senate.", 1),
        ("It cost 4.2 million. 17 died.", 2),
        ("He said so. but softly", 1),
        ("Well … Perhaps.", 2),
        ("", 0),
    ],
)
def test_sentences_are_split_by_rule_of_thumb(text: str, count: int) -> None:
    """A stop and a capital end a sentence; initials, abbreviations and decimals do not."""
    assert len(sentences(text)) == count


@given(st.text())
def test_no_word_is_lost_between_sentences(text: str) -> None:
    """The sentences cover everything but white space, in order."""
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_a_passage_grows_to_whole_words() -> None:
    """A span inside words is widened to their edges, and one at the edges stays."""
    assert word_edges("the bridge opened", 6, 12) == (4, 17)
    assert word_edges("the bridge opened", 4, 10) == (4, 10)
