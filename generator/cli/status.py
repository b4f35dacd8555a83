"""rashomon status: what of a story is annotated, and what is missing, as small tasks."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from generator import build, disk
from generator.cli.console import counted, project
from generator.compare.coverage import Coverage, coverage
from generator.diagnostics import RashomonError
from generator.edition import Edition
from generator.model import Story
from generator.pages.tasks import TaskList, tasks
from generator.report import visible
from generator.schema import did_you_mean

_WIDEST = 100


@click.command("status")
@click.argument("stories", nargs=-1, metavar="[STORY]...")
@click.option("--tasks", "limit", type=click.IntRange(0), default=3, show_default=True, help="How many of each kind.")
@project
def command(stories: tuple[str, ...], limit: int, root: Path) -> None:
    """Show how far a story is annotated, and the gaps.

    Each gap is a small task, with the file or the command to go on with.
    """
    loaded = build.load(disk.find_root(root))
    known = {story.id: story for story in loaded.corpus.stories}
    for name in stories:
        if name not in known:
            raise RashomonError(f"there is no story {name!r}; {did_you_mean(name, known)}")
    for name in stories or known:
        _figures(known[name], coverage(known[name]))
        _gaps(tasks(known[name], Edition.CLASSROOM), limit)
    if not known:
        click.echo("there is no story yet; `rashomon add FILE_OR_URL --story STORY` begins one")
    if loaded.findings:
        found = counted(len(loaded.findings), "finding")
        click.echo(f"{found}: what cannot be read is not counted; `rashomon check` shows them", err=True)


def _figures(story: Story, found: Coverage) -> None:
    total = sum(count for _, count in found.cells)
    click.echo(f"{story.id}: {counted(len(story.file.claims), 'claim')} × {counted(len(story.articles), 'article')}")
    for state, count in found.cells:
        click.echo(f"  {count:4} of {total} cells: {state}")
    for kind, count in found.marks:
        click.echo(f"  {count:4} {kind} marks")
    click.echo(f"  {found.second_reader:4} marks reviewed by a second person")
    click.echo(f"  {len(found.without_origin):4} claims without origin")
    click.echo(f"  {len(found.unmarked):4} sentences with a cue of attribution and no source mark")


def _gaps(lists: tuple[TaskList, ...], limit: int) -> None:
    """The first tasks of each kind; the line to copy stands unbroken below its task."""
    for kind in lists if limit else ():
        click.echo(f"\n  {kind.title}: {len(kind.tasks):,}")
        for task in kind.tasks[:limit]:
            said = " ".join(filter(None, (task.question, task.about, f"({task.place})")))
            click.echo(click.wrap_text(visible(said), min(Console().width, _WIDEST), "  - ", "    "))
            click.echo(f"    {visible(task.step)}")
        if (more := len(kind.tasks) - limit) > 0:
            click.echo(f"    and {more:,} more: --tasks {len(kind.tasks)}")
    if not lists:
        click.echo("  no gap that the program can see")
    click.echo()
