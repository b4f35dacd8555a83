"""rashomon diff as a person uses it: on real repositories, in every form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import rashomon
from tests.repositories import GAZETTE, NOTES, RADIO, STORY, Repository, a_repository

NEW = "annotations/mill-bridge/hill-radio/cara.yml"
CARA = "by: cara\non: 2026-02-03\nframing:\n- {label: naming, quote: a letter of the council, voice: outlet}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return a_repository(tmp_path / "work", branch="trunk")


def diff(repository: Repository, *arguments: str) -> Result:
    result = CliRunner().invoke(rashomon, ["diff", *arguments, "--project", str(repository.root)])
    assert result.exit_code == 0, result.output
    return result


def refused(repository: Repository, *arguments: str) -> str:
    command = [sys.executable, "-m", "generator", "diff", *arguments]
    done = subprocess.run(command, cwd=repository.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


def test_without_a_change_it_says_so(repository: Repository) -> None:
    """The empty state is a sentence."""
    assert diff(repository, "trunk").output == (
        "Nothing changed in annotations, corpus or seeds. The check found nothing.\n"
    )


def test_uncommitted_work_is_compared_when_no_head_is_named(repository: Repository) -> None:
    """New files count, too, though git does not know them yet."""
    output = diff(repository.write(NEW, CARA), "trunk").output
    assert output.startswith("Adds 1 annotation to Radio. The check found nothing.\n")
    assert "according to [a letter of the council]." in " ".join(output.split())


def test_two_revisions_are_compared_and_the_folder_does_not_matter(repository: Repository) -> None:
    """What is not committed stays out of it, and nothing in the folder is touched."""
    repository.git("checkout", "--quiet", "-b", "work")
    repository.write(NEW, CARA).commit()
    repository.replace(GAZETTE, "a lifeline", "a ribbon").write("seeds/stray.txt", "x")
    before = repository.git("status", "--porcelain")
    output = diff(repository, "trunk", "work").output
    assert output.startswith("Adds 1 annotation to Radio. The check found nothing.\n") and "ribbon" not in output
    assert repository.git("status", "--porcelain") == before


def test_work_on_the_base_after_the_branch_began_does_not_count(repository: Repository) -> None:
    """As in a pull request: from where the two parted."""
    repository.git("checkout", "--quiet", "-b", "work")
    repository.write(NEW, CARA).commit()
    repository.git("checkout", "--quiet", "trunk")
    repository.replace(RADIO, "death trap", "a death trap").commit()
    assert diff(repository, "trunk", "work").output.startswith("Adds 1 annotation to Radio. The check found nothing.")


def test_a_moved_file_is_no_change_but_is_named(repository: Repository) -> None:
    """Its annotations are the same; a reviewer sees which files moved."""
    repository.git("mv", NOTES, NOTES.replace("notes", "2026-02-01-ada"))
    output = diff(repository, "trunk").output
    assert output.startswith("No annotation and no article is changed. The check found nothing.\n\nOther files\n")
    assert f"- {NOTES}\n" in output and "2026-02-01-ada.yml" in output


def test_files_outside_the_data_are_pointed_out(repository: Repository) -> None:
    """A workflow that changes beside an annotation is what a reviewer must see first."""
    repository.write(NEW, CARA).write(".github/workflows/check.yml", "x").write("mkdocs.yml", "site_name: x\n")
    output = diff(repository, "trunk").output
    assert "\n\nLook at this first\n- Changes 2 files outside annotations/, corpus/ and seeds/:\n" in output
    assert "    .github/workflows/check.yml\n    mkdocs.yml\n" in output


def test_a_changed_seed_is_pointed_out(repository: Repository) -> None:
    """No annotation changes, and yet the text can no longer be shown to come from it."""
    repository.replace("seeds/mill-bridge/gazette.txt", "lifeline", "ribbon").replace(
        GAZETTE, "byline: null", "byline: X"
    )
    output = diff(repository, "trunk").output
    assert "- The saved page seeds/mill-bridge/gazette.txt changes; the text of Gazette was" in output
    assert "error seed-changed" in output and "has mistakes" not in output


def test_findings_that_the_change_does_not_concern_are_counted(repository: Repository) -> None:
    """Those in files that changed are shown, and those that the change makes elsewhere."""
    repository.replace(RADIO, "quote: death trap", "quote: not there").commit()
    repository.git("checkout", "--quiet", "-b", "work")
    repository.replace(STORY, "  mayor: {", "  major: {").write(NEW, CARA.replace("naming", "nameing"))
    output = diff(repository, "trunk").output
    assert "The check found 4 errors here; 1 finding elsewhere was there before." in " ".join(output.split())
    assert "error unknown-label" in output and f"    {NOTES}:" in output and "not there" not in output


def test_files_that_cannot_be_read_are_told_and_the_rest_is_compared(repository: Repository) -> None:
    """A pull request with a mistake is still told."""
    repository.write(NOTES, "claims: [\n").write(NEW, CARA)
    (repository.root / RADIO).unlink()
    (repository.root / RADIO).symlink_to("/etc/hostname")
    repository.git("checkout", "--quiet", "-b", "work")
    repository.commit()
    output = " ".join(diff(repository, "trunk", "work").output.split())
    assert f"- {NOTES} has mistakes; it is compared as far as" in output and f"- {RADIO} has mistakes; it" in output
    assert "Added label" in output and "Removed" not in output and "error symlink" in output


def test_a_project_below_the_top_is_compared(tmp_path: Path) -> None:
    """The rest of the repository lies outside it."""
    repository = a_repository(tmp_path / "work", "press/bridge")
    repository.write(NEW, CARA)
    (repository.top / "README").write_text("x")
    output = diff(repository, "main").output
    assert (
        output.startswith("Adds 1 annotation to Radio. The check found nothing.\n") and "    ../../README\n" in output
    )


def test_a_base_without_the_project_makes_everything_new(tmp_path: Path) -> None:
    """The first pull request of a project."""
    repository = Repository(tmp_path, tmp_path)
    repository.write("README", "x").commit()
    repository.git("checkout", "--quiet", "-b", "work")
    a_repository(tmp_path)
    output = " ".join(diff(repository, "main").output.split())
    assert output.startswith(
        "Adds the story “Is the mill bridge safe?”, adds the articles Gazette and Radio, adds 7 annotations to"
    )


def test_hostile_names_of_files_and_branches_stay_text(repository: Repository) -> None:
    """Line breaks, escape sequences and Markdown in a name reach neither the terminal nor the comment."""
    branch = "$(id)/\u202e<b>"
    repository.git("checkout", "--quiet", "-b", branch)
    for name in ("a\n# b", "\x1b[31mred", "@someone", "<img src=x>", os.fsdecode(b"\xff\xfe"), "-rf"):
        repository.write(f"annotations/mill-bridge/hill-radio/{name}.yml", CARA).write(f"tools/{name}", "x")
    repository.commit()
    text = diff(repository, "trunk", branch).output
    assert "\x1b" not in text and "\n# b" not in text and "\\u001b[31mred.yml" in text
    markdown = diff(repository, "trunk", branch, "--format", "markdown").output
    assert "@someone" not in markdown and "<img" not in markdown and "\n# b" not in markdown
    json.loads(diff(repository, "trunk", branch, "--format", "json").output)


def test_json_and_markdown_hold_nothing_else(repository: Repository) -> None:
    """Programs read standard output."""
    repository.write(NEW, CARA)
    told = json.loads(diff(repository, "trunk", "--format", "json").stdout)
    assert told["stories"][0]["articles"][0]["notes"][0]["fate"] == "added"
    assert diff(repository, "trunk", "--format", "markdown").stdout.startswith("Adds 1 annotation to Radio.")


def test_what_cannot_run_says_why(repository: Repository) -> None:
    """The exit code is 2, and there is no traceback."""
    assert refused(repository, "trnk") == "rashomon: there is no revision 'trnk'; did you mean 'trunk'?\n"
    assert refused(repository, "--", "--all") == "rashomon: there is no revision '--all'; known: trunk\n"


def test_outside_a_repository_it_says_so(tmp_path: Path) -> None:
    """A project need not be under git; only this command needs it."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    result = CliRunner().invoke(rashomon, ["diff", "main", "--project", str(tmp_path)])
    assert "lies in no git repository" in str(result.exception)
