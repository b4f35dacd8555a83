"""YAML text -> values with places; whatever is written, there is an answer and no traceback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import checks, corpus, disk, report, yamlfile
from tests.golden import BASE

FILES = dict(disk.gather(BASE).files)
PATHS = sorted(path for path in FILES if not path.endswith(".cuts.yml"))
PIECES = st.sampled_from(
    [
        ":",
        ": ",
        "- ",
        "\n",
        "  ",
        '"',
        "'",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "!x ",
        "|",
        ">",
        "#",
        "---",
        "\t",
        "null",
        "<<",
    ]
)


# `disk` has made every line end a line feed before a text comes here.
YAML = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join)).map(
    lambda text: text.replace("\r", "\n")
)


@given(YAML)
def test_any_text_gives_values_or_findings(text: str) -> None:
    """Nothing raises, and every place is inside the file."""
    tree = yamlfile.read(text, "a.yml")
    assert tree.data is not None or tree.findings
    for place in (*tree.places.values(), *(finding.place for finding in tree.findings)):
        assert 1 <= place.line <= text.count("\n") + 1
        assert 1 <= place.column < place.end_column


@given(
    path=st.sampled_from(PATHS),
    at=st.floats(0, 1),
    length=st.integers(0, 30),
    piece=st.one_of(PIECES, st.text(max_size=3)),
)
def test_a_slip_anywhere_in_a_project_is_answered(path: str, at: float, length: int, piece: str) -> None:
    """A stretch of any file, replaced by anything, never breaks the check or its report."""
    text = FILES[path]
    start = int(at * len(text))
    files = {**FILES, path: text[:start] + piece + text[start + length :]}
    found, findings = corpus.read(files)
    everything = report.ordered((*findings, *checks.judge(found)))
    shown = report.as_text(everything, files).plain
    assert all(finding.message and finding.message.isprintable() for finding in everything)
    assert shown.count("error[") >= len(everything)


@pytest.mark.parametrize("written", ["no", "1.10", "2026-01-05", "0x1f", "1e3", "true"])
def test_every_scalar_is_text(written: str) -> None:
    """No type is guessed."""
    assert yamlfile.read(f"a: {written}\n", "a.yml").data == {"a": written}


@pytest.mark.parametrize(
    ("written", "value"), [("null", None), ("~", None), ("", None), ('"null"', "null"), ("''", "")]
)
def test_nothing_is_null_and_a_quoted_null_is_a_word(written: str, value: str | None) -> None:
    """Quotation marks make the difference."""
    assert yamlfile.read(f"a: {written}\n", "a.yml").data == {"a": value}


def test_places_are_those_of_the_file() -> None:
    """Lines count from `first_line`; columns from 1; the end is exclusive."""
    tree = yamlfile.read("a:\n  - b: word\n", "a.md", first_line=2)
    place = tree.places["a", 0, "b"]
    assert (place.path, place.line, place.column, place.end_column) == ("a.md", 3, 8, 12)
    assert tree.keys["a", 0, "b"].column == 5


def test_a_bomb_of_aliases_is_refused_before_it_is_built() -> None:
    """The first anchor ends the reading."""
    lines = ["a0: &a0 x"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (finding,) = yamlfile.read("\n".join(lines), "a.yml").findings
    assert (finding.code, finding.place.line) == ("yaml-feature", 1)


def test_deep_nesting_is_refused() -> None:
    """A hundred thousand brackets do not exhaust the stack."""
    (finding,) = yamlfile.read("[" * 100_000, "a.yml").findings
    assert finding.code == "too-large"
