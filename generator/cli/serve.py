"""rashomon serve: build, show at a local address, build again when a file changes."""

from __future__ import annotations

from pathlib import Path

import click
from mkdocs.livereload import LiveReloadServer

from generator import build, disk
from generator.cli.console import project, show
from generator.diagnostics import RashomonError
from generator.mkdocs_plugin import frame_builder, settings_of

WATCHED = ("corpus", "annotations", "seeds", "site_overrides", "mkdocs.yml")


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@project
def command(port: int, host: str, root: Path) -> None:
    """Show the site while you work on it.

    Builds it, serves it at a local address, and builds again when a file changes; the browser follows.
    """
    folder = disk.find_root(root)
    target = folder / build.CACHE / "served"
    config = folder / "mkdocs.yml"
    settings = settings_of(config, click.echo)

    def rebuild(*_: object) -> None:
        try:
            loaded, built = build.site(folder, target, settings, frame_builder(config))
        except RashomonError as error:
            click.echo(f"rashomon: {error}", err=True)
            return
        show([*loaded.findings, *(built.findings if built else ())], loaded.files)
        click.echo("built" if built else "the site stays as it was until these are mended")

    rebuild()
    if not target.is_dir():
        raise RashomonError("there is no site to show yet; mend the findings above")
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(target), mount_path="/")
    for name in WATCHED:
        if (folder / name).exists():
            server.watch(str(folder / name))
    click.echo(f"http://{host}:{port}/ (stop with Ctrl+C)")
    try:
        server.serve()
    except OSError as error:
        raise RashomonError(f"port {port} cannot be used ({error.strerror}); choose another one with --port") from error
    finally:
        server.shutdown()
