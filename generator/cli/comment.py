"""rashomon comment: one comment on a pull request that tells, in plain language, what it changes."""

from __future__ import annotations

from pathlib import Path

import click

from generator import changes, disk, proposal
from generator.cli import event as events
from generator.cli.console import project
from generator.cli.event import Event
from generator.diagnostics import RashomonError
from generator.forge import Forge, PullRequest

MARKER = "<!-- rashomon comment -->"
_SHA = "[0-9a-f]{40}"
_OWNER = "[A-Za-z0-9][A-Za-z0-9_-]*"
_RUN = r"https?://[A-Za-z0-9.:-]+/[A-Za-z0-9._/-]+"


@click.command("comment")
@click.option("--dry-run", is_flag=True, help="Print the comment, and send nothing.")
@project
def command(dry_run: bool, root: Path) -> None:
    """Tell on a pull request what it changes, once its check has run.

    For a workflow that is started by `workflow_run`. The newest commit of the pull request must have been
    fetched; it is read as data, compared with the branch that is checked out, and nothing of it is run.
    The one comment is written, or written anew.
    """
    folder = disk.find_root(root)
    event = events.read_event()
    if not event.has("workflow_run") or event.text("workflow_run", "event") != "pull_request":
        click.echo("nothing to do: this is no run of a workflow on a pull request")
        return
    head = event.text("workflow_run", "head_sha", pattern=_SHA)
    if dry_run:
        click.echo(_text(folder, event, head))
        return
    forge = events.forge(event.repository)
    found = _pull_request(forge, event)
    if found is None:
        click.echo("nothing to do: no open pull request comes from there")
    elif found.head != head:
        click.echo(f"nothing to do: pull request {found.number} has moved on since")
    else:
        written = forge.keep_comment(found.number, MARKER, _text(folder, event, head))
        click.echo(f"pull request {found.number}: {'comment written' if written else 'the comment says so already'}")


def _pull_request(forge: Forge, event: Event) -> PullRequest | None:
    """The open pull request from the branch on which the run was started.

    Asked by branch: the event names none for a fork, and a number from the run itself could be anybody's.
    """
    if not event.has("workflow_run", "head_repository"):  # the fork was deleted
        return None
    repository = event.text("workflow_run", "head_repository", "full_name")
    owner = event.text("workflow_run", "head_repository", "owner", "login", pattern=_OWNER)
    branch = event.text("workflow_run", "head_branch")
    return next((one for one in forge.pull_requests(owner, branch) if one.repository == repository), None)


def _text(folder: Path, event: Event, head: str) -> str:
    """What the comment says; of a commit that cannot be read, why, so that nothing of an older one stays."""
    try:
        read = proposal.read(folder, "HEAD", head)
    except RashomonError as error:
        return f"This pull request cannot be compared: {changes.inert(str(error))}.\n\n---\n\n{_commit(head)}"
    told = changes.as_markdown(read.changes, read.findings, read.outside, read.elsewhere)
    return f"{told.strip()}\n\n---\n\n{_preview(event, bool(read.outside))} {_commit(head)}"


def _preview(event: Event, other_code: bool) -> str:
    """Where the preview is: there is one only where the check passed. Code of the pull request made it."""
    run = event.text("workflow_run", "html_url", pattern=_RUN)
    if event.text("workflow_run", "conclusion") != "success":
        return f"There is no preview yet: [the check]({run}) has not passed. It shows what it found beside each line."
    care = "The changed code may have made it: read that code before you open it." * other_code
    told = f"**See it:** in [the run of the check]({run}#artifacts) download `preview`, unpack it, open `index.html`."
    return f"{told} {care}".strip()


def _commit(head: str) -> str:
    return f"This is about commit `{head[:10]}`."
