"""Named bins with weights: what the classifiers of text and of HTML are made of, and how they explain themselves.

A feature puts each line into a bin (or several), each bin has a weight in hundredths of log-odds, and the sum of the
weights is the line's score: an additive model, in which every part of a score can be named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

_REMEMBERED = 20_000  # so many bins of a feature: a mask has many
Bins = tuple[int, ...]  # of one line: a bin number for each feature, or its weight
Columns = Sequence[Sequence[int]]  # for each feature the bin numbers of all lines


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature as a grid of named bins: bin number = row x columns + column.

    A *mask* is a set of kinds of cue words instead: bin number = bit mask of rows x columns + column. Its weight is the
    sum over the rows whose bit is set, and `wording` says what it means that one is. Rows that begin with a word of
    `unsaid` are never named: they weigh something, but tell a reader nothing.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...] = ("",)
    wording: str = ""
    unsaid: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many weights it has."""
        return len(self.rows) * len(self.columns)

    @property
    def mask(self) -> bool:
        """Whether a line may be in several rows."""
        return bool(self.wording)

    def cells(self, number: int) -> list[int]:
        """The cells of the grid, row by row, that a bin number stands for."""
        row, column = divmod(number, len(self.columns))
        return [bit * len(self.columns) + column for bit in bits(row)] if self.mask else [number]

    def against(self, number: int, weights: Sequence[int]) -> str:
        """A bin in words; of a mask, the two kinds that weigh most against the line."""
        if self.mask:
            kinds = sorted((weights[cell], self.rows[cell // len(self.columns)]) for cell in self.cells(number))
            said = [kind for weight, kind in kinds if weight < 0 and not kind.startswith(self.unsaid)]
            return self.wording.format(" and ".join(said[:2])) if said else ""
        row, column = divmod(number, len(self.columns))
        return ", ".join(filter(None, (self.rows[row], self.columns[column])))


def bits(mask: int) -> list[int]:
    """The numbers of the bits that are set, lowest first."""
    return [number for number in range(mask.bit_length()) if mask >> number & 1]


class _Mask(dict[int, int]):
    """Bin number of a mask -> the sum of its weights, worked out when first asked for."""

    def __init__(self, feature: Feature, weights: Sequence[int]) -> None:
        super().__init__()
        self._feature, self._weights = feature, weights

    def __missing__(self, number: int) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        self[number] = total = sum(self._weights[cell] for cell in self._feature.cells(number))
        return total


class Table:
    """A feature and its weights: `weights[bin number]`, and what a bin that weighs against a line says of it."""

    def __init__(self, feature: Feature, weights: Sequence[int]) -> None:
        self.weights: Any = _Mask(feature, weights) if feature.mask else list(weights)
        self.words: Callable[[int], str] = lru_cache(_REMEMBERED)(lambda number: feature.against(number, weights))


def written_weights(name: str) -> Any:
    """What a weights file of this room holds; every scalar is text."""
    return yaml.load((files("generator.strip") / name).read_text("utf-8"), Loader=yaml.CBaseLoader)


def weights_of(written: Any, feature: Feature) -> tuple[int, ...]:
    """The weights of a feature's grid, row by row, in hundredths of log-odds."""
    grid = written[feature.name]
    return tuple(hundredths(weight) for row in feature.rows for weight in grid[row])


def hundredths(written: str) -> int:
    """A number of a weights file in hundredths."""
    return round(100 * float(written))


def tables(features: Sequence[Feature], weights: Sequence[Sequence[int]]) -> list[Table]:
    """The tables of features, by the weights of their grids."""
    return [Table(feature, grid) for feature, grid in zip(features, weights, strict=True)]


def weighed(known: Sequence[Table], columns: Columns) -> list[Bins]:
    """For each line the weights of its bins, one of each table; their sum and the base are its score."""
    weights = [map(table.weights.__getitem__, column) for table, column in zip(known, columns, strict=True)]
    return list(zip(*weights, strict=True))


def strongest(known: Sequence[Table], columns: Columns, at: int, most: int) -> list[str]:
    """What weighs most against the line with this number, in words, at most so many; nothing that speaks for it."""
    bins = [column[at] for column in columns]
    return worst(known, bins, [table.weights[n] for table, n in zip(known, bins, strict=True)], most)


def worst(known: Sequence[Table], bins: Sequence[int], weights: Sequence[int], most: int) -> list[str]:
    """The same of a line whose bins and weights are at hand."""
    places = {weights.index(weight): weight for weight in sorted(weights)[:most] if weight < 0}
    return list(filter(None, (known[n].words(bins[n]) for n in places)))
