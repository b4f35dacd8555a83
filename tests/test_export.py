"""The downloads: what is written can be read back, and no edition gives more words than it may."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import build
from generator.compare.evidence import records, records_of
from generator.edition import Edition
from generator.export import documents
from generator.export.plain import GAP, article_text
from generator.export.table import FIELDS, article_table, guard, row, story_table, unguard
from generator.export.web_annotation import CONTEXT, article_annotations, story_annotations
from generator.formats import Codebook
from generator.model import Article, Corpus, Story
from generator.pages.downloads import citation
from tests.builders import a_codebook, a_note, a_story, an_article, claim
from tests.golden import ROOT

ADDRESS = "https://site.invalid/"
HOSTILE = [
    '=HYPERLINK("x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "'quoted'",
    'a "b", c;\nd\r\ne',
    "",
    " =1",
    "𝒳 é",
    "\n=1",
    "＝1",
    "＠SUM(A1)",
]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return build.load(Path(ROOT)).corpus


def small(publish: str = "full", text: str = "Zebra plans are secret. 𝒳 he said. Nothing more.", **keys: Any) -> Story:
    article = an_article("one", text, publish=publish, headline="A headline")
    notes = [
        a_note(article, "claims", claim="plan", stance="attributes", source="him", quote="are secret", **keys),
        a_note(article, "claims", claim="fact", stance="omits", searched=["boat", "ship"]),
        a_note(article, "sources", source="him", quote="he said", cue="said", form="indirect"),
        a_note(article, "framing", label="loaded", quote="secret", voice="outlet", polarity="negative"),
    ]
    registry = {"claims": {"plan": claim(), "fact": claim()}, "sources": {"him": {"name": "Him", "kind": "expert"}}}
    # Ids of their own: the builder's are made of the words.
    notes = [replace(note, id=f"note-{n}") for n, note in enumerate(notes, 1)]
    return a_story([article], notes, **registry)


def items(story: Story, edition: Edition = Edition.CLASSROOM, address: str = ADDRESS) -> list[dict[str, Any]]:
    found = json.loads(story_annotations(story, edition, address).text)
    return list(found["first"]["items"])


def selectors(item: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["type"]: one for one in item["target"]["selector"]}


def tags(item: dict[str, Any]) -> list[str]:
    return [body["value"] for body in item["body"] if body.get("purpose") == "tagging"]


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_passage_of_the_json_ld_is_what_stands_at_its_offsets(corpus: Corpus) -> None:
    """For every annotation of the sample, text[start:end] is `exact`, with prefix and suffix around it."""
    story = corpus.stories[0]
    for article in story.articles:
        found = json.loads(article_annotations(story, article, Edition.PUBLIC, "").text)["first"]["items"]
        assert len(found) == len(records_of(story, article)) > 50
        for item in found:
            if isinstance(item["target"], str):
                assert item["motivation"] == "assessing"
                continue
            quote, place = selectors(item)["TextQuoteSelector"], selectors(item)["TextPositionSelector"]
            assert article.text[place["start"] : place["end"]] == quote["exact"]
            assert article.text[: place["start"]].endswith(quote.get("prefix", ""))
            assert article.text[place["end"] :].startswith(quote.get("suffix", ""))


def test_the_text_file_and_the_json_ld_count_alike() -> None:
    """What follows the first blank line of article.txt is the text in which the offsets count, in code points."""
    story = small()
    text = article_text(story, story.articles[0], Edition.CLASSROOM).text.partition("\n\n")[2]
    for item in items(story):
        if not isinstance(item["target"], str):
            place = selectors(item)["TextPositionSelector"]
            assert text[place["start"] : place["end"]] == selectors(item)["TextQuoteSelector"]["exact"]


def test_the_json_ld_keeps_to_the_model(corpus: Corpus) -> None:
    """Context, classes, motivations and times are those of the W3C Web Annotation Data Model."""
    story = corpus.stories[0]
    found = json.loads(story_annotations(story, Edition.CLASSROOM, ADDRESS).text)
    assert found["@context"] == CONTEXT and found["type"] == "AnnotationCollection"
    assert found["first"]["type"] == "AnnotationPage" and found["first"]["partOf"] == found["id"]
    assert found["total"] == len(found["first"]["items"]) == len(records(story))
    notes = (*(mark.annotation for mark in story.marks), *story.absences)
    written = {(f"{note.on}T00:00:00Z", note.by) for note in notes}
    for item in found["first"]["items"]:
        assert item["type"] == "Annotation" and item["motivation"] in MOTIVATIONS
        assert set(item["creator"]) == {"nickname"} and (item["created"], item["creator"]["nickname"]) in written
        assert item["id"].startswith(f"{ADDRESS}venezuela-strikes/evidence/#")
        for body in item["body"]:
            assert body["purpose"] in MOTIVATIONS
            assert set(body) == (
                {"type", "purpose", "source"}
                if body["type"] == "SpecificResource"
                else {"type", "purpose", "format", "value"}
            )
    assert len({item["id"] for item in found["first"]["items"]}) == found["total"]


def test_addresses_are_relative_to_the_file_where_the_site_s_is_not_known() -> None:
    """A file of a story is one folder deep."""
    (first, *_) = items(small(), address="")
    assert first["id"].startswith("../a-story/evidence/#")
    assert first["target"]["source"] == "../a-story/one/"


def test_what_the_model_has_no_term_for_is_a_tag() -> None:
    """Stance, value, cue, form, voice, polarity and the words of a search."""
    story = small(value="3 boats")
    found = {tag for item in items(story) for tag in tags(item)}
    assert {"kind=claim", "stance=attributes", "value=3 boats", "cue=said", "form=indirect"} <= found
    assert {"voice=outlet", "polarity=negative", "searched=boat", "searched=ship", "status=proposed"} <= found


def test_context_stays_within_the_sentences_that_an_excerpt_shows() -> None:
    """Prefix and suffix end where the gap begins; with `quotes` there are none."""
    text = "Hidden words before. Shown and secret words. Hidden words after."
    article = an_article("one", text, publish="excerpt")
    notes = [a_note(article, "framing", label="loaded", quote="secret", voice="outlet")]
    (item,) = items(a_story([article], notes), Edition.PUBLIC)
    assert selectors(item)["TextQuoteSelector"]["prefix"] == "Shown and "
    assert selectors(item)["TextQuoteSelector"]["suffix"] == " words."
    article = an_article("one", text, publish="quotes")
    (item,) = items(a_story([article], notes), Edition.PUBLIC)
    assert selectors(item)["TextQuoteSelector"] == {"type": "TextQuoteSelector", "exact": "secret"}


def test_the_table_is_read_back_as_it_was_written(corpus: Corpus) -> None:
    """Every cell of the sample; a row for every annotation, in the story's file and in those of its articles."""
    story = corpus.stories[0]
    wanted = [dict(row(story, record, corpus.codebook, Edition.CLASSROOM)) for record in records(story)]
    found = read(story_table(story, corpus.codebook, Edition.CLASSROOM).text)
    assert [{key: unguard(cell) for key, cell in one.items()} for one in found] == wanted
    by_article = [
        line
        for each in story.articles
        for line in read(article_table(story, each, corpus.codebook, Edition.PUBLIC).text)
    ]
    assert by_article == found


@pytest.mark.parametrize("hostile", [words for words in HOSTILE if words.strip()])
def test_hostile_words_stay_words(hostile: str) -> None:
    """Formulas, quotation marks and line breaks in a note come back as they were, and no cell begins as a formula."""
    story = small(note=hostile)
    text = story_table(story, a_codebook(loaded="framing"), Edition.CLASSROOM).text
    assert text.startswith(",".join(FIELDS) + "\r\n")
    found = read(text)
    note = next(record.annotation.note.note for record in records(story) if record.annotation.note.note)
    assert note in [unguard(line["note"]) for line in found]
    assert not [cell for line in found for cell in line.values() if cell.startswith(FORMULA)]


@given(st.text() | st.sampled_from(HOSTILE) | st.text("'=+-@\t\r\n＝＋－＠ a"))
def test_guard_is_undone_by_unguard(cell: str) -> None:
    """No cell is lost or changed on the way, and none is a formula."""
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(FORMULA)


def test_the_text_file_shows_gaps_where_the_edition_has_them() -> None:
    """An excerpt keeps its sentences; what lies between them is a gap."""
    text = "First sentence here. The secret one. Third sentence here.\nA paragraph of nothing.\nAnother secret end."
    article = an_article("one", text, publish="excerpt")
    note = a_note(article, "framing", label="loaded", quote="The secret one", voice="outlet")
    story = a_story([article], [note])
    shown = article_text(story, article, Edition.PUBLIC).text.partition("\n\n")[2]
    assert shown.split("\n") == [GAP, "The secret one.", GAP, ""]


def test_metadata_that_is_inferred_stands_in_brackets(corpus: Corpus) -> None:
    """The head of a text file tells what the saved page states from what somebody inferred."""
    story = corpus.stories[0]
    head = article_text(story, story.article("slay-news"), Edition.PUBLIC).text.partition("\n\n")[0]
    assert "Outlet: [Slay News]" in head and "Published: [2025-09-27]" in head and "Byline: not known" in head
    assert "Rights: the text belongs to its publisher" in head


def test_nothing_is_quoted_of_an_article_that_may_only_be_linked() -> None:
    """No download of the public edition holds a word of its text, its cues too; the pages stand in test_rights."""
    story = small("link")
    for document in documents(Corpus(a_codebook(loaded="framing"), (story,)), Edition.PUBLIC):
        for words in ("Zebra", "are secret", "he said", "cue=said", "Nothing more"):
            assert words not in document.text, document.path
    assert "are secret" in "".join(one.text for one in documents(Corpus(Codebook(), (story,)), Edition.CLASSROOM))


def test_a_text_file_without_text_says_why() -> None:
    """Where the edition may not quote, the file holds the metadata and a sentence."""
    story = small("link")
    text = article_text(story, story.articles[0], Edition.PUBLIC).text.partition("\n\n")[2]
    assert text == "[The text of this article is not published in this edition.]\n"


def test_an_article_that_no_edition_builds_has_no_files() -> None:
    """`publish: none` leaves nothing behind."""
    story = small("none")
    assert not [one for one in documents(Corpus(Codebook(), (story,)), Edition.CLASSROOM) if "/one/" in one.path]


def cited(**head: Any) -> str:
    article = an_article("one", "Text.", headline="Is it so?")
    return citation(_with(article, head))


def _with(article: Article, head: dict[str, Any]) -> Article:
    return replace(article, head=article.head.model_validate({**article.head.model_dump(), **head}))


def test_a_citation_gives_what_the_saved_page_states() -> None:
    """Author, headline, outlet, date and address, with no second full stop after a question mark."""
    assert cited(byline="Ada B.", published="2026-02-01", url="https://paper.invalid/a") == (
        "Ada B. “Is it so?” one, 1 February 2026. https://paper.invalid/a"
    )


def test_a_citation_puts_into_brackets_what_is_inferred() -> None:
    """A date that nobody knows is n.d., and no date of access is made up."""
    assert cited(published="2026-02-01", inferred={"outlet": "x", "published": "y"}) == (
        "“Is it so?” [one], [1 February 2026]."
    )
    assert (
        cited(headline=None, outlet=None) == "[Article without a headline in the saved text]. [outlet not named], n.d."
    )
