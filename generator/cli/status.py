"""rashomon status: what of a story is annotated, and what may be missing."""

from __future__ import annotations

from pathlib import Path

import click

from generator import build, disk
from generator.cli.console import counted, project
from generator.compare.coverage import Coverage, coverage
from generator.diagnostics import RashomonError
from generator.model import Story
from generator.schema import did_you_mean


@click.command("status")
@click.argument("stories", nargs=-1, metavar="[STORY]...")
@project
def command(stories: tuple[str, ...], root: Path) -> None:
    """Show how far a story is annotated, and the gaps."""
    known = {story.id: story for story in build.load(disk.find_root(root)).corpus.stories}
    for name in stories:
        if name not in known:
            raise RashomonError(f"there is no story {name!r}; {did_you_mean(name, known)}")
    for name in stories or known:
        _print(known[name], coverage(known[name]))
    if not known:
        click.echo("there is no story yet")


def _print(story: Story, found: Coverage) -> None:
    total = sum(count for _, count in found.cells)
    click.echo(f"{story.id}: {counted(len(story.file.claims), 'claim')} × {counted(len(story.articles), 'article')}")
    for state, count in found.cells:
        click.echo(f"  {count:4} of {total} cells: {state}")
    for kind, count in found.marks:
        click.echo(f"  {count:4} {kind} marks")
    click.echo(f"  {found.second_reader:4} marks reviewed by a second person")
    click.echo(f"  {len(found.without_origin):4} claims without origin: {', '.join(found.without_origin) or 'none'}")
    click.echo(f"  {len(found.unmarked):4} sentences with a cue of attribution and no source mark")
    for gap in found.unmarked:
        click.echo(f"       {gap.article.id} ¶{gap.paragraph} [{gap.cue}] {gap.sentence}")
