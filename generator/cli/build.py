"""rashomon build: the site."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from generator import build, disk
from generator.cli.console import counted, project, show
from generator.edition import Edition
from generator.mkdocs_plugin import frame_builder, settings_of


@click.command("build")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Where to build.  [default: site/; with --offline site-offline/]",
)
@click.option(
    "--edition", type=click.Choice([e.value for e in Edition]), default=None,
    help="classroom shows whole texts; public what each article's rights allow.  [default: as in mkdocs.yml]",
)  # fmt: skip
@click.option("--offline", is_flag=True, help="Build a folder and a zip that open by double-click, without search.")
@project
def command(site_dir: Path | None, edition: str | None, offline: bool, root: Path) -> None:
    """Build the site. Nothing is written while corpus or annotations have errors."""
    folder = disk.find_root(root)
    started = time.perf_counter()
    pipeline, default = (build.offline_site, "site-offline") if offline else (build.site, "site")
    target = (site_dir or folder / default).resolve()
    config = folder / "mkdocs.yml"
    settings = settings_of(config, partial(click.echo, err=True))
    settings = replace(settings, edition=Edition(edition)) if edition else settings
    loaded, built = pipeline(folder, target, settings, frame_builder(config))
    show([*loaded.findings, *(built.findings if built else ())], loaded.files)
    if built is None:
        click.echo(f"nothing was built: {counted(len(loaded.findings), 'finding')}", err=True)
        raise SystemExit(1)
    seconds = time.perf_counter() - started
    counts = f"{counted(built.standing, 'file')}, {built.written} written, {built.removed} removed"
    click.echo(f"{target}: {counts} ({seconds:.1f} s)")
    if offline:
        click.echo(build.archive_of(target))
