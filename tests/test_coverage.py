"""The report on how far a story is annotated."""

from __future__ import annotations

from generator.compare.coverage import coverage
from tests.builders import a_note, a_story, an_article, claim

TEXT = "The bridge opens on Monday.\nThe mayor said so. A baker reportedly doubts it."


def test_a_sentence_with_a_cue_and_no_source_mark_is_a_gap() -> None:
    """A verb of saying without a source mark is listed with its paragraph and its words."""
    article = an_article("north", TEXT)
    (first, second) = coverage(a_story([article])).unmarked
    assert (first.paragraph, first.cue, first.sentence) == (2, "said", "The mayor said so.")
    assert second.cue == "reportedly"


def test_a_marked_attribution_is_no_gap() -> None:
    """Once the attribution is marked, its sentence is no longer listed, the next one still is."""
    article = an_article("north", TEXT)
    mayor = {"name": "the mayor", "kind": "official", "identity": "role-only"}
    note = a_note(article, "sources", source="mayor", quote="The mayor said", cue="said", form="indirect")
    found = coverage(a_story([article], [note], sources={"mayor": mayor})).unmarked
    assert [gap.sentence for gap in found] == ["A baker reportedly doubts it."]


def test_cells_are_counted_by_what_they_say() -> None:
    """Passages, checked absences, claims not yet known and unreviewed cells are counted apart."""
    early, late = an_article("early", TEXT, "2026-01-01"), an_article("late", TEXT, "2026-02-01")
    claims = {"bridge-opens": claim(), "bridge-safe": claim(since="2026-01-15")}
    notes = [
        a_note(early, "claims", claim="bridge-opens", stance="asserts", quote="The bridge opens"),
        a_note(late, "claims", claim="bridge-opens", stance="omits", searched=["opens"]),
    ]
    cells = dict(coverage(a_story([early, late], notes, claims=claims)).cells)
    assert cells == {"has a passage": 1, "checked, not there": 1, "not yet known": 1, "not reviewed": 1}


def test_a_claim_that_nobody_is_named_for_is_without_origin() -> None:
    """A claim with a first reporter or an attributed passage has an origin; another has none."""
    claims = {"bridge-opens": claim(first_reported_by="mayor"), "bridge-safe": claim()}
    sources = {"mayor": {"name": "the mayor", "kind": "official"}}
    assert coverage(a_story([an_article("north", TEXT)], claims=claims, sources=sources)).without_origin == (
        "bridge-safe",
    )
