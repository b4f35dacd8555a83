"""The only room that names MkDocs: the plugin `rashomon`, and the frame that it builds for the press."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator import build as pipeline
from generator import disk, press, report
from generator.diagnostics import Diagnostic, RashomonError
from generator.edition import Edition
from generator.packet.printing import OFFERED, moment_named
from generator.packets import Offer, Printed
from generator.repository import Forge, repository

log = logging.getLogger("mkdocs.plugins.rashomon")


class Options(Config):
    """`plugins: - rashomon: {edition: public, packets: true, forge: forgejo, branch: main}` in mkdocs.yml."""

    edition = Choice([edition.value for edition in Edition], default=Edition.CLASSROOM.value)
    packets = Choice([True, False], default=False)
    forge = Optional(Choice([forge.value for forge in Forge]))
    branch = Type(str, default="main")


class RashomonPlugin(BasePlugin[Options]):
    """Adds the shells to the build and prints the corpus into the site when MkDocs has built it."""

    prints = True
    loaded: pipeline.Loaded
    settings: pipeline.Settings
    packets: tuple[Printed, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Refuse `--dirty`: it keeps pages that are printed already."""
        del command
        if dirty:
            raise PluginError("rashomon cannot build with --dirty; leave it out")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Judge the corpus, and set the packets that the site offers, before MkDocs touches the site folder.

        The frame is not told of the repository: Material would show how popular it is, and ask its forge for that.
        """
        repo_url, config.repo_url, config.repo_name, config.edit_uri = config.repo_url, None, None, None
        if self.prints:
            root = Path(config.config_file_path).parent
            self.loaded = pipeline.load(root)
            if not self.loaded.sound:
                raise PluginError(self._report(self.loaded.findings))
            try:
                self.settings = _settings(self.config, repo_url, log.info)
                self.packets = pipeline.site_packets(root, self.loaded, self.settings)
            except RashomonError as error:
                raise PluginError(str(error)) from error
            if findings := [finding for packet in self.packets for finding in packet.findings]:
                log.warning(self._report(findings))
        return config

    def _report(self, findings: Sequence[Diagnostic]) -> str:
        return str(report.as_text(report.ordered(findings), self.loaded.files))

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
                pipeline.print_into(self.loaded.corpus, Path(config.site_dir), printed, self.settings, self.packets)
            except RashomonError as error:
                raise PluginError(str(error)) from error
            disk.replace_contents(Path(config.site_dir), printed)


def settings_of(config_file: Path, tell: Callable[[str], object]) -> pipeline.Settings:
    """What mkdocs.yml names for the plugin, else the defaults; `tell` hears which packets are set.

    The rest of the file is not looked at: packets are printed without a frame. Raises RashomonError, also for a
    SOURCE_DATE_EPOCH that is no moment.
    """
    options = Options()
    try:
        with config_file.open("rb") as file:  # MkDocs follows INHERIT from the name of an open file
            loader = get_yaml_loader(config=MkDocsConfig(str(config_file)))
            written = yaml_load(file, loader)
            options.load_dict(_named_options(written.get("plugins")))
    except ConfigurationError as error:
        raise RashomonError(f"{config_file.name}: {error}") from error
    except (AttributeError, TypeError) as error:
        raise RashomonError(f"{config_file.name}: lines of the form `key: value` must stand there") from error
    wrong, unknown = options.validate()
    if mistakes := [f"`{key}`: {error}" for key, error in (*wrong, *unknown)]:
        raise RashomonError(f"{config_file.name}: plugin `rashomon`: {mistakes[0]}")
    configuration = json.dumps(written, default=lambda value: getattr(value, "__qualname__", type(value).__qualname__))
    return replace(_settings(options, written.get("repo_url"), tell), configuration=configuration)


def _named_options(plugins: object) -> dict[str, object]:
    """The options of the plugin in a list or mapping of plugins as it is written; `enabled` is MkDocs' own."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    named = [entry["rashomon"] for entry in entries if isinstance(entry, dict) and "rashomon" in entry]
    if named and not isinstance(named[0] or {}, dict):
        raise ConfigurationError(f"plugin `rashomon`: {named[0]!r} is no option; write `rashomon: {{edition: public}}`")
    return {key: value for key, value in (named[0] or {}).items() if key != "enabled"} if named else {}


def _settings(options: Options, repo_url: str | None, tell: Callable[[str], object]) -> pipeline.Settings:
    orders = OFFERED if options.packets else ()
    try:
        kept = repository(str(repo_url), options.forge, options.branch) if repo_url else None
    except ValueError as error:
        raise RashomonError(f"mkdocs.yml: repo_url: {error}") from error
    return pipeline.Settings(Edition(options.edition), Offer(orders, moment_named(os.environ), tell), kept)


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
