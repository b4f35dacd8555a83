"""Seeds on disk -> corpus files on disk: the rare line of the house, whose diff people review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import articles, disk
from generator.diagnostics import Diagnostic, RashomonError
from generator.formats import is_id
from generator.model import Place, Seed
from generator.strip import corpusfile


@dataclass(frozen=True, slots=True)
class StripResult:
    """What strip did, or would do, with one seed. `problem` is why it did nothing."""

    seed: str
    corpus: str
    kept: int = 0
    removed: int = 0
    changed: bool = False
    encoding: str = "utf-8"
    problem: Diagnostic | None = None


def restrip(root: Path, stories: tuple[str, ...], write: bool, discard_edits: bool) -> Iterator[StripResult]:
    """Strip every seed, or those of the stories named, and write the corpus files unless `write` is false.

    A corpus file whose body was edited by hand is left alone unless the edits may be discarded.
    """
    gathered = disk.gather(root, ("corpus",))
    files = dict(gathered.files)
    owners, unreadable = _owners(files)
    for finding in gathered.findings:
        unreadable.setdefault(finding.place.path.split("/")[1], finding)
    seeds = disk.seeds(root)
    for name in seeds:
        if stories and name.split("/")[1] not in stories:
            continue
        broken = unreadable.get(name.split("/")[1])
        if broken and name not in owners:
            yield StripResult(name, broken.place.path, problem=broken)
            continue
        try:
            result, made = _strip(disk.read_seed(root, name), owners.get(name), files, discard_edits)
        except RashomonError as error:
            code = "seed-empty" if str(error).endswith("the seed is empty") else "seed-unreadable"
            finding = Diagnostic(code, str(error).removeprefix(f"{name}: "), Place(name))
            result, made = StripResult(name, owners.get(name, ""), problem=finding), None
        if made:
            files[result.corpus] = made.corpus
            if write and result.changed:
                disk.write(root / _cuts_path(result.corpus), made.cuts)
                disk.write(root / result.corpus, made.corpus)
        yield result
    for seed, path in owners.items():
        if seed not in seeds and (not stories or path.split("/")[1] in stories):
            help_ = "put it back, or correct `seed:`"
            missing = Diagnostic("seed-missing", f"the seed {seed} is not there", Place(path), help_)
            yield StripResult(seed, path, problem=missing)


def _strip(
    seed: Seed, path: str | None, files: Mapping[str, str], discard_edits: bool
) -> tuple[StripResult, corpusfile.Written | None]:
    """What becomes of one seed, and the files to write where nothing stands against it."""
    if path:
        return _again(seed, path, files, discard_edits)
    story = seed.path.split("/")[1]
    if not is_id(story):
        help_ = "small letters a-z, digits and hyphens, 3 to 64 of them, a letter first"
        finding = Diagnostic("bad-id", f"{story!r} cannot name a story", Place(seed.path), help_)
        return StripResult(seed.path, "", problem=finding), None
    path = _new_path(story, seed, files)
    made = corpusfile.first(seed, path.rsplit("/", 1)[-1].removesuffix(".md")[:60])
    if not made.kept:
        finding = Diagnostic("seed-empty", "nothing is left of it: every line is page furniture", Place(seed.path))
        return StripResult(seed.path, path, problem=finding), None
    return StripResult(seed.path, path, made.kept, made.removed, True, seed.encoding), made


def _again(
    seed: Seed, path: str, files: Mapping[str, str], discard_edits: bool
) -> tuple[StripResult, corpusfile.Written | None]:
    parsed = articles.parse(files[path], path, *path.removesuffix(".md").split("/")[1:])
    assert parsed.article is not None, "only readable corpus files own a seed"
    made = corpusfile.rewrite(seed, parsed.front, parsed.article.head)
    cuts = files.get(_cuts_path(path))
    changed = files[path] != made.corpus or cuts != made.cuts
    finding = None
    if parsed.findings:
        finding = parsed.findings[0]
    elif seed.sha256 != parsed.article.head.seed_sha256:
        finding = seed_changed(parsed.places[("seed_sha256",)], seed)
    elif changed and not discard_edits and not corpusfile.body_is_strips(files[path], made.corpus, cuts, seed):
        finding = Diagnostic(
            "body-edited",
            "the text was edited by hand, and strip would overwrite it",
            Place(path),
            "say what to keep or drop under `strip:`, or run `rashomon strip --discard-edits`",
        )
    if finding:
        return StripResult(seed.path, path, problem=finding), None
    return StripResult(seed.path, path, made.kept, made.removed, changed, seed.encoding), made


def seed_changed(place: Place, seed: Seed) -> Diagnostic:
    """The finding for a seed that is not the file that an article's metadata names."""
    return Diagnostic(
        "seed-changed",
        "the seed is not the file that the metadata names",
        place,
        f"restore it, or write `seed_sha256: {seed.sha256}` after reading the difference",
    )


def _cuts_path(path: str) -> str:
    return path.removesuffix(".md") + ".cuts.yml"


def _owners(files: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Diagnostic]]:
    """Which corpus file stands for which seed; for a story with an unreadable corpus file, what is wrong with it.

    While one cannot be read, a seed without an owner may be its seed: nothing new is written for it.
    """
    owners: dict[str, str] = {}
    unreadable: dict[str, Diagnostic] = {}
    for path, text in files.items():
        if path.endswith(".md") and path.count("/") == 2:
            parsed = articles.parse(text, path, *path.removesuffix(".md").split("/")[1:])
            if parsed.article:
                owners[parsed.article.head.seed] = path
            else:
                unreadable.setdefault(path.split("/")[1], parsed.findings[0])
    return owners, unreadable


def _new_path(story: str, seed: Seed, taken: Mapping[str, str]) -> str:
    stem = corpusfile.slug(seed)
    names = (stem, *(f"{stem}-{n}" for n in range(2, 1000)))
    return next(path for name in names if (path := f"corpus/{story}/{name}.md") not in taken)
