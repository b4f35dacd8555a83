"""The worksheets and the teacher's parts, on stories about Mill Bridge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from types import ModuleType
from typing import get_args

import pytest

from generator.compare.claims import claim_table
from generator.compare.framing import framing_table
from generator.compare.names import names as compare_names
from generator.compare.speakers import speakers
from generator.edition import Edition, only
from generator.formats import SourceKind
from generator.model import Story
from generator.packet.contents import packet
from generator.packet.desk import Desk, Origin
from generator.packet.lesson.grid import split
from generator.packet.manuscript import (
    Block,
    Choice,
    Copy,
    Listing,
    Reference,
    Row,
    Rules,
    Section,
    Table,
    Variant,
    Words,
)
from generator.packet.sheets import (
    audit,
    before,
    claims,
    documents,
    framing,
    headlines,
    names,
    others,
    questions,
    reading,
    reveal,
    teacher,
    writing,
)
from tests.builders import a_note, a_story, an_article, claim
from tests.packet_stories import (
    CODEBOOK,
    REGISTRY,
    TEACHING,
    a_desk,
    articles,
    bare,
    bridge,
    cell,
    lines,
    said,
    tables,
    text,
    twenty,
)

SHEETS = (claims, audit, names, framing, questions, writing)
ANSWERS = ("The mayor and a report.", "Both can be argued.")


def made(desk: Desk, *sheets: ModuleType) -> tuple[Section, ...]:
    return tuple(section for sheet in sheets or (teacher, *SHEETS) for section in sheet.sections(desk))


def rows(section: Section) -> Iterator[Row]:
    return (row for table in tables(section) for row in table.rows)


def written(row: Row) -> bool:
    """Whether anything stands in the row beside its name."""
    return any(row.cells[1:])


def cited(desk: Desk) -> list[tuple[str, Reference]]:
    """Every place that the sheets name, with the words in quotation marks before it."""
    found = []
    for section in made(desk):
        for line in (line for block in section.blocks for line in lines(block)):
            for at, part in enumerate(line):
                if isinstance(part, Reference):
                    before = said(line[:at]).rstrip()
                    quoted = re.search(r"[“‘]([^“‘]*(?:“[^”]*”[^“‘]*)*)[”’](?: [VQ][^“]*,)?$", before)
                    found.append((quoted[1] if quoted else "", part))
    return found


# What a copy holds


@pytest.mark.parametrize("copy", [Copy.STUDENT, Copy.DISCUSSION])
def test_a_copy_for_pupils_holds_no_answer(copy: Copy) -> None:
    """Neither the key's words nor its passages stand on a sheet for pupils."""
    told = text(*made(a_desk(bridge(), copy)))
    assert not any(answer in told for answer in ANSWERS)
    assert "The mayor said" not in told
    assert "Evidence: " not in told
    assert not teacher.sections(a_desk(bridge(), copy))


@pytest.mark.parametrize("sheet", [claims, audit, names])
def test_only_the_worked_row_is_filled_in_for_pupils(sheet: ModuleType) -> None:
    """The first row shows how; the others have room to write."""
    (section,) = made(a_desk(bridge(), Copy.STUDENT), sheet)
    first, *others = rows(section)
    assert written(first)
    assert others
    assert not any(written(row) for row in others)
    assert all(row.lines for row in others)


def test_the_worked_row_answers_no_question() -> None:
    """`bridge-closes` has the most passages, and none of them is worked while one is evidence for a question."""
    evidence = [{"article": "early", "quote": "in May"}]
    question = {"ask": "When?", "kind": "close-reading", "answer": "Soon.", "evidence": evidence}
    story = bridge(teaching={"questions": [question]})
    (section,) = made(a_desk(story, Copy.STUDENT), claims)
    assert "May" not in text(section)


def asks(story: Story, *quotes: tuple[str, str], kind: str = "close-reading") -> Story:
    """The story with one question and its evidence."""
    evidence = [{"article": article, "quote": quote} for article, quote in quotes]
    teaching = {"questions": [{"ask": "What?", "kind": kind, "answer": "So.", "evidence": evidence}]}
    file = type(story.file).model_validate({**story.file.model_dump(exclude={"teaching"}), "teaching": teaching})
    return replace(story, file=file)


def with_claims(*names: str) -> Story:
    """The story with these of its claims alone, and nothing said of the others."""
    story = bridge()
    entries = {name: entry for name, entry in story.file.claims.items() if name in names}
    kept = tuple(mark for mark in story.marks if getattr(mark.annotation.note, "claim", names[0]) in names)
    absences = tuple(note for note in story.absences if note.note.claim in names)  # type: ignore[union-attr]
    return replace(story, file=story.file.model_copy(update={"claims": entries}), marks=kept, absences=absences)


def examples(desk: Desk, sheet: ModuleType) -> list[str]:
    """The rows that are filled in."""
    return [cell(row.cells[0]) for section in made(desk, sheet) for row in rows(section) if written(row)]


def test_the_only_row_of_a_sheet_is_left_to_the_pupils() -> None:
    """Worked, it would leave nothing to do: the invented example stands there instead."""
    one = with_claims("bridge-cost")
    alone = only(twenty(), ["paper-0"])
    papers = twenty().articles[:2]
    notes = [a_note(each, "sources", source="ada", quote="said Ada", cue="said", form="indirect") for each in papers]
    heard = a_story(papers, notes, sources={"ada": {"name": "Ada", "kind": "witness"}})
    for sheet, story in ((claims, one), (names, alone), (audit, heard)):
        pupil = a_desk(story, Copy.STUDENT)
        (section,) = made(pupil, sheet)
        assert "An example from no document here" in text(section)
        assert "has been done for you" not in text(section)
        assert not any(written(row) for row in rows(section))
    assert "“cost 3 crowns”" in text(*made(a_desk(one), claims))


def test_a_row_in_the_same_paragraph_as_evidence_is_worked_only_where_every_row_is() -> None:
    """The pupils would find the answer beside it."""
    assert claim_worked(bridge()) == "It cost money."
    beside = asks(bridge(), ("early", "a clerk told the Courier"))
    assert claim_worked(beside) == "It closes."
    everywhere = asks(bridge(), ("early", "a clerk told the Courier"), ("late", "Worried neighbours stood"),
                      ("early", "The mayor"), ("late", "nobody said"), ("undated", "The crowd"))  # fmt: skip
    assert claim_worked(everywhere) == "It closes."


def claim_worked(story: Story) -> str:
    (found,) = examples(a_desk(story, Copy.STUDENT), claims)
    return found.partition("\n")[0]


def test_where_every_row_holds_evidence_none_is_worked() -> None:
    """The example is then ours."""
    answering = asks(with_claims("bridge-closes", "bridge-cost"), ("early", "in May"), ("late", "cost 5 crowns"))
    assert examples(a_desk(answering, Copy.STUDENT), claims) == []
    assert "An example from no document here" in text(*made(a_desk(answering, Copy.STUDENT), claims))


@pytest.mark.parametrize("kind", ["sourcing", "close-reading"])
def test_who_reported_a_claim_first_is_left_open_while_a_question_asks_for_sources(kind: str) -> None:
    """The worked row shows it only where nobody asks."""
    story = asks(bridge(), ("undated", "asked for a ferry"), kind=kind)
    (section,) = made(a_desk(story, Copy.STUDENT), claims)
    told = cell(next(rows(section)).cells[-1])
    assert (told == "Yours to find.") == (kind == "sourcing")
    assert "Yours to find" not in text(*made(a_desk(story), claims))


def test_the_pupils_have_the_same_rows_and_columns_as_the_key() -> None:
    """A teacher can lay the key beside a pupil's sheet."""
    for sheet in (claims, names):
        (pupil,), (key, *_) = made(a_desk(bridge(), Copy.STUDENT), sheet), made(a_desk(bridge()), sheet)
        assert [said(line) for table in tables(pupil) for line in table.head] == [
            said(line) for table in tables(key) for line in table.head
        ]
        assert [said(row.cells[0][0]) for row in rows(pupil)] == [said(row.cells[0][0]) for row in rows(key)]


def test_pupils_have_room_to_write_and_the_key_has_none() -> None:
    """Each question has lines in the pupils' copy and an answer in the teacher's."""
    (pupil,), (key,) = (made(a_desk(bridge(), copy), questions) for copy in (Copy.STUDENT, Copy.TEACHER))
    assert rules(pupil) > 0
    assert rules(key) == 0
    assert all(answer in text(key) for answer in ANSWERS)


def rules(section: Section) -> int:
    entries = [entry for block in section.blocks for entry in getattr(block, "entries", ())]
    return sum(block.lines for entry in entries for block in entry if isinstance(block, Rules))


# The key


def test_every_place_in_the_key_is_a_passage_of_the_text() -> None:
    """Its name begins and ends once in its document, in the paragraphs that the reference gives."""
    desk = a_desk(bridge())
    places: dict[str, list[int | None]] = {}
    for section in documents.sections(desk):
        for document in (block for block in section.blocks if hasattr(block, "letter")):
            for block in document.blocks:
                for part in block.line:
                    for name in (*getattr(part, "begins", ()), *getattr(part, "ends", ())):
                        places.setdefault(name, []).append(block.number)
    references = [reference for _, reference in cited(desk)]
    assert len(references) > 20
    for reference in references:
        assert places[reference.passage] == [reference.first, reference.last]


def test_the_words_before_a_place_are_those_of_the_passage() -> None:
    """What the key quotes is what stands there."""
    desk = a_desk(bridge())
    spans = {f"{desk.letter(article)}_{name}": (article, span)
             for article, named in desk.passages.items() for name, span in named.items()}  # fmt: skip
    quoted = [(words, reference) for words, reference in cited(desk) if words]
    assert len(quoted) > 12
    for words, reference in quoted:
        article, span = spans[reference.passage]
        assert words == desk.story.article(article).text[span.start : span.end]


def test_the_evidence_stands_with_its_answer() -> None:
    """Each piece in its order, with document and paragraph."""
    told = text(*made(a_desk(bridge()), questions))
    assert "Evidence: “The mayor said” A [1]; “the Courier reported” B [1]" in told


def test_evidence_in_a_document_that_is_not_in_the_packet_is_said_to_be_left_out() -> None:
    """The rest of it stays."""
    told = text(*made(a_desk(only(bridge(), ["early"])), questions))
    assert "Evidence: “The mayor said” A [1]\nSome of the evidence is in documents that are not in this packet." in told


def test_words_that_the_edition_may_not_quote_are_not_in_the_key() -> None:
    """Of a linked article the key names the place, and the place says that it is not in this copy."""
    desk = a_desk(bridge("link"), edition=Edition.PUBLIC)
    told = text(*made(desk))
    assert "A [1]" in told
    assert not any(words in told for words in ("will close in May", "troublemakers", "The mayor said", "Angry"))
    assert all(reference.passage == "" for _, reference in cited(desk))


def test_evidence_is_quoted_as_far_as_the_edition_shows_it() -> None:
    """In an edition of marked passages, words between them are left out visibly."""
    desk = a_desk(
        bridge("quotes", teaching={"questions": [{
            "ask": "What?", "kind": "sourcing", "answer": "So.",
            "evidence": [{"article": "late", "quote": "The work cost 5 crowns, and nobody said"}],
        }]}),
        edition=Edition.PUBLIC,
    )  # fmt: skip
    assert "“[…] cost 5 crowns […] nobody said”" in text(*made(desk, questions))


def test_questions_on_documents_that_are_left_out_are_not_asked() -> None:
    """The others are numbered anew, and keep their evidence; the teacher reads how many are missing."""
    of_early = {"ask": "Of the early one?", "kind": "sourcing", "answer": "A."}
    of_late = {"ask": "Of the late one?", "kind": "context", "answer": "B."}
    asked = [
        {**of_early, "evidence": [{"article": "early", "quote": "Angry"}]},
        {**of_late, "evidence": [{"article": "late", "quote": "Worried"}]},
        {"ask": "What else?", "kind": "discussion", "answer": "C."},
    ]
    desk = a_desk(only(bridge(teaching={"questions": asked}), ["late", "undated"]))
    (section,) = made(desk, questions)
    assert "Of the early one?" not in text(section)
    assert [block.start for block in section.blocks if isinstance(block, Listing)] == [1, 2]
    assert "Evidence: “Worried” A [2]" in text(section)
    told = text(*made(desk, teacher))
    assert "Questions left out, since they rest on documents that are not here: one." in told
    assert "may speak of more documents than there are here" in told
    assert "Fewer documents" not in text(*made(a_desk(bridge()), teacher))


def test_words_to_know_of_documents_that_are_left_out_are_left_out() -> None:
    """Words for texts in general stay, and so does everything in a packet of all documents."""
    glossary = {"claim": "A statement.", "ferry": "A boat.", "quay": "A wall."}
    story = bridge(teaching={**TEACHING, "glossary": glossary})
    (every,), (few,) = (made(a_desk(each), before) for each in (story, only(story, ["early"])))
    assert "A wall." in text(every)
    assert [word for word in glossary if f"{word}: " in text(few)] == ["claim"]


# The claim table


def test_pupils_of_a_shortened_text_do_not_say_what_the_whole_text_leaves_out() -> None:
    """They have looked at a part of it; the key knows the whole."""
    pupil, discussion, key = (text(*made(a_desk(long(), copy, excerpt=True), claims)) for copy in Copy)
    whole = text(*made(a_desk(long(), Copy.STUDENT), claims))
    for told in (pupil, discussion):
        assert "\nNot in this excerpt.\n" in told
        assert "not in this excerpt: You have looked for it in the part that is printed here" in told
        assert "checked, not there" not in told.lower()
    assert "checked, not there: In this key" in key
    assert "not in this excerpt" not in whole.lower()


@pytest.mark.parametrize("sheet", [claims, audit, names])
def test_the_worked_row_cites_no_passage_that_the_packet_leaves_out(sheet: ModuleType) -> None:
    """Pupils can look up every place in it, also where each row has a passage that is left out."""
    desk = a_desk(only(long(), ["early"]), Copy.STUDENT, excerpt=True)
    assert any(not desk.mark(mark).passage for mark in desk.story.marks)
    (section,) = made(desk, sheet)
    assert places(section)
    assert all(place.passage for place in places(section))


def long() -> Story:
    """The story with a first document so long that an excerpt leaves the end of it out, and what is marked there."""
    story = bridge()
    early, *rest = story.articles
    end = (
        "The mayor added that the bridge would hold, cost a lot and shut for good. Those rascals left the old bridge. "
    )
    grown = an_article("early", f"{early.text}\n{end}{'The road goes on to the mill. ' * 60}".strip(), "2026-01-01")
    more = [
        a_note(grown, "sources", source="mayor", quote="The mayor added", cue="added", form="indirect"),
        a_note(grown, "framing", label="naming", quote="Those rascals", voice="outlet", target="people"),
        a_note(grown, "framing", label="naming", quote="the old bridge", voice="outlet", target="bridge"),
        a_note(grown, "claims", claim="bridge-safe", stance="asserts", quote="the bridge would hold"),
        a_note(grown, "claims", claim="bridge-cost", stance="asserts", quote="cost a lot"),
        a_note(grown, "claims", claim="bridge-closes", stance="asserts", quote="shut for good"),
    ]
    notes = [*(mark.annotation for mark in story.marks), *story.absences, *more]
    asked = {"ask": "Who?", "kind": "close-reading", "answer": "A."}
    pieces = (("early", "Monday"), ("undated", "might close"), ("undated", "asked for a ferry"))
    evidence = [{"article": article, "quote": quote} for article, quote in pieces]
    return a_story((grown, *rest), notes, **REGISTRY, teaching={"questions": [{**asked, "evidence": evidence}]})


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


def test_entriesare_chosen_by_the_rule_that_the_sheet_states() -> None:
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


def test_the_teacher_gets_the_entriesthat_pupils_do_not() -> None:
    """Each claim of the registry once, also one that no document carries."""
    told = {said(row.cells[0][0]) for row in every_claim(twenty()) if written(row)}
    assert told == {entry.statement for entry in twenty().file.claims.values()}


def test_of_the_other_entriesthe_key_says_stance_number_and_place_alone() -> None:
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


def places(section: Section) -> list[Reference]:
    """The references of a section."""
    every = (part for block in section.blocks for line in lines(block) for part in line)
    return [part for part in every if isinstance(part, Reference)]


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


def test_the_entriesthat_pupils_do_not_get_stand_after_all_worksheets() -> None:
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
    assert set(audit.KINDS) == set(get_args(SourceKind))


@pytest.mark.parametrize(("words", "count"), [(60, 4), (300, 10), (2000, 16)])
def test_short_documents_get_few_rows_to_fill_in(words: int, count: int) -> None:
    """About one for sixty words, two at least, and no more than sixteen in all."""
    papers = [an_article(f"paper-{at}", "word " * words, "2026-01-01") for at in range(2)]
    (section,) = made(a_desk(a_story(papers), Copy.STUDENT), audit)
    assert len(list(rows(section))) == count


# Without annotations, with one article, with many


@pytest.mark.parametrize("copy", list(Copy))
@pytest.mark.parametrize("count", [1, 3, 20])
def test_a_story_without_annotations_gives_blank_sheets(copy: Copy, count: int) -> None:
    """Each with a task, rows to fill in, and an example that is ours where no row could be worked."""
    desk = a_desk(bare(count), copy)
    for sheet in (claims, audit, names):
        (section,) = made(desk, sheet)
        assert "An example from no document here" in text(section)
        assert "has been done for you" not in text(section)
        assert any(row.lines for row in rows(section))
        assert not any(written(row) for row in rows(section))
    assert not cited(desk)


def test_a_registry_without_marks_gives_its_entriesand_targets_with_blank_cells() -> None:
    """Somebody has prepared the story, and nobody has annotated it yet."""
    prepared = bridge()
    story = type(prepared)(
        prepared.id, prepared.path, prepared.file, articles(), marks=(), absences=(), unanchored=()
    )  # fmt: skip
    for sheet, count in ((claims, 4), (names, 2)):
        (section,) = made(a_desk(story), sheet)
        assert len(list(rows(section))) == count
        assert not any(written(row) for row in rows(section))


def test_without_questions_of_its_own_a_story_gets_general_ones() -> None:
    """Of all five kinds, said to be general; the teacher reads what to look for."""
    (pupil,), (key,) = (made(a_desk(bare(), copy), questions) for copy in (Copy.STUDENT, Copy.TEACHER))
    assert sum(hasattr(block, "level") for block in pupil.blocks) == 5
    assert "they fit every story" in text(pupil)
    assert "Look for: " in text(key)
    assert "Look for: " not in text(pupil)


def test_without_a_rubric_the_levels_are_left_to_the_class() -> None:
    """Our general criteria stand in the first column."""
    own, blank = (tables(made(a_desk(story), writing)[0])[-1] for story in (bridge(), bare()))
    assert cell(own.rows[0].cells[1]) == "Much."
    assert len(blank.rows) > 4
    assert not any(written(row) for row in blank.rows)


@pytest.mark.parametrize("copy", list(Copy))
def test_a_packet_of_one_document_asks_for_no_comparison(copy: Copy) -> None:
    """Neither two documents side by side nor evidence from three."""
    told = text(*made(a_desk(bare(1), copy)), *made(a_desk(only(twenty(), ["paper-0"]), copy), claims))
    assert "two documents" not in told
    assert "three documents" not in told
    assert "more than one document" not in told
    assert not re.search("(every|each|all|most) documents?", told)
    assert "Documents" not in re.sub("Documents that retell|Document and", "", told)


@pytest.mark.parametrize("blind", [False, True])
def test_a_packet_of_one_document_prepares_for_one(blind: bool) -> None:
    """Nothing to compare, and no letter that it has not."""
    desk = a_desk(bare(1), Copy.STUDENT, blind=blind)
    told = text(*made(desk, reading, before, headlines))
    assert not re.search("next document|Which (do|document|one)|list of documents|later document|a headline", told)
    assert "Cite like this: Doc. A [4]" in told


def test_a_citation_is_shown_with_a_letter_that_the_packet_has() -> None:
    """C where there are three documents or more; two are called A and B."""
    assert "Doc. B [4], line 14" in text(*made(a_desk(bare(2)), reading))
    assert "Doc. C [4], line 14" in text(*made(a_desk(bare(20)), reading))
    assert "Documents A and B" in text(*made(a_desk(bare(2)), teacher))


@pytest.mark.parametrize("sheet", [claims, names, framing])
def test_many_documents_are_spread_over_several_tables(sheet: ModuleType) -> None:
    """No table has more than seven of them, each document stands in one, and headings say which."""
    section = made(a_desk(twenty(), Copy.STUDENT), sheet)[0]
    grids = [table for table in tables(section) if "Doc. " in "".join(map(said, table.head))]
    if sheet is framing:
        assert not grids  # two documents of the pupil's choice
        return
    heads = [said(line)[5] for table in grids for line in table.head if said(line).startswith("Doc. ")]
    assert "".join(heads) == "ABCDEFGHIJKLMNOPQRST"
    assert max(len(table.head) for table in grids) <= 9
    assert "Documents A to F" in text(section)


def test_large_print_has_fewer_columns() -> None:
    """They would be too narrow to write in."""
    (section,) = made(a_desk(twenty(), Copy.STUDENT, variant=Variant.LARGE_PRINT), names)
    assert max(len(table.head) for table in tables(section)) == 4
    pupil, key = (
        made(a_desk(bridge(), copy, variant=Variant.LARGE_PRINT), audit)[0] for copy in (Copy.STUDENT, Copy.TEACHER)
    )
    assert [len(tables(each)[0].head) for each in (pupil, key)] == [4, 3]
    for sheet in (claims, framing):
        (first, *others) = tables(made(a_desk(twenty(), variant=Variant.LARGE_PRINT), sheet)[-1])[0].widths
        assert first < 1.5 * min(others)


def test_documents_are_split_evenly() -> None:
    """Eight are four and four, and nobody is lost."""
    assert [len(group) for group in split(tuple(range(8)), 7)] == [4, 4]  # type: ignore[arg-type]
    assert [len(group) for group in split((), 7)] == []


@pytest.mark.parametrize(
    "story", [bridge(), bare(1), bare(), bare(20), twenty()], ids=["full", "one", "bare", "many", "twenty"]
)
@pytest.mark.parametrize("copy", list(Copy))
@pytest.mark.parametrize("variant", list(Variant))
def test_every_table_is_whole_and_no_heading_stands_over_nothing(story: Story, copy: Copy, variant: Variant) -> None:
    """Each row has a cell for each column, each section something below its last heading."""
    for section in made(a_desk(story, copy, variant=variant)):
        assert section.blocks
        assert not hasattr(section.blocks[-1], "level")
        for table in tables(section):
            assert table.rows
            assert {len(row.cells) for row in table.rows} == {len(table.widths)} == {len(table.head)}
        assert all(isinstance(part, Words) for table in tables(section) for line in table.head for part in line[:1])


def test_two_sheets_never_share_an_id() -> None:
    """Links lead to one place."""
    ids = [section.id for section in made(a_desk(bridge()))]
    assert len(ids) == len(set(ids))
    assert isinstance(tables(made(a_desk(bridge()), framing)[0])[0], Table)
