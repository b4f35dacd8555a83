"""The worksheets and the teacher's parts, on stories about Mill Bridge."""

from __future__ import annotations

import re
from dataclasses import replace
from types import ModuleType

import pytest

from generator.edition import Edition, only
from generator.model import Story
from generator.packet.desk import Desk
from generator.packet.lesson.grid import split
from generator.packet.manuscript import (
    Copy,
    Listing,
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
    questions,
    reading,
    teacher,
    writing,
)
from tests.builders import a_note, a_story, an_article
from tests.packet_stories import (
    REGISTRY,
    TEACHING,
    a_desk,
    articles,
    bare,
    bridge,
    cell,
    cited,
    made,
    places,
    rows,
    said,
    tables,
    text,
    twenty,
    written,
)

ANSWERS = ("The mayor and a report.", "Both can be argued.")


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


def test_a_registry_without_marks_gives_its_claims_and_targets_with_blank_cells() -> None:
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
