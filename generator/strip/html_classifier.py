"""Which lines of an HTML page are the article's: an additive model with readable weights, and a second opinion.

Each feature of `html_features` puts a line into named bins, each bin has a weight in `html_weights.yml`, and the sum is
the line's score: log-odds, above 0 for the article. Where the scores of a page leave much doubt, trafilatura is asked:
whether it holds the line and those beside it is added to the score. `tests/bench/train_html.py` makes the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp

from generator.strip.grids import Columns, Table, hundredths, strongest, tables, weights_of, written_weights
from generator.strip.html import Box, PageLine
from generator.strip.html_features import FEATURES, columns, holds
from generator.strip.text_classifier import SHORT_PROSE, prose

DOUBT = 0.14  # above so much doubt the other engine is asked: about a third of all pages
PURE_SHARE = 0.9  # a page of which so many lines are prose is an article and nothing else, as a reader view is
NOTICE = 3  # sentences: fewer may be all that an error page says
_NAMED = 4  # so many reasons are named
_SURE = 2000  # hundredths of log-odds: beyond it a chance is as good as 0 or 1
_ABSENT = "trafilatura leaves it out, too"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in hundredths of log-odds: of each feature, and of the second opinion.

    `trust` is how much the own score counts beside a second opinion. `opinion` is added then, by whether the other
    engine holds the line above (4), the line itself (2) and the line below (1).
    """

    features: tuple[tuple[int, ...], ...]
    base: int
    trust: float
    opinion: tuple[int, ...]


@cache
def load() -> Weights:
    """The weights of `html_weights.yml`."""
    written = written_weights("html_weights.yml")
    opinion = written["second opinion"]
    return Weights(
        tuple(weights_of(written, feature) for feature in FEATURES),
        hundredths(written["base"]),
        float(opinion["trust"]),
        tuple(hundredths(weight) for weight in opinion["held above, here, below"].values()),
    )


@cache
def _tables() -> list[Table]:
    return tables(FEATURES, load().features)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the classifier says of each line. `scores` are in hundredths of log-odds, above 0 the line is kept.

    `held` says which lines the second engine holds; it is empty where that was not asked.
    """

    keep: Sequence[bool]
    scores: Sequence[int]
    held: Sequence[bool]
    _columns: Columns

    def evidence(self, number: int) -> str:
        """What spoke most against a dropped line (its number, from 0), in words; '' for a kept one."""
        if self.keep[number]:
            return ""
        named = strongest(_tables(), self._columns, number, _NAMED)
        if self.held and not self.held[number]:
            named = [*named[: _NAMED - 1], _ABSENT]
        return "; ".join(named)


def judge(
    title: str,
    lines: Sequence[PageLine],
    gone: Collection[int],
    second: Callable[[], Sequence[bool]],
) -> Judgement:
    """The judgement of all lines of a page. `gone` are the numbers of lines that are cut already.

    A page that is all prose is kept whole. `second` gives a second opinion: which lines another engine holds. It is
    asked only where there is much doubt.
    """
    if not lines:
        return Judgement([], [], [], [])
    if _is_article([line.text for line in lines], gone):
        return Judgement([True] * len(lines), [_SURE] * len(lines), [], [])
    seen = columns(title, lines)
    scores = own_scores(seen)
    held: Sequence[bool] = []
    if doubt(scores, [len(line.text) for line in lines], gone) > DOUBT:
        held = second()
        scores = with_opinion(scores, held, load().trust, load().opinion)
    return Judgement(_with_lists([score > 0 for score in scores], lines), scores, held, seen)


def _is_article(texts: Sequence[str], gone: Collection[int]) -> bool:
    if sum(len(text) >= SHORT_PROSE for text in texts) < PURE_SHARE * (len(texts) - len(gone)):
        return False  # nearly all pages, at a glance
    found, left = prose(texts, gone)
    return found >= max(NOTICE, PURE_SHARE * left)


def _with_lists(keep: list[bool], lines: Sequence[PageLine]) -> list[bool]:
    """The same, with the lists that a kept line announces by a colon: their items may be all links."""
    announced: Box | None = None
    for number, (above, line) in enumerate(pairwise(lines), 1):
        if announced is None or not holds(announced, line.box):
            opens = keep[number - 1] and above.text.endswith((":", "："))
            announced = _list_beside(above.box, line.box) if opens else None
        keep[number] = keep[number] or announced is not None
    return keep


def _list_beside(box: Box, inner: Box | None) -> Box | None:
    """The list around `inner` that stands beside `box`, if there is one."""
    while inner is not None and not (inner.tag in ("ul", "ol") and inner.parent is box.parent):
        inner = inner.parent
    return inner


def own_scores(seen: Columns) -> list[int]:
    """The scores of lines whose bins these are."""
    scores = [load().base] * len(seen[0])
    for table, column in zip(_tables(), seen, strict=True):
        weights = table.weights
        scores = [score + weights[number] for score, number in zip(scores, column, strict=True)]
    return scores


def with_opinion(scores: Sequence[int], held: Sequence[bool], trust: float, opinion: Sequence[int]) -> list[int]:
    """The scores when a second opinion counts, too; see Weights for `trust` and `opinion`."""
    around = [False, *held, False]
    return [
        round(trust * score) + opinion[4 * above + 2 * here + below]
        for score, above, here, below in zip(scores, around, around[1:], around[2:], strict=False)
    ]


def doubt(scores: Sequence[int], lengths: Sequence[int], gone: Collection[int]) -> float:
    """How unsure scores are: characters that are expected to be judged wrongly for each that is expected to be kept."""
    wrong = kept = 0.0
    for number, (score, length) in enumerate(zip(scores, lengths, strict=True)):
        if number not in gone:
            chance = 1 / (1 + exp(-max(-_SURE, min(_SURE, score)) / 100))
            kept += chance * length
            wrong += min(chance, 1 - chance) * length
    return wrong / max(kept, 1.0)
