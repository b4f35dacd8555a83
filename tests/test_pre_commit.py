"""The hooks for pre-commit, tried with pre-commit itself in a repository of their own. Nothing is downloaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.golden import ROOT, project

MISTAKE = "quote-not-found"
FILE = "annotations/mill-bridge/valley-gazette/cara.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
CONFIG = ROOT / ".pre-commit-config.yaml"


def hook_of_this_repository() -> dict[str, Any]:
    """The hook of our own configuration."""
    return dict(yaml.safe_load(CONFIG.read_text("utf-8"))["repos"][0]["hooks"][0])


def hook_for_others() -> dict[str, Any]:
    """The hook that other repositories use, without the installation: the program is there already."""
    return {**yaml.safe_load(HOOKS.read_text("utf-8"))[0], "language": "system"}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Names for git, a cache of its own, and the program on the path as in an environment that is switched on."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in WHO.items()}
    homes = {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return {**kept, "PATH": programs, **who, **homes}


WHO = {"NAME": "ada", "EMAIL": "ada@example.org"}


@pytest.fixture(params=[hook_of_this_repository, hook_for_others], ids=["ours", "others"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, environment: dict[str, str]) -> Path:
    """A repository with a sound project and a hook that is switched on."""
    folder = project(None, tmp_path / "project")
    (folder / ".venv").symlink_to(Path(sys.executable).parents[1])
    (folder / ".gitignore").write_text(".venv\n", "utf-8")
    config = {"repos": [{"repo": "local", "hooks": [request.param()]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    run(folder, environment, "git", "init", "--quiet")
    run(folder, environment, "git", "add", ".")
    run(folder, environment, "git", "commit", "--quiet", "--message", "The project")
    assert run(folder, environment, sys.executable, "-m", "pre_commit", "install").returncode == 0
    return folder


def run(folder: Path, environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def commit(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    run(folder, environment, "git", "add", ".")
    return run(folder, environment, "git", "commit", "--message", "A change")


def test_a_commit_with_a_mistake_is_refused(folder: Path, environment: dict[str, str]) -> None:
    """The finding is printed, with place and remedy, and there is no commit."""
    (folder / FILE).write_text((ROOT / "tests/cases/check" / MISTAKE / FILE).read_text("utf-8"), "utf-8")
    done = commit(folder, environment)
    assert done.returncode == 1
    assert f"error[{MISTAKE}]" in done.stdout + done.stderr
    assert run(folder, environment, "git", "log", "--oneline").stdout.count("\n") == 1


def test_a_sound_commit_passes(folder: Path, environment: dict[str, str]) -> None:
    """One more note, and the hook has run."""
    note = "by: cara\non: 2026-02-03\nframing:\n- {label: naming, quote: Ida Marsh, voice: outlet}\n"
    (folder / FILE).write_text(note, "utf-8")
    done = commit(folder, environment)
    assert done.returncode == 0
    assert "Passed" in done.stdout + done.stderr


def test_a_commit_that_changes_neither_corpus_nor_annotations_is_not_checked(
    folder: Path, environment: dict[str, str]
) -> None:
    """It takes no time."""
    (folder / "README.md").write_text("Hello.\n", "utf-8")
    done = commit(folder, environment)
    assert done.returncode == 0
    assert "Skipped" in done.stdout + done.stderr


@pytest.mark.parametrize(("kind", "file"), [("manifest", HOOKS), ("config", CONFIG)])
def test_the_files_are_what_pre_commit_wants(kind: str, file: Path, environment: dict[str, str]) -> None:
    """As pre-commit itself judges them."""
    done = run(ROOT, environment, sys.executable, "-m", "pre_commit", f"validate-{kind}", str(file))
    assert done.returncode == 0, done.stdout
