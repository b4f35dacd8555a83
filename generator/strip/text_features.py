"""What can be told of the lines of a page: features, each a grid of named bins into which every line falls.

Of a line alone (`alone`): its length, how it begins and ends, its words. Of a line among the others (`among`): how much
prose stands near it, what furniture stood between. `cues.yml` holds the words that speak for or against a line, in
several languages. The idea of features on text lines is boilerpipe's (Kohlschütter et al., WSDM 2010) and jusText's
(Pomikálek, 2011). Everything is linear in the length of the page, and works on all its lines at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from importlib.resources import files
from itertools import accumulate, compress, count, pairwise
from math import exp
from operator import or_
from typing import Any

import yaml

from generator.strip.grids import Feature

FAR = 10  # a short line so far from any long line is not looked at
LONG_LINE = 80
_LENGTH_CAP = 4_000  # a longer line counts as this long
_PAGE_BITS = 17  # more prose on a page than this power of two counts as this much
_PROSE_CAP = 400  # characters that one line counts at most as prose near by
_CUED = 60  # longer lines are not searched for cue words
_VOCABULARY = 50_000  # so many words are remembered from page to page
_CJK_SCALE = 5  # halves: a line without spaces between words says 2.5 times as much per character


class _Classes(dict[str, int]):
    """Character -> class, worked out once for each character."""

    def __init__(self, of: Callable[[str], int]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, character: str) -> int:
        self[character] = found = self._of(character)
        return found


_ENDS = (
    ".。．｡।", "!?！？‽؟", "…", ":;：；", ",،，、-–—", "\"”’'»)」』]）】",
)  # fmt: skip
END_NAMES = (
    "ends in a letter", "ends in a full stop", "ends in a question or exclamation mark", "ends in an ellipsis",
    "ends in a colon", "ends in a comma or dash", "ends in a quotation mark or bracket", "ends in a digit",
    "ends in another sign",
)  # fmt: skip
FIRST_NAMES = (
    "begins with a capital", "begins with a small letter", "begins with a digit", "begins with a quotation mark",
    "begins with a letter without case", "begins with another sign",
)  # fmt: skip


def _end_of(character: str) -> int:
    for number, characters in enumerate(_ENDS, 1):
        if character in characters:
            return number
    return 0 if character.isalpha() else 7 if character.isdigit() else 8


def _first_of(character: str) -> int:
    if character in "\"“‘'«「『„":
        return 3
    if character.isalpha():
        return 0 if character.isupper() else 1 if character.islower() else 4
    return 2 if character.isdigit() else 5


_END, _FIRST = _Classes(_end_of), _Classes(_first_of)


def _steps(edges: Sequence[int], top: int) -> list[int]:
    """For each number up to `top`, how many of the edges it has reached."""
    return [sum(number >= edge for edge in edges) for number in range(top + 1)]


def _ranges(edges: Sequence[int], unit: str) -> tuple[str, ...]:
    low = (0, *edges)
    names = [f"{a}-{b - 1}" if b - 1 > a else f"{a}" for a, b in zip(low, edges, strict=False)]
    return tuple(f"{name} {unit}" for name in (*names, f"{edges[-1]} or more"))


_LENGTHS = (6, 12, 20, 30, 42, 56, 75, 100, 140, 200, 300, 500)
_WORDS = (2, 4, 6, 8, 10, 13)
_CUE_WORDS = (3, 6, 13)
_DISTANCES = (1, 2, 3, 4, 6, 10, 20, 50)
_LENGTH_BIN, _WORDS_BIN, _CUE_BIN = _steps(_LENGTHS, 500), _steps(_WORDS, 13), _steps(_CUE_WORDS, 13)
_DISTANCE_BIN = _steps(_DISTANCES, 50)
_CAPITALS = (
    "no capitals",
    "few capitals",
    "some capitals",
    "many capitals",
    "a capital to each word",
    "all in capitals",
)
_DIGITS = ("no digits", "few digits", "some digits", "mostly digits")
_BLANKS = ("no blank line", "one blank line", "more blank lines")


def _amounts(most: int, where: str) -> tuple[str, ...]:
    """Names for amounts of prose in characters, by powers of two up to `most`."""
    names = ["no prose", "1 character of prose"]
    while 2 ** len(names) // 2 <= most:
        names.append(f"{2 ** len(names) // 2}-{2 ** len(names) - 1} characters of prose")
    return tuple(f"{name} in {where}" for name in names)


@cache
def cues() -> tuple[tuple[str, ...], dict[str, int], int]:
    """The kinds of cue words, word -> bit mask of kinds, and the mask of kinds that end an article."""
    written: Any = yaml.load((files("generator.strip") / "cues.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    masks: dict[str, int] = {}
    barrier = 0
    for number, kind in enumerate(written.values()):
        barrier |= (kind["between"] == "yes") << number
        for words in kind["words"].values():
            for word in words.split():
                masks[word] = masks.get(word, 0) | 1 << number
    return tuple(written), masks, barrier


_KINDS = cues()[0]
_LEVELS = tuple(f"{-6 + n / 2:+.1f} to {-6 + (n + 1) / 2:+.1f}" for n in range(20))
_EIGHT = (
    "surely furniture", "furniture", "rather furniture", "perhaps furniture",
    "perhaps prose", "rather prose", "prose", "surely prose",
)  # fmt: skip
_FOUR = tuple(f"{name} by itself" for name in ("surely furniture", "rather furniture", "rather prose", "surely prose"))
_SIZES = ("much shorter", "shorter", "as long", "longer", "much longer")

ALONE = (
    Feature("length and end", _ranges(_LENGTHS, "characters"), END_NAMES),
    Feature("words and capitals", _ranges(_WORDS, "words"), _CAPITALS),
    Feature("first character", FIRST_NAMES),
    Feature("digits", _DIGITS, ("in a very short line", "in a short line", "in a long line")),
    Feature("cue words", _KINDS, _ranges(_CUE_WORDS, "words"), "words of {}"),
    Feature("blank lines", tuple(f"{b} above" for b in _BLANKS), tuple(f"{b} below" for b in _BLANKS)),
    Feature("repetition", ("stands once on the page", "stands twice on the page", "stands more often on the page")),
)
AMONG = (
    Feature("by itself", tuple(f"by itself {level}" for level in _LEVELS)),
    Feature(
        "neighbours",
        tuple(f"above it {n}" for n in (*_EIGHT, "nothing")),
        tuple(f"below it {n}" for n in (*_EIGHT, "nothing")),
    ),
    Feature("prose within 3 lines", _amounts(1200, "the 3 lines above"), _amounts(1200, "the 3 lines below")),
    Feature("prose within 30 lines", _amounts(12000, "the 30 lines above"), _amounts(12000, "the 30 lines below")),
    Feature(
        "share of prose",
        tuple(f"{n}/8 of the page's prose above" for n in range(8)),
        tuple(f"{n}/8 below" for n in range(8)),
    ),
    Feature(
        "distance to prose",
        tuple(f"{n} lines below the last long line of prose" for n in (*range(9), "9 or more")),
        tuple(f"{n} above the next" for n in (*range(9), "9 or more")),
    ),
    Feature(
        "place in the main stretch",
        (
            *(f"{n} the start of the main stretch" for n in _ranges(_DISTANCES, "lines after")),
            *(f"{n} the main stretch" for n in _ranges(_DISTANCES, "lines before")),
            *(f"{n} the main stretch" for n in _ranges(_DISTANCES, "lines after")),
        ),
    ),
    Feature(
        "furniture between",
        tuple(
            f"{abs(n)} lines of furniture from the densest prose, {'above' if n < 0 else 'below'} it"
            for n in range(-6, 7)
        ),
    ),
    Feature("prose on the page", _amounts(2**_PAGE_BITS - 1, "the whole page"), _FOUR),
    Feature(
        "size beside neighbours", tuple(f"{s} than above" for s in _SIZES), tuple(f"{s} than below" for s in _SIZES)
    ),
    Feature("furniture above", _KINDS, wording="words of {} further up, below the first prose"),
    Feature("furniture just above", _KINDS, wording="words of {} between it and the prose above"),
)


def _delete_all_but(kept: Iterable[int]) -> bytes:
    return bytes(set(range(256)) - set(kept) - {ord("\n")})


_NOT_CAPITALS, _NOT_DIGITS = _delete_all_but(range(65, 91)), _delete_all_but(range(48, 58))
_NOT_SPACES = _delete_all_but(b" ")
_NOT_WIDE = _delete_all_but(range(0xE3, 0xEA))


def _counts(raw: bytes, others: bytes) -> list[int]:
    """How many of the bytes that are not among `others` stand in each line."""
    return list(map(len, raw.translate(None, others).split(b"\n")))


_CAPITAL_TENTHS = (1, 1, 1, 2, 2, 2, 3, 3, 3, 4)
_STRAY = ".,:;!?()[]\"'“”‘’»«|·•…-–—"


class _CueWords(dict[str, int]):
    """Word, with what punctuation clings to it -> bit mask of cue kinds, worked out once for each word."""

    def __missing__(self, word: str) -> int:
        if len(self) > _VOCABULARY:
            self.clear()
        bare = word.strip(_STRAY)
        self[word] = mask = cues()[1].get(word, 0) | cues()[1].get(bare, 0)
        return mask


_cue_of = _CueWords().__getitem__


def looks(lines: Sequence[str], scale: int = 2) -> list[list[int]]:
    """The bins that each line has by its own text, one list for each feature, and the cue masks of the short ones."""
    raw = "\n".join(lines).encode("utf-8", "replace")
    lengths = list(map(len, lines))
    words = [spaces + 1 for spaces in _counts(raw, _NOT_SPACES)]
    capitals, digits = _counts(raw, _NOT_CAPITALS), _counts(raw, _NOT_DIGITS)
    cue = [
        reduce(or_, map(_cue_of, line.lower().split()), 0) if length <= _CUED else 0
        for line, length in zip(lines, lengths, strict=True)
    ]
    sizes = lengths if scale == 2 else [length * scale >> 1 for length in lengths]
    return [
        [9 * (_LENGTH_BIN[n] if n < 500 else 12) + _END[line[-1]] for n, line in zip(sizes, lines, strict=True)],
        [
            6 * (_WORDS_BIN[w] if w < 13 else 6)
            + (0 if not c else 5 if 2 * c > n else 4 if c >= w else _CAPITAL_TENTHS[10 * c // w])
            for w, c, n in zip(words, capitals, lengths, strict=True)
        ],
        [_FIRST[line[0]] for line in lines],
        [
            3 * (0 if not d else 1 if 8 * d < n else 2 if 3 * d < n else 3) + (0 if n < 20 else 1 if n < 60 else 2)
            for d, n in zip(digits, lengths, strict=True)
        ],
        [4 * c + (_CUE_BIN[w] if w < 13 else 3) for c, w in zip(cue, words, strict=True)],
        [c if w <= 6 else 0 for c, w in zip(cue, words, strict=True)],
    ]


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page that stand near long lines, without the white space at their ends.

    `written` are all lines of the page without white space at their ends, blank ones too. `where` are the numbers of
    those near long ones, from 0; `gaps` how many lines each is below the one before it (1: directly,
    at most 3), and last how far the last is above the end. A stretch of lines far from any long line is represented by
    its first line. `times` is how often each stands on the page. `scale` is 2, or 5 where words have no spaces.
    """

    written: Sequence[str]
    where: Sequence[int]
    lines: Sequence[str]
    gaps: Sequence[int]
    times: Sequence[int]
    scale: int


def read(lines: Sequence[str]) -> Page:
    """The page that consists of these lines, blank ones too."""
    text = "\n".join(lines)
    if text.count("\n") >= len(lines):  # a line that holds line ends
        lines = [line.replace("\n", " ") for line in lines]
    bare = list(map(str.strip, lines))
    where = list(compress(count(), bare))
    scale = _CJK_SCALE if _without_spaces(text) else 2
    where, written = _near(where, list(filter(None, bare)), scale)
    edges = [-1, *where, len(lines)]
    gaps = [3 if below - above > 3 else below - above for above, below in pairwise(edges)]
    return Page(bare, where, written, gaps, list(map(Counter(written).__getitem__, written)), scale)


def _without_spaces(text: str) -> bool:
    """Whether a quarter of the characters or more are Chinese or Japanese; a thousand are looked at."""
    if text.isascii():
        return False
    some = text[:: max(1, len(text) // 1000)]
    return 4 * len(some.encode("utf-8", "replace").translate(None, _NOT_WIDE)) > len(some)


def _near(where: list[int], lines: list[str], scale: int) -> tuple[list[int], list[str]]:
    """The lines within FAR lines of a long one, and the first of each stretch of others."""
    lengths = list(map(len, lines))
    long_line = 2 * LONG_LINE // scale
    found = [number for number, length in enumerate(lengths) if length >= long_line]
    if len(found) < 3:
        found = [number for number, length in enumerate(lengths) if length >= long_line // 2]
    if not found:
        return [], []
    kept = bytearray(len(lines))
    window = b"\1" * (2 * FAR + 1)
    for number in found:
        start = number - FAR if number > FAR else 0
        kept[start : number + FAR + 1] = window[: min(number + FAR + 1, len(lines)) - start]
    for number in (0, *(number + FAR + 1 for number in found)):
        if number < len(lines):
            kept[number] = 1
    return list(compress(where, kept)), list(compress(lines, kept))


def alone(page: Page) -> tuple[list[list[int]], list[int]]:
    """The bins of ALONE for each line of the page, one list for each feature; and the cue masks of the short lines."""
    *columns, masks = looks(page.lines, page.scale)
    around = [3 * above + below - 4 for above, below in pairwise(page.gaps)]
    return [*columns, around, [times - 1 if times < 3 else 2 for times in page.times]], masks


_TO_EIGHT, _TO_FOUR = [8 * n // 20 for n in range(20)], [n // 5 for n in range(20)]
_SIXTY_FOURTHS = [round(64 / (1 + exp(5.75 - n / 2))) for n in range(20)]  # how much of a line counts as prose
_STRONG, _STRONG_LENGTH = 13, 60
_STRETCH_BONUS, _STRETCH_MOST, _STRETCH_LEAST = 100, 300, -400


def among(page: Page, scores: Sequence[int], masks: Sequence[int]) -> list[list[int]]:
    """The bins of AMONG for each line of the page, one list for each feature; `scores` are those of the first pass."""
    levels = [0 if score < -600 else 19 if score >= 400 else (score + 600) // 50 for score in scores]
    lengths = list(map(len, page.lines)) if page.scale == 2 else [len(line) * page.scale >> 1 for line in page.lines]
    lengths = [n if n < _LENGTH_CAP else _LENGTH_CAP for n in lengths]
    mass = [
        _SIXTY_FOURTHS[level] * (length if length < _PROSE_CAP else _PROSE_CAP) >> 6
        for level, length in zip(levels, lengths, strict=True)
    ]
    summed = list(accumulate(mass, initial=0))
    four = [_TO_FOUR[level] for level in levels]
    strong = [level >= _STRONG and length >= _STRONG_LENGTH for level, length in zip(levels, lengths, strict=True)]
    prose = min(summed[-1].bit_length(), _PAGE_BITS) * 4
    to_prose, above, just_above = _since_prose(strong, masks)
    return [
        levels,
        _neighbours([_TO_EIGHT[level] for level in levels]),
        _within(3, 12, summed),
        _within(30, 15, summed),
        _shares(summed),
        to_prose,
        _in_main_stretch(scores),
        _furniture_between(summed, masks),
        [prose + level for level in four],
        _sizes(lengths),
        above,
        just_above,
    ]


def _neighbours(eight: list[int]) -> list[int]:
    return [9 * a + b for a, b in zip([8, *eight[:-1]], [*eight[1:], 8], strict=True)]


def _within(reach: int, columns: int, summed: list[int]) -> list[int]:
    """Amounts of prose in `reach` lines above and below, as powers of two."""
    padded = [0] * reach + summed + [summed[-1]] * reach
    to, past = reach, 2 * reach + 1
    return [
        (a - b).bit_length() * columns + (c - d).bit_length()
        for a, b, c, d in zip(padded[to:-to], padded, padded[past:], padded[to + 1 :], strict=False)
    ]


def _shares(summed: list[int]) -> list[int]:
    whole = summed[-1] + 1
    return [8 * (8 * a // whole) + 8 * (whole - 1 - b) // whole for a, b in pairwise(summed)]


def _since_prose(strong: list[bool], masks: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Distance to the long lines of prose above and below; what kinds of cues stood between, and since the first."""
    down, above, just_above, up = [], [], [], []
    distance, seen, since, begun = 9, 0, 0, 0
    for is_strong, mask in zip(strong, masks, strict=True):
        down.append(10 * distance)
        above.append(seen)
        just_above.append(since)
        if is_strong:
            distance = since = 0
            begun = -1
        else:
            since |= mask
            seen |= mask & begun
            if distance < 9:
                distance += 1
    distance = 9
    for is_strong in reversed(strong):
        up.append(distance)
        if is_strong:
            distance = 0
        elif distance < 9:
            distance += 1
    return [a + b for a, b in zip(down, reversed(up), strict=True)], above, just_above


def _in_main_stretch(scores: Sequence[int]) -> list[int]:
    """Where each line lies from the stretch with the highest sum of scores (Kadane's maximum subarray)."""
    best = total = start = first = last = 0
    for number, score in enumerate(scores):
        if total <= 0:
            total, start = 0, number
        total += (score if score > _STRETCH_LEAST else _STRETCH_LEAST) if score < _STRETCH_MOST else _STRETCH_MOST
        total += _STRETCH_BONUS
        if total > best:
            best, first, last = total, start, number
    near, beyond = _DISTANCE_BIN, 50
    count = len(scores)
    before = [9 + near[min(n, beyond)] for n in range(first, 0, -1)]
    inside = [near[min(n, beyond)] for n in range(last - first + 1)]
    after = [18 + near[min(n, beyond)] for n in range(1, count - last)]
    return before + inside + after


def _furniture_between(summed: list[int], masks: Sequence[int]) -> list[int]:
    """How many lines with words that end an article stand between each line and the densest prose."""
    barrier = cues()[2]
    counted = list(accumulate((1 if mask & barrier else 0 for mask in masks), initial=0))
    padded = [0] * 5 + summed + [summed[-1]] * 5
    dense = [b - a for a, b in zip(padded, padded[11:], strict=False)]
    peak = dense.index(max(dense))
    at = counted[peak]
    between = [n - at for n in (*counted[: peak + 1], *counted[peak + 2 :])]
    return [12 if n > 6 else 0 if n < -6 else n + 6 for n in between]


def _sizes(lengths: list[int]) -> list[int]:
    bits = [length.bit_length() for length in lengths]
    scale = [0] * 18 + [0, 1, 2, 3, 4] + [4] * 18
    return [
        5 * scale[20 + b - a] + scale[20 + b - c] for a, b, c in zip([0, *bits], bits, [*bits[1:], 0], strict=False)
    ]


_SENTENCE_ENDS = frozenset({1, 2, 3, 4, 6})


def ends_sentence(line: str) -> bool:
    """Whether a line, not empty, ends as a sentence does: with a stop, a colon, a quotation mark or a bracket."""
    return _END[line[-1]] in _SENTENCE_ENDS
