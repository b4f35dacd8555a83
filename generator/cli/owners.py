"""rashomon owners: who is asked to review which story."""

from __future__ import annotations

from pathlib import Path

import click

from generator import build, disk
from generator.cli.console import counted, project, show
from generator.owners import PATH, code_owners
from generator.yamledit import like


@click.command("owners")
@click.option("--check", is_flag=True, help="Write nothing; fail where the file is not current.")
@project
def command(check: bool, root: Path) -> None:
    """Write .github/CODEOWNERS from the editors of the stories.

    The forge then asks a story's editors to review what changes it. Lines of your own stay.

    Exit codes: 0 current or written, 1 not current (with --check) or findings, 2 cannot run.
    """
    folder = disk.find_root(root)
    loaded = build.load(folder)
    if not loaded.sound:
        show(loaded.findings, loaded.files)
        raise SystemExit(1)
    data = disk.read_bytes(folder / PATH)
    before = None if data is None else disk.as_text(data)
    after = code_owners(loaded.corpus.stories, before)
    without = [story.id for story in loaded.corpus.stories if not story.file.editors]
    if after != before and not check:
        disk.write_bytes(folder / PATH, after.encode() if data is None else like(data, after))
    state = "current" if after == before else "not current" if check else "written"
    click.echo(f"{PATH}: {state}")
    if without:
        click.echo(f"{counted(len(without), 'story')} without editors: {', '.join(without)}")
    raise SystemExit(bool(check and after != before))
