"""Each folder of cases/check is a project with a mistake, and what `rashomon check` says about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import build
from tests.golden import CHECK, check_cases, check_report, project

NEW = "annotations/mill-bridge/valley-gazette/cara.yml"
GAZETTE = "corpus/mill-bridge/valley-gazette.md"
NOTES = "annotations/mill-bridge/valley-gazette/notes.yml"


def codes(folder: Path) -> list[str]:
    return [finding.code for finding in build.load(folder).findings]


@pytest.mark.parametrize("case", check_cases())
def test_a_case_is_reported_as_expected(case: str, tmp_path: Path) -> None:
    """The report on a case is the text that was reviewed, letter for letter."""
    assert check_report(project(case, tmp_path)) == (CHECK / case / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("case", [case for case in check_cases() if not case.startswith("several")])
def test_a_case_triggers_only_the_finding_it_is_named_after(case: str, tmp_path: Path) -> None:
    """One mistake gives one kind of finding: nothing is reported that follows from it."""
    assert set(codes(project(case, tmp_path))) == {case.split("--", maxsplit=1)[0]}


def test_the_base_project_has_no_findings(tmp_path: Path) -> None:
    """Whatever a case reports comes from the case."""
    assert codes(project(None, tmp_path)) == []


def test_a_file_that_is_not_utf8_is_reported_at_the_byte(tmp_path: Path) -> None:
    """`not-utf8` names the line and column of the first byte that cannot be read."""
    (project(None, tmp_path) / NEW).write_bytes("by: cara\non: 2026-02-03 # café\n".encode("latin-1"))
    (finding,) = build.load(tmp_path).findings
    assert (finding.code, finding.place.line, finding.place.column) == ("not-utf8", 2, 21)


def test_a_link_to_a_file_is_reported_and_not_followed(tmp_path: Path) -> None:
    """`symlink`: what a link leads to is not read."""
    folder = project(None, tmp_path / "project")
    (tmp_path / "outside.yml").write_text("by: cara\nmistake: yes\n", "utf-8")
    (folder / NEW).symlink_to(tmp_path / "outside.yml")
    assert codes(folder) == ["symlink"]


def test_a_link_to_a_folder_is_reported_and_not_entered(tmp_path: Path) -> None:
    """`symlink`: a linked folder is one finding, whatever is in it."""
    folder = project(None, tmp_path / "project")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "bad.yml").write_text("mistake: yes\n", "utf-8")
    (folder / "annotations/mill-bridge/elsewhere").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert codes(folder) == ["symlink"]


@pytest.mark.parametrize("path", [GAZETTE, NOTES, "annotations/codebook.yml", "annotations/mill-bridge/story.yml"])
@pytest.mark.parametrize(("old", "new"), [(b"", b"\xef\xbb\xbf"), (b"\n", b"\r\n"), (b"\n", b"\r")])
def test_files_from_other_systems_are_read_without_findings(tmp_path: Path, path: str, old: bytes, new: bytes) -> None:
    """A byte order mark and the line ends of Windows and of old Macs change nothing."""
    file = project(None, tmp_path) / path
    file.write_bytes(file.read_bytes().replace(old, new) if old else new + file.read_bytes())
    assert codes(tmp_path) == []


def test_a_file_that_is_too_large_for_yaml_is_refused(tmp_path: Path) -> None:
    """An annotation file of more than 256 kB is `too-large`, before it is parsed."""
    (project(None, tmp_path) / NEW).write_text("# " + "x" * 260_000, "utf-8")
    assert codes(tmp_path) == ["too-large"]


def test_a_file_with_too_many_parts_is_refused(tmp_path: Path) -> None:
    """A list of 50,000 values is `too-large`, though its bytes are few."""
    (project(None, tmp_path) / NEW).write_text("claims: [" + "a," * 50_000 + "]", "utf-8")
    assert codes(tmp_path) == ["too-large"]


def test_a_broken_codebook_blames_no_annotation(tmp_path: Path) -> None:
    """While the codebook cannot be read, labels are not called unknown."""
    (project(None, tmp_path) / "annotations/codebook.yml").write_text("labels: [\n", "utf-8")
    assert codes(tmp_path) == ["yaml-syntax"]


def test_a_broken_article_blames_no_annotation(tmp_path: Path) -> None:
    """While an article cannot be read, quotes and evidence from it are not called wrong."""
    (project(None, tmp_path) / GAZETTE).write_text("no metadata\n", "utf-8")
    assert codes(tmp_path) == ["corpus-format"]


def test_words_that_yaml_takes_for_other_types_stay_words(tmp_path: Path) -> None:
    """`no`, `1.10` and a date are text where text is wanted."""
    text = "by: no\non: 2026-02-03\nframing:\n- label: naming\n  quote: Ida Marsh\n  voice: outlet\n  note: 1.10\n"
    (project(None, tmp_path) / NEW).write_text(text, "utf-8")
    loaded = build.load(tmp_path)
    (mark,) = [mark for mark in loaded.corpus.stories[0].marks if mark.annotation.by == "no"]
    assert (mark.annotation.note.note, loaded.findings) == ("1.10", ())
