"""rashomon add: a saved page, or an address, becomes an article."""

from __future__ import annotations

from pathlib import Path

import click

from generator import disk
from generator.add import FACTS, Added, add, stories
from generator.cli.console import counted, project, show
from generator.diagnostics import RashomonError
from generator.fetch import user_agent
from generator.formats import is_id
from generator.mkdocs_plugin import settings_of
from generator.report import visible


@click.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE_OR_URL...")
@click.option("--story", default=None, metavar="STORY", help="The story it belongs to.  [default: the only one]")
@click.option(
    "--page", "pages", multiple=True, metavar="ADDRESS",
    help="Which page to take out of a web archive; * stands for anything. Can be given several times.",
)  # fmt: skip
@project
def command(files: tuple[str, ...], story: str | None, pages: tuple[str, ...], root: Path) -> None:
    """Make articles of saved pages and of addresses.

    Reads text, Markdown, HTML, MHTML, PDF, WARC and WACZ files, and pages on the web.

    Writes the seed, the article and its metadata, as far as the page states them. What it does not
    state stays null; what was inferred is named with its evidence. Nothing is ever overwritten.
    """
    folder = disk.find_root(root)
    chosen = _story(story, stories(folder))
    kept = settings_of(folder / "mkdocs.yml", click.echo).repository
    agent = user_agent(kept.address if kept else None)
    findings = []
    new = 0
    for added in add(folder, chosen, files, pages, agent):
        if added.problem:
            findings.append(added.problem)
        else:
            _print(added)
            new += added.new
    show(findings, {})
    if new:
        _print_next(folder, chosen)
    raise SystemExit(bool(findings))


def _story(named: str | None, known: tuple[str, ...]) -> str:
    """The story that is named, else the only one there is."""
    if named is not None:
        if not is_id(named):
            help_ = "small letters a-z, digits and hyphens, 3 to 64 of them, a letter first; no reserved word"
            raise RashomonError(f"{named!r} cannot name a story; {help_}")
        return named
    if len(known) == 1:
        return known[0]
    there = f"there are {len(known)} stories: {', '.join(known)}" if known else "there is no story yet"
    raise RashomonError(f"{there}; name the one you mean with --story")


def _print(added: Added) -> None:
    """What was made of one page, a line for each thing that a person may want to look at."""
    if not added.new:
        known = f", and its article is {added.corpus}" if added.corpus else "; `rashomon strip` makes its article"
        click.echo(f"{visible(added.given)}: it is there already as {added.seed}{known}")
        return
    click.echo(f"{added.corpus}: {counted(added.kept, 'block')} kept, {counted(added.removed, 'line')} cut")
    click.echo(f"  seed       {added.seed}")
    assert added.head is not None, "a new article has metadata"
    for fact in FACTS:
        value = getattr(added.head, fact)
        click.echo(f"  {fact:10} {'not found' if value is None else visible(str(value))}")
        if evidence := added.head.inferred.get(fact):
            click.echo(f"             inferred from {visible(evidence)}")
    if added.encoding != "utf-8":
        click.echo(f"  read as    {added.encoding}")
    if added.twin:
        click.echo(f"  note       {added.twin} comes from the same address; keep the one you need")


def _print_next(folder: Path, story: str) -> None:
    click.echo("\nnext: read what was found, write into the corpus file what was not, then")
    click.echo("  rashomon strip")
    click.echo("  rashomon check")
    click.echo("  rashomon build")
    if not (folder / f"annotations/{story}/story.yml").is_file():
        click.echo(f"the story is new: it needs annotations/{story}/story.yml; `rashomon explain missing-story`")
