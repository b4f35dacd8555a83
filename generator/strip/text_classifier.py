"""Which lines of a page, as select-all and copy gives it, are the article's: an additive model with readable weights.

Two passes. The first judges each line alone, the second among the others, which the first has judged. Each feature
puts a line into one of a few named bins (`text_features.py`), each bin has a weight in `text_weights.yml`, and the sum
of the weights is the line's score: log-odds, above 0 for the article. Then the best sequence of kept and dropped
stretches is taken (Viterbi with two states), so that a doubtful line follows its neighbours. The weights are made by
`tests/bench/train_text.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import count
from operator import add

from generator.strip.grids import Bins, Table, hundredths, tables, weighed, weights_of, worst, written_weights
from generator.strip.text_features import ALONE, AMONG, FAR, Page, alone, among, ends_sentence, read

TINY = 5  # a paste of at most so many lines is kept whole
CLEAN_SHARE = 0.6  # a paste of which so many lines are prose is an article already
SHORT, SHORT_SHARE = 15, 0.4  # and of so few lines, one with so much prose: somebody has chosen the words
SHORT_PROSE = 40  # a line of so many characters that ends as a sentence does is prose
SWITCH = 200  # what a change between kept and dropped lines costs, in hundredths of log-odds
RULED = -400  # the score of a line that a named rule cuts
FAR_SCORE = -600  # the score of a line far from any long one
_NAMED = 2  # so many reasons are named of each pass
_FAR_AWAY = f"no long line within {FAR} lines"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in hundredths of log-odds, for each feature of a pass, in the order of ALONE and AMONG."""

    alone: tuple[tuple[int, ...], ...]
    among: tuple[tuple[int, ...], ...]
    alone_base: int
    among_base: int


@cache
def load() -> Weights:
    """The weights of `text_weights.yml`."""
    written = written_weights("text_weights.yml")
    return Weights(
        tuple(weights_of(written["alone"], feature) for feature in ALONE),
        tuple(weights_of(written["among"], feature) for feature in AMONG),
        hundredths(written["alone"]["base"]),
        hundredths(written["among"]["base"]),
    )


@cache
def _itself() -> list[Table]:
    return tables(ALONE, load().alone)


@cache
def _by_itself() -> Table:
    return tables(AMONG[:1], load().among[:1])[0]


@cache
def _around() -> list[Table]:
    return tables(AMONG[1:], load().among[1:])


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the classifier says of each line of a page, blank ones too.

    `keep` is False for blank lines. `scores` are in hundredths of log-odds: above 0 the line alone would be kept.
    """

    keep: Sequence[bool]
    scores: Sequence[int]
    _page: Page
    _places: Mapping[int, int] = field(default_factory=dict)
    _alone: Sequence[Bins] = ()
    _by_itself: Sequence[int] = ()
    _among: Sequence[Bins] = ()
    _weights: Sequence[Bins] = ()

    def evidence(self, number: int) -> str:
        """What spoke most against a dropped line (its number, from 0), in words; '' for a kept or a blank line."""
        if self.keep[number] or not self._page.written[number]:
            return ""
        at = self._places.get(number)
        if at is None:
            return _FAR_AWAY
        named = worst(_around(), self._among[at], self._weights[at], _NAMED)
        if self._by_itself[at] < 0:
            named = [*_against(self._alone[at]), *named]
        return "; ".join(named) or "the lines around it are dropped"


@lru_cache(maxsize=50_000)
def _against(alone: Bins) -> list[str]:
    """What weighs most against a line by itself. Lines of menus have much in common: it is remembered."""
    known = _itself()
    return worst(known, alone, [table.weights[n] for table, n in zip(known, alone, strict=True)], _NAMED)


def judge(lines: Sequence[str], ruled: Iterable[int] = ()) -> Judgement:
    """The judgement of all lines of a page, blank ones too; `ruled` are the numbers of lines that a named rule cuts.

    A paste of at most TINY lines is kept whole, and one of which CLEAN_SHARE of the lines are prose (of a SHORT one,
    SHORT_SHARE) is an article already: there only named rules cut. A page without prose keeps nothing. The lines may
    hold any characters.
    """
    page, cut = read(lines), frozenset(ruled)
    if _is_article(page, cut):
        keep = [bool(line) for line in page.written]
        return Judgement(keep, [-FAR_SCORE if kept else FAR_SCORE for kept in keep], page)
    keep, scores = [False] * len(lines), [FAR_SCORE] * len(lines)
    if not page.lines:
        return Judgement(keep, scores, page)
    columns, masks = alone(page)
    first = list(map(load().alone_base.__add__, map(sum, weighed(_itself(), columns))))
    if cut:
        first = [RULED if number in cut else score for number, score in zip(page.where, first, strict=True)]
    levels, *around = among(page, first, masks)
    by_itself = list(map(_by_itself().weights.__getitem__, levels))
    weights = weighed(_around(), around)
    second = list(map(load().among_base.__add__, map(add, by_itself, map(sum, weights))))
    for number, kept, score in zip(page.where, smoothed(second), second, strict=True):
        keep[number], scores[number] = kept, score
    places = dict(zip(page.where, count()))
    itself, beside = list(zip(*columns, strict=True)), list(zip(*around, strict=True))
    return Judgement(keep, scores, page, places, itself, by_itself, beside, weights)


def prose(lines: Sequence[str], gone: Collection[int]) -> tuple[int, int]:
    """How many of the lines that are left are prose, and how many are left; blank ones do not count."""
    return _prose(read(lines), gone)


def _prose(page: Page, gone: Collection[int]) -> tuple[int, int]:
    least = 2 * SHORT_PROSE // page.scale
    left = [line for number, line in enumerate(page.written) if line and number not in gone]
    return sum(len(line) >= least and ends_sentence(line) for line in left), len(left)


def _is_article(page: Page, gone: Collection[int]) -> bool:
    count = len(page.written) - page.written.count("") - len(gone)
    wanted = (SHORT_SHARE if count <= SHORT else CLEAN_SHARE) * count
    if count > TINY and sum(map((2 * SHORT_PROSE // page.scale).__le__, map(len, page.written))) < wanted:
        return False  # most pages
    found, left = _prose(page, gone)
    return left <= TINY or found >= wanted


def smoothed(scores: Sequence[int], switch: int = SWITCH) -> list[bool]:
    """Which lines are kept in the best sequence of kept and dropped ones, where each change costs `switch`.

    This is Viterbi's algorithm for two states, which need only the difference between the two.
    """
    lead, leads = 0, [0]
    for score in scores:
        lead = (lead if lead < switch else switch) if lead > -switch else -switch
        lead += score
        leads.append(lead)
    kept = lead > 0
    keep = [kept]
    for lead in leads[-2:0:-1]:
        kept = lead > -switch if kept else lead >= switch
        keep.append(kept)
    return keep[::-1] if scores else []
