"""The evidence page: every annotation once, as the edition may show it, and light."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator import build
from generator.compare.evidence import records
from generator.edition import Edition
from generator.formats import Codebook
from generator.model import Story
from generator.pages import evidence
from tests.builders import a_codebook, a_note, a_story, an_article, claim
from tests.golden import ROOT

BYTES = 60_000


@pytest.fixture(scope="module")
def sample() -> tuple[Story, Codebook]:
    corpus = build.load(Path(ROOT)).corpus
    return corpus.stories[0], corpus.codebook


def table(story: Story, codebook: Codebook, edition: Edition = Edition.CLASSROOM) -> BeautifulSoup:
    return BeautifulSoup(evidence.page(story, codebook, edition).body, "html.parser")


def small(publish: str = "full", **more: object) -> Story:
    text = an_article("one", "The plan is secret. He said so.", publish=publish)
    notes = [
        a_note(text, "claims", claim="plan", stance="asserts", quote="The plan is secret", value="3 boats"),
        a_note(text, "claims", claim="fact", stance="omits", searched=["boat", "ship"]),
        a_note(text, "sources", source="him", quote="He said so", cue="said", form="indirect", note="Why. " * 80),
        a_note(text, "framing", label="loaded", quote="secret", voice="outlet", status="reviewed"),
    ]
    # Ids of their own: the builder's are made of the words.
    notes = [replace(note, id=f"note-{n}") for n, note in enumerate(notes, 1)]
    sources = {"him": {"name": "<b>Him</b>", "kind": "expert"}}
    return a_story([text], notes, claims={"plan": claim(), "fact": claim(statement="A fact.")}, sources=sources)


def test_every_annotation_of_the_sample_is_a_row_once(sample: tuple[Story, Codebook]) -> None:
    """Marks and checked absences of every article, and nothing else."""
    story, codebook = sample
    rows = [row["id"] for row in table(story, codebook).select("tbody tr")]
    wanted = {mark.id for mark in story.marks} | {absence.id for absence in story.absences}
    assert len(rows) == len(wanted) == len(records(story)) > 400
    assert set(rows) == wanted


def test_the_page_of_the_sample_is_light(sample: tuple[Story, Codebook]) -> None:
    """The table compresses to no more than 60 kB."""
    assert len(gzip.compress(evidence.page(*sample, Edition.CLASSROOM).body.encode(), 6)) < BYTES


def test_a_filter_says_how_many_rows_each_value_has(sample: tuple[Story, Codebook]) -> None:
    """The number beside a value is the number of rows that carry it."""
    page = table(*sample)
    for box in page.select("[data-filters] input"):
        name, value = str(box["name"]), str(box["value"])
        assert int(box.parent.select_one(".n").text) == len(page.select(f'tbody tr[data-{name}="{value}"]')) > 0


def test_a_checked_absence_shows_the_words_that_were_searched_for() -> None:
    """It has no passage, so its article is linked instead."""
    row = table(small(), a_codebook(loaded="framing")).select_one('tr[data-stance="omits"]')
    assert row is not None
    assert "searched for: boat, ship" in row.text
    assert [link["href"] for link in row.select("th a")] == ["../../a-story/one/"]


def test_words_lead_to_their_passage_and_what_is_said_to_its_page() -> None:
    """The link of the words names the mark in the article."""
    story = small()
    row = table(story, a_codebook(loaded="framing")).select_one('tr[data-kind="framing"]')
    assert row is not None
    mark = next(mark for mark in story.marks if mark.kind == "framing")
    assert [link["href"] for link in row.select("a")] == ["../../labels/loaded/", f"../../a-story/one/#{mark.id}"]
    assert "outlet voice" in row.text


def test_a_long_note_opens_on_demand() -> None:
    """A note of four hundred characters does not make the table longer."""
    row = table(small(), a_codebook(loaded="framing")).select_one('tr[data-kind="source"]')
    assert row is not None and "Why." in row.select_one("details").text


def test_text_stays_text() -> None:
    """A name that looks like HTML is shown as it is written."""
    page = table(small(), a_codebook(loaded="framing"))
    assert not page.select("b") and "<b>Him</b>" in page.text


def test_the_page_says_how_far_the_review_has_come(sample: tuple[Story, Codebook]) -> None:
    """Where nobody read a second time it says so; else it counts."""
    assert "proposed, no second reader yet" in table(*sample).select_one(".facts").text
    assert "3 proposed, 1 reviewed, 1 with a second reader" in table(small(), Codebook()).select_one(".facts").text


def test_an_article_that_may_only_be_linked_shows_no_words_in_the_public_edition() -> None:
    """Neither quote nor cue; the article is linked."""
    page = table(small("link"), a_codebook(loaded="framing"), Edition.PUBLIC)
    assert not page.select("tbody q")
    assert "secret" not in str(page) and "said" not in page.text
    assert len(page.select("tbody th a")) == 4


def test_a_story_without_annotations_says_so() -> None:
    """There is no empty table."""
    page = table(a_story([an_article("one", "Text.")]), Codebook())
    assert not page.select("table") and "Nobody has annotated this story yet" in page.text
