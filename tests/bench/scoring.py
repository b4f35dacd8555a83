r"""The metric of scrapinghub/article-extraction-benchmark, on texts.

A text is the sequence of its words (runs of `\w`, case kept) and the bag of all runs of four of them. Precision and
recall of a page compare the two bags; the overall precision is the mean over the pages with a prediction, the overall
recall the mean over the pages with an article, and F1 the harmonic mean of those two means.
"""

from __future__ import annotations

import random
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_RUN = 4


def words(text: str) -> list[str]:
    """The words of a text, as the metric sees them."""
    return _WORD.findall(text)


@dataclass(frozen=True, slots=True)
class PageScore:
    """How well one page was taken out; precision is None where nothing was, recall where there is no article."""

    precision: float | None
    recall: float | None
    exact: bool


def page_score(article: str, found: str) -> PageScore:
    """The score of one page."""
    wanted, given = words(article), words(found)
    wanted_runs, given_runs = _runs(wanted), _runs(given)
    common = (wanted_runs & given_runs).total()
    return PageScore(
        common / given_runs.total() if given else None,
        common / wanted_runs.total() if wanted else None,
        wanted == given,
    )


def _runs(sequence: Sequence[str]) -> Counter[tuple[str, ...]]:
    starts = range(max(1, len(sequence) - _RUN + 1)) if sequence else ()
    return Counter(tuple(sequence[start : start + _RUN]) for start in starts)


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a set of pages."""

    f1: float
    precision: float
    recall: float
    exact: float


def overall(pages: Sequence[PageScore]) -> Score:
    """The score of all pages together."""
    precision = _mean([page.precision for page in pages if page.precision is not None])
    recall = _mean([page.recall for page in pages if page.recall is not None])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(f1, precision, recall, _mean([float(page.exact) for page in pages]))


def _mean(values: Sequence[float]) -> float:
    return statistics.fmean(values) if values else 0.0


def _draws(count: int, rounds: int) -> list[list[int]]:
    dice = random.Random(20)
    return [dice.choices(range(count), k=count) for _ in range(rounds)]


def spread(pages: Sequence[PageScore], rounds: int = 500) -> float:
    """The standard deviation of F1 over bootstrap samples of the pages; always the same samples."""
    return statistics.stdev(overall([pages[n] for n in draw]).f1 for draw in _draws(len(pages), rounds))


def interval(ours: Sequence[PageScore], theirs: Sequence[PageScore], rounds: int = 1000) -> tuple[float, float]:
    """The 95 % interval of the difference in F1 between two systems on the same pages (paired bootstrap)."""
    gains = sorted(
        overall([ours[n] for n in draw]).f1 - overall([theirs[n] for n in draw]).f1
        for draw in _draws(len(ours), rounds)
    )
    return gains[rounds // 40], gains[-rounds // 40]
