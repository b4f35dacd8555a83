"""Shared wording: which words of two articles are the same, and which of them count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.compare.wording import MINIMUM, shared_wording
from generator.model import Story
from tests.builders import a_note, a_story, an_article

EIGHT = "the minister will not resign before the vote"


def found(story: Story) -> list[tuple[int, list[str]]]:
    return [
        (one.words, [story.article(name).text[span.start : span.end] for name, span in one.places])
        for one in shared_wording(story)
    ]


def story_of(*texts: str) -> Story:
    return a_story([an_article(f"outlet-{n}", text, f"2026-01-0{n + 1}") for n, text in enumerate(texts)])


def test_eight_words_in_two_articles_are_shared_wording() -> None:
    """A run of eight words is found in both articles, as each of them prints it."""
    story = story_of(
        f"Yesterday we learnt that {EIGHT}.", "It is said: The Minister — will not resign before the vote."
    )
    assert found(story) == [(8, [EIGHT, "The Minister — will not resign before the vote"])]


def test_seven_words_are_not() -> None:
    """A shorter run is a coincidence of the language."""
    assert (
        found(story_of("so the minister will not resign before noon", "but the minister will not resign before long"))
        == []
    )


def test_a_run_is_as_long_as_it_can_be() -> None:
    """The longest run is shown once, not each eight words of it."""
    words = f"{EIGHT} and nobody has asked her to"
    assert found(story_of(f"A {words}.", f"B {words}!")) == [(14, [words, words])]


def test_three_articles_with_the_same_words_are_one_wording() -> None:
    """The same run in three articles is shown once with three places."""
    assert found(story_of(f"One {EIGHT}.", f"Two {EIGHT}.", f"Three {EIGHT}.")) == [(8, [EIGHT] * 3)]


def test_a_run_ends_with_its_paragraph() -> None:
    """Four words at the end of a paragraph and four at the beginning of the next are no run."""
    assert (
        found(
            story_of("the minister will not\nresign before the vote", "the minister will not\nresign before the vote")
        )
        == []
    )


def test_a_repeated_paragraph_is_found_once() -> None:
    """An article that says the same a hundred times does not give a hundred results."""
    assert len(found(story_of("\n".join([f"{EIGHT}."] * 100), "\n".join([f"{EIGHT}."] * 100)))) == 1


def quoting(first_source: str, second_source: str) -> Story:
    one = an_article("one", f"She said: “{EIGHT}”.", "2026-01-01")
    two = an_article("two", f"“{EIGHT}”, she told us.", "2026-01-02")
    sources = {name: {"name": name, "kind": "official"} for name in ("spokeswoman", "minister")}
    notes = [
        a_note(one, "sources", source=first_source, quote=f"said: “{EIGHT}”", cue="said", form="direct"),
        a_note(two, "sources", source=second_source, quote=f"“{EIGHT}”", cue="told", form="direct"),
    ]
    return a_story([one, two], notes, sources=sources)


def test_a_quotation_that_both_attribute_to_one_source_does_not_count() -> None:
    """Two articles that quote the same person have the words from her, not from each other."""
    assert found(quoting("spokeswoman", "spokeswoman")) == []


def test_a_quotation_attributed_to_two_sources_counts() -> None:
    """The same words from two mouths are worth a look."""
    assert found(quoting("spokeswoman", "minister")) == [(8, [EIGHT, EIGHT])]


def test_indirect_speech_counts_although_both_name_the_source() -> None:
    """Outside of quotation marks the words are the outlet's own."""
    one = an_article("one", f"She said that {EIGHT}.", "2026-01-01")
    two = an_article("two", f"She told us {EIGHT}.", "2026-01-02")
    notes = [
        a_note(article, "sources", source="her", quote=EIGHT, cue="said", form="indirect") for article in (one, two)
    ]
    story = a_story([one, two], notes, sources={"her": {"name": "Her", "kind": "official"}})
    assert found(story) == [(8, [EIGHT, EIGHT])]


@given(st.lists(st.sampled_from("abcd"), max_size=40), st.lists(st.sampled_from("abcd"), max_size=40))
def test_whatever_is_shown_stands_in_both_articles(one: list[str], other: list[str]) -> None:
    """No result is shorter than eight words, and each place holds the same words."""
    story = story_of(" ".join(one) or "x", " ".join(other) or "y")
    for length, texts in found(story):
        assert length >= MINIMUM
        assert {len(text.split()) for text in texts} == {length}
        assert len({text.casefold() for text in texts}) == 1


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_no_eight_words_that_two_articles_share_are_missed(one: list[str], other: list[str]) -> None:
    """Every eight words that stand in both texts stand in a result."""
    story = story_of(" ".join(one) or "x", " ".join(other) or "y")
    shown = [texts[0].split() for _, texts in found(story)]

    def pieces(words: list[str]) -> set[tuple[str, ...]]:
        return {tuple(words[at : at + MINIMUM]) for at in range(len(words) - MINIMUM + 1)}

    assert pieces(one) & pieces(other) <= set().union(*(pieces(words) for words in shown))
