"""How well articles are taken out of pages: `python -m tests.bench.extraction --data PATH` prints the tables.

PATH holds `scrapinghub_*.jsonl.gz` and `wcxb_*.jsonl.gz`: a JSON object a line with `id`, `url`, `html`, `text` (what
select-all and copy gives, here Chromium's innerText) and `gold`. They are made from two public sets, and are not in
the repository because the pages belong to their publishers:

- github.com/scrapinghub/article-extraction-benchmark (MIT): 181 pages, article text taken out by hand;
- github.com/Murrough-Foley/web-content-extraction-benchmark (WCXB, CC BY 4.0): the pages labelled `article`.

For each system and set: F1 with its bootstrap deviation, precision, recall, the share of exact pages, and F1 once more
when lines that equal the page's `<h1>` are dropped from what the system gives, and from the article: whether a headline
is repeated is a convention, no matter of cleaning. Below: the 95 % interval of each difference in F1.
Speed is in pages a second of processor time, of one process; the systems of a kind take turns page by page.

These pages trained the weights: the figures for pages never seen are those of the cross-validations that
`tests/bench/train_text.py` and `tests/bench/train_html.py` print.

Exit code 1 when a figure is below its floor in FLOORS. A floor may only rise.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from pathlib import Path

import trafilatura

from generator.formats import StripCorrections
from generator.model import Seed, SeedForm
from generator.strip import read, strip
from tests.bench import scoring
from tests.bench.pages import SETS, Row, rows
from tests.bench.scoring import PageScore

HTML, TEXT = "HTML", "plain text"
FLOORS = {
    (HTML, "scrapinghub"): 0.97, (HTML, "wcxb"): 0.942, (TEXT, "scrapinghub"): 0.93, (TEXT, "wcxb"): 0.917,
}  # fmt: skip
SPEEDS = {HTML: ("trafilatura", 1.0), TEXT: ("", 400.0)}  # times another system, or pages a second; 1,000 is the aim
_H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S | re.I)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class System:
    """Something that takes the article out of a page. `ours` has floors; it is compared with the others of its kind."""

    name: str
    kind: str
    text: Callable[[Row], str]
    ours: bool = False


def identity(row: Row) -> str:
    """The whole page."""
    return row.text


def stripped(row: Row, form: SeedForm) -> str:
    """What strip leaves of a page, with nothing known of it."""
    page = read(Seed("", row.html if form is SeedForm.HTML else row.text, "utf-8", "", form))
    return "\n".join(text for _, text in strip(page, None, StripCorrections()).blocks)


def trafilatura_on_paragraphs(row: Row) -> str:
    """What trafilatura makes of the page's text when each line is a paragraph."""
    body = "".join(f"<p>{escape(line)}</p>" for line in row.text.split("\n") if line.strip())
    return trafilatura.extract(f"<html><body>{body}</body></html>", include_comments=False) or ""


SYSTEMS = (
    System("strip", HTML, lambda row: stripped(row, SeedForm.HTML), ours=True),
    System("trafilatura", HTML, lambda row: trafilatura.extract(row.html, include_comments=False) or ""),
    System(
        "trafilatura, fast", HTML, lambda row: trafilatura.extract(row.html, include_comments=False, fast=True) or ""
    ),
    System("strip", TEXT, lambda row: stripped(row, SeedForm.TEXT), ours=True),
    System("the whole text", TEXT, identity),
    System("trafilatura on <p>", TEXT, trafilatura_on_paragraphs),
)


@cache
def headlines(html: str) -> frozenset[str]:
    """The words of each `<h1>` of a page."""
    found = (" ".join(unescape(_TAG.sub("", inner)).split()) for inner in _H1.findall(html))
    return frozenset(filter(None, found))


def without_headline(text: str, html: str) -> str:
    """`text` without the lines that equal an `<h1>` of the page."""
    return "\n".join(line for line in text.split("\n") if " ".join(line.split()) not in headlines(html))


@dataclass(frozen=True, slots=True)
class Result:
    """What one system reached on one set."""

    system: System
    pages: list[PageScore]
    bare: list[PageScore]


def measure(system: System, pages: Sequence[Row]) -> Result:
    """Run one system over a set."""
    texts = [(row, system.text(row)) for row in pages]
    return Result(
        system,
        [scoring.page_score(row.article, text) for row, text in texts],
        [
            scoring.page_score(without_headline(row.article, row.html), without_headline(text, row.html))
            for row, text in texts
        ],
    )


def show(name: str, results: Sequence[Result]) -> None:
    """Print the table of one set."""
    print(f"\n{name}, {len(results[0].pages)} pages")
    print(f"  {'':12} {'system':24} {'F1':>7} {'+-':>7} {'prec.':>7} {'recall':>7} {'exact':>6} {'F1 no headline':>15}")
    for result in results:
        score, bare = scoring.overall(result.pages), scoring.overall(result.bare)
        print(
            f"  {result.system.kind:12} {result.system.name:24} {score.f1:7.4f} {scoring.spread(result.pages):7.4f} "
            f"{score.precision:7.4f} {score.recall:7.4f} {score.exact:6.3f} {bare.f1:15.4f}"
        )
    for ours in (result for result in results if result.system.ours):
        for other in (o for o in results if o.system.kind == ours.system.kind and not o.system.ours):
            low, high = scoring.interval(ours.pages, other.pages)
            print(f"  {ours.system.name} minus {other.system.name}: F1 {low:+.4f} to {high:+.4f} (95 %)")


def speeds(pages: Sequence[Row]) -> dict[tuple[str, str], float]:
    """Pages a second of processor time for each system, by kind and name."""
    used: dict[tuple[str, str], float] = {}
    for kind in SPEEDS:
        for row in pages:
            for system in (system for system in SYSTEMS if system.kind == kind):
                began = time.process_time()
                system.text(row)
                key = (kind, system.name)
                used[key] = used.get(key, 0.0) + time.process_time() - began
    return {key: len(pages) / seconds for key, seconds in used.items()}


def main() -> None:
    """Measure, print, and compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the page files")
    options = parser.parse_args()
    sets = {name: list(rows(options.data, name)) for name in SETS}
    below: list[str] = []
    for name, pages in sets.items():
        results = [measure(system, pages) for system in SYSTEMS]
        show(name, results)
        for result in (result for result in results if result.system.ours):
            reached, floor = scoring.overall(result.pages).f1, FLOORS[result.system.kind, name]
            if reached < floor:
                below.append(f"{result.system.kind}, {name}: F1 {reached:.4f}, below {floor}")
    found = speeds([row for pages in sets.values() for row in pages])
    print("\npages a second of processor time")
    for (kind, name), rate in found.items():
        print(f"  {kind:12} {name:24} {rate:9,.0f}")
    for kind, (other, times) in SPEEDS.items():
        least = times * found.get((kind, other), 1.0)
        if found[kind, "strip"] < least:
            below.append(f"{kind}: {found[kind, 'strip']:,.0f} pages a second, below {least:,.0f}")
    sys.exit("\n".join(below) if below else 0)


if __name__ == "__main__":
    main()
