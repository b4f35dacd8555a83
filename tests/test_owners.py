"""`rashomon owners`: who is asked to review which story."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import rashomon
from tests.golden import ROOT, project

STORY = "annotations/mill-bridge/story.yml"
OWNERS = ".github/CODEOWNERS"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(None, tmp_path)


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(rashomon, ["owners", *options, "--project", str(folder)])


def edited_by(folder: Path, editors: str) -> None:
    text = (folder / STORY).read_text("utf-8")
    (folder / STORY).write_text(f"editors: {editors}\n{text}", "utf-8")


def patterns(folder: Path) -> list[str]:
    text = (folder / OWNERS).read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def test_the_three_folders_of_a_story_belong_to_its_editors(folder: Path) -> None:
    """Handles with and without @, and teams."""
    edited_by(folder, '[ada, "@ben", valley-school/class-9, ada]')
    assert run(folder).exit_code == 0
    assert patterns(folder) == [
        "/annotations/mill-bridge/ @ada @ben @valley-school/class-9",
        "/corpus/mill-bridge/ @ada @ben @valley-school/class-9",
        "/seeds/mill-bridge/ @ada @ben @valley-school/class-9",
    ]


def test_lines_of_your_own_stay_where_they_are(folder: Path) -> None:
    """Only the marked part is made anew, however often."""
    edited_by(folder, "[ada]")
    (folder / ".github").mkdir()
    (folder / OWNERS).write_text("* @everybody\n", "utf-8")
    run(folder)
    with (folder / OWNERS).open("a", encoding="utf-8") as file:
        file.write("/docs/ @dora\n")
    text = (folder / STORY).read_text("utf-8")
    (folder / STORY).write_text(text.replace("[ada]", "[ben]"), "utf-8")
    run(folder)
    assert patterns(folder)[0] == "* @everybody"
    assert patterns(folder)[-1] == "/docs/ @dora"
    assert patterns(folder)[1:-1] == [f"/{name}/mill-bridge/ @ben" for name in ("annotations", "corpus", "seeds")]


def test_a_second_run_changes_nothing(folder: Path) -> None:
    """The file is current, and it is said."""
    edited_by(folder, "[ada]")
    assert run(folder).output == f"{OWNERS}: written\n"
    assert run(folder).output == f"{OWNERS}: current\n"


def test_check_writes_nothing_and_fails_where_the_file_is_not_current(folder: Path) -> None:
    """A maintainer who forgot it is told."""
    edited_by(folder, "[ada]")
    result = run(folder, "--check")
    assert (result.exit_code, result.output) == (1, f"{OWNERS}: not current\n")
    assert not (folder / OWNERS).exists()
    run(folder)
    assert run(folder, "--check").exit_code == 0


def test_a_story_without_editors_belongs_to_nobody(folder: Path) -> None:
    """The file has no line for it; the command names it."""
    assert "1 story without editors: mill-bridge\n" in run(folder).output
    assert patterns(folder) == []


def test_with_findings_nothing_is_written(folder: Path) -> None:
    """A handle with a space could make an owner of somebody else."""
    edited_by(folder, "[the whole desk]")
    result = run(folder)
    assert result.exit_code == 1
    assert "error[bad-id]: 'the whole desk' is neither a handle nor a team" in result.output
    assert not (folder / OWNERS).exists()


def test_the_file_of_this_repository_is_current() -> None:
    """The sample names no editors: we invent nobody."""
    assert run(ROOT, "--check").exit_code == 0
    assert patterns(ROOT) == []
