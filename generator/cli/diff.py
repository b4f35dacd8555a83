"""rashomon diff: what a branch changes, in plain language."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from generator import changes, disk, proposal
from generator.cli.console import project


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@project
def command(base: str, head: str | None, form: str, root: Path) -> None:
    """Tell in plain language what a branch changes.

    Annotations with their passages, articles, the registry, and the cells of the claim table.

    HEAD is compared with the commit at which it parted from BASE, as in a pull request. Without
    HEAD it is the folder as it is, with what is not committed.

    Exit codes: 0 told, whether or not anything changed; 2 cannot run.
    """
    told = proposal.read(disk.find_root(root), base, head)
    if form == "json":
        click.echo(changes.as_json(told.changes))
    elif form == "markdown":
        click.echo(changes.as_markdown(told.changes, told.findings, told.outside, told.elsewhere), nl=False)
    else:
        console = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
        console.print(changes.as_text(told.changes, told.findings, told.outside, told.elsewhere, console.width))
