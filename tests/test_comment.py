"""One comment on a pull request: the workflow's own scripts, a real git server's answers, a forge that remembers."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import rashomon
from tests.forge_server import BOT, REPOSITORY, TOKEN, State, running
from tests.golden import CASES, project
from tests.workflow_steps import run_step

FILE = "annotations/mill-bridge/valley-gazette/octo.yml"
MARK = """\
by: octo-reader
on: 2026-03-01
framing:
- label: loaded-language
  quote: a lifeline
  voice: quoted
"""


class Repository:
    """A repository with a checkout of its main branch, a contributor's clone, and the forge's API."""

    def __init__(self, folder: Path, state: State, address: str) -> None:
        self.state, self.address, self.folder = state, address, folder
        self.origin, self.theirs, self.checkout = folder / "origin.git", folder / "theirs", folder / "run" / "checkout"
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        git(folder, "clone", "--quiet", str(self.origin), str(self.theirs))
        project(None, self.theirs)
        self.main = self.commit({}, "Begin")
        git(self.theirs, "push", "--quiet", "origin", "HEAD:main")
        self.checkout.parent.mkdir()
        git(folder, "clone", "--quiet", str(self.origin), str(self.checkout))

    def commit(self, files: dict[str, str], message: str = "A mark") -> str:
        """Write files in the contributor's clone and commit them; the commit's id."""
        for name, text in files.items():
            path = self.theirs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        git(self.theirs, "add", "--all")
        git(self.theirs, "commit", "--quiet", "--allow-empty", "--message", message)
        return git(self.theirs, "rev-parse", "HEAD")

    def propose(self, files: dict[str, str], fork: bool = True) -> Any:
        """A pull request with these files, as the event of its check tells of it."""
        name = "run-of-a-fork" if fork else "run-of-a-branch"
        event = json.loads((CASES / "events" / f"{name}.json").read_text("utf-8"))
        run = event["workflow_run"]
        run["head_sha"] = run["head_commit"]["id"] = self.push(files)
        self.state.pull(run["head_branch"], run["head_sha"], run["head_repository"]["full_name"])
        return event

    def push(self, files: dict[str, str]) -> str:
        """Commit files where the forge keeps the commits of pull requests."""
        sha = self.commit(files)
        git(self.theirs, "push", "--quiet", "--force", "origin", "HEAD:refs/pull/21/head")
        return sha

    def check_ended(self, event: Any) -> subprocess.CompletedProcess[str]:
        """What the workflow does: fetch the commit, write the comment."""
        for step in ("Fetch the pull request as data", "Write the comment"):
            done = run_step(
                "comment.yml", step, self.checkout, event, {"github.token": TOKEN}, {"GITHUB_API_URL": self.address}
            )
            assert done.returncode == 0, done.stdout + done.stderr
            assert TOKEN not in done.stdout + done.stderr
        return done

    def comments(self) -> list[str]:
        return [one["body"] for one in self.state.comments if one["user"] == BOT]


def git(folder: Path, *arguments: str) -> str:
    who = {"GIT_AUTHOR_NAME": "o", "GIT_AUTHOR_EMAIL": "o@example.org", "GIT_COMMITTER_NAME": "o"}
    environment = {**os.environ, **who, "GIT_COMMITTER_EMAIL": "o@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    state = State()
    with running(state) as address:
        yield Repository(tmp_path, state, address)


@pytest.mark.parametrize("fork", [True, False], ids=["a fork", "a branch"])
def test_a_pull_request_gets_one_comment(repository: Repository, fork: bool) -> None:
    """It says what is added, with its words in context, and where the preview is."""
    done = repository.check_ended(repository.propose({FILE: MARK}, fork))
    assert done.stdout == "pull request 21: comment written\n"
    (comment,) = repository.comments()
    assert "Adds 1 annotation" in comment and "lifeline" in comment
    assert "(https://forge.example.org/octo-press/bridge/actions/runs/9100200300#artifacts)" in comment


def test_the_comment_is_written_anew_when_the_pull_request_changes(repository: Repository) -> None:
    """One comment all along; when nothing is new, it is left alone."""
    event = repository.propose({FILE: MARK.replace("a lifeline", "a gamble")})
    repository.check_ended(event)
    assert "The check found 1 error" in repository.comments()[0]
    event["workflow_run"]["head_sha"] = sha = repository.push({FILE: MARK})
    repository.state.pulls[0]["head"]["sha"] = sha
    repository.check_ended(event)
    assert repository.check_ended(event).stdout == "pull request 21: the comment says so already\n"
    assert len(repository.comments()) == 1
    assert len([asked for asked in repository.state.asked if asked[0] == "PATCH"]) == 1


def words(markdown: str) -> str:
    """What a reader sees of inert Markdown, roughly."""
    text = re.sub(r"</?\w+>", "", markdown)
    return re.sub(r"&#x([0-9a-f]+);", lambda match: chr(int(match[1], 16)), text)


def test_where_the_check_did_not_pass_no_preview_is_promised(repository: Repository) -> None:
    """None was made; the run is linked all the same."""
    event = repository.propose({FILE: MARK.replace("a lifeline", "a gamble")})
    event["workflow_run"]["conclusion"] = "failure"
    repository.check_ended(event)
    assert "There is no preview yet: [the check](https://forge.example.org/" in repository.comments()[0]


def test_files_that_are_no_data_are_pointed_out(repository: Repository) -> None:
    """A pull request that brings a mark and changes a workflow."""
    evil = {".github/workflows/check.yml": "on: pull_request_target\n", "generator/x.py": "import os\n"}
    repository.check_ended(repository.propose({FILE: MARK, **evil}))
    said = words(repository.comments()[0])
    assert ".github/workflows/check.yml" in said and "generator/x.py" in said
    assert "read that code before you open it" in said


def test_a_commit_that_cannot_be_read_leaves_nothing_of_an_older_one(repository: Repository) -> None:
    """Else a harmless comment would stand beside a change that nobody was told of."""
    event = repository.propose({FILE: MARK})
    repository.check_ended(event)
    assert f"This is about commit `{event['workflow_run']['head_sha'][:10]}`." in repository.comments()[0]
    event["workflow_run"]["head_sha"] = sha = repository.push({"annotations/a\\..\\@ada.yml": "x"})
    repository.state.pulls[0]["head"]["sha"] = sha
    repository.check_ended(event)
    (comment,) = repository.comments()
    assert words(comment).startswith(
        "<!-- rashomon comment -->\nThis pull request cannot be compared: the commit holds"
    )
    assert "@" not in comment and f"This is about commit `{sha[:10]}`." in comment


def test_what_was_merged_meanwhile_is_not_told_as_removed(repository: Repository) -> None:
    """The pull request is compared with where it began."""
    event = repository.propose({FILE: MARK})
    git(repository.theirs, "checkout", "--quiet", "--detach", repository.main)
    repository.commit({FILE.replace("octo", "later"): MARK.replace("a lifeline", "paid 40,000 crowns")})
    git(repository.theirs, "push", "--quiet", "origin", "HEAD:main")
    git(repository.checkout, "pull", "--quiet")
    repository.check_ended(event)
    assert "emove" not in repository.comments()[0]


def test_nothing_of_a_pull_request_is_run(repository: Repository) -> None:
    """Its configuration, code, hooks, attributes and variables lie in the commit and stay there."""
    run = "import pathlib; pathlib.Path('{}').write_text('run')"
    pwned = repository.folder / "pwned"
    evil = {
        "mkdocs.yml": "site_name: x\nplugins: [!!python/object/apply:os.system ['touch pwned']]\nhooks: [hook.py]\n",
        "generator/__init__.py": run.format(pwned), "sitecustomize.py": run.format(pwned), "hook.py": run.format(pwned),
        "conftest.py": run.format(pwned), ".gitattributes": "* filter=evil\n", "setup.py": run.format(pwned),
        ".github/workflows/comment.yml": "on: push\njobs: {}\n",
    }  # fmt: skip
    repository.check_ended(repository.propose({FILE: MARK, **evil}))
    assert not pwned.exists() and not list(repository.folder.rglob("pwned"))
    assert git(repository.checkout, "status", "--porcelain") == ""
    assert len(repository.comments()) == 1


def test_a_link_out_of_the_folder_is_not_followed(repository: Repository) -> None:
    """It is a finding, and what it points at is not read."""
    (repository.folder / "secret.yml").write_text("by: secret-name\non: 2026-01-01\n", "utf-8")
    link = repository.theirs / FILE
    link.symlink_to(repository.folder / "secret.yml")
    repository.check_ended(repository.propose({}))
    assert "secret-name" not in repository.comments()[0]
    assert "a link to another file stands here" in words(repository.comments()[0])


def test_hostile_words_are_inert(repository: Repository) -> None:
    """Nobody is mentioned, nothing is linked, no HTML stands there but ours."""
    note = "<img src=x onerror=alert(1)> @octo-editor [x](https://evil.example.org) ![](//e) <!-- rashomon comment -->"
    text = MARK + f"  note: {json.dumps(note)}\n"
    event = repository.propose({FILE: text})
    event["workflow_run"]["display_title"] = event["workflow_run"]["head_commit"]["message"] = note
    repository.check_ended(event)
    (comment,) = repository.comments()
    assert not re.search(r"<img|@octo|://evil|!\[", comment)
    assert comment.count("<!--") == 1
    assert note in words(comment)


def test_a_comment_of_somebody_else_with_our_mark_is_left_alone(repository: Repository) -> None:
    """It is text that anybody can write."""
    event = repository.propose({FILE: MARK})
    theirs = repository.state.comment(
        21, "<!-- rashomon comment -->\nApproved.", {"login": "octo-reader", "type": "User"}
    )
    repository.check_ended(event)
    assert theirs["body"] == "<!-- rashomon comment -->\nApproved."
    assert len(repository.comments()) == 1


def moved_on(event: Any, state: State) -> None:
    state.pulls[0]["head"]["sha"] = "1" * 40


def closed(event: Any, state: State) -> None:
    state.pulls[0]["state"] = "closed"


def another_fork(event: Any, state: State) -> None:
    state.pulls[0]["head"]["repo"]["full_name"] = "octo-reader/another"


def deleted_fork(event: Any, state: State) -> None:
    event["workflow_run"]["head_repository"] = None


def of_a_push(event: Any, state: State) -> None:
    event["workflow_run"]["event"] = "push"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (moved_on, "pull request 21 has moved on since"),
        (closed, "no open pull request comes from there"),
        (another_fork, "no open pull request comes from there"),
        (deleted_fork, "no open pull request comes from there"),
        (of_a_push, "this is no run of a workflow on a pull request"),
    ],
)
def test_without_a_pull_request_there_is_nothing_to_do(repository: Repository, change: Any, words: str) -> None:
    """The run says so and ends well."""
    event = repository.propose({FILE: MARK})
    changed = copy.deepcopy(event)
    change(changed, repository.state)
    assert repository.check_ended(changed).stdout == f"nothing to do: {words}\n"
    assert not repository.comments()


@pytest.mark.parametrize("sha", ["main", "--upload-pack=x", "0" * 39, "$(touch pwned)", "refs/heads/main"])
def test_a_commit_is_named_by_its_id_only(repository: Repository, sha: str) -> None:
    """Anything else stops the command before git or the forge is asked."""
    event = repository.propose({FILE: MARK})
    event["workflow_run"]["head_sha"] = sha
    done = run_step(
        "comment.yml", "Write the comment", repository.checkout, event, {"github.token": TOKEN},
        {"GITHUB_API_URL": repository.address},
    )  # fmt: skip
    assert done.returncode == 2 and "workflow_run.head_sha that can be used" in done.stderr
    assert not repository.state.asked


def test_a_dry_run_prints_the_comment_and_needs_no_token(repository: Repository, tmp_path: Path) -> None:
    """The forge is not asked."""
    event = repository.propose({FILE: MARK})
    git(repository.checkout, "fetch", "--quiet", "origin", event["workflow_run"]["head_sha"])
    (tmp_path / "event.json").write_text(json.dumps(event), "utf-8")
    result = CliRunner().invoke(
        rashomon, ["comment", "--dry-run", "--project", str(repository.checkout)],
        env={"GITHUB_EVENT_PATH": str(tmp_path / "event.json")},
    )  # fmt: skip
    assert result.exit_code == 0 and "**See it:**" in result.output
    assert not repository.state.asked and REPOSITORY in result.output
