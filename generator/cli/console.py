"""What the commands share: the project's root, and how findings are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console

from generator import report, sarif
from generator.cli.explain import explanation
from generator.diagnostics import Diagnostic

GUTTER = 8  # line number, bar and the signs of a shortened line

project = click.option(
    "--project", "root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path(),
    show_default=True, help="A folder of the project: the nearest one upward with mkdocs.yml counts.",
)  # fmt: skip


def show(findings: Sequence[Diagnostic], files: Mapping[str, str], form: str = "text") -> None:
    """Print findings on standard output in one of the forms text, json, github, sarif."""
    ordered = report.ordered(findings)
    if form == "json":
        click.echo(report.as_json(ordered))
    elif form == "sarif":
        click.echo(sarif.as_sarif(ordered, {each.code: explanation(each.code) for each in ordered}))
    elif form == "github":
        if ordered:
            click.echo(report.as_github(ordered))
    else:
        console = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
        cells = console.width - GUTTER if console.is_terminal else report.MAX_LINE
        console.print(report.as_text(ordered, files, cells), end="")


def show_changes(path: str, before: str, after: str) -> None:
    """Print how a file changes, as `diff -u` does."""
    console = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
    console.print(report.as_diff(path, before, after), end="")


def counted(count: int, one: str) -> str:
    """A count with its noun: `1 finding`, `2 findings`."""
    many = f"{one[:-1]}ies" if one.endswith("ry") else f"{one}s"
    return f"{count:,} {one if count == 1 else many}"
