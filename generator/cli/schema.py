"""rashomon schema: write the JSON Schemas that editors use."""

from __future__ import annotations

from pathlib import Path

import click

from generator import disk
from generator.cli.console import project
from generator.schemas import schemas


@click.command("schema")
@click.option("--check", is_flag=True, help="Write nothing; fail where a schema is not current.")
@project
def command(check: bool, root: Path) -> None:
    """Write the JSON Schemas that editors use.

    With annotations/*.schema.json an editor completes and checks while one types.
    """
    folder = disk.find_root(root)
    stale = [name for name, text in schemas().items() if disk.read(folder / name) != text]
    for name in stale:
        if not check:
            disk.write(folder / name, schemas()[name])
        click.echo(f"{name}: {'not current' if check else 'written'}")
    raise SystemExit(bool(check and stale))
