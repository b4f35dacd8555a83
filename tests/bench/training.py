"""What both classifiers are trained with: labels of lines, bins as a matrix, the fit, the folds, the weights file.

Labels: a line is the article's when most of its words stand in the longest common subsequence of the page's words and
the article's. A fit is a logistic regression over named bins; a line weighs as much as its words in the benchmark's
metric. No site is in two folds. Needs the extra `bench` (scikit-learn).

Data: scrapinghub/article-extraction-benchmark (MIT) and the article pages of the Web Content Extraction Benchmark
(Murrough-Foley/web-content-extraction-benchmark, CC BY 4.0). Only sums over all pages enter the weights.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from rapidfuzz.distance import Indel
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from generator.strip.grids import Feature
from tests.bench import scoring
from tests.bench.pages import Row

FOLDS = 5
LICENCE = """\
# Made from scrapinghub/article-extraction-benchmark (MIT) and the Web Content Extraction Benchmark by Murrough Foley
# (CC BY 4.0), development halves. No text of a page is in this file.
"""


def labels(lines: Sequence[str], article: str) -> tuple[list[bool], list[int]]:
    """Which lines are the article's, and how many words each has."""
    numbers: dict[str, int] = {}
    spoken = [
        (numbers.setdefault(word, len(numbers)), n) for n, line in enumerate(lines) for word in scoring.words(line)
    ]
    wanted = [numbers.setdefault(word, len(numbers)) for word in scoring.words(article)]
    count, hits = [0] * len(lines), [0] * len(lines)
    for _, n in spoken:
        count[n] += 1
    for piece in Indel.opcodes([word for word, _ in spoken], wanted):
        if piece.tag == "equal":
            for _, n in spoken[piece.src_start : piece.src_end]:
                hits[n] += 1
    return [bool(c) and h >= 0.6 * c for c, h in zip(count, hits, strict=True)], count


def matrix(features: Sequence[Feature], columns: Sequence[Sequence[int]]) -> csr_matrix:
    """One column for each bin of each feature, 1 where a line is in the bin."""
    count = len(columns[0])
    at, where, offset = [], [], 0
    for feature, column in zip(features, columns, strict=True):
        for line, number in enumerate(column):
            found = feature.cells(number)
            at.extend([line] * len(found))
            where.extend(offset + n for n in found)
        offset += feature.size
    return csr_matrix((np.ones(len(at), np.float32), (at, where)), shape=(count, offset))


@dataclass(frozen=True, slots=True)
class Pass:
    """The weights of one pass, and the base that is added to each score."""

    weights: np.ndarray
    base: float

    def scores(self, bins: csr_matrix) -> np.ndarray:
        """The scores of lines, in hundredths, as the classifier computes them."""
        return np.rint(bins @ np.rint(100 * self.weights) + np.rint(100 * self.base)).astype(int)


def fit(bins: csr_matrix, wanted: np.ndarray, cost: np.ndarray, strength: float, features: Sequence[Feature]) -> Pass:
    """A logistic regression, its weights moved so that each feature's mean weight is 0. `cost` is a weight a line."""
    model = LogisticRegression(C=strength, solver="liblinear", tol=1e-3, max_iter=300, random_state=1)
    model.fit(bins, wanted, sample_weight=cost / cost.mean())
    weights, base, offset = model.coef_[0].copy(), float(model.intercept_[0]), 0
    often = np.asarray(bins.mean(axis=0)).ravel()
    for feature in features:
        part = slice(offset, offset + feature.size)
        if not feature.mask:
            mean = float(weights[part] @ often[part])
            weights[part] -= mean * (often[part] > 0)
            base += mean
        offset += feature.size
    return Pass(weights, base)


def site(url: str) -> str:
    """The last parts of a host name: what must not be in two folds."""
    parts = [part for part in urlsplit(url).netloc.lower().split(".") if part != "www"]
    short = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3:] if short else parts[-2:])


def folds(pages: Sequence[Row]) -> list[int]:
    """A fold for each page, by its site."""
    return [zlib.crc32(site(row.url).encode()) % FOLDS for row in pages]


def grids(features: Sequence[Feature], weights: np.ndarray) -> dict[str, dict[str, list[float]]]:
    """The weights as the weights file has them: feature -> row -> weights, with the names of the columns."""
    grids, offset = {}, 0
    for feature in features:
        grid = np.round(weights[offset : offset + feature.size], 2).reshape(len(feature.rows), -1)
        columns = {"columns": list(feature.columns)} if len(feature.columns) > 1 else {}
        weights_of = {row: [float(w) + 0.0 for w in line] for row, line in zip(feature.rows, grid, strict=True)}
        grids[feature.name] = columns | weights_of
        offset += feature.size
    return grids


def arguments(doc: str | None, written: str) -> argparse.Namespace:
    """What the command line says: `data`, the folder of the page files, and whether to `write` the weights."""
    parser = argparse.ArgumentParser(description=(doc or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the page files")
    parser.add_argument("--write", action="store_true", help=f"write {written}")
    return parser.parse_args()


def compare(scores: Mapping[str, scoring.Score], floors: Mapping[str, float]) -> None:
    """Print the scores; the program ends with exit code 1 when one is below its floor."""
    for name, score in scores.items():
        print(f"{name:12} F1 {score.f1:.4f}  P {score.precision:.4f}  R {score.recall:.4f}  exact {score.exact:.3f}")
    if below := [name for name, score in scores.items() if score.f1 < floors[name]]:
        sys.exit(f"below the floor: {', '.join(below)}")
