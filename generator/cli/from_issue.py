"""rashomon from-issue: an annotation that somebody proposed in an issue becomes a pull request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import click

from generator import build, changes, checks, corpus, disk
from generator.cli import event as events
from generator.cli.console import project
from generator.cli.event import Event
from generator.diagnostics import RashomonError
from generator.forge import Forge
from generator.issues import LOGIN, Issue, Problem, ProposedFile, proposed, words
from generator.report import ordered, visible

LABEL = "make-pull-request"
MARKER = "<!-- rashomon from-issue -->"
_MAX_BODY = 300_000


@click.command("from-issue")
@click.option("--body", metavar="FILE", help="The text of an issue in a file: write what it proposes into the project.")
@click.option("--number", type=click.IntRange(min=1), metavar="N", help="The number of that issue.")
@click.option("--login", metavar="NAME", help="The user name of who wrote it.")
@click.option(
    "--id", "id_", type=click.IntRange(min=1), metavar="N", help="The number of their account, for the credit."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@project
def command(
    body: str | None, number: int | None, login: str | None, id_: int | None, dry_run: bool, root: Path
) -> None:
    """Make a pull request of an annotation that somebody proposed in an issue.

    In a workflow the issue is that of the event: a maintainer gave it the label make-pull-request.
    What is wrong with it is told in a comment on the issue.

    With --body, the file is written into the project, and nothing is sent anywhere. --body needs
    --number and --login.

    Exit codes: 0 done, 1 the issue needs a change, 2 cannot run.
    """
    folder = disk.find_root(root)
    if body is not None:
        _write(folder, _given(body, number, login, id_), dry_run)
        return
    if number or login or id_:
        raise RashomonError("--number, --login and --id belong to --body FILE")
    event = events.read_event()
    if reason := _nothing_to_do(event):
        click.echo(f"nothing to do: {reason}")
        return
    issue = _of(event)
    judged = _judge(folder, issue)
    if dry_run:
        _print(issue, judged)
        return
    forge = events.forge(event.repository)
    forge.keep_comment(issue.number, MARKER, _send(forge, event, issue, judged))
    forge.remove_label(issue.number, LABEL)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What an issue proposes, all that is wrong with it, what it changes, and whether it is there already."""

    file: ProposedFile | None
    problems: tuple[Problem, ...]
    summary: str = ""
    there: bool = False


def _nothing_to_do(event: Event) -> str:
    """Why an event asks for nothing; empty where it does."""
    if not event.has("issue") or event.has("issue", "pull_request"):
        return "this is no event of an issue"
    if not event.has("label") or event.text("label", "name") != LABEL or event.text("action") != "labeled":
        return f"the issue was not given the label {LABEL}"
    return "" if event.text("issue", "state") == "open" else "the issue is closed"


def _of(event: Event) -> Issue:
    return Issue(
        event.number("issue", "number"),
        event.text("issue", "body") if event.has("issue", "body") else "",
        event.text("issue", "user", "login", pattern=LOGIN),
        event.number("issue", "user", "id"),
    )


def _given(body: str, number: int | None, login: str | None, id_: int | None) -> Issue:
    """The issue that the options tell of."""
    if number is None or login is None:
        raise RashomonError("--body needs --number and --login, too")
    if not re.fullmatch(LOGIN, login):
        raise RashomonError(f"{login!r} is no user name")
    try:
        return Issue(number, disk.read_given(body, _MAX_BODY).decode("utf-8-sig"), login, id_ or 0)
    except UnicodeDecodeError as error:
        raise RashomonError(f"{body}: the text is not UTF-8") from error


def _judge(folder: Path, issue: Issue) -> _Judged:
    """The proposed file within the whole corpus: only what it causes itself is held against it."""
    loaded = build.load(folder)
    articles = {f"{story.id}/{article.id}" for story in loaded.corpus.stories for article in story.articles}
    file, problems = proposed(issue, articles)
    if file is None:
        return _Judged(None, problems)
    files = {path: text for path, text in loaded.files.items() if path.startswith(("corpus/", "annotations/"))}
    after, found = corpus.read({**files, file.path: file.text})
    caused = ordered([one for one in (*found, *checks.judge(after)) if one not in loaded.findings])
    told = changes.as_markdown(changes.between(loaded.corpus, after, caused), ())
    return _Judged(file, (*problems, *map(file.problem, caused)), told, files.get(file.path) == file.text)


def _send(forge: Forge, event: Event, issue: Issue, judged: _Judged) -> str:
    """Put the file on its branch and open a pull request, or write both anew. What is to be said on the issue."""
    file = judged.file
    if file is None or judged.problems:
        click.echo(f"issue {issue.number} needs a change: told in a comment")
        return words.needs_change(issue, judged.problems)
    if judged.there:
        click.echo(f"{file.path} is there already")
        return words.unchanged(issue, file)
    base, branch = event.text("repository", "default_branch"), f"annotation/issue-{issue.number}"
    parent, there = forge.branch(base), forge.branch(branch)
    if parent is None:
        raise RashomonError(f"the repository has no branch {base!r}")
    if there and words.mark(issue) not in there.message.split("\n"):
        click.echo(f"{branch} was changed by hand: nothing was written over")
        return words.taken(branch)
    forge.set_branch(branch, forge.commit(parent, file.path, file.text, words.commit_message(issue, file)), bool(there))
    title, text = words.title(issue, file), words.pull_request(issue, file, judged.summary)
    standing = forge.pull_requests(event.repository.partition("/")[0], branch)
    if standing:
        pull_request = forge.change_pull_request(standing[0].number, title, text)
    else:
        pull_request = forge.open_pull_request(title, text, branch, base)
    click.echo(f"{file.path}: pull request {pull_request.number}")
    return words.offered(issue, pull_request.number)


def _print(issue: Issue, judged: _Judged) -> None:
    """What `_send` would do."""
    file = judged.file
    if file is None or judged.problems:
        click.echo(f"would comment on issue {issue.number}:\n\n{words.needs_change(issue, judged.problems)}")
        raise SystemExit(1)
    click.echo(f"would write {file.path}:\n\n{visible(file.text)}")
    click.echo(f"commit:\n\n{words.commit_message(issue, file)}")
    click.echo(f"pull request: {words.title(issue, file)}\n\n{words.pull_request(issue, file, judged.summary)}")


def _write(folder: Path, issue: Issue, dry_run: bool) -> None:
    """Write the file into the project, or say what is wrong."""
    judged = _judge(folder, issue)
    if dry_run:
        _print(issue, judged)
        return
    if judged.file is None or judged.problems:
        click.echo(words.listed(judged.problems))
        raise SystemExit(1)
    written = disk.write(folder / judged.file.path, judged.file.text)
    click.echo(f"{judged.file.path}: {'written' if written else 'there already, unchanged'}")
    if words.credited(issue, judged.file):
        click.echo(f"credit for the commit message:\n  {words.credit(issue)}")
