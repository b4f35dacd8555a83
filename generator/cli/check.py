"""rashomon check: every mistake in corpus and annotations, in one run; and the mending of quotes."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from generator import build, disk, fix, yamledit
from generator.build import Loaded
from generator.cli.console import counted, project, show, show_changes
from generator.diagnostics import RashomonError
from generator.fix import FileFix, Left
from generator.report import FORMS


@click.command("check")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--fix", "fixing", is_flag=True, help="Mend quotes first, where nothing has to be judged.")
@click.option("--diff", "diffing", is_flag=True, help="Only show what --fix would change.")
@project
def command(form: str, fixing: bool, diffing: bool, root: Path) -> None:
    """Find every mistake in corpus and annotations.

    Formats, references, and that every quote stands in its article exactly once.

    Exit codes: 0 clean, 1 findings, 2 cannot run.
    """
    if (fixing or diffing) and form != "text":
        raise click.UsageError("--fix and --diff print text; leave out --format")
    folder = disk.find_root(root)
    loaded = _load(folder)
    if fixing and not diffing:
        loaded = _mend(folder, loaded)
    elif diffing:
        found, left = fix.fixes(loaded.corpus, loaded.files)
        _tell("would fix", found, left)
        raise SystemExit(bool(loaded.findings))
    show(loaded.findings, loaded.files, form)
    click.echo(_summary(loaded), err=form != "text")
    raise SystemExit(bool(loaded.findings))


def _load(folder: Path) -> Loaded:
    """The project; while it is read nothing is thrown away, and looking for what could be takes a tenth of the time."""
    gc.disable()
    try:
        return build.load(folder)
    finally:
        gc.enable()


def _mend(folder: Path, loaded: Loaded) -> Loaded:
    """Write the mended files; the project as it then is."""
    found, left = fix.fixes(loaded.corpus, loaded.files)
    for each in found:
        _write(folder / each.path, each)
    after = _load(folder) if found else loaded
    _tell("fixed", found, fix.fixes(after.corpus, after.files)[1] if found else left)
    return after


def _write(path: Path, mended: FileFix) -> None:
    """Make the edits in the bytes of a file. Raises RashomonError if it has changed since it was read."""
    data = disk.read_bytes(path) or b""
    for step in mended.steps:
        data = yamledit.in_bytes(data, step)
    if disk.as_text(data) != mended.after:
        raise RashomonError(f"{mended.path} was changed while it was mended; run the command again")
    disk.write_bytes(path, data)


def _tell(verb: str, found: tuple[FileFix, ...], left: tuple[Left, ...]) -> None:
    """The differences, the reason for each quote that stays as it is, and the counts."""
    for each in found:
        show_changes(each.path, each.before, each.after)
    for one in left:
        click.echo(f"not fixed: {one.place.path}:{one.place.line}:{one.place.column}: {one.why}")
    quotes = sum(len(each.steps) for each in found)
    done = f"{verb} {counted(quotes, 'quote')} in {counted(len(found), 'file')}" if found else "no quote to fix"
    needs = f"{len(left):,} need a person" if len(left) != 1 else "1 needs a person"
    click.echo(f"{done}; {needs}" if left else done)


def _summary(loaded: Loaded) -> str:
    stories = loaded.corpus.stories
    return ", ".join((
        counted(len(stories), "story"),
        counted(sum(len(story.articles) for story in stories), "article"),
        counted(sum(len(story.marks) + len(story.absences) for story in stories), "annotation"),
        counted(len(loaded.findings), "finding") if loaded.findings else "no findings",
    ))  # fmt: skip
