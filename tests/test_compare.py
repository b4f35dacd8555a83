"""The tables of a story, on stories of two or three invented articles."""

from __future__ import annotations

import pytest

from generator.choices import Stance
from generator.compare.chains import chains, chains_of_claim, independent_origins, reports_behind
from generator.compare.claims import Absence, Row, claim_table, parse_value
from generator.compare.framing import framing_table
from generator.compare.names import names
from generator.compare.speakers import speakers
from generator.compare.timeline import timeline
from tests.builders import a_codebook, a_note, a_story, an_article, claim

EARLY = an_article("early", "The bridge is closed.\nIt cost 3 crowns.", "2026-01-01")
LATE = an_article("late", "The bridge is open, the mayor said.\nIt cost 3+ crowns.", "2026-01-09")
UNDATED = an_article("undated", "The bridge is old.")
OMITS = {"claim": "bridge-open", "stance": "omits", "searched": ["open"]}


def row(notes: list, found: tuple = (EARLY, LATE), **entry: object) -> Row:
    (only,) = claim_table(a_story(found, notes, claims={"bridge-open": claim(**entry)}))
    return only


def carries(article: object, quote: str, stance: str = "asserts", **keys: object) -> object:
    return a_note(article, "claims", claim="bridge-open", stance=stance, quote=quote, **keys)


def test_an_article_nobody_looked_at_is_not_reviewed() -> None:
    """No note is no statement about the article."""
    assert [cell.absence for cell in row([]).cells] == [Absence.NOT_REVIEWED] * 2


def test_a_checked_absence_is_an_omission_and_names_the_check() -> None:
    """Only `stance: omits` makes a cell say that the claim is not there."""
    cell = row([a_note(LATE, "claims", **OMITS)]).cells[1]
    assert cell.absence is Absence.OMITS
    assert cell.checked is not None
    assert cell.checked.note.searched == ("open",)


def test_an_article_older_than_the_claim_could_not_know_it() -> None:
    """Before `since` the cell says so; on the day itself and for undated articles it does not."""
    cells = row([], (EARLY, LATE, UNDATED), since="2026-01-09").cells
    assert [cell.absence for cell in cells] == [Absence.NOT_YET_KNOWN, Absence.NOT_REVIEWED, Absence.NOT_REVIEWED]


def test_a_passage_fills_the_cell_whatever_else_is_noted() -> None:
    """What stands in the text is not absent, not even before it was known."""
    cell = row([carries(EARLY, "The bridge")], since="2026-01-09").cells[0]
    assert (cell.absence, len(cell.marks)) == (None, 1)


def test_the_stances_of_a_cell_stand_in_order_of_the_text() -> None:
    """Each stance once."""
    cell = row([
        carries(LATE, "crowns", "hedges"), carries(LATE, "The bridge", "attributes", source="mayor"),
        carries(LATE, "It cost", "hedges"),
    ]).cells[1]  # fmt: skip
    assert cell.stances == (Stance.ATTRIBUTES, Stance.HEDGES)


def test_a_claim_is_shared_when_every_article_that_could_carries_it() -> None:
    """Articles that could not know it are left aside; one article alone shares nothing."""
    both = [carries(LATE, "The bridge"), carries(UNDATED, "The bridge")]
    assert row(both, (EARLY, LATE, UNDATED), since="2026-01-05").shared
    assert not row(both[:1], (EARLY, LATE, UNDATED), since="2026-01-05").shared
    assert not row(both[:1], (EARLY, LATE), since="2026-01-05").shared


def test_an_article_is_alone_only_where_the_others_were_checked() -> None:
    """That nobody else has it is said only when somebody looked."""
    mine = carries(LATE, "The bridge")
    assert row([mine]).alone is None
    checked = [mine, a_note(EARLY, "claims", **OMITS)]
    assert row(checked).alone is LATE
    assert row([mine], since="2026-01-09").alone is None


def test_a_claim_is_disputed_when_one_article_disputes_it() -> None:
    """A hedge is no dispute."""
    assert row([carries(EARLY, "The bridge", "disputes")]).disputed
    assert not row([carries(EARLY, "The bridge", "hedges")]).disputed


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [("3 crowns", "1 crown", True), ("11 crowns", "17+ crowns", True), ("3 crowns", "3+ crowns", False),
     ("8-10 crowns", "9 crowns", False), ("several crowns", "3 crowns", False)],
)  # fmt: skip
def test_quantities_differ_where_both_cannot_hold(one: str, other: str, differ: bool) -> None:
    """An open range or a vague word is no other number; two numbers that exclude each other are."""
    notes = [carries(EARLY, "3 crowns", value=one), carries(LATE, "3+ crowns", value=other)]
    assert row(notes).differs is differ


@pytest.mark.parametrize(
    ("written", "low", "high", "open_ended", "unit"),
    [
        ("3 boats", 3, None, False, "boats"),
        ("4000+ personnel", 4000, None, True, "personnel"),
        ("8-10 ships", 8, 10, False, "ships"),
        ("8–10 ships", 8, 10, False, "ships"),
        ("$50 million", 50, None, False, "million"),
        ("1,500.5 t", 1500.5, None, False, "t"),
        ("a dozen ships", None, None, False, "a dozen ships"),
        ("dozens", None, None, False, "dozens"),
    ],
)
def test_a_quantity_is_read_as_written(written: str, low: float, high: float, open_ended: bool, unit: str) -> None:
    """Numbers, ranges and open ranges; vague words have no number."""
    value = parse_value(written)
    assert (value.written, value.low, value.high, value.open_ended, value.unit) == (
        written,
        low,
        high,
        open_ended,
        unit,
    )


SOURCES = {
    "radio": {"name": "Radio", "kind": "other-outlet"},
    "engineer": {"name": "an engineer", "kind": "expert", "identity": "unnamed", "via": ["radio"]},
    "worker": {"name": "a worker", "kind": "witness", "identity": "unnamed", "via": ["radio"]},
    "relayed": {"name": "a clerk", "kind": "official", "via": ["agency", "radio"]},
    "agency": {"name": "Agency", "kind": "other-outlet"},
    "mayor": {"name": "Ida Marsh", "kind": "official"},
}


def attributed(article: object, source: str, quote: str) -> object:
    return carries(article, quote, "attributes", source=source)


def test_a_chain_leads_from_the_article_to_the_origin() -> None:
    """The nearest carrier comes first, the source itself last."""
    story = a_story([LATE], [attributed(LATE, "relayed", "The bridge")], sources=SOURCES)
    (chain,) = chains_of_claim(story, "bridge-open")
    assert (chain.article, chain.sources, chain.origin) == ("late", ("agency", "radio", "relayed"), "relayed")


def test_two_voices_behind_one_report_are_one_origin() -> None:
    """A claim retold by two articles from one report has one origin; the mayor's own words are another."""
    notes = [
        attributed(EARLY, "engineer", "The bridge"), attributed(LATE, "worker", "The bridge"),
        attributed(LATE, "relayed", "It cost"), attributed(LATE, "mayor", "crowns"),
    ]  # fmt: skip
    found = chains_of_claim(a_story([EARLY, LATE], notes, sources=SOURCES), "bridge-open")
    assert independent_origins(found) == ("radio", "mayor")


def test_chains_come_from_attributions_too_and_each_once() -> None:
    """The same source in a claim and in an attribution is one chain."""
    speech = a_note(LATE, "sources", source="mayor", quote="the mayor said", cue="said", form="indirect")
    story = a_story([LATE], [attributed(LATE, "mayor", "The bridge"), speech], sources=SOURCES)
    assert [chain.sources for chain in chains(story)] == [("mayor",)]


def test_the_reports_behind_an_article_are_other_outlets() -> None:
    """People are no reports; carriers are."""
    notes = [
        a_note(LATE, "sources", source=source, quote=quote, cue="said", form="indirect")
        for source, quote in (("mayor", "The bridge"), ("engineer", "open"), ("agency", "crowns"))
    ]
    story = a_story([EARLY, LATE], notes, sources=SOURCES)
    assert reports_behind(story, "early") == ()
    assert reports_behind(story, "late") == ("radio", "agency")


def test_a_claim_that_is_attributed_to_a_report_is_a_retelling_too() -> None:
    """Without a source mark of its own, the outlet behind an attributed claim counts."""
    story = a_story([LATE], [attributed(LATE, "relayed", "The bridge")], sources=SOURCES)
    assert reports_behind(story, "late") == ("agency", "radio")


def test_speakers_are_counted_by_source_and_identity() -> None:
    """Attributions, quoted words and verbs, the most cited first."""
    article = an_article("talk", "“It is quite safe,” Marsh said. “Safe,” she SAID. A worker warned of cracks.")
    notes = [
        a_note(article, "sources", source=source, quote=quote, cue=cue, form="direct")
        for source, quote, cue in (
            ("worker", "A worker warned", "warned"),
            ("mayor", "“It is quite safe,” Marsh said", "said"),
            ("mayor", "“Safe,” she SAID", "SAID"),
        )
    ]
    (voices,) = speakers(a_story([article], notes, sources=SOURCES))
    assert [(s.source, s.attributions, s.quoted_words, s.cues) for s in voices.speakers] == [
        ("mayor", 2, 5, ("said",)),
        ("worker", 1, 0, ("warned",)),
    ]
    assert dict(voices.identities) == {"named": 2, "role-only": 0, "unnamed": 1}
    assert voices.attributions == 3


def test_a_quotation_that_ends_outside_the_passage_counts_to_its_end() -> None:
    """A passage may begin with a mark that it does not close."""
    article = an_article("talk", "“But the risk would be great,” he said.")
    note = a_note(article, "sources", source="mayor", quote="“But the risk would", cue="said", form="direct")
    (voices,) = speakers(a_story([article], [note], sources=SOURCES))
    assert voices.speakers[0].quoted_words == 4


def naming(article: object, quote: str, voice: str = "outlet") -> object:
    return a_note(article, "framing", label="naming", quote=quote, voice=voice, target="bridge")


TARGETS = {"bridge": {"name": "the bridge", "kind": "thing"}, "mill": {"name": "the mill", "kind": "thing"}}


def test_names_are_listed_by_target_article_and_voice() -> None:
    """A target that nobody names is left out; an article without a name has an empty cell."""
    story = a_story([EARLY, LATE], [naming(LATE, "The bridge", "quoted")], targets=TARGETS)
    (found,) = names(story)
    assert found.target == "bridge"
    assert [(article.id, [(n.words, n.voice) for n in used]) for article, used in found.by_article] == [
        ("early", []),
        ("late", [("The bridge", "quoted")]),
    ]


def test_a_name_is_counted_in_the_whole_text() -> None:
    """One mark stands for every use of the same words."""
    article = an_article("talk", "A death trap, he said. Others: no death trap.")
    story = a_story([article], [naming(article, "A death trap")], targets=TARGETS)
    assert names(story)[0].by_article[0][1][0].count == 1


def test_framing_is_counted_per_thousand_words() -> None:
    """A short article with one mark has the higher rate."""
    short = an_article("short", "grim " + "word " * 99)
    long = an_article("long", "grim dire " + "word " * 398)
    notes = [
        a_note(article, "framing", label="loaded-language", quote=quote, voice="outlet")
        for article, quote in ((short, "grim"), (long, "grim"), (long, "dire"))
    ]
    (only,) = framing_table(a_story([short, long], notes), a_codebook(loaded_language="framing"), "framing")
    assert [round(count.per_thousand, 6) for count in only.counts] == [10, 5]
    assert only.total == 3


def test_the_framing_table_leaves_out_naming_and_what_does_not_occur() -> None:
    """Names have a table of their own; labels and frames are kept apart; the most frequent comes first."""
    notes = [
        naming(EARLY, "The bridge"),
        a_note(EARLY, "framing", label="rare-label", quote="closed", voice="outlet", frame="danger"),
        a_note(EARLY, "framing", label="usual-label", quote="is", voice="outlet"),
        a_note(EARLY, "framing", label="usual-label", quote="crowns", voice="outlet"),
    ]
    book = a_codebook(
        naming="framing", never_used="framing", rare_label="framing", usual_label="framing", danger="frame"
    )
    story = a_story([EARLY], notes, targets=TARGETS)
    assert [found.label.id for found in framing_table(story, book, "framing")] == ["usual-label", "rare-label"]
    assert [found.label.id for found in framing_table(story, book, "frame")] == ["danger"]


def test_an_article_without_words_has_no_rate() -> None:
    """No division by nothing."""
    empty = an_article("empty", "")
    note = a_note(EARLY, "framing", label="loaded-language", quote="closed", voice="outlet")
    (only,) = framing_table(a_story([empty, EARLY], [note]), a_codebook(loaded_language="framing"), "framing")
    assert only.counts[0].per_thousand == 0


def test_the_timeline_has_articles_and_claims_by_day() -> None:
    """Days in order, each once; articles without a date come last."""
    claims = {"came-first": claim(since="2025-12-31"), "same-day": claim(since="2026-01-09"), "no-date": claim()}
    moments = timeline(a_story([EARLY, LATE, UNDATED], claims=claims))
    assert [(str(m.day), [a.id for a in m.articles], [name for name, _ in m.claims]) for m in moments] == [
        ("2025-12-31", [], ["came-first"]),
        ("2026-01-01", ["early"], []),
        ("2026-01-09", ["late"], ["same-day"]),
        ("None", ["undated"], []),
    ]
