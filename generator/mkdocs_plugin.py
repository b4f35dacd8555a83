"""The only room that names MkDocs: the plugin `rashomon`, and the frame that it builds for the press."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from generator import press, report
from generator import build as pipeline
from generator.diagnostics import RashomonError, Severity
from generator.edition import Edition


class Options(Config):
    """`plugins: - rashomon: {edition: public}` in mkdocs.yml."""

    edition = Choice([edition.value for edition in Edition], default=Edition.CLASSROOM.value)


class RashomonPlugin(BasePlugin[Options]):
    """Adds the shells to the build and prints the corpus into the site when MkDocs has built it."""

    prints = True

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a shell for each depth."""
        for depth in press.DEPTHS:
            name = press.shell_url(depth) + "index.md"
            files.append(File.generated(config, name, content=press.shell_source(depth)))
        return files

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Keep the shells out of the list of pages that miss in the navigation."""
        config.validation.nav.omitted_files = 10  # logging.DEBUG
        return config

    def on_serve(self, server: object, **_: object) -> object:
        """Watch the corpus, too."""
        root = Path.cwd()
        for folder in ("corpus", "annotations"):
            if (root / folder).is_dir():
                server.watch(str(root / folder))  # type: ignore[attr-defined]
        return server

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Print the corpus into the built site."""
        if not self.prints:
            return
        root = Path(config.config_file_path).parent
        loaded = pipeline.load(root)
        if any(finding.severity is Severity.ERROR for finding in loaded.findings):
            raise PluginError(str(report.as_text(report.ordered(loaded.findings), loaded.files)))
        site = Path(config.site_dir)
        with tempfile.TemporaryDirectory() as folder:
            frame = Path(folder) / "frame"
            shutil.copytree(site, frame)
            shutil.rmtree(site)
            try:
                pipeline.print_into(loaded.corpus, frame, site, Edition(self.config.edition))
            except RashomonError as error:
                raise PluginError(str(error)) from error


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
