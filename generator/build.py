"""The pipeline, readable as a table of contents: gather, parse, anchor, compare, check, render, write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from generator import articles, checks, corpus, disk, press, search
from generator.diagnostics import Diagnostic, RashomonError, Severity
from generator.edition import Edition
from generator.formats import is_id
from generator.model import Corpus, Place, Seed
from generator.pages import pages
from generator.strip import corpusfile

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


@dataclass(frozen=True, slots=True)
class StripResult:
    """What strip did, or would do, with one seed. `problem` is why it did nothing."""

    seed: str
    corpus: str
    kept: int = 0
    removed: int = 0
    changed: bool = False
    problem: Diagnostic | None = None


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
    if written or removed or not (target / search.FOLDER).is_dir():
        search.index(target)
    return Built(written, standing, removed)


def strip(root: Path, only: tuple[str, ...], write: bool, discard_edits: bool) -> Iterator[StripResult]:
    """Strip every seed (or those of the stories named), writing the corpus files unless `write` is false.

    A corpus file whose body was edited by hand is left alone unless the edits may be discarded.
    """
    gathered = disk.gather(root, ("corpus",))
    owners = _owners(gathered.files)
    for name in disk.seeds(root):
        story = name.split("/")[1]
        if not only or story in only:
            yield _strip_one(root, name, story, owners, gathered.files, write, discard_edits)
    for seed, path in owners.items():
        if seed not in disk.seeds(root) and (not only or path.split("/")[1] in only):
            message = f"the seed {seed} is not there"
            yield StripResult(seed, path, problem=Diagnostic("seed-missing", message, Place(path), "put it back, or correct `seed:`"))


def _strip_one(
    root: Path, name: str, story: str, owners: Mapping[str, str], files: Mapping[str, str], write: bool, discard: bool
) -> StripResult:
    path = owners.get(name, "")
    try:
        seed = disk.read_seed(root, name)
    except RashomonError as error:
        code = "seed-empty" if "empty" in str(error) else "seed-unreadable"
        return StripResult(name, path, problem=Diagnostic(code, str(error).partition(": ")[2], Place(name)))
    if not is_id(story):
        help_ = "small letters a-z, digits and hyphens, 3 to 64 of them, a letter first"
        return StripResult(name, path, problem=Diagnostic("bad-id", f"{story!r} cannot name a story", Place(name), help_))
    if path:
        return _rewrite(root, seed, path, files, write, discard)
    path = _new_path(story, seed, set(files) | set(owners.values()))
    made = corpusfile.first(seed, path.rsplit("/", 1)[-1].removesuffix(".md")[:60])
    if not made.kept:
        finding = Diagnostic("seed-empty", "nothing is left of this seed: every line is page furniture", Place(name))
        return StripResult(name, path, problem=finding)
    if write:
        _write(root, path, made)
    owners[name] = path  # type: ignore[index]
    return StripResult(name, path, made.kept, made.removed, changed=True)


def _rewrite(
    root: Path, seed: Seed, path: str, files: Mapping[str, str], write: bool, discard: bool
) -> StripResult:
    story, article = path.split("/")[1], path.rsplit("/", 1)[-1].removesuffix(".md")
    parsed = articles.parse(files[path], path, story, article)
    if parsed.article is None or parsed.findings:
        first = parsed.findings[0]
        return StripResult(seed.path, path, problem=first)
    made = corpusfile.rewrite(seed, parsed.front, parsed.article.head)
    cuts_path = path.removesuffix(".md") + ".cuts.yml"
    changed = files[path] != made.corpus or files.get(cuts_path) != made.cuts
    body = articles.split(files[path])[1]
    if changed and not discard and cuts_path in files and not corpusfile.body_is_strips(body, files[cuts_path], seed):
        finding = Diagnostic(
            "body-edited", "the text was edited by hand, and strip would overwrite it", Place(path),
            "say what to keep or drop under `strip:`, or run `rashomon strip --discard-edits`",
        )  # fmt: skip
        return StripResult(seed.path, path, problem=finding)
    if seed.sha256 != parsed.article.head.seed_sha256:
        finding = Diagnostic(
            "seed-changed", "the seed is not the file that the metadata names", Place(path),
            f"restore the seed, or write `seed_sha256: {seed.sha256}` after reading the difference",
        )  # fmt: skip
        return StripResult(seed.path, path, problem=finding)
    if changed and write:
        _write(root, path, made)
    return StripResult(seed.path, path, made.kept, made.removed, changed)




def _write(root: Path, path: str, made: corpusfile.Written) -> None:
    disk.write(root / (path.removesuffix(".md") + ".cuts.yml"), made.cuts)
    disk.write(root / path, made.corpus)


def _owners(files: Mapping[str, str]) -> dict[str, str]:
    """Which corpus file stands for which seed."""
    owners: dict[str, str] = {}
    for path, text in files.items():
        if path.endswith(".md") and path.count("/") == 2:
            parsed = articles.parse(text, path, *path.removesuffix(".md").split("/")[1:])
            if parsed.article:
                owners[parsed.article.head.seed] = path
    return owners


def _new_path(story: str, seed: Seed, taken: set[str]) -> str:
    stem = corpusfile.slug(seed)
    names = (stem, *(f"{stem}-{n}" for n in range(2, 1000)))
    return next(path for name in names if (path := f"corpus/{story}/{name}.md") not in taken)


def _seed_findings(root: Path, found: Corpus) -> Iterator[Diagnostic]:
    """A seed that is missing or changed: the record of the cleaning would no longer be true."""
    for story in found.stories:
        for article in story.articles:
            try:
                seed = disk.read_seed(root, article.head.seed)
            except RashomonError as error:
                help_ = "put it back, or correct `seed:`"
                yield Diagnostic("seed-missing", str(error), Place(article.path), help_)
                continue
            if seed.sha256 != article.head.seed_sha256:
                help_ = f"restore it, or write `seed_sha256: {seed.sha256}` after reading the difference"
                yield Diagnostic("seed-changed", "the seed is not the file that the metadata names", Place(article.path), help_)


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
