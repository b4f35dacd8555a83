"""Which words an edition shows."""

from __future__ import annotations

import pytest

from generator.edition import Edition, published, quotable, shown, shows_sentences, visible_in
from generator.model import Article, Span, Story
from tests.builders import a_note, a_story, an_article

TEXT = "One is here. Two is there, they said. Three is far.\nFour is alone.\nFive came. Six left."


def marked(publish: str, *quotes: str, headline: str | None = None, text: str = TEXT) -> tuple[Story, Article]:
    """An article with marks on these words."""
    article = an_article("paper", text, publish=publish, headline=headline)
    notes = [a_note(article, "framing", label="naming", quote=quote, voice="outlet") for quote in quotes]
    return a_story([article], notes), article


def visible(publish: str, edition: Edition, *quotes: str, headline: str | None = None) -> list[list[str]]:
    """The visible passages, by block."""
    story, article = marked(publish, *quotes, headline=headline)
    blocks = shown(story, article, edition).blocks
    return [[article.text[span.start : span.end] for span in each.spans] for each in blocks]


def with_gaps(publish: str, *quotes: str, headline: str | None = None, text: str = TEXT) -> str:
    """What the public edition shows, with a sign for each gap and a line for each block."""
    story, article = marked(publish, *quotes, headline=headline, text=text)
    found = shown(story, article, Edition.PUBLIC)
    lines = [
        ("… " if each.gap_before else "") + " … ".join(article.text[span.start : span.end] for span in each.spans)
        for each in found.blocks
    ]
    return "\n".join(lines) + (" …" if found.gap_after else "")


@pytest.mark.parametrize("publish", ["full", "excerpt", "quotes", "link"])
def test_the_classroom_sees_everything(publish: str) -> None:
    """A local build shows the whole text, whatever may be published."""
    assert visible(publish, Edition.CLASSROOM) == [[line] for line in TEXT.split("\n")]


def test_full_shows_the_whole_text_in_public() -> None:
    """With a ground to publish, nothing is left out."""
    assert visible("full", Edition.PUBLIC) == [[line] for line in TEXT.split("\n")]


def test_an_excerpt_is_the_sentences_around_the_marks() -> None:
    """Other sentences and unmarked blocks are left out."""
    assert visible("excerpt", Edition.PUBLIC, "Two", "Six") == [["Two is there, they said."], ["Six left."]]


def test_neighbouring_sentences_are_one_passage() -> None:
    """Two marked sentences in a row, or a mark over both, show no gap."""
    assert visible("excerpt", Edition.PUBLIC, "One", "Two") == [["One is here. Two is there, they said."]]
    assert visible("excerpt", Edition.PUBLIC, "here. Two") == [["One is here. Two is there, they said."]]


def test_quotes_shows_the_marked_words_alone() -> None:
    """Not a word beyond the marks; overlapping marks are joined; a mark over blocks is cut at their edge."""
    assert visible("quotes", Edition.PUBLIC, "Two is", "is there", "far. Four") == [["Two is there", "far."], ["Four"]]


def test_an_article_without_marks_shows_no_sentence() -> None:
    """Excerpts and quotes rest on annotations."""
    assert visible("excerpt", Edition.PUBLIC) == visible("quotes", Edition.PUBLIC) == []


def test_a_link_shows_no_word_of_the_text() -> None:
    """Only the headline, which is metadata, stands there."""
    assert visible("link", Edition.PUBLIC, "Two", headline="A headline") == [["A headline"]]


@pytest.mark.parametrize(
    ("quotes", "seen"),
    [
        (("One", "Six"), "One is here.\n… Six left."),
        (("Two",), "… Two is there, they said. …"),
        (("Three", "Four", "Five", "Six"), "… Three is far.\nFour is alone.\nFive came. Six left."),
        (("One", "Three", "Four"), "One is here. … Three is far.\nFour is alone. …"),
        ((), " …"),
    ],
)
def test_a_gap_stands_wherever_words_are_left_out(quotes: tuple[str, ...], seen: str) -> None:
    """Before the first passage, between two, where whole paragraphs are missing, after the last; nowhere else."""
    assert with_gaps("excerpt", *quotes) == seen


def test_a_headline_is_followed_by_a_gap_where_the_text_begins_later() -> None:
    """The first paragraph may be left out like any other."""
    assert with_gaps("excerpt", "Four", headline="A headline") == "A headline\n… Four is alone. …"
    assert with_gaps("link", "Four", headline="A headline") == "A headline …"


def test_punctuation_alone_is_no_gap() -> None:
    """A quotation mark before the first marked word hides nothing."""
    assert with_gaps("quotes", "One is", "two", text="“One is — two.”") == "One is — two"


def test_of_a_passage_that_runs_out_of_the_headline_a_link_shows_the_headline_s_words() -> None:
    """The words of the text stay hidden, however the mark was made."""
    story, article = marked("link", "line\nOne", headline="A headline")
    (mark,) = story.marks
    assert visible_in(story, article, mark.span, Edition.CLASSROOM) == (Span(6, 10), Span(11, 14))
    assert visible_in(story, article, mark.span, Edition.PUBLIC) == (Span(6, 10),)
    assert visible_in(story, article, Span(11, 14), Edition.PUBLIC) == ()


def test_an_article_marked_none_is_in_no_edition() -> None:
    """It is taken out with its marks, checks and cuts; the others stay."""
    secret, open_ = an_article("secret", "Hidden words.", publish="none"), an_article("open", "Plain words.")
    notes = [
        a_note(secret, "framing", label="naming", quote="Hidden", voice="outlet"),
        a_note(secret, "claims", claim="is-so", stance="omits", searched=["so"]),
        a_note(open_, "framing", label="naming", quote="Plain", voice="outlet"),
    ]
    story = published(a_story([secret, open_], notes))
    assert [article.id for article in story.articles] == ["open"]
    assert [mark.annotation.article for mark in story.marks] == ["open"]
    assert story.absences == ()


@pytest.mark.parametrize(
    ("publish", "quotes", "sentences"),
    [("full", True, True), ("excerpt", True, True), ("quotes", True, False), ("link", False, False)],
)
def test_what_other_pages_may_quote_follows_the_rights(publish: str, quotes: bool, sentences: bool) -> None:
    """In public as the rights say; in the classroom always."""
    article = an_article("paper", TEXT, publish=publish)
    assert (quotable(article, Edition.PUBLIC), shows_sentences(article, Edition.PUBLIC)) == (quotes, sentences)
    assert quotable(article, Edition.CLASSROOM)
    assert shows_sentences(article, Edition.CLASSROOM)
