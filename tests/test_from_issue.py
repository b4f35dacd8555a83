"""An issue becomes a pull request: the workflow's own script, a forge that remembers, and hostile issues."""

from __future__ import annotations

import copy
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import build
from generator.cli import rashomon
from generator.issues import Problem, words
from tests.forge_server import BOT, TOKEN, State, running
from tests.forms import ANNOTATION, a_body, an_issue
from tests.golden import CASES, project
from tests.workflow_steps import run_step

EVENT = json.loads((CASES / "events" / "issue-labeled.json").read_text("utf-8"))
PATH = "annotations/mill-bridge/valley-gazette/2026-03-01-issue-12.yml"
BRANCH = "annotation/issue-12"
STRANGER = {"login": "octo-reader", "id": 5550123, "type": "User"}


class Desk:
    """A repository at the forge, its checkout, and the workflow `Issue`."""

    def __init__(self, folder: Path, address: str, state: State) -> None:
        self.folder, self.address, self.state = folder, address, state
        self.event = copy.deepcopy(EVENT)

    def label(self, body: str, **changes: Any) -> subprocess.CompletedProcess[str]:
        """The maintainer sets the label on an issue with this text; what the workflow's script does."""
        self.event["issue"] |= {"body": body, **changes}
        self.state.labels[12] = ["annotation", "make-pull-request"]
        return run_step(
            "issue.yml", "Make the pull request", self.folder, self.event,
            {"github.token": TOKEN}, {"GITHUB_API_URL": self.address},
        )  # fmt: skip

    def said(self) -> list[str]:
        """The comments of the workflow on the issue."""
        return [one["body"] for one in self.state.comments if one["user"] == BOT]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = project(None, tmp_path / "project")
    state = State()
    files = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }
    state.branches["main"] = state.commit(files, "Begin", [])
    with running(state) as address:
        yield Desk(folder, address, state)


def ok(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    assert TOKEN not in done.stdout + done.stderr
    return done.stdout


# The way it should go


def test_an_issue_becomes_a_pull_request(desk: Desk) -> None:
    """One branch, one commit with one file, a pull request, a comment; the label is off; the run says what it did."""
    assert ok(desk.label(a_body())) == f"{PATH}: pull request 21\n"
    state = desk.state
    assert set(state.files(BRANCH)) - set(state.files("main")) == {PATH}
    assert state.files(BRANCH)[PATH].endswith(ANNOTATION)
    commit = state.commits[state.branches[BRANCH]]
    assert commit["parents"] == [state.branches["main"]]
    (pull,) = state.pulls
    assert (pull["head"]["ref"], pull["base"]["ref"]) == (BRANCH, "main")
    assert state.labels[12] == ["annotation"]
    assert len(desk.said()) == 1 and "#21" in desk.said()[0]


def test_the_commit_credits_who_wrote_it(desk: Desk) -> None:
    """In the form that forges read, so that it counts among the person's own."""
    desk.label(a_body())
    message = desk.state.commits[desk.state.branches[BRANCH]]["message"]
    assert message.split("\n")[0] == "Annotation of mill-bridge/valley-gazette, proposed in issue 12"
    assert "Co-authored-by: octo-reader <5550123+octo-reader@users.noreply.github.com>\n" in message


def test_the_pull_request_tells_what_it_changes_and_on_what_terms(desk: Desk) -> None:
    """The plain-language summary, who proposed it, what they agreed to, and the issue that it closes."""
    desk.label(a_body())
    text = desk.state.pulls[0]["body"]
    assert "Adds 1 annotation" in text and "lifeline" in text
    assert "Proposed by `octo-reader` in #12" in text
    assert "I wrote this annotation and release it under CC BY 4.0." in text
    assert "\nCloses #12\n" in text
    assert "is signed" not in text


def test_another_signature_is_pointed_out(desk: Desk) -> None:
    """Anybody can write any name: the maintainer is told."""
    desk.label(a_body(ANNOTATION.replace("by: octo-reader", "by: ada")))
    assert "The file is signed `ada`." in desk.state.pulls[0]["body"]


def test_who_signs_as_anonymous_is_named_in_no_file(desk: Desk) -> None:
    """Neither in the commit nor in the pull request; the number of the issue is all."""
    ok(desk.label(a_body(ANNOTATION.replace("by: octo-reader", "by: anonymous"))))
    state = desk.state
    message = state.commits[state.branches[BRANCH]]["message"]
    assert "Proposed-in: issue 12\n" in message and "Co-authored-by" not in message
    text = state.pulls[0]["body"]
    assert "Proposed in issue #12, with" in text and "\nCloses #12\n" in text
    assert "octo-reader" not in message + text + state.pulls[0]["title"] + state.files(BRANCH)[PATH]
    done = local(desk.folder, a_body(ANNOTATION.replace("by: octo-reader", "by: anonymous")), "--id", "5550123")
    assert done.output == f"{PATH}: written\n"


def test_a_second_run_updates_branch_pull_request_and_comment(desk: Desk) -> None:
    """The issue was corrected, and the label set again. The day changed too: the old file does not stay."""
    desk.label(a_body())
    first = desk.state.branches[BRANCH]
    ok(desk.label(a_body(ANNOTATION.replace("2026-03-01", "2026-03-04").replace("quoted", "outlet"))))
    assert desk.state.branches[BRANCH] != first
    added = set(desk.state.files(BRANCH)) - set(desk.state.files("main"))
    assert added == {PATH.replace("2026-03-01", "2026-03-04")}
    assert len(desk.state.pulls) == 1 and "in the outlet" in desk.state.pulls[0]["body"]
    assert len(desk.said()) == 1
    assert desk.state.labels[12] == ["annotation"]


def test_a_branch_that_somebody_changed_is_left_as_it_is(desk: Desk) -> None:
    """A maintainer has mended the file in the pull request: nothing that a person wrote is lost."""
    desk.label(a_body())
    mended = desk.state.commit({PATH: "mended"}, "Mend a note", [desk.state.branches[BRANCH]])
    desk.state.branches[BRANCH] = mended
    assert ok(desk.label(a_body())) == f"{BRANCH} was changed by hand: nothing was written over\n"
    assert desk.state.branches[BRANCH] == mended
    assert "changed by hand" in desk.said()[0]


def test_a_file_that_is_there_already_needs_no_pull_request(desk: Desk) -> None:
    """It was merged, and the label set once more."""
    desk.label(a_body())
    path = desk.folder / PATH
    path.write_text(desk.state.files(BRANCH)[PATH], "utf-8")
    desk.state.pulls.clear()
    assert ok(desk.label(a_body())) == f"{PATH} is there already\n"
    assert not desk.state.pulls
    assert "part of the project already" in desk.said()[0]


def test_a_pull_request_that_was_closed_is_opened_anew(desk: Desk) -> None:
    """The maintainer changed their mind."""
    desk.label(a_body())
    desk.state.pulls[0]["state"] = "closed"
    ok(desk.label(a_body()))
    assert [pull["state"] for pull in desk.state.pulls] == ["closed", "open"]


# What is wrong


def test_findings_are_told_on_the_issue_and_nothing_else_happens(desk: Desk) -> None:
    """Line, words and remedy; no branch, no pull request; the label is off, so that it can be set again."""
    wrong = ANNOTATION.replace("a lifeline", "a life line").replace("loaded-language", "loaded-langage")
    assert ok(desk.label(a_body(wrong))) == "issue 12 needs a change: told in a comment\n"
    assert set(desk.state.branches) == {"main"} and not desk.state.pulls
    (comment,) = desk.said()
    assert "2 things need a change" in comment
    assert "Annotation, line 4: the codebook has no label 'loaded-langage'\n    - label: loaded-langage\n" in comment
    assert "help: did you mean 'loaded-language'?" in comment
    assert "Annotation, line 5: these words do not stand in valley-gazette\n    quote: a life line\n" in comment
    assert desk.state.labels[12] == ["annotation"]


def test_the_comment_is_written_anew_when_the_label_is_set_again(desk: Desk) -> None:
    """First other findings, then none: one comment all along."""
    desk.label(a_body(ANNOTATION.replace("a lifeline", "a life line")))
    desk.label(a_body(box="[ ]"))
    assert len(desk.said()) == 1 and "the box is not ticked" in desk.said()[0]
    desk.label(a_body())
    assert len(desk.said()) == 1 and "#21" in desk.said()[0]


def test_findings_that_were_there_before_are_not_held_against_it(desk: Desk) -> None:
    """The corpus has a mistake of its own; the proposal is sound."""
    (desk.folder / "annotations/mill-bridge/hill-radio/old.yml").write_text("by: ben\n", "utf-8")
    assert build.load(desk.folder).findings
    assert "pull request 21" in ok(desk.label(a_body()))


def test_a_finding_that_it_causes_in_another_file_is_told(desk: Desk) -> None:
    """The same words marked in the same way by somebody else: two notes with one id."""
    file = desk.folder / "annotations/mill-bridge/valley-gazette/zoe.yml"
    file.write_text(ANNOTATION.replace("octo-reader", "zoe"), "utf-8")
    ok(desk.label(a_body()))
    assert not desk.state.pulls
    assert "Annotation, line 4: this note says the same as another one" in desk.said()[0]
    assert "(annotations/mill-bridge/valley-gazette/zoe.yml, line 4)" in desk.said()[0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"action": "unlabeled"}, "the issue was not given the label make-pull-request"),
        ({"label": {"name": "annotation"}}, "the issue was not given the label make-pull-request"),
        ({"issue": {**EVENT["issue"], "state": "closed"}}, "the issue is closed"),
        ({"issue": {**EVENT["issue"], "pull_request": {"url": "x"}}}, "this is no event of an issue"),
        ({"issue": None}, "this is no event of an issue"),
    ],
)
def test_other_events_ask_for_nothing(desk: Desk, change: dict[str, Any], reason: str) -> None:
    """The run says why, and asks the forge nothing."""
    event = {**EVENT, **change}
    done = run_step(
        "issue.yml", "Make the pull request", desk.folder, event, {"github.token": TOKEN},
        {"GITHUB_API_URL": desk.address},
    )  # fmt: skip
    assert ok(done) == f"nothing to do: {reason}\n"
    assert not desk.state.asked


@pytest.mark.parametrize(
    ("user", "words"),
    [
        ({"login": "octo\nCo-authored-by: x", "id": 1}, "issue.user.login"),
        ({"login": "octo-reader", "id": "1> x"}, "issue.user.id"),
        ({"login": "octo-reader", "id": -4}, "issue.user.id"),
        (None, "issue.user.login"),
    ],
)
def test_a_user_that_no_forge_gives_stops_the_command(desk: Desk, user: Any, words: str) -> None:
    """The event is a file on a machine: what would go into a commit is looked at."""
    done = desk.label(a_body(), user=user)
    assert done.returncode == 2
    assert done.stderr.startswith(f"rashomon: the event has no {words} that can be used: ")
    assert not desk.state.asked


def test_a_refusal_of_the_forge_ends_the_run_with_its_reason(desk: Desk) -> None:
    """The setting of a new repository that everybody forgets; the label stays, so that the run can be repeated."""
    answer = {"message": "GitHub Actions is not permitted to create or approve pull requests."}
    desk.state.refuse["POST", "/pulls"] = (403, {}, answer)
    done = desk.label(a_body())
    assert done.returncode == 2
    assert done.stderr == (
        "rashomon: workflows may not open pull requests in this repository; allow it under "
        "Settings, Actions, General, Workflow permissions\n"
    )
    assert "make-pull-request" in desk.state.labels[12]
    del desk.state.refuse["POST", "/pulls"]
    assert "pull request 21" in ok(desk.label(a_body()))


# Hostile issues


EVIL = [
    "$(touch pwned)", "`touch pwned`", "${{ github.token }}", "'; touch pwned; '", "\n::set-output name=x::y\n",
    "::add-mask::x", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "@octo-editor @octo-press/team",
    "[x](https://evil.example.org)", "![x](https://evil.example.org/t.png)", "Fixes #1", "octo-press/bridge#1",
    "<!-- rashomon from-issue -->", "--><h1>", "```\n\n# Heading", "https://evil.example.org", "<details open>",
]  # fmt: skip


def test_a_shell_sees_nothing_of_an_issue(desk: Desk) -> None:
    """The workflow's own script, with every hostile text at once in title, note, name and article."""
    evil = json.dumps(" ".join(EVIL))
    ok(desk.label(a_body(ANNOTATION.replace("The baker's word, not the reporter's.", evil)), title=evil))
    ok(desk.label(a_body(ANNOTATION.replace("octo-reader", evil), article=evil), title=evil))
    assert not list(desk.folder.parent.rglob("pwned"))


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_words_do_nothing_wherever_they_stand(desk: Desk, evil: str, tmp_path: Path) -> None:
    """In a note they become part of the file, and inert in the pull request; elsewhere a code block shows them."""
    quoted = json.dumps(evil)
    for body in (
        a_body(ANNOTATION.replace("The baker's word, not the reporter's.", quoted)),
        a_body(ANNOTATION.replace("a lifeline", quoted)),
        a_body(ANNOTATION.replace("by: octo-reader", f"by: {quoted}")),
        a_body(ANNOTATION.replace("2026-03-01", quoted)),
        a_body(ANNOTATION + f"{quoted}: 1\n"),
        a_body(article=evil),
        a_body(evil),
        evil,
    ):
        event = {**EVENT, "issue": {**EVENT["issue"], "body": body, "title": evil}}
        (tmp_path / "event.json").write_text(json.dumps(event), "utf-8")
        paths = {"GITHUB_EVENT_PATH": str(tmp_path / "event.json"), "GITHUB_API_URL": desk.address}
        arguments = ["from-issue", "--project", str(desk.folder)]
        assert CliRunner().invoke(rashomon, arguments, env={**paths, "GITHUB_TOKEN": TOKEN}).exit_code == 0
    assert set(desk.state.branches) == {"main", BRANCH}
    names = {name for tree in desk.state.trees.values() for name in tree}
    assert names - set(desk.state.files("main")) == {PATH}
    (pull,) = desk.state.pulls
    assert not re.search(r"<script|<img|\]\(http|@octo|://evil|press/bridge#", pull["body"])
    (comment,) = desk.said()
    assert not re.search("@|evil|<script|<img|press/bridge#", outside_of_code(comment))


def outside_of_code(text: str) -> str:
    """A comment without its code block, read as CommonMark reads it."""
    kept, fence = [], ""
    for line in text.split("\n"):
        run = line[: len(line) - len(line.lstrip("`"))]
        if fence:
            fence = "" if len(run) >= len(fence) and line.strip("`") == "" else fence
        elif len(run) >= 3:
            fence = run
        else:
            kept.append(line)
    assert not fence
    return "\n".join(kept)


def test_a_code_block_is_longer_than_any_in_the_words() -> None:
    """Backticks cannot end the block in which they are shown, not even on a line of their own."""
    problems = [Problem("Annotation", "one\n```````\n@octo-editor", "two\n```\n@octo-editor")]
    comment = words.needs_change(an_issue(""), problems)
    assert comment.count("@octo-editor") == 2 and "@" not in outside_of_code(comment)


@pytest.mark.parametrize(
    "annotation",
    [
        "a: &a [lol]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n",
        "a: " + "{a: " * 500,
        "[" * 5000,
        "x: " + "9" * 60_000,
        ("- - - " * 10_000)[:60_000],
        "by: o\n" + "k: v\n" * 9_000,
        "\u202e\u2066 by: x",
        "by: o\non: 2026-03-01\n" + "claims:\n" + "- {}\n" * 3000,
        "\x00\x01\x02",
    ],
    ids=range(9),
)  # fmt: skip
def test_bombs_and_hidden_characters_are_refused_in_one_short_comment(desk: Desk, annotation: str) -> None:
    """The forge would refuse a comment of more than 65,536 characters."""
    ok(desk.label(a_body(annotation)))
    (comment,) = desk.said()
    assert len(comment) < 20_000 and not desk.state.pulls
    assert "\u202e" not in comment


# At a terminal


def local(folder: Path, body: str, *options: str) -> Result:
    file = folder.parent / "body.md"
    file.write_text(body, "utf-8")
    arguments = ["from-issue", "--body", str(file), "--number", "12", "--login", "octo-reader", *options]
    return CliRunner().invoke(rashomon, [*arguments, "--project", str(folder)])


def test_a_maintainer_can_do_it_without_any_network(desk: Desk) -> None:
    """The file is written, and the line for the commit is printed; again, and nothing changes."""
    done = local(desk.folder, a_body(), "--id", "5550123")
    assert done.output == (
        f"{PATH}: written\ncredit for the commit message:\n"
        "  Co-authored-by: octo-reader <5550123+octo-reader@users.noreply.github.com>\n"
    )
    assert not build.load(desk.folder).findings
    assert local(desk.folder, a_body()).output == f"{PATH}: there already, unchanged\n"
    assert not desk.state.asked


def test_nobody_is_credited_under_an_account_that_is_not_known(desk: Desk) -> None:
    """Without `--id` the commit message names the issue alone."""
    done = local(desk.folder, a_body(), "--dry-run")
    assert "Proposed-in: issue 12\n" in done.output and "Co-authored-by" not in done.output


def test_what_is_wrong_is_printed_at_the_terminal(desk: Desk) -> None:
    """Exit code 1, and nothing is written."""
    done = local(desk.folder, a_body(ANNOTATION.replace("a lifeline", "a life line")))
    assert done.exit_code == 1
    assert done.output.startswith(
        "Annotation, line 5: these words do not stand in valley-gazette\n    quote: a life line\n"
    )
    assert not (desk.folder / PATH).exists()


def test_a_dry_run_prints_and_does_nothing(desk: Desk) -> None:
    """File, commit and pull request; or the comment, with exit code 1."""
    done = local(desk.folder, a_body(), "--dry-run")
    assert done.exit_code == 0 and ANNOTATION in done.output and "Closes #12" in done.output
    refused = local(desk.folder, a_body(box="[ ]"), "--dry-run")
    assert refused.exit_code == 1 and "One thing needs a change" in refused.output
    assert not (desk.folder / PATH).exists() and not desk.state.asked


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--number", "12"], "--number, --login and --id belong to --body FILE"),
        (["--body", "x.md"], "--body needs --number and --login, too"),
        (["--body", "x.md", "--number", "1", "--login", "a b"], "'a b' is no user name"),
        (["--body", "x.md", "--number", "1", "--login", "a"], "there is no such file"),
        ([], "no event: GITHUB_EVENT_PATH names the file in which a workflow finds what started it"),
    ],
)
def test_options_that_do_not_fit_are_told(desk: Desk, arguments: list[str], words: str) -> None:
    """Nothing is asked and nothing is written."""
    result = CliRunner().invoke(
        rashomon, ["from-issue", *arguments, "--project", str(desk.folder)], env={"GITHUB_EVENT_PATH": ""}
    )
    assert str(result.exception) == words


def test_an_event_that_is_no_json_is_told(desk: Desk, tmp_path: Path) -> None:
    """The file is named."""
    (tmp_path / "e.json").write_text("{", "utf-8")
    environment = {"GITHUB_EVENT_PATH": str(tmp_path / "e.json")}
    result = CliRunner().invoke(rashomon, ["from-issue", "--project", str(desk.folder)], env=environment)
    assert str(result.exception) == f"{tmp_path / 'e.json'}: the event is not JSON"
