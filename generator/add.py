"""Saved pages and addresses -> seeds and corpus files: beside `restrip` the other line that people review."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from generator import articles, disk
from generator.diagnostics import Diagnostic, RashomonError
from generator.fetch import NotFetchedError, fetch, within
from generator.formats import ArticleHead, TakenFrom, is_id
from generator.model import Place, Seed, SeedForm
from generator.saved.encoding import decode
from generator.saved.kinds import Choose, opened
from generator.saved.page import HTML, Page, Saved, Stated, TooLargeError, UnreadableError
from generator.saved.stated import stated
from generator.strip import corpusfile, nothing, rules
from generator.strip import read as read_page

MAX_FILE = 200_000_000  # a web archive of a few pages with their pictures
PATIENCE = 60  # seconds for a file; an honest one takes one or two
SHOWN = 20  # addresses of an archive that a finding names
FACTS: tuple[Literal["headline", "outlet", "byline", "published", "url"], ...] = (
    "headline", "outlet", "byline", "published", "url",
)  # fmt: skip
_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class ChoosePageError(UnreadableError):
    """An archive holds several pages, and which are meant is not clear."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one page: `head` is the metadata of its article, `twin` an article from the same address.

    `problem` is why nothing was written.
    A page whose bytes were there already has the `seed` that holds them, and `new` is false.
    """

    given: str
    seed: str = ""
    corpus: str = ""
    new: bool = False
    kept: int = 0
    removed: int = 0
    encoding: str = "utf-8"
    head: ArticleHead | None = None
    twin: str | None = None
    problem: Diagnostic | None = None


def stories(root: Path) -> tuple[str, ...]:
    """The ids of all stories that have a file."""
    files = (*disk.gather(root).files, *disk.seeds(root))
    return tuple(sorted({story for path in files if path.count("/") > 1 and is_id(story := path.split("/")[1])}))


def is_address(given: str) -> bool:
    """Whether somebody means an address and not a file."""
    return _ADDRESS.match(given) is not None


def add(root: Path, story: str, given: Collection[str], wanted: Collection[str], agent: str) -> Iterator[Added]:
    """Make a seed and a corpus file of each page of the files and addresses.

    `wanted` are the addresses of the pages to take out of an archive, with `*` for anything; `agent`
    is who asks for addresses. What fails leaves nothing behind and does not keep the others from being added.
    """
    for name in given:
        for page in _opened(name, wanted, agent):
            yield _tried(root, story, name, page)


def _opened(name: str, wanted: Collection[str], agent: str) -> tuple[Page | UnreadableError, ...]:
    """The pages of a file or an address, and why there are none of what cannot be read."""
    try:
        saved = fetch(name, agent) if is_address(name) else Saved(Path(name).name, _read(name))
        return within(PATIENCE, lambda: tuple(opened(saved, _chooser(wanted))), _late())
    except UnreadableError as problem:
        return (problem,)


def _tried(root: Path, story: str, name: str, page: Page | UnreadableError) -> Added:
    try:
        if isinstance(page, UnreadableError):
            raise page
        return _add(root, story, name, page)
    except UnreadableError as problem:
        return Added(name, problem=_finding(name, problem))


def _late() -> UnreadableError:
    return UnreadableError(f"the file takes longer than {PATIENCE} seconds", "copy the text into a .txt file")


def _read(name: str) -> bytes:
    try:
        return disk.read_given(name, MAX_FILE)
    except RashomonError as error:
        too_large = "larger" in str(error)
        help_ = "an address begins with https://" if re.match(r"www\.|[\w-]+\.\w+/", name) else ""
        raise (TooLargeError if too_large else UnreadableError)(str(error), help_) from error


def _finding(name: str, problem: UnreadableError) -> Diagnostic:
    code = "too-large" if isinstance(problem, TooLargeError) else "page-unreadable"
    if isinstance(problem, NotFetchedError | ChoosePageError):
        code = "not-fetched" if isinstance(problem, NotFetchedError) else "choose-page"
    return Diagnostic(code, str(problem), Place(name), problem.remedy)


def _chooser(wanted: Collection[str]) -> Choose:
    """Which addresses of an archive are meant: the only one, or those that somebody named."""
    patterns = [re.compile(re.escape(address).replace(r"\*", ".*")) for address in wanted]

    def choose(there: tuple[str, ...]) -> tuple[str, ...]:
        chosen = tuple(address for address in there if any(pattern.fullmatch(address) for pattern in patterns))
        if chosen or (len(there) == 1 and not patterns):
            return chosen or there
        what = "no page in this archive has such an address" if patterns else f"this archive holds {len(there)} pages"
        raise ChoosePageError(what, "\n     ".join(("name those you want with --page ADDRESS:", *_some(there))))

    return choose


def _some(addresses: tuple[str, ...]) -> tuple[str, ...]:
    more = len(addresses) - SHOWN
    return (*addresses[:SHOWN], f"… and {more} more") if more > 0 else addresses


def _add(root: Path, story: str, given: str, page: Page) -> Added:
    """Write the three files of one page, if it is new and holds an article."""
    sha256 = hashlib.sha256(page.data).hexdigest()
    heads = dict(_heads(root))
    if same := [name for name, known in disk.tree(root / "seeds" / story).items() if known == sha256]:
        there = f"seeds/{story}/{same[0]}"
        return Added(given, there, next((path for path, head in heads.items() if head.seed == there), ""))
    is_html = page.suffix == HTML
    read = decode(page.data, page.encoding, is_html)
    facts = Stated(url=page.address)
    if is_html:
        facts = within(PATIENCE, partial(stated, read.text, page.address), _late())
    form = SeedForm.HTML if is_html else SeedForm.TEXT
    first = Seed(f"seeds/{story}/{Path(given).name}", read.text, read.encoding, sha256, form)
    if problem := nothing.unreadable(first):
        return Added(given, problem=replace(problem, place=Place(given)))
    lines = read_page(first)
    article = _free(root, story, corpusfile.slug(lines, facts.headline), page.suffix, heads)
    seed = replace(lines.seed, path=f"seeds/{story}/{article}{page.suffix}")
    short = _short(facts, article, {head.short.casefold() for path, head in heads.items() if _in(story, path)})
    known = rules.outlets(disk.outlet_rules(root).files)[0].rules_for(facts.outlet)
    made = corpusfile.first(replace(lines, seed=seed), short, facts, _taken(page), known)
    corpus = f"corpus/{story}/{article}.md"
    if not made.kept:
        return Added(given, problem=replace(nothing.why(seed), place=Place(given)))
    parsed = articles.parse(made.corpus, corpus, story, article)
    if parsed.article is None or parsed.findings:
        return Added(given, problem=replace(parsed.findings[0], place=Place(given)))
    disk.write_new(root, {
        seed.path: page.data,
        f"corpus/{story}/{article}.cuts.yml": made.cuts.encode("utf-8"),
        corpus: made.corpus.encode("utf-8"),
    })  # fmt: skip
    twin = next((path for path, head in heads.items() if _in(story, path) and _same(head, facts.url)), None)
    return Added(given, seed.path, corpus, True, made.kept, made.removed, read.encoding, parsed.article.head, twin)


def _heads(root: Path) -> Iterator[tuple[str, ArticleHead]]:
    """The metadata of every corpus file that can be read."""
    for path, text in disk.gather(root, ("corpus",)).files.items():
        if path.endswith(".md") and path.count("/") == 2:
            parsed = articles.parse(text, path, *path.removesuffix(".md").split("/")[1:])
            if parsed.article:
                yield path, parsed.article.head


def _in(story: str, path: str) -> bool:
    return path.split("/")[1] == story


def _same(head: ArticleHead, url: str | None) -> bool:
    return url is not None and head.url is not None and str(head.url).rstrip("/") == url.rstrip("/")


def _free(root: Path, story: str, stem: str, suffix: str, heads: Mapping[str, ArticleHead]) -> str:
    """The first id that no article of the project has, and whose files are not there."""
    ids = {path.rsplit("/", 1)[-1].removesuffix(".md") for path in heads}
    names = (stem, *(f"{stem}-{n}" for n in range(2, 10_000)))

    def taken(name: str) -> bool:
        files = (f"seeds/{story}/{name}{suffix}", f"corpus/{story}/{name}.md", f"corpus/{story}/{name}.cuts.yml")
        return not is_id(name) or name in ids or any((root / file).exists() for file in files)

    return next(name for name in names if not taken(name))


def _short(facts: Stated, article: str, taken: Collection[str]) -> str:
    """A label that no article of the story has: the outlet, with the day and a number where that is needed."""
    outlet = (facts.outlet or article)[:40].strip()
    dated = f"{outlet}, {_day(facts.published)}" if facts.published else outlet
    names = (outlet, dated, *(f"{dated} ({n})" for n in range(2, 10_000)))
    return next(name for name in names if name.casefold() not in taken)


def _day(published: str) -> str:
    day = datetime.date.fromisoformat(published)
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _taken(page: Page) -> TakenFrom:
    file, sha256 = page.inside or (None, None)
    return TakenFrom.model_validate({
        "file": file, "sha256": sha256, "address": page.address, "retrieved": page.retrieved, "encoding": page.encoding,
    })  # fmt: skip
