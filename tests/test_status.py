"""`rashomon status`: figures, and gaps as small tasks with what to do first."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import rashomon
from generator.edition import Edition
from generator.pages.tasks import tasks
from tests.builders import a_story, an_article, claim
from tests.golden import ROOT, project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(None, tmp_path)


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(rashomon, ["status", *arguments, "--project", str(folder)], env={"COLUMNS": "80"})


def test_the_figures_come_first(folder: Path) -> None:
    """Cells by what they say, marks by layer, and what is missing."""
    assert run(folder).output.startswith(
        "mill-bridge: 4 claims × 2 articles\n     1 of 8 cells: checked, not there\n     3 of 8 cells: has a passage\n"
    )


def test_a_cell_that_nobody_reviewed_names_the_article_and_the_folder(folder: Path) -> None:
    """What to read, what to write, and where it goes."""
    output = run(folder).output
    assert "Does it carry this claim? The mill bridge is open again. (Radio)" in output
    step = "read corpus/mill-bridge/hill-radio.md; put `claim: bridge-open` into annotations/mill-bridge/hill-radio/\n"
    assert step in output


def test_a_sentence_without_a_source_mark_comes_with_a_command_that_works(folder: Path) -> None:
    """The command is on a line of its own, whole at any width, and prints the quote."""
    lines = run(folder, "--tasks", "99").output.split("\n")
    commands = [line.strip() for line in lines if line.strip().startswith("rashomon quote ")]
    assert commands
    for command in commands:
        done = CliRunner().invoke(rashomon, [*shlex.split(command)[1:], "--project", str(folder)])
        assert done.exit_code == 0, command
        assert "quote:" in done.output


def test_a_claim_without_origin_names_the_line_of_story_yml(folder: Path) -> None:
    """The line is that of the claim."""
    output = run(folder).output
    text = (folder / "annotations/mill-bridge/story.yml").read_text("utf-8").split("\n")
    steps = [line for line in output.split("\n") if "first_reported_by" in line]
    assert [text[int(step.split(":")[1]) - 1].split(":")[0].strip() for step in steps] == ["repair-cost", "bridge-safe"]


def test_only_some_tasks_of_each_kind_are_shown() -> None:
    """The sample has more: how many, and how to see them all."""
    output = run(ROOT, "--tasks", "2").output
    assert "Claims whose origin is not known: 7\n" in output
    assert "    and 5 more: --tasks 7\n" in output
    assert output.count("Where does it come from?") == 2
    assert run(ROOT, "--tasks", "7").output.count("Where does it come from?") == 7
    assert "Where does it come from?" not in run(ROOT, "--tasks", "0").output


def test_lines_for_reading_are_no_wider_than_the_terminal() -> None:
    """At 60 columns only the lines to copy are longer."""
    output = CliRunner().invoke(rashomon, ["status", "--project", str(ROOT)], env={"COLUMNS": "60"}).output
    tasks_of = output.partition("\n\n")[2]
    long = [line for line in tasks_of.split("\n") if len(line) > 60]
    assert all("annotations/" in line or "rashomon quote" in line for line in long)


def test_a_story_without_gaps_says_so() -> None:
    """Nothing is asked for where nothing is missing."""
    article = an_article("radio", "The bell was mended.")
    assert tasks(a_story([article]), Edition.CLASSROOM) == ()


def test_a_project_without_a_story_says_how_to_begin(tmp_path: Path) -> None:
    """The first command is named."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    assert run(tmp_path).output == "there is no story yet; `rashomon add FILE_OR_URL --story STORY` begins one\n"


def test_an_unknown_story_is_an_error_that_names_the_nearest(folder: Path) -> None:
    """As every command answers a slip."""
    assert "did you mean 'mill-bridge'?" in str(run(folder, "mil-bridge").exception)


def test_findings_are_pointed_out(tmp_path: Path) -> None:
    """A figure that leaves something out says so, on standard error."""
    result = run(project("quote-not-found", tmp_path))
    assert result.exit_code == 0
    assert result.stderr == "1 finding: what cannot be read is not counted; `rashomon check` shows them\n"


def test_a_task_for_every_kind_of_gap_has_a_step() -> None:
    """No task leaves somebody at a loss."""
    article = an_article("radio", "The smith said that the bell was mended.")
    for kind in tasks(a_story([article], claims={"bell-mended": claim()}), Edition.CLASSROOM):
        assert all(task.step for task in kind.tasks), kind.title
