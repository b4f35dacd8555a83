"""Shared wording: which words of two articles are the same, and which of them count."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from generator.compare.wording import MINIMUM, shared_wording
from generator.edition import Edition
from generator.model import Corpus, Story
from generator.pages import pages
from generator.pages.wordings import MOST_LISTED, SharedWording, wordings
from tests.builders import a_codebook, a_note, a_story, an_article

EIGHT = "the minister will not resign before the vote"


def found(story: Story) -> list[tuple[int, list[str]]]:
    return [
        (one.words, [story.article(name).text[span.start : span.end] for name, span in one.places])
        for one in shared_wording(story)
    ]


def story_of(*texts: str) -> Story:
    return a_story([an_article(f"outlet-{n}", text, f"2026-01-{n + 1:02}") for n, text in enumerate(texts)])


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


def stretches(story: Story, shown: SharedWording) -> dict[str, list[tuple[str, list[str]]]]:
    """For each article its stretches as printed, with the articles in which they stand."""
    return {
        article.id: [
            (article.text[one.span.start : one.span.end], [place.name for place in one.elsewhere])
            for one in shown.stretches[article.id]
        ]
        for article in story.articles
    }


def test_runs_that_overlap_are_one_stretch_with_every_article_that_shares_it() -> None:
    """A reader sees each stretch once, not a note for each pair of articles."""
    tail = "and nobody has asked her to say why not"
    story = story_of(f"{EIGHT} {tail}", f"One: {EIGHT} {tail[:14]}", f"Two: before the vote {tail}", "Nothing at all.")
    found = stretches(story, wordings(story, Edition.CLASSROOM))
    assert found["outlet-0"] == [(f"{EIGHT} {tail}", ["outlet-1", "outlet-2"])]
    assert found["outlet-2"] == [(f"before the vote {tail}", ["outlet-0"])]
    assert found["outlet-3"] == []


def test_the_link_to_shared_wording_leads_to_the_stretch_that_holds_it() -> None:
    """The address in one article is the id in the other."""
    story = story_of(f"One {EIGHT} again.", f"Two {EIGHT} at last.", f"Three {EIGHT} at last.")
    shown = wordings(story, Edition.CLASSROOM)
    ids = {name: [one.id for one in every] for name, every in shown.stretches.items()}
    for every in shown.stretches.values():
        for one in every:
            for place in one.elsewhere:
                assert place.url.partition("#")[2] in ids[place.name]


def test_the_id_of_a_stretch_stays_when_longer_wording_comes() -> None:
    """An address that somebody noted leads to the same words."""
    longer = "and this is another and far longer run of words that two of them have in common"
    before = story_of(f"One {EIGHT}.", f"Two {EIGHT}.")
    after = story_of(f"{longer}\nOne {EIGHT}.", f"{longer}\nTwo {EIGHT}.")
    (noted,) = wordings(before, Edition.CLASSROOM).stretches["outlet-0"]
    assert noted.id in [one.id for one in wordings(after, Edition.CLASSROOM).stretches["outlet-0"]]
    assert noted.id.startswith("wording_") and len(noted.id) < 20


def test_where_the_edition_hides_the_words_no_stretch_and_no_fragment_is_left() -> None:
    """A linked article keeps its place in the list, without an address in its text."""
    bound = an_article("bound", f"One {EIGHT}.", "2026-01-01", publish="link")
    story = a_story([bound, an_article("free", f"Two {EIGHT}.", "2026-01-02")])
    shown = wordings(story, Edition.PUBLIC)
    assert shown.stretches["bound"] == ()
    (one,) = shown.stretches["free"]
    assert [place.url for place in one.elsewhere] == ["a-story/bound/"]
    assert [(view.text, view.places[0].url) for view in shown.listed] == [(EIGHT, "a-story/bound/")]


def test_a_headline_is_called_a_headline() -> None:
    """It is no paragraph with a number."""
    one = an_article("one", "Nothing.", "2026-01-01", headline=EIGHT)
    story = a_story([one, an_article("two", f"Two {EIGHT}.", "2026-01-02")])
    (view,) = wordings(story, Edition.CLASSROOM).listed
    assert [place.place for place in view.places] == ["headline", "paragraph 1"]


def wire_copy(copies: int, seed: int = 7) -> Story:
    """Copies of one report in which two words of a hundred are changed."""
    chance = random.Random(seed)
    words = [f"word{n}" for n in range(1500)]
    report = [[chance.choice(words) for _ in range(40)] for _ in range(10)]

    def copy() -> str:
        changed = ([chance.choice(words) if chance.random() < 0.02 else word for word in line] for line in report)
        return "\n".join(" ".join(line) for line in changed)

    return story_of(*(copy() for _ in range(copies)))


def test_wire_copy_gives_a_short_list_and_few_notes() -> None:
    """Of hundreds of runs the story lists the longest and counts the rest; an article has a stretch for a passage."""
    story = wire_copy(9)
    shown = wordings(story, Edition.CLASSROOM)
    assert len(shared_wording(story)) > 3 * MOST_LISTED
    assert len(shown.listed) == MOST_LISTED and shown.more > 0
    assert [view.words for view in shown.listed] == sorted((view.words for view in shown.listed), reverse=True)
    assert all(len(every) <= 20 for every in shown.stretches.values())


def test_a_run_within_a_listed_run_of_the_same_articles_is_not_listed() -> None:
    """What a third article shares is listed, since it is about a third article."""
    story = story_of(f"One {EIGHT} indeed so.", f"Two {EIGHT} indeed so.", f"Three {EIGHT} at last.")
    assert [(view.words, len(view.places)) for view in wordings(story, Edition.CLASSROOM).listed] == [(10, 2), (8, 3)]
    spoken = "it is too late for all of that"
    found = [an_article(name, f"{EIGHT} “{spoken}”.", "2026-01-01") for name in ("one", "two", "three")]
    notes = [
        a_note(article, "sources", source=source, quote=f"“{spoken}”", cue="late", form="direct")
        for article, source in zip(found, ("mayor", "mayor", "baker"), strict=True)
    ]
    sources = {name: {"name": name, "kind": "official"} for name in ("mayor", "baker")}
    story = a_story(found, notes, sources=sources)
    assert [one.words for one in shared_wording(story)] == [16, 8]
    shown = wordings(story, Edition.CLASSROOM)
    assert [view.words for view in shown.listed] == [16] and shown.more == 0


def test_the_pages_of_wire_copy_stay_light() -> None:
    """Ten times the copies do not give a hundred times the page."""
    sizes = [
        max(len(page.body) for page in pages(Corpus(a_codebook(), (wire_copy(copies),)), Edition.CLASSROOM))
        for copies in (3, 30)
    ]
    assert sizes[1] < 8 * sizes[0]
