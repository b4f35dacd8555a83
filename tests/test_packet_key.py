"""What the worksheets and their key say of each claim, source, name and frame, and what the teacher reads first."""

from __future__ import annotations

import re
from itertools import pairwise
from types import ModuleType

import pytest

from generator.choices import SourceKind
from generator.compare.claims import claim_table
from generator.compare.framing import framing_table
from generator.compare.names import names as compare_names
from generator.compare.speakers import speakers
from generator.edition import Edition
from generator.model import Story
from generator.packet.contents import packet
from generator.packet.desk import Origin
from generator.packet.manuscript import (
    Block,
    Choice,
    Copy,
    Reference,
    Row,
)
from generator.packet.sheets import (
    audit,
    claims,
    framing,
    names,
    others,
    reading,
    reveal,
    teacher,
    writing,
)
from tests.builders import a_note, a_story, an_article, claim
from tests.packet_stories import (
    CODEBOOK,
    SHEETS,
    a_desk,
    articles,
    bridge,
    cell,
    lines,
    made,
    places,
    rows,
    said,
    tables,
    text,
    twenty,
    written,
)


def test_absences_of_three_kinds_are_told_apart() -> None:
    """Checked, older than the claim, and not looked at."""
    told = {said(row.cells[0][0]): [cell(each) for each in row.cells[1:]] for row in every_claim(bridge())}
    assert told["It is safe."][0] == "Not yet known: public by 5 January 2026 at the latest."
    assert told["It is safe."][2] == "Not reviewed: nobody has looked for it yet."
    assert told["It cost money."][2] == "Checked, not there. Searched for “crown”, “cost”."


def every_claim(story: Story) -> list[Row]:
    return [row for section in made(a_desk(story), claims, others) for row in rows(section)]


def test_a_claim_cell_says_stance_words_place_and_number() -> None:
    """In plain words, as in the notes."""
    cells = [cell(each) for row in every_claim(bridge()) for each in row.cells]
    assert "Attributed to a clerk. “cost 3 crowns” [3] (3 crowns)" in cells
    assert (
        "Attributed to the Mill Bridge Courier. “will close in May” [1]\nDisputed. “not true that it closes” [4]"
        in cells
    )


def test_the_last_column_tells_who_reported_it_first_and_from_whom_the_documents_have_it() -> None:
    """As far as the registry and the marks tell."""
    ends = [cell(row.cells[-1]) for row in every_claim(bridge())]
    first = "First reported by the Mill Bridge Courier.\n"
    assert f"{first}As far back as the documents tell: the Mill Bridge Courier and the mayor." in ends
    assert "No document names a source." in ends


def test_claims_are_chosen_by_the_rule_that_the_sheet_states() -> None:
    """Disputed claims first, then by number of documents, then by the registry; claims in no document never."""
    taken = claims.chosen(claim_table(twenty()))
    assert [row.id for row in taken] == [f"claim-{at}" for at in (0, 1, 2, 3, 4, 5, 10, 29)]
    (sheet, left) = made(a_desk(twenty()), claims, others)
    assert "eight of the 30 claims" in text(sheet)
    assert left.title == "Claim table: the other 22 claims"


def test_a_single_claim_is_chosen_in_the_singular() -> None:
    """The sheet says `This is one of` where one claim of two is carried by any document."""
    (early, *_) = articles()
    note = a_note(early, "claims", claim="one", stance="asserts", quote="close in May")
    registry = {name: claim(statement=f"{name}.") for name in ("one", "two")}
    sheet, *_ = made(a_desk(a_story([early], [note], claims=registry)), claims)
    assert "This is one of the 2 claims that were collected for this story. A rule chose it: " in text(sheet)


def test_the_teacher_gets_the_claims_that_pupils_do_not() -> None:
    """Each claim of the registry once, also one that no document carries."""
    told = {said(row.cells[0][0]) for row in every_claim(twenty()) if written(row)}
    assert told == {entry.statement for entry in twenty().file.claims.values()}


def test_of_the_other_claims_the_key_says_stance_number_and_place_alone() -> None:
    """The words stand in the notes."""
    (left,) = made(a_desk(twenty()), others)
    first = next(row for row in rows(left) if said(row.cells[0][0]) == "Claim number 8.")
    assert cell(first.cells[1]) == "Asserted in the outlet’s voice [1] (8 bridges)"
    assert cell(first.cells[2]) == "Not reviewed."
    assert "“The bridge”" not in text(left)


def test_the_word_bank_says_what_a_text_can_do_with_a_claim_as_the_first_page_does() -> None:
    """In the same words."""
    desk = a_desk(bridge(), Copy.STUDENT)
    told = "disputed: said not to be so. mentioned: spoken of, and no more."
    assert told in text(*made(desk, claims))
    assert told in text(*made(desk, reading))


# Counts


def test_the_figures_of_the_audit_are_those_of_the_comparison() -> None:
    """Attributions of each document, and the sources that they or its claims name: no fewer than the origins."""
    story = bridge()
    (section,) = made(a_desk(story), audit)
    figures = tables(section)[-1]
    for row, voices in zip(figures.rows, speakers(story), strict=True):
        marks = story.marks_of(voices.article.id)
        sources = {mark.annotation.note.source for mark in marks if getattr(mark.annotation.note, "source", None)}
        expected = [len(sources), voices.attributions, *(count for _, count in voices.identities)]
        assert [cell(each) for each in row.cells[1:6]] == [str(count) for count in expected]
        assert int(cell(row.cells[6]).partition(":")[0]) <= len(sources)


def test_the_key_to_the_audit_lists_each_source_once_with_its_paragraphs_in_all_documents() -> None:
    """In order of the documents; also a source that only a claim names."""
    only_named = bridge()
    kept = tuple(mark for mark in only_named.marks if "the smith said" not in mark.id)
    story = type(only_named)(
        only_named.id, only_named.path, only_named.file, only_named.articles, kept, absences=(), unanchored=()
    )  # fmt: skip
    (section,) = made(a_desk(story), audit)
    told = [(cell(row.cells[0]), cell(row.cells[-1])) for row in tables(section)[0].rows]
    assert sorted(told) == [
        ("Ada Smith", "B\u00a0[4]"), ("a clerk", "A\u00a0[3]"), ("the Mill Bridge Courier", "B\u00a0[1]; C\u00a0[1]"),
        ("the mayor", "A\u00a0[1]"),
    ]  # fmt: skip


def test_the_worked_source_stands_first_in_the_key_too() -> None:
    """It is the one that pupils find filled in."""
    evidence = [{"article": "early", "quote": "a clerk told"}]
    story = bridge(teaching={"questions": [{"ask": "Who?", "kind": "sourcing", "answer": "A.", "evidence": evidence}]})
    (pupil,), (key,) = (made(a_desk(story, copy), audit) for copy in (Copy.STUDENT, Copy.TEACHER))
    assert cell(next(rows(pupil)).cells[1]) == cell(next(rows(key)).cells[0]) == "the mayor"


def test_the_key_to_the_names_is_that_of_the_comparison() -> None:
    """Every name of every target, with its voice."""
    story = bridge()
    (section,) = made(a_desk(story), names)
    told = text(section)
    for naming in compare_names(story):
        for _, used in naming.by_article:
            assert all(f"“{name.words}” {'V' if name.voice == 'outlet' else 'Q'}" in told for name in used)
    assert "“troublemakers” V, negative, [2]" in told


def test_the_framing_key_counts_as_the_comparison_and_says_that_it_is_no_score() -> None:
    """How many in each voice, with the paragraphs, and no words of the documents."""
    story = bridge()
    (key,) = made(a_desk(story), framing)
    assert "no score" in text(key)
    found = framing_table(story, CODEBOOK, "framing")
    for row, counted in zip(rows(key), found, strict=True):
        for each, count in zip(row.cells[1:], counted.counts, strict=True):
            numbers = [int(number) for number in re.findall(r"^(\d+) [VQ]: \[", cell(each), re.MULTILINE)]
            assert sum(numbers) == len(count.marks)
    first = next(rows(key))
    assert [cell(each) for each in first.cells[1:]] == ["1 V: [2]", "1 V: [2]\n1 Q: [2]", "none"]
    assert "“" not in cell(tuple(line for row in rows(key) for line in row.cells[1]))


def test_the_framing_key_tells_what_the_pupils_sheet_asks_and_explains() -> None:
    """A teacher needs no copy of the blank sheet: the tasks, and the labels that nobody used."""
    (pupil,), (key,) = (made(a_desk(bridge(), copy), framing) for copy in (Copy.STUDENT, Copy.TEACHER))
    tasks, bank = tables(pupil)
    assert all(said(row.cells[0][0]) in text(key) for row in tasks.rows)
    assert {said(row.cells[0][0]) for row in bank.rows} == {"Naming", "Loaded language", "Metaphor"}
    assert "marked in no document: Metaphor (A picture)." in text(key)
    assert not any(row.lines for row in rows(key))


def test_what_was_never_marked_is_no_row_of_the_key() -> None:
    """A row of nothing tells nobody anything."""
    (key,) = made(a_desk(bridge()), framing)
    assert not any("Metaphor" in cell(row.cells[0]) for row in rows(key))


@pytest.mark.parametrize("sheet", [claims, audit, names, framing])
def test_the_key_is_small_and_names_paragraphs_under_their_document(sheet: ModuleType) -> None:
    """Pupils get a table to write in, and a worked row that cites in full."""
    pupil, key = (made(a_desk(bridge(), copy), sheet)[0] for copy in (Copy.STUDENT, Copy.TEACHER))
    assert {part.short for part in places(key)} == {True}
    assert True not in {part.short for part in places(pupil)}
    assert all(table.small for table in tables(key))
    assert not any(table.small for table in tables(pupil))


def test_a_short_reference_reads_as_its_paragraphs() -> None:
    """And says all the same when the passage is not in the copy."""
    found = [Reference("A", "x", first, last, short=True).words for first, last in ((3, 3), (3, 5), (0, 0))]
    assert found == ["[3]", "[3] to [5]", "headline"]
    assert Reference("A", "", 3, 3, short=True).words == "[3], not in this copy"


def test_the_word_bank_holds_the_labels_for_the_classroom() -> None:
    """With their definitions, for pupils too."""
    (section,) = made(a_desk(bridge(), Copy.STUDENT), framing)
    assert "Charged words." in text(section)
    assert "Rare label" not in text(section)


# The teacher's pages


def test_the_teacher_reads_what_the_documents_are_before_class() -> None:
    """Days, dates that are missing, reports that are retold, marks that nobody has looked at a second time."""
    told = text(*made(a_desk(bridge()), teacher))
    assert "Document A on 1 January 2026; Document B on 9 January 2026." in told
    assert "1 of the 4 claims collected here may have been public only later." in told
    assert "No date. Document C." in told
    assert "the Mill Bridge Courier by all documents (three of three)" in told
    assert "A second reader has looked at 0 of 21 marks." in told
    assert "ages 14 and up" in told


def test_the_teacher_of_a_blind_packet_is_sent_to_the_sheet_that_names_the_outlets() -> None:
    """By its title."""
    desk = a_desk(bridge(), blind=True)
    titles = [section.title for section in made(desk, reveal)]
    assert any(f"on the page “{title}”" in text(*made(desk, teacher)) for title in titles)


def test_the_plan_of_a_text_is_for_pupils_to_fill_in() -> None:
    """The teacher's copy says that there is one, and goes on with what counts."""
    pupil, key = (made(a_desk(bridge(), copy), writing)[0] for copy in (Copy.STUDENT, Copy.TEACHER))
    assert "My plan" in text(pupil)
    assert "a plan to fill in" in text(key)
    assert not any(row.lines for row in rows(key))


def test_the_plan_names_the_sheets_that_the_packet_has() -> None:
    """In their order, the documents as one step, minutes left open."""
    plan = tables(made(a_desk(bridge()), teacher)[0])[-1]
    sheets = [cell(row.cells[1]) for row in plan.rows]
    assert "Documents A to C" in sheets
    for sheet in SHEETS:
        assert sheet.sections(a_desk(bridge()))[0].title in sheets
    assert not any(row.cells[-1] for row in plan.rows)


def test_the_teacher_is_told_to_hand_the_discussion_copy_out_after_the_worksheets() -> None:
    """It tells the class what is marked."""
    told = text(*made(a_desk(bridge()), teacher))
    assert "hand it out after the worksheets, not before" in told
    assert "the tables name document and paragraph" in told


def test_the_teachers_page_begins_its_warnings_with_what_may_touch_a_class() -> None:
    """It is not lost on the second page."""
    (section,) = made(a_desk(bridge()), teacher)
    warnings = next(block for before, block in pairwise(section.blocks) if said_heading(before) == "Know before class")
    assert said(next(lines(warnings))).startswith("With care.")


def said_heading(block: Block) -> str:
    """What a heading says."""
    return getattr(block, "text", "")


def test_the_claims_that_pupils_do_not_get_stand_after_all_worksheets() -> None:
    """Only the teacher's copy has them, and the sheets before them have the same pages in order."""
    whole, _ = packet(twenty(), CODEBOOK, Edition.CLASSROOM, Choice(Copy.TEACHER), Origin("0" * 64))
    ids = [section.id for section in whole.sections]
    assert ids.index("claims-others") == ids.index("writing") + 1


def test_a_claim_is_public_by_a_day_and_not_since() -> None:
    """The registry does not know its first day."""
    told = "\n".join(text(*made(a_desk(bridge(), copy), *SHEETS, others)) for copy in Copy)
    assert "Public by 5 January 2026 at the latest." in told
    assert "first public" not in told.lower()


def test_the_audit_says_in_words_of_what_kind_a_source_is() -> None:
    """No word of the registry's own."""
    told = text(*made(a_desk(bridge()), audit))
    assert {"Official", "Another outlet", "Witness"} <= set(told.split("\n"))
    assert set(audit.KINDS) == set(SourceKind)


@pytest.mark.parametrize(("words", "count"), [(60, 4), (300, 10), (2000, 16)])
def test_short_documents_get_few_rows_to_fill_in(words: int, count: int) -> None:
    """About one for sixty words, two at least, and no more than sixteen in all."""
    papers = [an_article(f"paper-{at}", "word " * words, "2026-01-01") for at in range(2)]
    (section,) = made(a_desk(a_story(papers), Copy.STUDENT), audit)
    assert len(list(rows(section))) == count
