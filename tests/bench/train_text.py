"""Makes `generator/strip/text_weights.yml`: `python -m tests.bench.train_text --data PATH [--write]`.

PATH is the folder of the benchmark's page files (see `tests/bench/extraction.py`); they are not in the repository. How
the weights are fitted, and with whose data, is in `tests/bench/training.py`. It prints the figures of a five-fold
cross-validation, and stops with exit code 1 when one is below FLOORS. With `--write` it then fits both passes on all
pages and writes the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix, vstack

from generator.strip import rules, text_classifier
from generator.strip import text_features as seen
from generator.strip.text_features import ALONE, AMONG, Page
from tests.bench import scoring
from tests.bench.pages import SETS, Row, rows
from tests.bench.training import FOLDS, LICENCE, Pass, arguments, compare, fit, folds, grids, labels, matrix

WEIGHTS = Path(text_classifier.__file__).with_name("text_weights.yml")
FLOORS = {"scrapinghub": 0.905, "wcxb": 0.914}  # F1 in cross-validation; a floor may only rise
SET_WEIGHT = {"scrapinghub": 2.0, "wcxb": 1.0}
STRENGTH_ALONE, STRENGTH_AMONG = 0.1, 0.02  # inverse strengths of the penalty on weights
BIAS = 0.7  # added to the second pass: the metric forgives a line too many rather than one too few
HEAD = f"""\
# Weights of the text classifier in log-odds; written by tests/bench/train_text.py, do not edit.
# A line's score is the sum of `base` and one weight for each feature; above 0 speaks for the article.
{LICENCE}"""


@dataclass(frozen=True, slots=True)
class Example:
    """One page: its lines near prose, which of those are the article's, and what each weighs."""

    row: Row
    page: Page
    ruled: frozenset[int]
    labels: np.ndarray
    weights: np.ndarray


def example(row: Row) -> Example:
    """The example that a page gives."""
    lines = row.text.split("\n")
    kept, count = labels(lines, row.article)
    page = seen.read(lines)
    article = max(60, sum(c for c, k in zip(count, kept, strict=True) if k))
    cost = [min((count[n] + 3) / article, 0.5) * SET_WEIGHT[row.set] for n in page.where]
    return Example(row, page, _ruled(lines), np.array([kept[n] for n in page.where], bool), np.array(cost))


def _ruled(lines: Sequence[str]) -> frozenset[int]:
    return frozenset(n for n, rule in enumerate(rules.cuts(lines, rules.load())) if rule)


def first_scores(first: Pass, e: Example, bins: csr_matrix) -> list[int]:
    """The scores of the first pass; a line that a rule cuts has a fixed one."""
    found = first.scores(bins).tolist()
    return [text_classifier.RULED if n in e.ruled else s for n, s in zip(e.page.where, found, strict=True)]


def among(first: Pass, e: Example, bins: csr_matrix) -> csr_matrix:
    """The bins of the second pass."""
    _, masks = seen.alone(e.page)
    return matrix(AMONG, seen.among(e.page, first_scores(first, e, bins), masks))


def train(examples: Sequence[Example], alone: Sequence[csr_matrix]) -> tuple[Pass, Pass]:
    """Both passes."""
    wanted = np.concatenate([e.labels for e in examples])
    cost = np.concatenate([e.weights for e in examples])
    first = fit(vstack(alone).tocsr(), wanted, cost, STRENGTH_ALONE, ALONE)
    second = [among(first, e, bins) for e, bins in zip(examples, alone, strict=True)]
    fitted = fit(vstack(second).tocsr(), wanted, cost, STRENGTH_AMONG, AMONG)
    return first, Pass(fitted.weights, fitted.base + BIAS)


def cross_validate(examples: Sequence[Example], alone: Sequence[csr_matrix]) -> dict[str, scoring.Score]:
    """The score of each set, each page judged by weights that no page of its site has touched."""
    fold = folds([e.row for e in examples])
    scored: dict[str, list[scoring.PageScore]] = {name: [] for name in SETS}
    for n in range(FOLDS):
        inside = [k for k, f in enumerate(fold) if f != n]
        first, second = train([examples[k] for k in inside], [alone[k] for k in inside])
        for k in (k for k, f in enumerate(fold) if f == n):
            e = examples[k]
            keep = text_classifier.smoothed(second.scores(among(first, e, alone[k])).tolist())
            lines = zip(e.page.where, e.page.lines, keep, strict=True)
            text = "\n".join(line for number, line, kept in lines if kept and number not in e.ruled)
            scored[e.row.set].append(scoring.page_score(e.row.article, text))
    return {name: scoring.overall(pages) for name, pages in scored.items()}


def written(first: Pass, second: Pass) -> str:
    """The weights file."""
    data = {
        name: {"base": round(part.base, 2)} | grids(features, part.weights)
        for name, features, part in (("alone", ALONE, first), ("among", AMONG, second))
    }
    return HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=118, default_flow_style=None)


def main() -> None:
    """Train and print the figures."""
    options = arguments(__doc__, "text_weights.yml")
    examples = [e for name in SETS for e in map(example, rows(options.data, name)) if e.page.where]
    alone = [matrix(ALONE, seen.alone(e.page)[0]) for e in examples]
    scores = cross_validate(examples, alone)
    compare(scores, FLOORS)
    if options.write:
        WEIGHTS.write_text(written(*train(examples, alone)), "utf-8")


if __name__ == "__main__":
    main()
