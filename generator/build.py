"""The pipeline, readable as a table of contents: gather, parse, anchor, compare, check, render, write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from generator import checks, corpus, disk, offline, packets, press, search
from generator.diagnostics import Diagnostic, RashomonError, Severity
from generator.edition import Edition
from generator.export import documents
from generator.model import Corpus
from generator.packets import Offer, Printed
from generator.pages import pages
from generator.repository import Repository
from generator.restrip import seed_changed
from generator.strip import rules

FrameBuilder = Callable[[Path], None]
SitePrinter = Callable[[Corpus, Path, Path, "Settings", tuple[Printed, ...]], "Built"]
CACHE = ".rashomon"
NO_PACKETS = Offer()
FRAMES = 4  # kept for builds with other settings: one that runs at the same time reads its own still


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site is made with: its edition, the packets that it offers, the repository to which people contribute.

    `configuration` is what mkdocs.yml says with its variables put in: another one needs another frame.
    """

    edition: Edition = Edition.CLASSROOM
    offer: Offer = NO_PACKETS
    repository: Repository | None = None
    configuration: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, what is wrong with it, and the text of every file for the report."""

    corpus: Corpus
    findings: tuple[Diagnostic, ...]
    files: Mapping[str, str]

    @property
    def sound(self) -> bool:
        """Whether something can be made of it: no finding is an error."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: counts of files written, standing and removed, and what its packets could not carry."""

    written: int
    standing: int
    removed: int
    findings: tuple[Diagnostic, ...] = ()


def load(root: Path) -> Loaded:
    """Read and judge everything below `corpus/` and `annotations/`, the seeds' hashes, and the rules for outlets."""
    gathered = disk.gather(root)
    found, findings = corpus.read(gathered.files)
    judged = checks.judge(found)
    seeds = tuple(_seed_findings(root, found))
    rules_files = disk.outlet_rules(root)
    mistakes = (*rules_files.findings, *rules.outlets(rules_files.files)[1])
    files = {**gathered.files, **rules_files.files}
    return Loaded(found, (*gathered.findings, *findings, *judged, *seeds, *mistakes), files)


def site(root: Path, target: Path, settings: Settings, build_frame: FrameBuilder) -> tuple[Loaded, Built | None]:
    """Build the site; nothing is written (None) when the corpus has errors."""
    return _build(root, target, settings, build_frame, print_into)


def offline_site(
    root: Path, target: Path, settings: Settings, build_frame: FrameBuilder
) -> tuple[Loaded, Built | None]:
    """Build the site as a folder that is opened by double-click, and as a zip beside it."""
    return _build(root, target, settings, build_frame, print_offline)


def _build(
    root: Path, target: Path, settings: Settings, build_frame: FrameBuilder, print_files: SitePrinter
) -> tuple[Loaded, Built | None]:
    loaded = load(root)
    if not loaded.sound:
        return loaded, None
    printed = site_packets(root, loaded, settings)
    frame = _frame(root, settings.configuration, build_frame)
    return loaded, print_files(loaded.corpus, frame, target, settings, printed)


def site_packets(root: Path, loaded: Loaded, settings: Settings) -> tuple[Printed, ...]:
    """Every packet that the site offers; each edition keeps its own."""
    edition = settings.edition
    cache = root / CACHE / "packets" / edition.value
    return packets.offered(loaded.corpus, loaded.files, edition, settings.offer, cache)


def print_into(
    found: Corpus, frame: Path, target: Path, settings: Settings, printed: tuple[Printed, ...] = ()
) -> Built:
    """Print the pages of a corpus into a built frame, and index them when anything changed."""
    counts = press.write_site(_files(found, frame, settings, printed), target)
    search.update(target)
    return Built(*counts, _of_packets(printed))


def print_offline(
    found: Corpus, frame: Path, target: Path, settings: Settings, printed: tuple[Printed, ...] = ()
) -> Built:
    """The same for a folder that is opened by double-click, and as a zip beside it.

    Search cannot run there and is left out. Raises RashomonError for a zip that is somebody else's.
    """
    files = offline.offline(_files(found, frame, settings, printed))
    zipped = archive_of(target)
    if zipped.exists() and not disk.ends_with(zipped, offline.COMMENT):
        raise RashomonError(f"{zipped} is not Rashomon's; move it, or name another folder with --site-dir")
    written, standing, removed = press.write_site(files, target)
    search.remove(target)
    written += disk.write_bytes(zipped, offline.archive(files, target.name))
    return Built(written, standing, removed, _of_packets(printed))


def archive_of(folder: Path) -> Path:
    """Where the zip of an offline folder stands."""
    return folder.with_name(f"{folder.name}.zip")


def _files(found: Corpus, folder: Path, settings: Settings, printed: tuple[Printed, ...]) -> Mapping[str, bytes]:
    frame = press.read_frame(folder)
    entries = tuple(map(packets.page_entry, printed))
    edition, kept = settings.edition, settings.repository
    files = documents(found, edition, frame.site.address, kept)
    written = press.print_site(pages(found, edition, entries, kept), files, frame)
    return {**written, **{packets.path(each): each.data for each in printed}}


def _of_packets(printed: tuple[Printed, ...]) -> tuple[Diagnostic, ...]:
    return tuple(finding for each in printed for finding in each.findings)


def _seed_findings(root: Path, found: Corpus) -> Iterator[Diagnostic]:
    """A seed that is missing or changed: the record of the cleaning would no longer be true."""
    for story in found.stories:
        for article in story.articles:
            try:
                seed = disk.read_seed(root, article.head.seed, article.head.taken_from.encoding)
            except RashomonError as error:
                help_ = "put it back, or correct `seed:`"
                yield Diagnostic("seed-missing", str(error), story.place_in(article, "seed"), help_)
                continue
            if seed.sha256 != article.head.seed_sha256:
                yield seed_changed(story.place_in(article, "seed_sha256"), seed.sha256)


def _frame(root: Path, configuration: str, build_frame: FrameBuilder) -> Path:
    """The built frame: a folder that is named by all that it is made of, and never changes.

    So a second build of the project at the same time, or one that reads it still, loses nothing.
    """
    written = {"mkdocs.yml": disk.read(root / "mkdocs.yml"), "": configuration}
    parts = {**written, **disk.tree(root / "site_overrides")}
    versions = {name: version(name) for name in ("mkdocs", "mkdocs-material", "rashomon")}
    name = hashlib.sha256(json.dumps([parts, versions], sort_keys=True).encode()).hexdigest()[:16]
    frame = root / CACHE / "frames" / name
    if not frame.is_dir():
        disk.new_folder(frame, build_frame)
    disk.keep_newest(frame, FRAMES)
    return frame
