"""The commands as a person uses them: output, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import COMMANDS, rashomon
from generator.cli.explain import codes
from tests.golden import CHECK, project

CASE = "quote-not-found"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(None, tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rashomon, arguments)


def process(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


def test_check_of_a_sound_project_says_what_it_read(folder: Path) -> None:
    """A clean run names the counts and exits with 0."""
    result = run("check", "--project", str(folder))
    assert result.exit_code == 0
    assert result.output == "1 story, 2 articles, 7 annotations, no findings\n"


def test_check_of_a_faulty_project_exits_with_1(tmp_path: Path) -> None:
    """Findings are printed as the cases have them, then counted."""
    result = run("check", "--project", str(project(CASE, tmp_path)))
    assert result.exit_code == 1
    assert result.output.startswith((CHECK / CASE / "expected.txt").read_text("utf-8"))
    assert result.output.endswith("1 finding\n")


def test_check_as_json_prints_nothing_but_json(tmp_path: Path) -> None:
    """Programs read standard output; the summary goes to standard error."""
    result = run("check", "--format", "json", "--project", str(project(CASE, tmp_path)))
    (finding,) = json.loads(result.stdout)
    assert (finding["code"], finding["place"]["line"], finding["place"]["column"]) == (CASE, 6, 10)
    assert "1 finding" in result.stderr


def test_check_for_github_prints_one_command_a_finding(tmp_path: Path) -> None:
    """The place of a finding is given as GitHub wants it."""
    result = run("check", "--format", "github", "--project", str(project(CASE, tmp_path)))
    place = "file=annotations/mill-bridge/valley-gazette/cara.yml,line=6,col=10,"
    assert result.stdout.startswith(f"::error {place}")
    assert result.stdout.count("\n") == 1


def test_check_for_github_of_a_sound_project_prints_nothing(folder: Path) -> None:
    """No findings, no commands."""
    assert run("check", "--format", "github", "--project", str(folder)).stdout == ""


def test_a_command_finds_the_project_from_a_folder_inside_it(folder: Path) -> None:
    """The nearest folder upward with mkdocs.yml is the project."""
    assert process("check", cwd=folder / "corpus/mill-bridge").returncode == 0


def test_outside_a_project_the_commands_cannot_run(tmp_path: Path) -> None:
    """The message says what is missing; the exit code is 2, and there is no traceback."""
    done = process("check", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("rashomon: no project here")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [("check", "--format", "xml"), ("chekc",), ("quote",), ("explain", "no-such-code")]
)
def test_a_wrong_command_line_exits_with_2(arguments: tuple[str, ...], folder: Path) -> None:
    """What cannot be run is told from what was run and found something."""
    done = process(*arguments, cwd=folder)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_path_outside_the_seeds_is_refused_with_1(folder: Path) -> None:
    """A corpus file that names a file outside seeds/ is a finding, and the file is not read."""
    corpus = folder / "corpus/mill-bridge/valley-gazette.md"
    corpus.write_text(corpus.read_text("utf-8").replace("seeds/mill-bridge/gazette.txt", "/etc/hostname"), "utf-8")
    result = run("check", "--project", str(folder))
    assert result.exit_code == 1
    assert "error[seed-missing]: /etc/hostname: the path leads out of seeds/" in result.output


def test_quote_prints_yaml_that_anchors(folder: Path) -> None:
    """The words are printed as the article has them, whatever was typed."""
    result = run("quote", "hill-radio", "It's a death trap,", "--project", str(folder))
    assert yaml.safe_load(result.output) == {"quote": "It’s a death trap,"}


def test_quote_adds_context_where_the_words_stand_twice(folder: Path) -> None:
    """One quote for each place, each set apart by its neighbours."""
    result = run("quote", "valley-gazette", "Critics called the plan a gamble.", "--project", str(folder))
    found = [yaml.safe_load(f"# {place}")["quote"] for place in result.output.split("# … ")[1:]]
    assert [(quote.get("prefix"), quote.get("suffix")) for quote in found] == [(None, "The"), ("spring.", None)]


def test_quote_of_words_that_are_not_there_names_the_nearest(folder: Path) -> None:
    """Nothing is printed that could be pasted by mistake; the exit code is 1."""
    result = run("quote", "hill-radio", "the cracks is still there", "--project", str(folder))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "the cracks are still there" in result.stderr


def test_quote_of_an_unknown_article_names_the_nearest(folder: Path) -> None:
    """A slip in the id is answered with the right one."""
    done = process("quote", "hill-raido", "bridge", cwd=folder)
    assert done.returncode == 2
    assert "did you mean 'hill-radio'?" in done.stderr


def test_quote_of_nothing_finds_nothing(folder: Path) -> None:
    """Empty words stand nowhere."""
    assert run("quote", "hill-radio", "  ", "--project", str(folder)).exit_code == 1


def test_explain_prints_the_explanation() -> None:
    """The four parts come as they are written."""
    result = run("explain", CASE)
    assert result.output.startswith(f"# {CASE}\n")
    assert "## Remedy" in result.output


def test_explain_without_a_code_lists_all() -> None:
    """Every code has a line with its sentence."""
    lines = run("explain").output.splitlines()
    assert [line.split()[0] for line in lines] == list(codes())
    assert all(line.endswith(".") for line in lines)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    """`--help` works for each command that is listed."""
    result = run(command, "--help")
    assert result.exit_code == 0
    assert command in run("--help").output
