"""rashomon check: every mistake in corpus and annotations, in one run."""

from __future__ import annotations

from pathlib import Path

import click

from generator import build, disk
from generator.cli.console import counted, project, show


@click.command("check")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@project
def command(form: str, root: Path) -> None:
    """Find every mistake in corpus and annotations.

    Formats, references, and that every quote stands in its article exactly once.

    Exit codes: 0 clean, 1 findings, 2 cannot run.
    """
    loaded = build.load(disk.find_root(root))
    show(loaded.findings, loaded.files, form)
    stories = loaded.corpus.stories
    marks = sum(len(story.marks) + len(story.absences) for story in stories)
    summary = ", ".join((
        counted(len(stories), "story"),
        counted(sum(len(story.articles) for story in stories), "article"),
        counted(marks, "annotation"),
        counted(len(loaded.findings), "finding") if loaded.findings else "no findings",
    ))  # fmt: skip
    click.echo(summary, err=form != "text")
    raise SystemExit(bool(loaded.findings))
