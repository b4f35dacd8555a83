"""rashomon fmt: annotation files in their normal order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator import build, disk, fmt, yamledit
from generator.build import Loaded
from generator.cli.console import counted, project
from generator.diagnostics import RashomonError
from generator.fmt import File, LeftAlone
from generator.model import Article, Story
from generator.schema import did_you_mean
from generator.yamlpieces import UnmovableError


@dataclass(frozen=True, slots=True)
class Wishes:
    """What else is wanted beside the order."""

    ids: bool
    merge: bool


@click.command("fmt")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--ids", is_flag=True, help="Write the id of every note into its file, so that it outlives changes.")
@click.option("--merge", is_flag=True, help="Join files with the same author, day, status and reviewers.")
@click.option("--check", is_flag=True, help="Write nothing; fail where a file is not in order.")
@project
def command(articles: tuple[str, ...], ids: bool, merge: bool, check: bool, root: Path) -> None:
    """Put annotation files in their normal order.

    Keys as in the format, notes as in the text. Lines are moved as they are, with their comments.

    Exit codes: 0 in order, 1 not in order (with --check) or left alone, 2 cannot run.
    """
    folder = disk.find_root(root)
    loaded = build.load(folder)
    wishes = Wishes(ids, merge)
    files: list[File] = []
    left: list[LeftAlone] = []
    for story, article in _chosen(loaded, articles):
        ordered, alone = _in_order(loaded, story, article, wishes)
        files += ordered
        left += alone
    changed = [file for file in files if file.changed]
    for file in changed:
        if not check:
            _write(folder, file)
        click.echo(f"{file.path}: {file.done}")
    for one in left:
        click.echo(f"{one.path}: left alone: {one.why}")
    sound = len(files) - len(changed)
    verb = "not in order" if check else "put in order"
    others = f", {len(left):,} left alone" if left else ""
    click.echo(f"{counted(len(changed), 'file')} {verb}, {sound:,} as they should be{others}")
    raise SystemExit(bool(left or (check and changed)))


def _chosen(loaded: Loaded, names: Sequence[str]) -> Iterator[tuple[Story, Article]]:
    known = {article.id: (story, article) for story in loaded.corpus.stories for article in story.articles}
    for name in names:
        if name not in known:
            raise RashomonError(f"there is no article {name!r}; {did_you_mean(name, known)}")
    yield from (known[name] for name in dict.fromkeys(names)) if names else known.values()


def _in_order(loaded: Loaded, story: Story, article: Article, wishes: Wishes) -> tuple[list[File], list[LeftAlone]]:
    """The files of one article in order, and those that are left alone."""
    clashes = fmt.clashes(story)
    sound: list[File] = []
    left: list[LeftAlone] = []
    folder = f"annotations/{story.id}/{article.id}/"
    for path, text in sorted(loaded.files.items()):
        if not path.startswith(folder) or not path.endswith(".yml"):
            continue
        found = [each for each in loaded.findings if each.place.path == path and each.place not in clashes]
        if found:
            left.append(LeftAlone(path, f"{counted(len(found), 'finding')}; `rashomon check` shows them"))
            continue
        file = File(path, text, text)
        sound.append(fmt.with_ids(file, {**(fmt.made_ids(file, article.id) if wishes.ids else {}), **clashes}))
    if wishes.merge:
        joined, apart = fmt.joined(sound)
        sound, left = list(joined), [*left, *apart]
    ordered: list[File] = []
    for file in sound:
        try:
            ordered.append(fmt.tidy(file, story, article))
        except UnmovableError as reason:
            left.append(LeftAlone(file.path, str(reason)))
    return ordered, list(dict.fromkeys(left))


def _write(folder: Path, file: File) -> None:
    """Write a file in the line ends that it has, then remove those that are in it now.

    Raises RashomonError if it has changed since it was read.
    """
    data = disk.read_bytes(folder / file.path) or b""
    if disk.as_text(data) != file.before:
        raise RashomonError(f"{file.path} was changed at the same time; run the command again")
    disk.write_bytes(folder / file.path, yamledit.like(data, file.after))
    for path in file.holds:
        disk.remove(folder / path)
