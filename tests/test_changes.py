"""What differs between two corpora: each edit is told as the one thing that it is."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from generator import changes, corpus, disk
from generator.changes.nouns import ArticleChange, Changes, EntryChange, Fate, NoteChange
from tests.golden import BASE
from tests.repositories import GAZETTE, NOTES, RADIO, STORY

FILES = disk.gather(BASE).files
CODEBOOK = "annotations/codebook.yml"
LINES = "  quote: opened again on Monday, the mayor said\n"


def between(head: Mapping[str, str], paths: tuple[str, ...] = (), base: Mapping[str, str] = FILES) -> Changes:
    """What differs between two sets of files; the findings of the head are told, too."""
    found, findings = corpus.read(head)
    return changes.between(corpus.read(base)[0], found, findings, paths)


def edited(path: str, *edits: tuple[str, str], base: Mapping[str, str] = FILES) -> dict[str, str]:
    """The files with words of one of them replaced."""
    text = base[path]
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return {**base, path: text}


def without(*paths: str) -> dict[str, str]:
    return {path: text for path, text in FILES.items() if path not in paths}


def the_note(told: Changes) -> NoteChange:
    """The only annotation that differs."""
    (article,) = told.articles
    (note,) = article.notes
    return note


def the_article(told: Changes) -> ArticleChange:
    (article,) = told.articles
    return article


def the_entry(told: Changes) -> EntryChange:
    (entry,) = told.stories[0].entries
    return entry


def fields(change: NoteChange | ArticleChange | EntryChange) -> dict[str, tuple[str, str]]:
    return {field.name: (field.before, field.after) for field in change.fields}


def test_nothing_differs_between_a_corpus_and_itself() -> None:
    """The same files, the same facts."""
    assert between(FILES).empty


def test_an_added_annotation_is_told_with_its_passage_in_context() -> None:
    """The marked words stand apart from those before and after, in their paragraph."""
    new = "by: cara\non: 2026-02-03\nframing:\n- {label: loaded-language, quote: a gamble. The, voice: outlet}\n"
    note = the_note(between({**FILES, "annotations/mill-bridge/valley-gazette/cara.yml": new}))
    assert (note.fate, note.before, note.note.by) == (Fate.ADDED, None, "cara")
    passage = note.note.passage
    assert passage is not None and passage.words == "a gamble. The" and passage.place.startswith("paragraph ")
    assert (passage.place, passage.before, passage.after) == (
        "paragraph 3", "Critics called the plan ",
        " council will look at the bridge again in spring. Critics called the …",
    )  # fmt: skip


def test_a_long_passage_stands_with_its_beginning_and_its_end() -> None:
    """A comment has room for the words that matter."""
    quote = "The mill bridge in Upper Invention opened … again in spring."
    new = f"by: cara\non: 2026-02-03\nframing:\n- {{label: naming, quote: {quote}, voice: outlet}}\n"
    text = FILES[GAZETTE].replace("The council paid", "word " * 100 + "The council paid")
    told = between({**FILES, GAZETTE: text, "annotations/mill-bridge/valley-gazette/cara.yml": new})
    passage = the_article(told).notes[-1].note.passage or the_article(told).notes[0].note.passage
    assert passage is not None and len(passage.words.split()) == 61
    assert passage.words.startswith("The mill bridge") and " […] " in passage.words
    assert passage.words.endswith("again in spring.") and passage.after.startswith(" Critics")


def test_an_edited_quote_is_one_change_with_both_passages() -> None:
    """It is no removal and an addition, though its derived id differs."""
    note = the_note(between(edited(NOTES, ("opened again on Monday, the mayor said", "opened again on Monday"))))
    assert note.fate is Fate.CHANGED
    assert fields(note) == {"quote": ("opened again on Monday, the mayor said", "opened again on Monday")}
    assert note.before and note.after and note.before.id != note.after.id
    assert note.before.passage and note.after.passage
    assert note.after.passage.after.startswith(", the mayor said")


def test_an_edited_note_is_one_change() -> None:
    """Only what was edited is told."""
    told = between(edited(NOTES, ("  value: 40,000 crowns\n", "  value: 40,000 crowns\n  note: As printed.\n")))
    assert fields(the_note(told)) == {"note": ("", "As printed.")}


def test_a_quote_put_elsewhere_in_the_article_is_a_removal_and_an_addition() -> None:
    """Words that neither overlap nor are alike are another annotation."""
    told = between(edited(NOTES, ("quote: a lifeline", "quote: The baker, who lost")))
    assert {note.fate for note in the_article(told).notes} == {Fate.ADDED, Fate.REMOVED}


def test_another_label_for_the_same_words_is_one_change() -> None:
    """A reviewer who relabels a passage edits an annotation."""
    told = between(edited(NOTES, ("- label: naming\n", "- label: loaded-language\n")))
    assert fields(the_note(told)) == {"label": ("naming", "loaded-language")}


def test_an_omission_that_becomes_a_passage_is_one_change() -> None:
    """Somebody found the words after all."""
    head = edited(
        RADIO,
        ("  stance: omits\n  searched: [safe, safety]\n", "  stance: disputes\n  quote: the cracks are still there\n"),
    )
    told = between(head)
    assert fields(the_note(told))["stance"] == ("omits", "disputes")
    (cell,) = told.cells
    assert (cell.before, cell.after, cell.filled, cell.emptied) == ("checked, not there", "disputes", False, False)


def test_an_annotation_that_moves_to_another_file_did_not_change() -> None:
    """Neither did one whose line moved within its file."""
    moved = {**without(NOTES), NOTES.replace("notes", "other"): "# a comment\n" + FILES[NOTES]}
    assert between(moved).empty


def test_a_removed_annotation_is_told_and_empties_its_cell() -> None:
    """The cell says again that nobody reviewed it."""
    told = between(edited(NOTES, ("- claim: bridge-open\n  stance: attributes\n  source: mayor\n" + LINES, "")))
    assert the_note(told).fate is Fate.REMOVED
    (cell,) = told.cells
    assert (cell.claim, cell.article, cell.before, cell.after, cell.emptied) == (
        "The mill bridge is open again.", "Gazette", "attributes", "not reviewed", True,
    )  # fmt: skip


def test_a_checked_absence_fills_a_cell() -> None:
    """`omits` is a fact about the article."""
    new = "by: cara\non: 2026-02-03\nclaims:\n- {claim: repair-cost, stance: omits, searched: [crowns]}\n"
    told = between({**FILES, "annotations/mill-bridge/hill-radio/cara.yml": new})
    assert the_note(told).note.state == "checked, not there"
    (cell,) = told.cells
    assert (cell.before, cell.after, cell.filled) == ("not reviewed", "checked, not there", True)


def test_a_withdrawn_annotation_is_told_as_withdrawn() -> None:
    """It is still in its file; every page leaves it out."""
    told = between(edited(RADIO, ("status: reviewed", "status: withdrawn")))
    assert {note.fate for note in the_article(told).notes} == {Fate.WITHDRAWN}
    assert all(fields(note) == {"status": ("reviewed", "withdrawn")} for note in the_article(told).notes)


def test_an_annotation_whose_quote_cannot_be_placed_is_told() -> None:
    """The reviewer sees the words, and that they do not stand in the article."""
    new = "by: cara\non: 2026-02-03\nframing:\n- {label: naming, quote: not there at all, voice: outlet}\n"
    note = the_note(between({**FILES, "annotations/mill-bridge/valley-gazette/cara.yml": new})).note
    assert (note.passage, note.state) == (None, "the quote does not stand in the article")


def test_an_edit_of_the_text_is_told_with_the_annotations_that_lose_their_place() -> None:
    """Nobody touched their file, and yet they changed."""
    told = between(edited(GAZETTE, ("a lifeline", "a ribbon")))
    article = the_article(told)
    assert article.text is not None and (article.text.words_added, article.text.words_removed) == (1, 1)
    assert "a ribbon" in article.text.after[0][1] and "a lifeline" in article.text.before[0][1]
    assert fields(article.notes[0]) == {"place": ("found", "the quote does not stand in the article")}


def test_a_new_paragraph_above_changes_no_annotation() -> None:
    """Passages are words, not positions."""
    body = FILES[GAZETTE].index("\n---\n", 4) + 5
    head = {**FILES, GAZETTE: FILES[GAZETTE][:body] + "A new first paragraph.\n\n" + FILES[GAZETTE][body:]}
    article = the_article(between(head))
    assert (article.notes, article.text is not None) == ((), True)


def test_metadata_are_told_field_by_field() -> None:
    """Nested keys have dotted names."""
    told = between(edited(GAZETTE, ("short: Gazette", "short: The Gazette"), ("publish: excerpt", "publish: link")))
    assert fields(the_article(told)) == {
        "short": ("Gazette", "The Gazette"), "rights.publish": ("excerpt", "link"),
    }  # fmt: skip


def test_a_new_article_is_told_and_fills_no_cell_by_itself() -> None:
    """Its metadata stand with it."""
    path = "corpus/mill-bridge/third.md"
    told = between({**FILES, path: FILES[GAZETTE].replace("short: Gazette", "short: Third")})
    article = the_article(told)
    assert (article.fate, fields(article)["short"], told.cells) == (Fate.ADDED, ("", "Third"), ())


def test_an_article_under_another_name_is_one_change() -> None:
    """It rests on the same saved page, and so its annotations are the same."""
    new = {path.replace("valley-gazette", "the-gazette"): text for path, text in FILES.items()}
    new[STORY] = FILES[STORY].replace("valley-gazette", "the-gazette")
    told = between(new)
    article = the_article(told)
    assert (article.fate, fields(article), article.notes) == (None, {"id": ("valley-gazette", "the-gazette")}, ())
    assert told.cells == ()


def test_a_removed_article_takes_its_annotations_and_cells_with_it() -> None:
    """All of them are told."""
    told = between(without(*(path for path in FILES if "hill-radio" in path)))
    article = the_article(told)
    assert (article.fate, {note.fate for note in article.notes}) == (Fate.REMOVED, {Fate.REMOVED})
    assert {(cell.before, cell.after) for cell in told.cells} == {("attributes", ""), ("checked, not there", "")}


def test_the_registry_is_told_entry_by_entry() -> None:
    """Claims, sources, targets and questions, each with what differs."""
    told = between(edited(
        STORY,
        ("The repairs cost 40 to 42 thousand crowns.", "The repairs cost 41 thousand crowns."),
        ("  mayor: {name: Ida Marsh, role: mayor, kind: official}\n", "  mayor: {name: Ida Marsh, kind: official}\n"),
        ("targets:\n", "targets:\n  council: {name: the council, kind: group}\n"),
        ("    answer: The mayor.\n", "    answer: Only the mayor.\n"),
    ))  # fmt: skip
    told_of = {(entry.kind, entry.id): (entry.fate, fields(entry)) for entry in told.stories[0].entries}
    assert told_of == {
        ("claim", "repair-cost"): (Fate.CHANGED, {"statement": (
            "The repairs cost 40 to 42 thousand crowns.", "The repairs cost 41 thousand crowns.",
        )}),
        ("source", "mayor"): (Fate.CHANGED, {"role": ("mayor", "")}),
        ("target", "council"): (Fate.ADDED, {"name": ("", "the council"), "kind": ("", "group")}),
        ("question", "Who says that the bridge is safe?"): (
            Fate.CHANGED, {"answer": ("The mayor.", "Only the mayor.")},
        ),
    }  # fmt: skip


def test_labels_of_the_codebook_are_told() -> None:
    """Their definitions rule what every annotation means."""
    label = corpus.read(FILES)[0].codebook.labels[0]
    told = between(edited(CODEBOOK, (label.definition, "Something else.")))
    (entry,) = told.labels
    assert (entry.kind, entry.id, fields(entry)) == (
        "label",
        label.id,
        {"definition": (label.definition, "Something else.")},
    )


def test_what_cannot_be_read_in_the_head_is_no_removal() -> None:
    """The file is named, and the rest is compared."""
    head = {
        **edited(RADIO, ("death trap", "death trap,\n  oops")),
        GAZETTE: FILES[GAZETTE].replace("publish: excerpt", "publish: link"),
    }
    head[NOTES] = "claims: [\n"
    told = between(head, (NOTES, GAZETTE))
    gazette = next(article for article in told.articles if article.id == "valley-gazette")
    assert {note.fate for note in gazette.notes} == {Fate.UNREAD}
    assert NOTES in told.unread
    assert fields(gazette) == {"rights.publish": ("excerpt", "link")}
    assert not [cell for cell in told.cells if cell.article == "Gazette"]


def test_one_note_that_cannot_be_read_is_no_removal() -> None:
    """The others of its file are compared."""
    told = between(edited(NOTES, ("  form: direct\n", ""), ("a lifeline", "lifeline")))
    assert sorted(note.fate for note in the_article(told).notes) == [Fate.CHANGED, Fate.UNREAD]


@pytest.mark.parametrize("path", [STORY, GAZETTE])
def test_a_story_or_an_article_that_cannot_be_read_is_no_removal(path: str) -> None:
    """Its annotations are not told as removed either."""
    told = between({**FILES, path: "---\nnothing: [\n"})
    assert told.unread == (path,)
    fates = {story.fate for story in told.stories} | {article.fate for article in told.articles}
    assert Fate.UNREAD in fates and Fate.REMOVED not in fates
    assert not [note for article in told.articles for note in article.notes]


def test_two_annotations_that_say_the_same_are_told_apart_by_their_files() -> None:
    """Ada's is removed, Ben's stays; their derived ids are equal."""
    other = NOTES.replace("notes", "zben")
    base = {**FILES, other: FILES[NOTES].replace("by: ada", "by: ben")}
    told = between({path: text for path, text in base.items() if path != NOTES}, base=base)
    assert {(note.fate, note.note.by) for note in the_article(told).notes} == {(Fate.REMOVED, "ada")}


def test_files_that_nothing_tells_of_are_listed() -> None:
    """A comment in a file, a seed, rules: a reviewer knows that they changed."""
    paths = ("README.md", NOTES, "seeds/mill-bridge/new.txt", "seeds/x.rules.yml")
    told = between(edited(NOTES, ("by: ada\n", "by: ada  # me\n")), paths)
    assert told.files == (NOTES, "seeds/mill-bridge/new.txt", "seeds/x.rules.yml")
    assert changes.outside(paths) == ("README.md",)


def test_more_annotations_of_one_label_than_can_be_compared_are_a_new_set() -> None:
    """Two lists of thousands are not compared each with each: nobody would wait for it."""
    notes = "".join(f"- {{label: naming, quote: old words {n}, voice: outlet}}\n" for n in range(300))
    base = {**FILES, RADIO: "by: ada\non: 2026-02-01\nframing:\n" + notes}
    told = between({**base, RADIO: base[RADIO].replace("old words", "old word")}, base=base)
    assert [note.fate for note in the_article(told).notes].count(Fate.CHANGED) == 0
    few = {**FILES, RADIO: "".join(base[RADIO].splitlines(keepends=True)[:100])}
    told = between({**few, RADIO: few[RADIO].replace("old words", "old word")}, base=few)
    assert {note.fate for note in the_article(told).notes} == {Fate.CHANGED}


RISKS = [
    (edited(GAZETTE, ("publish: excerpt", "publish: none")), edited(GAZETTE, ("publish: excerpt", "publish: quotes")),
     "More of Gazette is published: rights.publish goes from none to quotes."),
    (FILES, edited(RADIO, ("by: ben", "by: eve")),
     "3 annotations in Radio change the annotator: from ben to eve."),
    (FILES, without(RADIO),
     "3 annotations by ben in Radio are removed; this change adds nothing by ben."),
    (FILES, edited(RADIO, ("status: reviewed", "status: withdrawn")),
     "3 annotations by ben in Radio are withdrawn; this change adds nothing by ben."),
    (without(RADIO), FILES,
     "3 annotations in Radio are marked as reviewed, and this change writes the words."),
    (FILES, edited(RADIO, ("quote: death trap", "quote: a death trap")),
     "1 annotation in Radio is marked as reviewed, and this change writes the words."),
    (FILES, edited(STORY, ("The bridge is safe.", "The bridge is sound.")),
     "The claim bridge-safe says something else; annotations that were made for the old words stay."),
    (FILES, edited(GAZETTE, ("a lifeline", "a ribbon")),
     "The text of Gazette changes (1 word added, 1 taken out); quotes are checked against it."),
]  # fmt: skip


@pytest.mark.parametrize(("base", "head", "sentence"), RISKS, ids=[sentence for _, _, sentence in RISKS])
def test_what_needs_a_close_look_is_named(base: Mapping[str, str], head: Mapping[str, str], sentence: str) -> None:
    """Edits that are easily overlooked and hard to undo have a sentence each."""
    assert between(head, base=base).risks == (sentence,)


def test_a_narrower_right_needs_no_close_look() -> None:
    """Publishing less harms nobody."""
    assert between(edited(GAZETTE, ("publish: excerpt", "publish: quotes"))).risks == ()


def test_a_removal_by_who_adds_something_instead_needs_no_close_look() -> None:
    """One's own annotations may be replaced; one of many put back hides nothing."""
    new = "by: ben\non: 2026-03-01\nframing:\n"
    note = "- {label: naming, quote: a gamble. The, voice: outlet}\n"
    path = "annotations/mill-bridge/valley-gazette/ben.yml"
    assert between({**without(RADIO), path: new + 3 * note}).risks == ()
    (said,) = between({**without(RADIO), path: new + note}).risks
    assert said == "3 annotations by ben in Radio are removed; this change adds 1 by ben."


def test_a_hidden_file_between_the_data_needs_a_close_look() -> None:
    """Attributes of git can keep a forge from showing what differs."""
    (said,) = between(FILES, paths=("annotations/.gitattributes",)).risks
    assert said == "annotations/.gitattributes is no data; such a file can change how differences are shown."


def test_changes_are_written_as_json() -> None:
    """Programs read the same facts, in any alphabet."""
    told = json.loads(
        changes.as_json(between(edited(NOTES, ("quote: a lifeline", "quote: lifeline"), ("by: ada", "by: ida"))))
    )
    note = told["stories"][0]["articles"][0]["notes"][-1]
    assert (note["fate"], note["after"]["passage"]["words"]) == ("changed", "lifeline")
