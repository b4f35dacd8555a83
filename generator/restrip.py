"""Seeds on disk -> corpus files on disk: the rare line of the house, whose diff people review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import process

from generator import articles, disk
from generator.articles import ParsedArticle
from generator.diagnostics import Diagnostic, RashomonError
from generator.formats import ArticleHead, is_id
from generator.model import Place
from generator.strip import Page, corpusfile, nothing, read, repetition, rules
from generator.strip.rules import OutletRules
from generator.text import fold_words

COMPARED = 50  # so many pages of an outlet are compared with each other at a time
_LIKE = 60  # a line so like another, of 100, may be the one that was meant


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


@dataclass(frozen=True, slots=True)
class _Project:
    """What strip knows before it looks at a seed: files by path, the article of each seed, the rules of outlets.

    `repeated` holds for each seed the lines that stand on other pages of its outlet.
    """

    files: dict[str, str]
    owners: Mapping[str, ParsedArticle]
    outlets: OutletRules
    repeated: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def head(self, seed: str) -> ArticleHead | None:
        """The metadata of the article of a seed; None for a new one."""
        owner = self.owners.get(seed)
        return owner.article.head if owner and owner.article else None


def restrip(root: Path, stories: tuple[str, ...], write: bool, discard_edits: bool) -> Iterator[StripResult]:
    """Strip every seed, or those of the stories named, and write the corpus files unless `write` is false.

    A corpus file whose body was edited by hand is left alone unless the edits may be discarded.
    """
    gathered = disk.gather(root, ("corpus",))
    written = disk.outlet_rules(root)
    outlets, mistakes = rules.outlets(written.files)
    for finding in (*written.findings, *mistakes):
        yield StripResult("", finding.place.path, problem=finding)
    owners, unreadable = _owners(gathered.files)
    for finding in gathered.findings:
        unreadable.setdefault(finding.place.path.split("/")[1], finding)
    project = _Project(dict(gathered.files), owners, outlets)
    seeds = disk.seeds(root)
    project = _Project(project.files, owners, outlets, _repeated(root, seeds, project))
    for name in seeds:
        if stories and name.split("/")[1] not in stories:
            continue
        broken = unreadable.get(name.split("/")[1])
        if broken and name not in owners:
            yield StripResult(name, broken.place.path, problem=broken)
            continue
        result, made = _stripped(root, name, project, discard_edits)
        if made:
            project.files[result.corpus] = made.corpus
            if write and result.changed:
                disk.write(root / _cuts_path(result.corpus), made.cuts)
                disk.write(root / result.corpus, made.corpus)
        yield result
    for seed, owner in owners.items():
        path = owner.places[()].path
        if seed not in seeds and (not stories or path.split("/")[1] in stories):
            help_ = "put it back, or correct `seed:`"
            missing = Diagnostic("seed-missing", f"the seed {seed} is not there", Place(path), help_)
            yield StripResult(seed, path, problem=missing)


def _page(root: Path, name: str, project: _Project) -> Page:
    """The page of a seed, read in the encoding that its article's metadata names."""
    head = project.head(name)
    seed = disk.read_seed(root, name, head.taken_from.encoding if head else None)
    if problem := nothing.unreadable(seed):
        raise RashomonError(f"{name}: {problem.message}")
    return read(seed)


def _repeated(root: Path, seeds: Sequence[str], project: _Project) -> dict[str, Mapping[int, str]]:
    """For each seed the lines that stand on other saved pages of the same outlet, with the evidence."""
    by_outlet: dict[str, list[str]] = {}
    for name in seeds:
        head = project.head(name)
        if head and head.outlet:
            by_outlet.setdefault(fold_words(head.outlet).casefold(), []).append(name)
    found: dict[str, Mapping[int, str]] = {}
    for names in by_outlet.values():
        for start in range(0, len(names), COMPARED):
            group = names[start : start + COMPARED]
            pages = [_lines(root, name, project) for name in group] if len(group) > 1 else []
            head = project.head(names[0])
            found.update(zip(group, repetition.repeated(pages, (head and head.outlet) or ""), strict=False))
    return found


def _lines(root: Path, name: str, project: _Project) -> Sequence[str]:
    try:
        return _page(root, name, project).lines
    except RashomonError:
        return ()  # its finding comes when it is stripped


def _stripped(
    root: Path, name: str, project: _Project, discard_edits: bool
) -> tuple[StripResult, corpusfile.Written | None]:
    """What becomes of one seed, and the files to write where nothing stands against it."""
    try:
        page = _page(root, name, project)
    except RashomonError as error:
        owner = project.owners.get(name)
        code = "seed-empty" if str(error).endswith("the seed is empty") else "seed-unreadable"
        finding = Diagnostic(code, str(error).removeprefix(f"{name}: "), Place(name))
        return StripResult(name, owner.places[()].path if owner else "", problem=finding), None
    owner = project.owners.get(name)
    return _again(page, owner, project, discard_edits) if owner else _new(page, project)


def _new(page: Page, project: _Project) -> tuple[StripResult, corpusfile.Written | None]:
    seed = page.seed
    story = seed.path.split("/")[1]
    if not is_id(story):
        help_ = "small letters a-z, digits and hyphens, 3 to 64 of them, a letter first"
        finding = Diagnostic("bad-id", f"{story!r} cannot name a story", Place(seed.path), help_)
        return StripResult(seed.path, "", problem=finding), None
    path = _new_path(story, page, project.files)
    made = corpusfile.first(page, path.rsplit("/", 1)[-1].removesuffix(".md")[:60])
    if not made.kept:
        return StripResult(seed.path, path, problem=nothing.why(seed)), None
    return StripResult(seed.path, path, made.kept, made.removed, True, seed.encoding), made


def _again(
    page: Page, owner: ParsedArticle, project: _Project, discard_edits: bool
) -> tuple[StripResult, corpusfile.Written | None]:
    assert owner.article is not None, "only readable corpus files own a seed"
    seed, head, path = page.seed, owner.article.head, owner.article.path
    known = project.outlets.rules_for(head.outlet)
    made = corpusfile.rewrite(page, owner.front, head, known, project.repeated.get(seed.path, {}))
    now, cuts = project.files[path], project.files.get(_cuts_path(path))
    changed = now != made.corpus or cuts != made.cuts
    finding = None
    if owner.findings:
        finding = owner.findings[0]
    elif seed.sha256 != head.seed_sha256:
        finding = seed_changed(owner.places[("seed_sha256",)], seed.sha256)
    elif vain := next(_in_vain(page, owner), None):
        finding = vain
    elif not made.kept:
        finding = nothing.why(seed)
    elif changed and not discard_edits and not corpusfile.body_is_strips(now, made.corpus, cuts, page):
        finding = Diagnostic(
            "body-edited",
            "the text was edited by hand, and strip would overwrite it",
            Place(path),
            "say what to keep or drop under `strip:`, or run `rashomon strip --discard-edits`",
        )
    if finding:
        return StripResult(seed.path, path, problem=finding), None
    return StripResult(seed.path, path, made.kept, made.removed, changed, seed.encoding), made


def _in_vain(page: Page, owner: ParsedArticle) -> Iterator[Diagnostic]:
    """Lines under `strip:` that the page does not have, so that nothing is kept or dropped by them."""
    assert owner.article is not None
    there = {line.strip() for line in page.lines}
    corrections = owner.article.head.strip
    for key, wanted in (("keep", corrections.keep), ("drop", corrections.drop)):
        for number, line in enumerate(wanted):
            if line.strip() not in there:
                like = process.extractOne(line, sorted(there), score_cutoff=_LIKE)
                help_ = f"the page has: {like[0]}" if like else "write the whole line as it stands on the page"
                place = owner.places.get(("strip", key, number), Place(owner.article.path))
                yield Diagnostic("no-such-line", f"no line of the page is {line!r}", place, help_)


def seed_changed(place: Place, sha256: str) -> Diagnostic:
    """The finding for a seed that is not the file that an article's metadata names."""
    return Diagnostic(
        "seed-changed",
        "the seed is not the file that the metadata names",
        place,
        f"restore it, or write `seed_sha256: {sha256}` after reading the difference",
    )


def _cuts_path(path: str) -> str:
    return path.removesuffix(".md") + ".cuts.yml"


def _owners(files: Mapping[str, str]) -> tuple[dict[str, ParsedArticle], dict[str, Diagnostic]]:
    """Which article stands for which seed; for a story with an unreadable corpus file, what is wrong with it.

    While one cannot be read, a seed without an owner may be its seed: nothing new is written for it.
    """
    owners: dict[str, ParsedArticle] = {}
    unreadable: dict[str, Diagnostic] = {}
    for path, text in files.items():
        if path.endswith(".md") and path.count("/") == 2:
            parsed = articles.parse(text, path, *path.removesuffix(".md").split("/")[1:])
            if parsed.article:
                owners[parsed.article.head.seed] = parsed
            else:
                unreadable.setdefault(path.split("/")[1], parsed.findings[0])
    return owners, unreadable


def _new_path(story: str, page: Page, taken: Mapping[str, str]) -> str:
    stem = corpusfile.slug(page)
    names = (stem, *(f"{stem}-{n}" for n in range(2, 1000)))
    return next(path for name in names if (path := f"corpus/{story}/{name}.md") not in taken)
