"""rashomon build: the site."""

from __future__ import annotations

import time
from pathlib import Path

import click

from generator import build, disk
from generator.cli.console import counted, project, show
from generator.edition import Edition
from generator.mkdocs_plugin import frame_builder


@click.command("build")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Where to build.  [default: site/]",
)
@click.option(
    "--edition", type=click.Choice([e.value for e in Edition]), default=Edition.CLASSROOM.value, show_default=True,
    help="classroom shows whole texts; public shows what each article's rights allow.",
)  # fmt: skip
@project
def command(site_dir: Path | None, edition: str, root: Path) -> None:
    """Build the site. Nothing is written while corpus or annotations have errors."""
    folder = disk.find_root(root)
    started = time.perf_counter()
    target = (site_dir or folder / "site").resolve()
    loaded, built = build.site(folder, target, Edition(edition), frame_builder(folder / "mkdocs.yml"))
    show(loaded.findings, loaded.files)
    if built is None:
        click.echo(f"nothing was built: {counted(len(loaded.findings), 'finding')}", err=True)
        raise SystemExit(1)
    seconds = time.perf_counter() - started
    counts = f"{counted(built.standing, 'file')}, {built.written} written, {built.removed} removed"
    click.echo(f"{target}: {counts} ({seconds:.1f} s)")
    raise SystemExit(bool(loaded.findings))
