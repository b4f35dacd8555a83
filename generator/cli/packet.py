"""rashomon packet: a reading packet for a class, on paper or as a file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from generator import build, disk, packets, shelf
from generator.build import Loaded
from generator.cli.console import counted, project, show
from generator.diagnostics import Diagnostic, RashomonError
from generator.edition import Edition, only, published, shows_whole, visible
from generator.mkdocs_plugin import settings_of
from generator.model import Story
from generator.packet import printing
from generator.packet.manuscript import Choice, Copy, Paper, Variant
from generator.packet.printing import Format, Order
from generator.packets import Printed
from generator.saved.pdf import count_pages
from generator.schema import did_you_mean

ALL = "all"
MOST = 0.5  # of the words of an article


@click.command("packet")
@click.argument("story", required=False)
@click.option(
    "--edition", "copies", type=click.Choice([each.value for each in Copy]), multiple=True,
    help="Whose copy. Can be given several times.  [default: all three]",
)  # fmt: skip
@click.option(
    "--variant", type=click.Choice([each.value for each in Variant]), default=Variant.STANDARD.value,
    show_default=True, help="How it is set.",
)  # fmt: skip
@click.option(
    "--format", "forms", type=click.Choice([*(each.value for each in Format), ALL]), multiple=True,
    help="The kind of file. Can be given several times.  [default: pdf]",
)  # fmt: skip
@click.option("--articles", multiple=True, metavar="ID,...", help="Only these articles.  [default: all of the story]")
@click.option("--blind", is_flag=True, help="Hide the outlets; the teacher's copy has a page that tells them.")
@click.option("--excerpt", is_flag=True, help="Shorten long articles; every gap is shown.")
@click.option(
    "--paper", type=click.Choice([each.value for each in Paper]), default=Paper.A4.value, show_default=True,
    help="The sheets that it is printed on.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(path_type=Path), default=None, metavar="DIRECTORY",
    help="Where to put the files.  [default: packets/]",
)  # fmt: skip
@click.option(
    "--rights", type=click.Choice([each.value for each in Edition]), default=None,
    help="classroom holds whole texts; public what each article's rights allow.  [default: as in mkdocs.yml]",
)  # fmt: skip
@project
def command(
    story: str | None, copies: tuple[str, ...], variant: str, forms: tuple[str, ...], articles: tuple[str, ...],
    blind: bool, excerpt: bool, paper: str, out: Path | None, rights: str | None, root: Path,
) -> None:  # fmt: skip
    """Print a reading packet for a class.

    The articles of STORY with numbered paragraphs, worksheets and questions. The student's copy has
    no marks and no answers; the discussion copy has marks and notes; the teacher's copy has answers,
    too, each with its evidence.

    STORY may be left out where there is one story. A file that was changed since it was printed is
    never overwritten.
    """
    folder = disk.find_root(root)
    edition = Edition(rights) if rights else settings_of(folder / "mkdocs.yml", str).edition
    moment = printing.moment_named(os.environ)
    loaded = _sound(folder)
    chosen = _story(story, loaded.corpus.stories)
    named = _articles(articles, chosen)
    orders = [
        Order(Choice(Copy(copy), Variant(variant), Paper(paper), blind, excerpt), form, named)
        for copy in (dict.fromkeys(copies) or Copy)
        for form in _formats(forms)
    ]
    target = _shelf(folder, out, [printing.file_name(chosen.id, order, edition) for order in orders], forms)
    findings: list[Diagnostic] = list(loaded.findings)
    for order in orders:
        started = time.perf_counter()
        printed = packets.printed(loaded.corpus, loaded.files, chosen, order, edition, moment)
        written = shelf.put(target, printed.name, printed.data)
        _tell(target, printed, written, time.perf_counter() - started)
        findings += printed.findings
    show(findings, loaded.files)
    for line in _nearly_whole(chosen, named, edition):
        click.echo(line, err=True)


def _nearly_whole(story: Story, named: tuple[str, ...], edition: Edition) -> Iterator[str]:
    """A line for each article of which the edition shows most, though its rights allow a part: marks stand densely."""
    chosen = only(published(story), named or [article.id for article in story.articles])
    for article in chosen.articles:
        if shows_whole(article, edition):
            continue
        words = sum(len(article.text[span.start : span.end].split()) for span in visible(chosen, article, edition))
        share = words / (article.words or 1)
        if share > MOST:
            rights = article.head.rights.publish
            yield (
                f"note: {article.id}: its rights say `publish: {rights}`, and that shows {share:.0%} of its words, so "
                "densely is it marked; for the web choose `quotes` or `link`, or ask its publisher"
            )


def _sound(folder: Path) -> Loaded:
    """The project, if it has no errors; else they are shown, and the command ends."""
    loaded = build.load(folder)
    if not loaded.sound:
        show(loaded.findings, loaded.files)
        click.echo(f"nothing was printed: {counted(len(loaded.findings), 'finding')}", err=True)
        raise SystemExit(1)
    return loaded


def _shelf(folder: Path, out: Path | None, names: Iterable[str], forms: Sequence[str]) -> Path:
    """Where these files go. Whatever stands in the way is said before the first is set."""
    for form in _formats(forms):
        printing.writer(form)
    target = shelf.shelf(folder, out or folder / "packets")
    shelf.refuse_others(target, names)
    return target


def _story(named: str | None, stories: Sequence[Story]) -> Story:
    """The story that is named, else the only one there is, if anything of it may be printed."""
    known = {story.id: story for story in stories}
    if named is None and len(known) != 1:
        there = f"there are {len(known)} stories: {', '.join(known)}" if known else "there is no story yet"
        raise RashomonError(f"{there}; name the one you mean: rashomon packet STORY" if known else there)
    if named is not None and named not in known:
        raise RashomonError(f"there is no story {named!r}; {did_you_mean(named, known)}")
    found = known[named] if named is not None else stories[0]
    if not published(found).articles:
        help_ = "add one with `rashomon add`" if not found.articles else "their rights say `publish: none`"
        raise RashomonError(f"the story {found.id!r} has no article that may be printed; {help_}")
    return found


def _articles(named: Iterable[str], story: Story) -> tuple[str, ...]:
    """The ids that are named, with commas or in several options, each once and known; none where none is."""
    ids = dict.fromkeys(name.strip() for several in named for name in several.split(",") if name.strip())
    if named and not ids:
        raise RashomonError("--articles names no article; give their ids with commas between them, or leave it out")
    known = [article.id for article in published(story).articles]
    for name in ids:
        if name not in known:
            hidden = any(article.id == name for article in story.articles)
            why = "its rights say `publish: none`" if hidden else did_you_mean(name, known)
            raise RashomonError(f"the story {story.id!r} has no article {name!r} to print; {why}")
    return tuple(article.id for article in only(story, ids).articles)


def _formats(named: Sequence[str]) -> tuple[Format, ...]:
    return tuple(Format) if ALL in named else tuple(Format(name) for name in dict.fromkeys(named)) or (Format.PDF,)


def _tell(folder: Path, printed: Printed, written: bool, seconds: float) -> None:
    """A line on a file that was printed: its pages, its size, how long it took."""
    size = f"{max(1, round(len(printed.data) / 1000)):,} kB"
    pages = f"{counted(count_pages(printed.data), 'page')}, " if printed.order.format is Format.PDF else ""
    state = f"{seconds:.1f} s" if written else "unchanged"
    click.echo(f"{_near(folder / printed.name)}: {pages}{size}, {state}")


def _near(path: Path) -> Path:
    """A path as one types it here, if it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
