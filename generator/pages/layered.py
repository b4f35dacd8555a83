"""A layered drawing: boxes in columns, edges from left to right -> where each box stands.

The method is that of K. Sugiyama, S. Tagawa and M. Toda, "Methods for Visual Understanding of Hierarchical
System Structures", IEEE Transactions on Systems, Man, and Cybernetics 11 (1981), with the order of every
column swept by barycentres and the best order kept (E. Gansner et al., "A Technique for Drawing Directed
Graphs", IEEE Transactions on Software Engineering 19 (1993), section 3). Heights come from the pooling of
adjacent violators (R. Barlow et al., "Statistical Inference under Order Restrictions", 1972): the places
nearest to the wanted ones, in squares, that keep order and distance. The first column keeps its order.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

ROUNDS = 8
Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place: its column from 0, its height in pixels."""

    id: str
    column: int
    height: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Middle heights in pixels, the topmost box at 0: of each box, and of each edge in the columns it passes."""

    middles: Mapping[str, float]
    lanes: Mapping[Edge, tuple[float, ...]]
    height: float


def arrange(boxes: Sequence[Box], edges: Sequence[Edge], gap: float) -> Arrangement:
    """Places for boxes at least `gap` pixels apart within a column. Each edge must lead to a later column."""
    every, steps, lanes = _with_lanes(boxes, edges)
    columns = _ordered(every, steps)
    middles = _placed(columns, {box.id: box.height for box in every}, steps, gap)
    top = min((middles[box.id] - box.height / 2 for box in boxes), default=0)
    found = {name: round(middle - top, 1) for name, middle in middles.items()}
    bottom = max((found[box.id] + box.height / 2 for box in every), default=0)
    passing = {edge: tuple(found[lane] for lane in passed) for edge, passed in lanes.items()}
    return Arrangement({box.id: found[box.id] for box in boxes}, passing, bottom)


def _with_lanes(
    boxes: Sequence[Box], edges: Sequence[Edge]
) -> tuple[list[Box], list[Edge], dict[Edge, tuple[str, ...]]]:
    """The boxes with a flat one wherever an edge passes a column, and the edges cut into steps of one column."""
    column = {box.id: box.column for box in boxes}
    every, lanes = list(boxes), {}
    steps: list[Edge] = []
    for start, end in edges:
        passed = [Box(f"{start} > {end} > {at}", at, 0) for at in range(column[start] + 1, column[end])]
        every += passed
        names = [start, *(lane.id for lane in passed), end]
        steps += pairwise(names)
        lanes[start, end] = tuple(names[1:-1])
    return every, steps, lanes


def _ordered(boxes: Sequence[Box], steps: Sequence[Edge]) -> list[list[str]]:
    count = max((box.column for box in boxes), default=-1) + 1
    columns = [[box.id for box in boxes if box.column == at] for at in range(count)]
    before, after = _neighbours(steps)
    best, fewest = columns, crossings(columns, steps)
    for _ in range(ROUNDS):
        for at in range(1, count):
            columns = _swept(columns, at, at - 1, before)
        for at in range(count - 2, 0, -1):
            columns = _swept(columns, at, at + 1, after)
        for at in range(1, count):
            columns = _swept(columns, at, at - 1, before)
        now = crossings(columns, steps)
        if now < fewest:
            best, fewest = columns, now
    return best


def _neighbours(steps: Sequence[Edge]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for start, end in steps:
        before.setdefault(end, []).append(start)
        after.setdefault(start, []).append(end)
    return before, after


def _swept(columns: list[list[str]], at: int, beside: int, near: Mapping[str, list[str]]) -> list[list[str]]:
    """The columns with one of them sorted by the mean position of its neighbours in the column beside it."""
    place = {name: rank for rank, name in enumerate(columns[beside])}
    own = {name: float(rank) for rank, name in enumerate(columns[at])}
    mean = {name: sum(place[n] for n in near[name]) / len(near[name]) if name in near else own[name] for name in own}
    return [*columns[:at], sorted(columns[at], key=lambda name: mean[name]), *columns[at + 1 :]]


def crossings(columns: Sequence[Sequence[str]], steps: Sequence[Edge]) -> int:
    """How many pairs of steps cross."""
    place = {name: (at, rank) for at, column in enumerate(columns) for rank, name in enumerate(column)}
    count = 0
    ends: list[int] = []
    column = -1
    for (at, _), (_, rank) in sorted((place[start], place[end]) for start, end in steps):
        if at != column:
            column, ends = at, []
        count += len(ends) - bisect_right(ends, rank)
        insort(ends, rank)
    return count


def _placed(
    columns: list[list[str]], heights: Mapping[str, float], steps: Sequence[Edge], gap: float
) -> dict[str, float]:
    before, after = _neighbours(steps)
    middles: dict[str, float] = {}
    for column in columns:
        middles |= _spread(column, heights, dict.fromkeys(column, 0.0), gap)
    for near, order in ((before, columns[1:]), (after, columns[::-1][1:])) * ROUNDS:
        for column in order:
            wanted = {name: _mean([middles[n] for n in near.get(name, [name])]) for name in column}
            middles |= _spread(column, heights, wanted, gap)
    return middles


def _spread(
    column: Sequence[str], heights: Mapping[str, float], wanted: Mapping[str, float], gap: float
) -> dict[str, float]:
    """The middles nearest to the wanted ones that keep the order and the distance of one column."""
    offsets: list[float] = []
    for rank, name in enumerate(column):
        room = heights[column[rank - 1]] / 2 + gap + heights[name] / 2 if rank else 0
        offsets.append((offsets[-1] if rank else 0) + room)
    pools: list[tuple[float, int]] = []
    for name, offset in zip(column, offsets, strict=True):
        pools.append((wanted[name] - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (low, many), (high, more) = pools[-2:]
            pools[-2:] = [((low * many + high * more) / (many + more), many + more)]
    levels = [level for level, size in pools for _ in range(size)]
    return {name: level + offset for name, level, offset in zip(column, levels, offsets, strict=True)}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
