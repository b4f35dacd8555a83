"""The only room that names MkDocs: the plugin `rashomon`, and the frame that it builds for the press."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from generator import build as pipeline
from generator import disk, press, report
from generator.diagnostics import RashomonError, Severity
from generator.edition import Edition


class Options(Config):
    """`plugins: - rashomon: {edition: public}` in mkdocs.yml."""

    edition = Choice([edition.value for edition in Edition], default=Edition.CLASSROOM.value)


class RashomonPlugin(BasePlugin[Options]):
    """Adds the shells to the build and prints the corpus into the site when MkDocs has built it."""

    prints = True
    loaded: pipeline.Loaded

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Refuse `--dirty`: it keeps pages that are printed already."""
        del command
        if dirty:
            raise PluginError("rashomon cannot build with --dirty; leave it out")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Judge the corpus before MkDocs touches the site folder."""
        if self.prints:
            self.loaded = pipeline.load(Path(config.config_file_path).parent)
            if any(finding.severity is Severity.ERROR for finding in self.loaded.findings):
                raise PluginError(str(report.as_text(report.ordered(self.loaded.findings), self.loaded.files)))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a shell for each depth."""
        for depth in press.DEPTHS:
            name = press.shell_url(depth) + "index.md"
            shell = File.generated(config, name, content=press.SHELL_SOURCE, inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(shell)
        return files

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch the corpus, too."""
        del builder
        for folder in ("corpus", "annotations"):
            if (path := Path(config.config_file_path).parent / folder).is_dir():
                server.watch(str(path))
        return server

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Print the corpus into the built site."""
        if not self.prints:
            return
        with tempfile.TemporaryDirectory() as folder:
            try:
                printed = Path(folder) / "site"
                pipeline.print_into(self.loaded.corpus, Path(config.site_dir), printed, Edition(self.config.edition))
            except RashomonError as error:
                raise PluginError(str(error)) from error
            disk.replace_contents(Path(config.site_dir), printed)


def edition_of(config_file: Path) -> Edition:
    """The edition that mkdocs.yml names for the plugin, else the default. Raises RashomonError."""
    try:
        plugin = load_config(str(config_file)).plugins.get("rashomon")
    except (ConfigurationError, Abort) as error:
        raise RashomonError(f"{config_file.name}: {error}") from error
    return Edition(plugin.config.edition if isinstance(plugin, RashomonPlugin) else Edition.CLASSROOM)


def frame_builder(config_file: Path) -> pipeline.FrameBuilder:
    """A function that builds the frame of a project into a folder: hand-written pages and shells."""

    def build_frame(folder: Path) -> None:
        try:
            config = load_config(str(config_file), site_dir=str(folder))
            plugin = config.plugins.get("rashomon")
            if not isinstance(plugin, RashomonPlugin):
                raise RashomonError(f"{config_file.name} must name the plugin: `plugins: [rashomon]`")
            plugin.prints = False
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except (ConfigurationError, Abort) as error:
            raise RashomonError(f"{config_file.name}: {error}") from error

    return build_frame
