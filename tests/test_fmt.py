"""`rashomon fmt`: the order of annotation files, ids that stay, small files made one. Nothing is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import annotations, build, fmt
from generator.cli import rashomon
from generator.fmt import SCHEMA, File
from tests.builders import a_story, an_article, claim
from tests.golden import ROOT, project

FOLDER = "annotations/mill-bridge/valley-gazette"
NOTES = f"{FOLDER}/notes.yml"
OPENED = """\
- claim: bridge-open
  stance: attributes
  source: mayor
  quote: opened again on Monday, the mayor said
"""
CARA = f"{FOLDER}/cara.yml"
HEAD = f"{SCHEMA}\nby: cara\non: 2026-02-03\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose own annotation files are in order."""
    run(project(None, tmp_path))
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(rashomon, ["fmt", *arguments, "--project", str(folder)])


def put(folder: Path, text: str, name: str = "cara.yml") -> Path:
    path = folder / FOLDER / name
    path.write_text(text, "utf-8")
    return path


def in_order(folder: Path, text: str, *options: str) -> str:
    """What `fmt` makes of a file."""
    path = put(folder, text)
    result = run(folder, *options)
    assert result.exit_code == 0, result.output
    return path.read_text("utf-8")


def ids(folder: Path) -> set[str]:
    """The ids of all marks; nothing may be wrong."""
    loaded = build.load(folder)
    assert not loaded.findings
    return {mark.id for mark in loaded.corpus.stories[0].marks}


def naming(words: str, more: str = "") -> str:
    return f"- label: naming\n  quote: {words}\n  voice: outlet\n{more}"


def test_notes_stand_in_the_order_of_the_text(folder: Path) -> None:
    """The first passage first; of two that begin together the longer one."""
    later, longer, shorter = map(naming, ("Ida Marsh", "The mill bridge in Upper Invention", "The mill bridge in"))
    text = HEAD + "framing:\n"
    assert in_order(folder, text + later + shorter + longer) == text + longer + shorter + later


def test_absences_stand_behind_the_passages_in_the_order_of_the_claims(folder: Path) -> None:
    """A checked absence has no place in the text."""
    last = "- claim: bridge-safe\n  stance: omits\n  searched: [sound]\n"
    other = "- claim: bridge-open\n  stance: omits\n  searched: [closed]\n"
    mark = "- claim: repair-cost\n  stance: asserts\n  quote: paid 40,000 crowns\n"
    text = (folder / NOTES).read_text("utf-8")
    (folder / NOTES).write_text(text.replace(OPENED, ""), "utf-8")
    assert in_order(folder, HEAD + "claims:\n" + last + mark + other) == HEAD + "claims:\n" + mark + other + last


def test_keys_stand_in_the_order_of_the_format(folder: Path) -> None:
    """In the file and in each note; the dash stays before the first key."""
    text = "framing:\n- voice: outlet\n  note: why\n  quote: Ida Marsh\n  label: naming\non: 2026-02-03\nby: cara\n"
    note = "- label: naming\n  quote: Ida Marsh\n  voice: outlet\n  note: why\n"
    assert in_order(folder, text) == f"{HEAD}framing:\n{note}"


def test_comments_travel_with_what_they_stand_above(folder: Path) -> None:
    """Above a note, above a key, behind a value, and deeper than the note that follows."""
    text = (
        "# for class 9\nby: cara  # a pupil\non: 2026-02-03\n\nframing:  # all of it\n# the mayor\n"
        f"{naming('Ida Marsh')}  # who else?\n# the bridge\n- voice: outlet\n  # the words\n"
        "  quote: The mill bridge in Upper  # a place\n  # which label?\n  label: naming\n# the end\n"
    )
    assert in_order(folder, text) == (
        f"{SCHEMA}\n# for class 9\nby: cara  # a pupil\non: 2026-02-03\n\nframing:  # all of it\n# the bridge\n"
        "# which label?\n- label: naming\n  # the words\n  quote: The mill bridge in Upper  # a place\n"
        f"  voice: outlet\n# the mayor\n{naming('Ida Marsh')}  # who else?\n# the end\n"
    )


def test_blank_lines_stay_where_they_are(folder: Path) -> None:
    """They set places apart, not notes."""
    text = HEAD + "\nframing:\n" + naming("Ida Marsh") + "\n\n" + naming("The mill bridge in")
    assert in_order(folder, text) == HEAD + "\nframing:\n" + naming("The mill bridge in") + "\n\n" + naming("Ida Marsh")


def test_long_texts_move_as_they_are_written(folder: Path) -> None:
    """Block texts, texts over several lines, and notes in braces."""
    block = naming("Ida Marsh", "  note: |\n    One line.\n\n      # no comment\n")
    folded = '- label: naming\n  quote: "The mill bridge in\n    Upper Invention"\n  voice: outlet\n'
    braces = "- {label: naming, voice: quoted, quote: a lifeline, target: mill-bridge, note: braces}\n"
    written = in_order(folder, HEAD + "framing:\n" + braces + block + folded)
    assert written == HEAD + "framing:\n" + folded + block + braces


def test_the_line_of_the_schema_is_the_first(folder: Path) -> None:
    """An older line of ours is brought up to date; somebody else's stays."""
    body = "by: cara\non: 2026-02-03\nframing:\n" + naming("Ida Marsh")
    assert (
        in_order(folder, "# yaml-language-server: $schema=../../annotation.schema.json\n" + body) == f"{SCHEMA}\n{body}"
    )
    theirs = "# yaml-language-server: $schema=https://example.org/ours.json\n"
    assert in_order(folder, "# hello\n" + theirs + body) == f"{theirs}# hello\n{body}"


def test_line_ends_and_byte_order_mark_stay(folder: Path) -> None:
    """A file from Windows stays one."""
    text = HEAD + "framing:\n" + naming("Ida Marsh") + naming("The mill bridge in")
    path = put(folder, "")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    run(folder)
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# yaml")
    assert written.count(b"\r\n") == written.count(b"\n") == text.count("\n")


def test_a_file_that_is_in_order_is_not_written(folder: Path) -> None:
    """A second run says so and leaves the file as it is."""
    text = in_order(folder, HEAD + "framing:\n" + naming("Ida Marsh") + naming("The mill bridge in"))
    result = run(folder)
    assert result.output == "0 files put in order, 3 as they should be\n"
    assert (folder / CARA).read_text("utf-8") == text


def test_check_writes_nothing_and_fails(folder: Path) -> None:
    """Each file that is not in order is named, with what would be done."""
    text = HEAD + "framing:\n" + naming("Ida Marsh") + naming("The mill bridge in")
    path = put(folder, text)
    result = run(folder, "--check")
    assert result.exit_code == 1
    assert result.output == f"{CARA}: order of notes\n1 file not in order, 2 as they should be\n"
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(("text", "why"), [
    (HEAD + "framing:\n" + naming("a lifebelt"), "1 finding; `rashomon check` shows them"),
    ("{by: cara, on: 2026-02-03, framing: []}\n", "it is written in brackets"),
    ("  by: cara\n  on: 2026-02-03\n", "its keys do not begin in the first column"),
    (f"---\n{HEAD}", "it has a line of --- or ..."),
])  # fmt: skip
def test_a_file_that_cannot_be_put_in_order_is_left_alone(folder: Path, text: str, why: str) -> None:
    """It is said why; the exit code is 1."""
    path = put(folder, text)
    result = run(folder)
    assert f"{CARA}: left alone: {why}\n" in result.output
    assert result.output.endswith("1 left alone\n")
    assert (result.exit_code, path.read_text("utf-8")) == (1, text)


def test_only_the_articles_that_are_named_are_put_in_order(folder: Path) -> None:
    """An unknown one is an error that names the nearest."""
    text = HEAD + "framing:\n" + naming("Ida Marsh") + naming("The mill bridge in")
    path = put(folder, text)
    assert run(folder, "hill-radio").exit_code == 0
    assert path.read_text("utf-8") == text
    unknown = CliRunner().invoke(rashomon, ["fmt", "hill-raido", "--project", str(folder)])
    assert "did you mean 'hill-radio'?" in str(unknown.exception)


def test_ids_are_written_on_request(folder: Path) -> None:
    """Each note gets the id that it has, so links to it outlive a new quote; a second run writes no other."""
    path = put(folder, HEAD + "framing:\n" + naming("Ida Marsh"))
    before = sorted(mark.id for mark in build.load(folder).corpus.stories[0].marks)
    result = run(folder, "--ids", "valley-gazette")
    assert f"{CARA}: 1 id\n" in result.output
    text = path.read_text("utf-8")
    assert "  id: f" in text
    assert sorted(mark.id for mark in build.load(folder).corpus.stories[0].marks) == before
    assert run(folder, "--ids", "valley-gazette").output.startswith("0 files put in order")


def test_two_people_who_say_the_same_get_ids(folder: Path) -> None:
    """Their notes clash only by the ids made of them; the second gets one of its own."""
    text = naming("a lifeline", "  target: mill-bridge\n").replace("outlet", "quoted")
    put(folder, HEAD + "framing:\n" + text)
    assert [finding.code for finding in build.load(folder).findings] == ["duplicate-id"]
    result = run(folder)
    assert "notes.yml: 1 id\n" in result.output
    loaded = build.load(folder)
    assert not loaded.findings
    assert len({mark.id for mark in loaded.corpus.stories[0].marks}) == len(loaded.corpus.stories[0].marks)


def test_a_note_that_one_person_wrote_twice_gets_no_id(folder: Path) -> None:
    """It is a mistake: one of the two can go."""
    text = HEAD + "framing:\n" + naming("Ida Marsh") + naming("Ida Marsh")
    path = put(folder, text)
    result = run(folder)
    assert f"{CARA}: left alone: 1 finding" in result.output
    assert path.read_text("utf-8") == text


def test_files_of_one_person_and_day_are_joined(folder: Path) -> None:
    """The oldest name stays, with every note and comment, in the indent of its list; the others are gone."""
    put(folder, f"{HEAD}# one\nframing:\n# the mayor\n{naming('Ida Marsh')}# end of one\n", "2026-02-03-a.yml")
    attribution = "- source: mayor\n  quote: Ida Marsh told\n  cue: told\n  form: direct\n"
    bridge = naming("The mill bridge in").replace("\n", "\n  ").rstrip(" ")
    second = f"by: cara # again\non: 2026-02-03\nstatus: proposed\nframing: # more\n  # the bridge\n  {bridge}"
    put(folder, f"{second}sources:\n{attribution}", "2026-02-03-b.yml")
    put(folder, f"{HEAD.replace('cara', 'dora')}framing:\n{naming('The council paid')}", "2026-02-03-c.yml")
    before = ids(folder)
    result = run(folder, "--merge")
    assert f"{FOLDER}/2026-02-03-a.yml: joined with 2026-02-03-b.yml; order of notes\n" in result.output
    assert not (folder / FOLDER / "2026-02-03-b.yml").exists()
    assert (folder / FOLDER / "2026-02-03-c.yml").exists()
    assert (folder / FOLDER / "2026-02-03-a.yml").read_text("utf-8") == (
        f"{SCHEMA}\n# again\nby: cara\non: 2026-02-03\nstatus: proposed\nsources:\n{attribution}# one\nframing:\n"
        f"# more\n# the bridge\n{naming('The mill bridge in')}# the mayor\n{naming('Ida Marsh')}# end of one\n"
    )
    assert ids(folder) == before
    assert run(folder, "--merge").output.startswith("0 files put in order")


def test_files_with_another_status_or_reviewer_are_not_joined(folder: Path) -> None:
    """What counts for all notes of a file must be the same."""
    put(folder, HEAD + "framing:\n" + naming("Ida Marsh"), "a.yml")
    put(folder, HEAD + "status: disputed\nframing:\n" + naming("The council paid"), "b.yml")
    put(folder, HEAD + "reviewed_by: [ada]\nframing:\n" + naming("The baker"), "d.yml")
    assert run(folder, "--merge").output.startswith("0 files put in order")


def test_a_list_in_brackets_is_not_joined(folder: Path) -> None:
    """Its lines cannot be moved one by one; the file stays."""
    put(folder, HEAD + "framing:\n" + naming("Ida Marsh"), "a.yml")
    braces = HEAD + "framing: [{label: naming, quote: The council paid, voice: outlet}]\n"
    path = put(folder, braces, "b.yml")
    result = run(folder, "--merge")
    assert f"{FOLDER}/b.yml: left alone: its list of framing is written in brackets\n" in result.output
    assert path.read_text("utf-8") == braces


def test_the_sample_says_the_same_in_order() -> None:
    """The files of the sample, put in order and joined, hold the same notes."""
    story = build.load(ROOT).corpus.stories[0]
    for article in story.articles:
        paths = sorted((ROOT / "annotations" / story.id / article.id).glob("*.yml"))
        files = [File(str(path), path.read_text("utf-8"), path.read_text("utf-8")) for path in paths]
        joined, left = fmt.joined(files)
        assert (len(joined), left) == (1, ())
        after = fmt.tidy(joined[0], story, article)
        assert says(after.after, article.id) == sum((says(file.before, article.id) for file in files), Counter())
        said = sum((lines(file.before) for file in files), Counter())
        assert {line for line in said if line not in lines(after.after)} == set()


def says(text: str, article: str) -> Counter[object]:
    """What the notes of a file say, whatever their places."""
    notes, findings = annotations.parse(text, "a.yml", article)
    assert not findings
    return Counter((note.id, note.kind, note.note, note.by, note.on, note.status, note.reviewed_by) for note in notes)


def lines(text: str) -> Counter[str]:
    """The lines that say something, without indent and dash."""
    return Counter(line.strip().removeprefix("- ") for line in text.split("\n") if line.strip())


ARTICLE = an_article("radio", "\n".join(f"On day {n} the smith mended the bell of the mill." for n in range(9)))
STORY = a_story([ARTICLE], claims={"bell-mended": claim(), "mill-open": claim(), "smith-paid": claim()})
COMMENT = st.sampled_from(["", "# a thought\n", "  # deeper\n", "\n", "\n# after a blank line\n", "# one\n\n# two\n"])


@st.composite
def a_note(draw: st.DrawFn) -> tuple[str, str]:
    """A note with its keys in any order, comments between them, and the list that it stands in."""
    kind = draw(st.sampled_from(["claims", "sources", "framing"]))
    first, length = draw(st.integers(0, 8)), draw(st.integers(3, 9))
    quote = " ".join(f"On day {first} the smith mended the bell of the mill.".split()[:length])
    keys = {"quote": quote, "note": draw(st.sampled_from(["x", "|\n    a\n\n    # b\n    c", '"a # b"', "a\n    b"]))}
    if kind == "claims":
        name = draw(st.sampled_from(["bell-mended", "mill-open", "smith-paid"]))
        keys |= {"claim": name, "stance": "asserts"}
        if draw(st.booleans()):
            keys = {"claim": name, "stance": "omits", "searched": "[bell]"}
    elif kind == "sources":
        keys |= {"source": "smith", "cue": "day", "form": "indirect"}
    else:
        keys |= {"label": "naming", "voice": "outlet"}
    order = draw(st.permutations(sorted(keys)))
    between = draw(
        st.lists(st.sampled_from(["", "  # why\n", "# odd\n", "\n"]), min_size=len(order), max_size=len(order))
    )
    written = "".join(
        f"{gap if n else ''}  {key}: {keys[key]}\n" for n, (key, gap) in enumerate(zip(order, between, strict=True))
    )
    return kind, f"- {written.removeprefix('  ')}"


@st.composite
def a_file(draw: st.DrawFn) -> str:
    """A file with its keys, lists and notes in any order, and comments anywhere."""
    sections: dict[str, list[str]] = {}
    for kind, note in draw(st.lists(a_note(), min_size=1, max_size=6)):
        sections.setdefault(kind, []).append(draw(COMMENT) + note)
    parts = ["by: ada  # me\n", "on: 2026-02-01\n", *(f"{kind}:\n{''.join(notes)}" for kind, notes in sections.items())]
    return "".join(draw(COMMENT) + part for part in draw(st.permutations(parts))) + draw(COMMENT)


@settings(max_examples=200, deadline=None)
@given(a_file())
def test_putting_in_order_loses_nothing_and_comes_to_rest(text: str) -> None:
    """Every line is still there, the notes say the same, and a second time changes nothing."""
    once = fmt.tidy(File("a.yml", text, text), STORY, ARTICLE).after
    assert says(once, "radio") == says(text, "radio")
    assert lines(once) == lines(text) + Counter([SCHEMA])
    assert fmt.tidy(File("a.yml", once, once), STORY, ARTICLE).after == once


@settings(max_examples=100, deadline=None)
@given(a_file(), a_file())
def test_joining_loses_nothing(one: str, other: str) -> None:
    """Every note and every comment of both files is in the one that is left; a second time changes nothing."""
    (joined,), _ = fmt.joined([File("a.yml", one, one), File("b.yml", other, other)])
    after = fmt.tidy(joined, STORY, ARTICLE).after
    assert says(after, "radio") == says(one, "radio") + says(other, "radio")
    comments = Counter(
        line.strip() for text in (one, other) for line in text.split("\n") if line.strip().startswith("# ")
    )
    assert not comments - Counter(line.strip() for line in after.split("\n"))
    again = File("a.yml", after, after)
    assert fmt.tidy(again, STORY, ARTICLE).after == after


def test_the_id_of_a_clash_is_free() -> None:
    """It is made of the old one and the first number that nobody uses."""
    text = "by: {by}\non: 2026-02-01\nframing:\n- {{label: naming, quote: day 3, voice: outlet}}\n"
    notes = [
        note for by in ("ada", "ben", "cleo") for note in annotations.parse(text.format(by=by), f"{by}.yml", "radio")[0]
    ]
    story = a_story([ARTICLE], notes)
    made = notes[0].id
    assert fmt.clashes(story) == {notes[1].place(): f"{made}-2", notes[2].place(): f"{made}-3"}
