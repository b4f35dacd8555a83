"""Which annotation of one side is which of the other: an edited quote is one change, not two."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import product

from rapidfuzz import fuzz

from generator.changes.notes import Stood
from generator.text import fold_words

Pair = tuple[Stood | None, Stood | None]
_ALIKE = 60.0
_MOST_COMPARED = 40_000  # pairs of one label in one article; more would be a new set of annotations


def pairs(base: Iterable[Stood], head: Iterable[Stood], same_text: bool) -> tuple[Pair, ...]:
    """Each annotation of one article with its other side, or with None where it has none.

    By id, first within a file; then by label and quote; then by label and the likeness of the quotes; last by file
    and quote alone, when somebody chose another label. `same_text` tells whether passages can be compared.
    """
    old, new = list(base), list(head)
    found: list[Pair] = []
    for key in (_id_in_file, _id, _label_and_quote):
        found += _by_key(old, new, key)
    found += _by_likeness(old, new, same_text)
    found += _by_key(old, new, _quote_in_file)
    return (*found, *((stood, None) for stood in old), *((None, stood) for stood in new))


def _id_in_file(stood: Stood) -> Hashable:
    return stood.annotation.kind, stood.annotation.id, stood.annotation.place().path


def _id(stood: Stood) -> Hashable:
    return stood.annotation.kind, stood.annotation.id


def _label_and_quote(stood: Stood) -> Hashable:
    return stood.annotation.kind, stood.label, fold_words(stood.quote)


def _quote_in_file(stood: Stood) -> Hashable:
    quote = fold_words(stood.quote)
    return (stood.annotation.kind, stood.annotation.place().path, quote) if quote else None


def _by_key(old: list[Stood], new: list[Stood], key: Callable[[Stood], Hashable]) -> Iterator[Pair]:
    """Pairs of one key, in order; what is paired is taken out of both lists."""
    waiting: dict[Hashable, list[Stood]] = {}
    for stood in old:
        waiting.setdefault(key(stood), []).append(stood)
    left: list[Stood] = []
    paired: set[int] = set()
    for stood in new:
        name = key(stood)
        if name is not None and waiting.get(name):
            other = waiting[name].pop(0)
            paired.add(id(other))
            yield other, stood
        else:
            left.append(stood)
    old[:] = [stood for stood in old if id(stood) not in paired]
    new[:] = left


def _by_likeness(old: list[Stood], new: list[Stood], same_text: bool) -> Iterator[Pair]:
    """Pairs of one kind and label, the most alike first."""
    groups: dict[Hashable, tuple[list[Stood], list[Stood]]] = {}
    for side, stoods in enumerate((old, new)):
        for stood in stoods:
            groups.setdefault((stood.annotation.kind, stood.label), ([], []))[side].append(stood)
    paired: set[int] = set()
    for before, after in groups.values():
        if len(before) * len(after) > _MOST_COMPARED:
            continue
        scored = [(_likeness(one, other, same_text), one, other) for one, other in product(before, after)]
        for score, one, other in sorted(scored, key=lambda each: -each[0]):
            if score and not paired & {id(one), id(other)}:
                paired |= {id(one), id(other)}
                yield one, other
    old[:] = [stood for stood in old if id(stood) not in paired]
    new[:] = [stood for stood in new if id(stood) not in paired]


def _likeness(one: Stood, other: Stood, same_text: bool) -> float:
    """How much two annotations look like one that was edited, 0 where they do not; the same file counts for more."""
    same_file = one.annotation.place().path == other.annotation.place().path
    if not one.quote or not other.quote:
        return 50.0 if same_file or one.quote == other.quote else 0.0
    if same_text and any(a.overlaps(b) for a in one.spans for b in other.spans):
        return 200.0 + 10 * same_file
    score = fuzz.ratio(fold_words(one.quote), fold_words(other.quote), score_cutoff=_ALIKE)
    return score + 10 * same_file if score else 0.0
