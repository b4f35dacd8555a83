"""`rashomon check --fix`: quotes that differ by typing, or whose surroundings moved. Everything else stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator import anchor, build, slips, yamledit
from generator.cli import rashomon
from generator.model import Annotation, Span
from tests.golden import project

GAZETTE = "annotations/mill-bridge/valley-gazette/cara.yml"
RADIO = "annotations/mill-bridge/hill-radio/cara.yml"
STORY = "annotations/mill-bridge/story.yml"
HEAD = "by: cara\non: 2026-02-03\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(None, tmp_path)


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(rashomon, ["check", *options, "--project", str(folder)])


def note(quote: str, more: str = "") -> str:
    return f"{HEAD}framing:\n- label: naming\n  quote: {quote}\n  voice: outlet\n{more}"


def cara(folder: Path) -> Annotation:
    """The one note of the file that a test writes; it must be anchored."""
    (found,) = (
        mark.annotation
        for mark in build.load(folder).corpus.stories[0].marks
        if mark.annotation.place().path in (GAZETTE, RADIO) and mark.annotation.place().path.endswith("cara.yml")
    )
    return found


def fixed(folder: Path, text: str, path: str = GAZETTE) -> str:
    """What `--fix` makes of a file; nothing may be left to complain of."""
    (folder / path).write_text(text, "utf-8")
    result = run(folder, "--fix")
    assert result.exit_code == 0, result.output
    return (folder / path).read_text("utf-8")


@pytest.mark.parametrize(("path", "typed", "article"), [
    (GAZETTE, "the Mill Bridge in upper invention", "The mill bridge in Upper Invention"),  # capitals
    (GAZETTE, "“Ida Marsh”", "Ida Marsh"),  # quotation marks around it
    (GAZETTE, "The council paid 40,000 crowns.", "The council paid 40,000 crowns"),  # a full stop at the end
    (GAZETTE, "a third of hercustomers", "a third of her customers"),  # a space is missing
    (GAZETTE, "opened again on Mon\u00adday", "opened again on Monday"),  # a soft hyphen
    (GAZETTE, "The coun- cil paid 40,000 crowns", "The council paid 40,000 crowns"),  # hyphenation of a printed page
    (GAZETTE, "ｔhe repairs. The baker", "the repairs. The baker"),  # a wide letter
    (RADIO, "It`s a death trap", "It’s a death trap"),  # a grave accent for an apostrophe
    (RADIO, "it′s a death trap", "It’s a death trap"),
    (GAZETTE, "the Mill bridge … said Ida Marsh.", None),  # what was left out is not what was meant
    (GAZETTE, "the mill bridge … the Mayor said.", "The mill bridge … the mayor said."),
])  # fmt: skip
def test_a_quote_that_is_only_typed_otherwise_gets_the_words_of_the_article(
    folder: Path, path: str, typed: str, article: str | None
) -> None:
    """Capitals, quotation marks, full stops, spaces, hyphens and signs that look alike; nothing else."""
    (folder / path).write_text(note(typed), "utf-8")
    result = run(folder, "--fix")
    assert (result.exit_code == 0) is (article is not None), result.output
    if article:
        assert f"  quote: {article}\n" in (folder / path).read_text("utf-8")


@pytest.mark.parametrize("quote", [
    "The mill bridge in Upper Invention opend again",  # a letter is missing
    "a third of the customers",  # another word
    "HE COUNCIL paid 40,000",  # begins within a word
    "Monday … The Mill Bridge in",  # the end stands before the beginning
    "Critics called the Plan a gamble",  # stands twice
])  # fmt: skip
def test_nothing_is_mended_by_likeness(folder: Path, quote: str) -> None:
    """A wrong letter or word, and a passage that could be two, wait for a person; the file stays as it is."""
    (folder / GAZETTE).write_text(note(quote), "utf-8")
    result = run(folder, "--fix")
    assert result.exit_code == 1
    assert "no quote to fix; 1 needs a person\n" in result.output
    assert f"not fixed: {GAZETTE}:5:10: " in result.output
    assert (folder / GAZETTE).read_text("utf-8") == note(quote)


def test_every_other_byte_of_the_file_stays(folder: Path) -> None:
    """Byte order mark, line ends of Windows, comments, blank lines, order and the kind of quotation marks."""
    before = (
        "\ufeff# a class, lesson 3\r\nby: cara   # a pupil\r\non: 2026-02-03\r\n\r\nframing:\r\n"
        "# the mayor\r\n- voice: 'outlet'  # her words\r\n  quote: 'ida Marsh'    # named once\r\n"
        '  label: "naming"\r\n  id: the-mayor\r\n  note: >-\r\n    A long\r\n    note.\r\n# the end\r\n'
    )
    (folder / GAZETTE).write_bytes(before.encode())
    assert run(folder, "--fix").exit_code == 0
    assert (folder / GAZETTE).read_bytes().decode() == before.replace("'ida Marsh'", "'Ida Marsh'")


def test_new_lines_end_like_the_others(folder: Path) -> None:
    """The line for the id that is kept ends as the file's lines do."""
    (folder / GAZETTE).write_bytes(note("ida marsh").replace("\n", "\r\n").encode())
    run(folder, "--fix")
    written = (folder / GAZETTE).read_bytes()
    assert b"  id: f" in written
    assert written.count(b"\n") == written.count(b"\r\n")


def test_the_old_id_is_kept_so_that_links_hold(folder: Path) -> None:
    """A made id depends on the words: the one that was made of the old words is written down."""
    (folder / GAZETTE).write_text(note("ida marsh"), "utf-8")
    (lost,) = build.load(folder).corpus.stories[0].unanchored
    run(folder, "--fix")
    assert cara(folder).id == lost.annotation.id
    assert f"  id: {lost.annotation.id}\n" in (folder / GAZETTE).read_text("utf-8")


def test_an_id_that_is_written_stays_the_only_one(folder: Path) -> None:
    """Who named the note keeps the name."""
    assert fixed(folder, note("ida marsh", "  id: the-mayor\n")) == note("Ida Marsh", "  id: the-mayor\n")


def test_a_note_in_braces_stays_in_braces(folder: Path) -> None:
    """Quote and id are put between the brackets; the quotation marks of YAML stay where they are needed."""
    text = f'{HEAD}framing: [{{label: naming, quote: "The Baker, who lost", voice: outlet}}] # one\n'
    written = fixed(folder, text)
    assert written.startswith(f'{HEAD}framing: [{{label: naming, quote: "The baker, who lost", voice: outlet, id: f')
    assert written.endswith("}] # one\n")


def test_context_that_is_no_longer_needed_is_dropped(folder: Path) -> None:
    """The words stand once: prefix and suffix go, a comment on their line stays."""
    quote = "quote:\n    exact: her customers\n    prefix: was\n    suffix: no # why\n"
    text = f"{HEAD}framing:\n- label: naming\n  {quote}  voice: outlet\n  id: one-id\n"
    assert fixed(folder, text) == text.replace("    prefix: was\n", "").replace("suffix: no # why", "# why")


def test_a_comment_between_brackets_stays(folder: Path) -> None:
    """The context behind it is emptied, so that the comment need not go with it."""
    text = note("{exact: her customers, # who?\n    prefix: was}", "  id: one-id\n")
    assert fixed(folder, text) == text.replace("prefix: was", 'prefix: ""')


def test_a_file_that_would_not_say_what_was_wanted_is_left_alone(folder: Path) -> None:
    """Of two quotes in one note the first counts: no edit is made on the second."""
    text = note("ida marsh", "  quote: Ida Marsh\n")
    (folder / GAZETTE).write_text(text, "utf-8")
    result = run(folder, "--fix")
    assert "the file is written so that only a person can put in: Ida Marsh\n" in result.output
    assert (folder / GAZETTE).read_text("utf-8") == text


def test_context_that_fits_no_longer_is_made_anew_where_one_place_is_meant(folder: Path) -> None:
    """A word of the old prefix has changed; one of the two places is like it, and the other is not."""
    text = note('{exact: Critics called the plan a gamble, prefix: "look at the bridge again in summer."}')
    written = fixed(folder, text)
    assert "exact: Critics called the plan a gamble, prefix: spring." in written.replace('"', "")


def test_context_that_could_be_of_both_places_waits_for_a_person(folder: Path) -> None:
    """Without a clear difference nothing is chosen, and it is said why."""
    text = note("{exact: Critics called the plan a gamble, prefix: nobody knows}")
    (folder / GAZETTE).write_text(text, "utf-8")
    result = run(folder, "--fix")
    assert "these words stand 2 times in the article, and prefix and suffix fit none of them clearly" in result.output
    assert (folder / GAZETTE).read_text("utf-8") == text


def test_a_quote_that_needs_context_after_mending_gets_it(folder: Path) -> None:
    """The prefix was typed otherwise, too: it says which place is meant."""
    written = fixed(folder, note('{exact: critics called the plan a gamble, prefix: "IN SPRING."}'))
    assert "{exact: Critics called the plan a gamble, prefix: " in written
    assert cara(folder).quote.prefix == "spring."


def test_evidence_of_an_answer_is_mended_in_story_yml(folder: Path) -> None:
    """The passage of a question gets the article's words, within its brackets."""
    text = (folder / STORY).read_text("utf-8")
    broken = text.replace("quote: The bridge is safe}", "quote: the Bridge is safe.}")
    assert fixed(folder, broken, STORY) == text


def test_an_invisible_character_in_a_quote_is_taken_out(folder: Path) -> None:
    """Such a note was never on a site, so it needs no id."""
    assert fixed(folder, note("Ida\u200b Marsh")) == note("Ida Marsh")


def test_a_file_with_several_quotes_is_mended_in_one_run(folder: Path) -> None:
    """Each quote counts, each file counts, and the difference is shown."""
    text = note(
        "ida Marsh",
        "- label: naming\n  quote: THE COUNCIL\n  voice: outlet\n- label: naming\n  quote: a dog\n  voice: outlet\n",
    )
    (folder / GAZETTE).write_text(text, "utf-8")
    (folder / RADIO).write_text(note("hill radio"), "utf-8")
    output = run(folder, "--fix").output
    assert f"--- a/{GAZETTE}\n+++ b/{GAZETTE}\n@@ " in output
    assert "-  quote: ida Marsh\n+  quote: Ida Marsh\n" in output
    assert "2 quotes in 2 files; 2 need a person\n" in output


def test_a_second_run_changes_nothing(folder: Path) -> None:
    """What was mended is left alone."""
    first = fixed(folder, note("ida marsh"))
    second = run(folder, "--fix")
    assert second.output.startswith("no quote to fix\n")
    assert (folder / GAZETTE).read_text("utf-8") == first


def test_diff_shows_and_writes_nothing(folder: Path) -> None:
    """The same difference as with `--fix`; the findings are still there, so the exit code is 1."""
    (folder / GAZETTE).write_text(note("ida marsh"), "utf-8")
    result = run(folder, "--diff")
    assert "+  quote: Ida Marsh\n" in result.output
    assert result.output.endswith("would fix 1 quote in 1 file\n")
    assert result.exit_code == 1
    assert (folder / GAZETTE).read_text("utf-8") == note("ida marsh")


def test_diff_of_a_sound_project_exits_with_0(folder: Path) -> None:
    """There is nothing to say."""
    result = run(folder, "--diff")
    assert (result.exit_code, result.output) == (0, "no quote to fix\n")


def test_fix_prints_text_only(folder: Path) -> None:
    """A program that reads JSON gets no difference in between."""
    assert run(folder, "--fix", "--format", "json").exit_code == 2


def test_a_withdrawn_note_is_left_alone(folder: Path) -> None:
    """It counts nowhere, so its quote is nobody's business."""
    text = note("ida marsh").replace("framing:", "status: withdrawn\nframing:")
    assert fixed(folder, text) == text


def test_a_sign_of_the_article_is_never_cut_in_two() -> None:
    """A full stop is not the first dot of an ellipsis."""
    assert slips.find("WAIT.", "Then wait… and see") == (Span(5, 9),)


TEXT = "The mill bridge — “safe”, they said — opened again on Monday. The ﬁrst cart, Ida’s, crossed it at nine o’clock."


@given(st.data())
def test_slips_of_typing_are_seen_through(data: st.DataObject) -> None:
    """Whatever words of a text are typed in capitals, with other signs, or run together: they mean that passage."""
    words = list(anchor.prepare(TEXT).text.split())
    first = data.draw(st.integers(0, len(words) - 2))
    passage = " ".join(TEXT.split()[first : data.draw(st.integers(first + 2, len(words)))])
    typed = "".join(
        data.draw(
            st.sampled_from([sign, sign.upper(), sign.lower(), sign + "\u00ad", {"’": "'", " ": "  "}.get(sign, sign)])
        )
        for sign in passage
    )
    spans = slips.find(typed, TEXT)
    core = passage.strip(".’”“ ")
    assert any(core in TEXT[span.start : span.end] for span in spans)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(["", "'", '"']), st.booleans()
)
def test_words_come_back_from_yaml_as_they_were(words: str, style: str, flow: bool) -> None:
    """In any style of quotation, in a line or between brackets."""
    words = words.strip() or "x"
    written = yamledit.rendered(words, style, flow)
    from generator import yamlfile

    text = f"{{a: {written}}}" if flow else f"a: {written}"
    assert yamlfile.compose(text).value[0][1].value == words
