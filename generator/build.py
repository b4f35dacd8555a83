"""The pipeline, readable as a table of contents: gather, parse, anchor, compare, check, render, write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from generator import checks, corpus, disk, press, search
from generator.diagnostics import Diagnostic, RashomonError, Severity
from generator.edition import Edition
from generator.model import Corpus
from generator.pages import pages
from generator.restrip import seed_changed

FrameBuilder = Callable[[Path], None]
CACHE = ".rashomon"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, what is wrong with it, and the text of every file for the report."""

    corpus: Corpus
    findings: tuple[Diagnostic, ...]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: counts of files written, standing and removed."""

    written: int
    standing: int
    removed: int


def load(root: Path) -> Loaded:
    """Read and judge everything below `corpus/` and `annotations/`."""
    gathered = disk.gather(root)
    found, findings = corpus.read(gathered.files)
    judged = checks.judge(found)
    seeds = tuple(_seed_findings(root, found))
    return Loaded(found, (*gathered.findings, *findings, *judged, *seeds), gathered.files)


def site(root: Path, target: Path, edition: Edition, build_frame: FrameBuilder) -> tuple[Loaded, Built | None]:
    """Build the site; nothing is written (None) when the corpus has errors."""
    loaded = load(root)
    if any(finding.severity is Severity.ERROR for finding in loaded.findings):
        return loaded, None
    frame = _frame(root, build_frame)
    return loaded, print_into(loaded.corpus, frame, target, edition)


def print_into(found: Corpus, frame: Path, target: Path, edition: Edition) -> Built:
    """Print the pages of a corpus into a built frame, and index them when anything changed."""
    written, standing, removed = press.print_site(pages(found, edition), frame, target)
    search.update(target)
    return Built(written, standing, removed)


def _seed_findings(root: Path, found: Corpus) -> Iterator[Diagnostic]:
    """A seed that is missing or changed: the record of the cleaning would no longer be true."""
    for story in found.stories:
        for article in story.articles:
            try:
                seed = disk.read_seed(root, article.head.seed)
            except RashomonError as error:
                help_ = "put it back, or correct `seed:`"
                yield Diagnostic("seed-missing", str(error), story.place_in(article, "seed"), help_)
                continue
            if seed.sha256 != article.head.seed_sha256:
                yield seed_changed(story.place_in(article, "seed_sha256"), seed)


def _frame(root: Path, build_frame: FrameBuilder) -> Path:
    """The built frame, from the cache when nothing that it is made of has changed."""
    frame, stamp = root / CACHE / "frame", root / CACHE / "frame.json"
    parts = {"mkdocs.yml": disk.read(root / "mkdocs.yml"), **disk.tree(root / "site_overrides")}
    versions = {name: version(name) for name in ("mkdocs", "mkdocs-material", "rashomon")}
    now = hashlib.sha256(json.dumps([parts, versions], sort_keys=True).encode()).hexdigest()
    if disk.read(stamp) != now or not frame.is_dir():
        disk.replace_folder(frame, build_frame)
        disk.write(stamp, now)
    return frame
