"""Makes `generator/strip/html_weights.yml`: `python -m tests.bench.train_html --data PATH [--write]`.

PATH is the folder of the benchmark's page files (see `tests/bench/extraction.py`); they are not in the repository. How
the weights are fitted, and with whose data, is in `tests/bench/training.py`. It prints the figures of a five-fold
cross-validation, and stops with exit code 1 when one is below FLOORS. With `--write` it then fits the weights on all
pages and writes them.

The weight of the second opinion must be learned from scores of pages that the first weights have not seen: on pages
that they have seen, they are right too often, and the other engine would count for too little. So inside each fold
there is a second cross-validation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from generator.strip import html_classifier, opinion, rules
from generator.strip.html import read
from generator.strip.html_features import FEATURES, columns
from tests.bench import scoring
from tests.bench.pages import SETS, Row, rows
from tests.bench.training import FOLDS, LICENCE, Pass, arguments, compare, fit, folds, grids, labels, matrix

WEIGHTS = Path(html_classifier.__file__).with_name("html_weights.yml")
FLOORS = {"scrapinghub": 0.955, "wcxb": 0.938}  # F1 in cross-validation; a floor may only rise
SET_WEIGHT = {"scrapinghub": 1.5, "wcxb": 1.0}
STRENGTH = 0.005  # inverse strength of the penalty on weights
BIAS = 0.15  # added to every score: the metric forgives a line too many rather than one too few
HELD = ("none", "below", "here", "here, below", "above", "above, below", "above, here", "above, here, below")
HEAD = f"""\
# Weights of the HTML classifier in log-odds; written by tests/bench/train_html.py, do not edit.
# A line's score is the sum of `base` and one weight for each feature; above 0 speaks for the article. Where a second
# opinion is asked, the score counts `trust` times, and a weight by which lines the other engine holds is added.
{LICENCE}"""


@dataclass(frozen=True, slots=True)
class Example:
    """One page: its lines, their bins, which are the article's, what each weighs, which the other engine holds."""

    row: Row
    texts: Sequence[str]
    bins: csr_matrix
    ruled: frozenset[int]
    labels: np.ndarray
    weights: np.ndarray
    held: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Trained:
    """The weights of the features, and those of the second opinion, in log-odds."""

    first: Pass
    trust: float
    opinion: Sequence[float]

    def keep(self, example: Example) -> list[bool]:
        """Which lines of a page are kept, as the classifier would."""
        scores = self.first.scores(example.bins).tolist()
        lengths = [len(text) for text in example.texts]
        if html_classifier.doubt(scores, lengths, example.ruled) > html_classifier.DOUBT:
            hundredths = [round(100 * weight) for weight in self.opinion]
            scores = html_classifier.with_opinion(scores, example.held, self.trust, hundredths)
        return [score > 0 and number not in example.ruled for number, score in enumerate(scores)]


def example(row: Row) -> Example | None:
    """The example that a page gives; None for one without text."""
    title, lines = read(row.html)
    if not lines:
        return None
    texts = [line.text for line in lines]
    kept, count = labels(texts, row.article)
    article = max(30, len(scoring.words(row.article)))
    cost = [min(words, 60) / article * SET_WEIGHT[row.set] for words in count]
    ruled = frozenset(n for n, rule in enumerate(rules.cuts(texts, rules.load())) if rule)
    return Example(
        row, texts, matrix(FEATURES, columns(title, lines)), ruled, np.array(kept, bool), np.array(cost),
        opinion.held(row.html, lines),
    )  # fmt: skip


def _cost(examples: Sequence[Example]) -> np.ndarray:
    """What a mistake in each line costs. Every line weighs a little, so that pages of short lines count, too."""
    cost = np.concatenate([e.weights for e in examples])
    return cost / cost.mean() + 0.15


def first_pass(examples: Sequence[Example]) -> Pass:
    """The weights of the features."""
    wanted = np.concatenate([e.labels for e in examples])
    found = fit(vstack([e.bins for e in examples]).tocsr(), wanted, _cost(examples), STRENGTH, FEATURES)
    return Pass(found.weights, found.base + BIAS)


def unseen_scores(examples: Sequence[Example]) -> list[np.ndarray]:
    """The scores of each page's lines, by weights that no page of its site has touched."""
    fold = folds([e.row for e in examples])
    scores: list[np.ndarray] = [np.zeros(0)] * len(examples)
    for n in sorted(set(fold)):
        first = first_pass([e for e, f in zip(examples, fold, strict=True) if f != n])
        for k in (k for k, f in enumerate(fold) if f == n):
            scores[k] = first.scores(examples[k].bins)
    return scores


def train(examples: Sequence[Example]) -> Trained:
    """All weights."""
    scores = np.concatenate(unseen_scores(examples)) / 100
    around = np.concatenate([_around(e.held) for e in examples])
    held = csr_matrix((np.ones(len(around)), (np.arange(len(around)), around)), shape=(len(around), len(HELD)))
    model = LogisticRegression(C=1.0, max_iter=400)
    model.fit(hstack([held, scores[:, None]]).tocsr(), np.concatenate([e.labels for e in examples]), _cost(examples))
    *weights, trust = model.coef_[0]
    return Trained(first_pass(examples), float(trust), [float(w + model.intercept_[0] + BIAS) for w in weights])


def _around(held: Sequence[bool]) -> np.ndarray:
    padded = np.array([False, *held, False], int)
    return 4 * padded[:-2] + 2 * padded[1:-1] + padded[2:]


def cross_validate(examples: Sequence[Example]) -> dict[str, scoring.Score]:
    """The score of each set, each page judged by weights that no page of its site has touched."""
    fold = folds([e.row for e in examples])
    scored: dict[str, list[scoring.PageScore]] = {name: [] for name in SETS}
    for n in range(FOLDS):
        trained = train([e for e, f in zip(examples, fold, strict=True) if f != n])
        for e in (e for e, f in zip(examples, fold, strict=True) if f == n):
            text = "\n".join(line for line, kept in zip(e.texts, trained.keep(e), strict=True) if kept)
            scored[e.row.set].append(scoring.page_score(e.row.article, text))
    return {name: scoring.overall(pages) for name, pages in scored.items()}


def written(trained: Trained) -> str:
    """The weights file."""
    by_held = {name: round(weight, 2) + 0.0 for name, weight in zip(HELD, trained.opinion, strict=True)}
    data = {
        "base": round(trained.first.base, 2),
        **grids(FEATURES, trained.first.weights),
        "second opinion": {"trust": round(trained.trust, 2), "held above, here, below": by_held},
    }
    return HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=118, default_flow_style=None)


def main() -> None:
    """Train and print the figures."""
    options = arguments(__doc__, "html_weights.yml")
    examples = [e for name in SETS for e in map(example, rows(options.data, name)) if e]
    scores = cross_validate(examples)
    compare(scores, FLOORS)
    if options.write:
        WEIGHTS.write_text(written(train(examples)), "utf-8")


if __name__ == "__main__":
    main()
