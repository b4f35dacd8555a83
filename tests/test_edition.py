"""Which words an edition shows."""

from __future__ import annotations

import pytest

from generator.edition import Edition, published, quotable, shown, shows_sentences
from tests.builders import a_note, a_story, an_article

TEXT = "One is here. Two is there, they said. Three is far.\nFour is alone.\nFive came. Six left."


def visible(publish: str, edition: Edition, *quotes: str, headline: str | None = None) -> list[list[str]]:
    """The visible passages, by block."""
    article = an_article("paper", TEXT, publish=publish, headline=headline)
    notes = [a_note(article, "framing", label="naming", quote=quote, voice="outlet") for quote in quotes]
    blocks = shown(a_story([article], notes), article, edition)
    return [[article.text[span.start : span.end] for span in spans] for _, spans in blocks]


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
