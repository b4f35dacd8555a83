"""rashomon schema: write the JSON Schemas that editors use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from generator import codebook, disk, schemas
from generator.annotations import parse_story
from generator.cli.console import project, show
from generator.diagnostics import Diagnostic
from generator.formats import StoryFile, is_id

STORY_FILES = "annotations/*/story.yml"


@click.command("schema")
@click.option("--check", is_flag=True, help="Write nothing; fail where a schema is not current.")
@project
def command(check: bool, root: Path) -> None:
    """Write the JSON Schemas that editors use.

    With annotations/*.schema.json an editor completes and checks while one types. Each story gets one of its own,
    annotations/<story>/annotation.schema.json, with the claims, sources, targets and labels that its notes may name.

    Exit codes: 0 current or written, 1 not current (with --check) or findings, 2 cannot run.
    """
    folder = disk.find_root(root)
    gathered = disk.gather(folder, ["annotations"])
    wanted, mistakes = _wanted(gathered.files)
    findings = [*_of_registry(gathered.findings), *mistakes]
    stale = {name: text for name, text in wanted.items() if disk.read(folder / name) != text}
    stories = {schemas.path("annotation", name.split("/")[1]) for name in disk.matching(folder, STORY_FILES)}
    gone = [name for name in disk.matching(folder, schemas.path("annotation", "*")) if name not in stories]
    for name, text in stale.items():
        if not check:
            disk.write(folder / name, text)
        click.echo(f"{name}: {'not current' if check else 'written'}")
    for name in gone:
        if not check:
            disk.remove(folder / name)
        click.echo(f"{name}: {'its story is gone' if check else 'removed, its story is gone'}")
    show(findings, gathered.files)
    raise SystemExit(bool(findings or (check and (stale or gone))))


def _of_registry(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    return (each for each in findings if each.place.path == codebook.PATH or each.place.path.endswith("/story.yml"))


def _wanted(files: Mapping[str, str]) -> tuple[dict[str, str], Sequence[Diagnostic]]:
    """The text of every schema that can be made. A story with mistakes in its story.yml keeps the one that it has."""
    labels, findings = codebook.parse(files.get(codebook.PATH, "labels: []"))
    if findings:
        return schemas.schemas(), findings
    stories: dict[str, StoryFile] = {}
    mistakes: list[Diagnostic] = []
    for name, text in files.items():
        match name.split("/"):
            case ["annotations", story, "story.yml"] if is_id(story):
                parsed = parse_story(text, name)
                mistakes += parsed.findings
                if parsed.file and not parsed.findings:
                    stories[story] = parsed.file
    return {**schemas.schemas(), **schemas.of_stories(stories, labels)}, mistakes
