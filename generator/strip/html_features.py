"""What the HTML classifier sees of each line: its words, and what the markup tells.

To what the text classifier sees in a line's words it adds links, elements, the names of the boxes, how much of the
page's prose stands in them, the headline above, the heading of the section. Densities of links and of prose follow
boilerpipe (Kohlschütter et al., WSDM 2010) and Readability (arc90, 2009).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from generator.strip import text_features
from generator.strip.grids import Columns, Feature
from generator.strip.html import TRAITS, Box, PageLine

_TAGS = (
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "span", "a", "blockquote", "figcaption",
    "figure", "section", "article", "main", "aside", "header", "footer", "nav", "ul", "ol", "form", "dd", "dt",
    "pre", "button", "tr", "table", "body", "center", "details",
)  # fmt: skip
_TAG_AT = {tag: number for number, tag in enumerate(_TAGS)}
_OTHER = len(_TAGS)
_TAG_NAMES = (*(f"<{tag}>" for tag in _TAGS), "another element")
_A_TAG = (*(f"a <{tag}>" for tag in _TAGS), "another element")
_OUTER_NAMES = tuple(f"in {name}" for name in _TAG_NAMES)
_INSIDE = (
    "nav", "header", "footer", "aside", "form", "figure", "figcaption", "table", "article", "main", "li",
    "blockquote", "section", "button", "details", "pre", "dialog",
)  # fmt: skip
_INSIDE_AT = {tag: number for number, tag in enumerate(_INSIDE)}
_SHARES = (0.001, 0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.9)
_SHARE_NAMES = (
    "none of the page's text", "hardly any of the page's text",
    *(f"under {share:.0%} of the page's text" for share in _SHARES[2:]), "nearly all of the page's text",
)  # fmt: skip
_LINKS = (0.02, 0.08, 0.2, 0.4, 0.7, 0.95)
_LINK_NAMES = ("no links", "hardly any links", "few links", "some links", "many links", "mostly links", "only links")
_LINE_LINKS = (0.01, 0.1, 0.25, 0.4, 0.6, 0.8, 0.99)
_THIRDS, _QUARTERS = (0.08, 0.5), (0.05, 0.3, 0.7)
_PLACES = (0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95)
_NEAR = (1, 2, 3, 5, 8, 15)
_AMOUNT = (1, 150, 400, 800, 1500)
_TITLE_PARTS = re.compile(r" [|–—-] ")
_TITLE = 1000  # so many characters of a title are looked at
_SIZES = (15, 40, 90, 200)
_LINES = (2, 3, 5, 9, 17, 41)
_WORDS4, _WORDS5 = (4, 8, 15), (3, 8, 15, 30)
_STEPS_BEFORE, _STEPS_AFTER = (1, 2, 4, 8, 16), (1, 2, 4, 8, 16, 32)
_AFTER_HEADLINE, _BEFORE_HEADLINE = (2, 4, 7, 12, 25, 50, 100), (2, 4, 10)
_IN_SECTION = (1, 2, 4, 8, 20)
_LEVELS = 4  # so many boxes outward are looked at one by one
_MAIN = 0.55  # the main box is the innermost that holds so much of the prose
_OF_TEXT = 5  # so many features of the text classifier look at the line's own words

_WORD = re.compile(r"\w+")
# Headings under which no article goes on, by what they announce.
_SECTIONS = re.compile(
    r"(?P<related>related|more|read|recommend|you (may|might)|also|trending|popular|most|latest|top|don.?t miss|editor"
    r"|what to|up next|next|previous|similar|suggested|further|recent|featured|keep reading|explore|discover"
    r"|from (the|our|around)|in (this|other)|see also|ver |leia|lire|mehr|weitere|noticias|relacionad)"
    r"|(?P<comments>comment|leave a|join the|discussion|responses?|repl|\d+ (comment|response|thought)|post a|add a"
    r"|what do you think|have your say|komment|coment)"
    r"|(?P<subscribe>sign up|subscribe|newsletter|get |join|stay|never miss|free|inbox|daily|follow|connect|contact"
    r"|share)"
    r"|(?P<author>about|author|written by|by |meet|bio)"
    r"|(?P<site>copyright|privacy|terms|categor|tags?|topics|archive|menu|navigation|search|site|company|help|legal"
    r"|resources|services|products|links)"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_GROUPS = ("related", "comments", "subscribe", "author", "site", "")
_GROUP_NAMES = (
    "below a heading for related articles", "below a heading for comments",
    "below a heading for subscribing or following", "below a heading about the author", "below a heading for the site",
    "below another heading", "below no heading",
)  # fmt: skip


def _upto(edges: Sequence[float], unit: str) -> tuple[str, ...]:
    return (*(f"fewer than {edge} {unit}" for edge in edges), f"{edges[-1]} or more {unit}")


_RELATION = (
    *(f"{n} above the main text" for n in _upto(_STEPS_BEFORE, "lines")),
    "among the main text",
    *(f"{n} below the main text" for n in _upto(_STEPS_AFTER, "lines")),
)
_DEPTHS = ("outside the main box", *(f"{n} boxes inside the main one" for n in range(5)), "deep inside the main box")
_NEIGHBOUR = (*(f"{kind} of {size}" for size in _upto(_SIZES, "characters") for kind in ("text", "a link")), "nothing")
_BOXES = ("its box holds", "the box around it holds", "two boxes out there is", "three boxes out there is")
_THREE = ("", " (a part of the text)", " (most of the text)")
_FOUR = ("", " with some text", " with much text", " with most of the text")
_UNSAID = ("article", "content")
_TOGETHER = ("in the same box", "in the same outer box", "in another box")

FEATURES = (
    *text_features.ALONE[:_OF_TEXT],
    Feature("links", tuple(f"a line with {n}" for n in (*_LINK_NAMES, "nothing but a link")), _upto(_WORDS4, "words")),
    Feature("element", _A_TAG, _upto(_WORDS5, "words")),
    Feature("outer element", _OUTER_NAMES),
    *(Feature(f"box {n} outward", tuple(f"{where} {share}" for share in _SHARE_NAMES), _LINK_NAMES)
      for n, where in enumerate(_BOXES, 1)),
    *(Feature(f"boxes of the same name, {n} outward", tuple(f"boxes like this hold {share}" for share in _SHARE_NAMES))
      for n in range(1, _LEVELS)),
    Feature("main box", _DEPTHS, _RELATION),
    Feature("lines in the outer box", tuple(f"the box around it has {n}" for n in _upto(_LINES, "lines"))),
    Feature("inside", tuple(f"<{tag}>{share}" for tag in _INSIDE for share in _FOUR), wording="inside {}"),
    Feature("box names", tuple(f"{trait}{share}" for trait in TRAITS for share in _THREE),
            wording="in a box named for {}", unsaid=_UNSAID),
    Feature("nearest box names", tuple(TRAITS), wording="its own box is named for {}", unsaid=_UNSAID),
    Feature("shown", ("shown", "hidden", "opens on hover")),
    Feature("place on the page", (
        *(f"in the first {place:.0%} of the page" for place in _PLACES[:5]),
        *(f"in the last {1 - place:.0%} of the page" for place in _PLACES[4:]),
    )),
    Feature("distance to prose", tuple(f"{n} below prose" for n in _upto(_NEAR, "lines")),
            tuple(f"{n} above prose" for n in _upto(_NEAR, "lines"))),
    Feature("prose within 5 lines", tuple(f"{n} of prose above" for n in _upto(_AMOUNT, "characters")),
            tuple(f"{n} below" for n in _upto(_AMOUNT, "characters"))),
    Feature("line above", tuple(f"above it {n}" for n in _NEIGHBOUR), _TOGETHER),
    Feature("line below", tuple(f"below it {n}" for n in _NEIGHBOUR), _TOGETHER),
    Feature("second line above", tuple(f"two above it {n}" for n in _NEIGHBOUR), _TOGETHER),
    Feature("second line below", tuple(f"two below it {n}" for n in _NEIGHBOUR), _TOGETHER),
    Feature("element above", tuple(f"the line above is {name}" for name in _A_TAG)),
    Feature("element below", tuple(f"the line below is {name}" for name in _A_TAG)),
    Feature("headline", ("the headline", *(f"{n} after the headline" for n in _upto(_AFTER_HEADLINE, "lines")),
                         *(f"{n} before the headline" for n in _upto(_BEFORE_HEADLINE, "lines")), "no headline")),
    Feature("section", _GROUP_NAMES, _upto(_IN_SECTION, "lines down")),
    Feature("section's box", _GROUP_NAMES, ("in the same box", "in another box")),
    Feature("words of the title", ("", "repeats words of the title"),
            ("stands once on the page", "stands twice on the page", "stands more often on the page")),
)  # fmt: skip


def main_box(lines: Sequence[PageLine]) -> Box:
    """The innermost box that holds most of the prose."""
    held: dict[int, list[Box]] = defaultdict(list)
    known: set[int] = set()
    for line in lines:
        box: Box | None = line.box
        while box is not None and id(box) not in known:
            known.add(id(box))
            if box.parent is not None:
                held[id(box.parent)].append(box)
            box = box.parent
    found = _root(lines[0].box)
    least = _MAIN * (found.prose or 1)
    while held[id(found)]:
        heaviest = max(held[id(found)], key=lambda box: box.prose)
        if heaviest.prose < least:
            break
        found = heaviest
    return found.parent if found.tag == "p" and found.parent is not None else found


def _root(box: Box) -> Box:
    while box.parent is not None:
        box = box.parent
    return box


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def headline_at(lines: Sequence[PageLine], title: str) -> int:
    """The number of the line that is the page's headline: in its title and in a heading, else its best h1; or -1.

    The best h1 shares most words with the title; of several, the last.
    """
    whole = _plain(title[:_TITLE])
    titled = set(whole.split())
    best, most = -1, -1
    for number, line in enumerate(lines):
        if line.box.tag in ("h1", "h2"):
            words = _plain(line.text)
            if whole and len(words) > 12 and (words in whole or whole in words):
                return number
            if line.box.tag == "h1" and (shared := len(titled & set(words.split()))) >= most:
                best, most = number, shared
    return best


def named_by(title: str, lines: Sequence[str]) -> str | None:
    """The first line that is the title, or the part of it before the outlet's name; None where there is none."""
    wanted = {_plain(part) for part in (title[:_TITLE], *_TITLE_PARTS.split(title[:_TITLE])[:1])}
    return next((line for line in lines if len(line) > 12 and _plain(line[:_TITLE]) in wanted), None)


def headings_over_nothing(lines: Sequence[PageLine], stays: Sequence[bool]) -> list[int]:
    """The headings that stay though every other line of the box around them, one at least, goes."""
    kept = [number for number in range(len(lines)) if stays[number]]
    staying: Counter[int] = Counter()
    for number in kept:
        box: Box | None = lines[number].box
        while box is not None:
            staying[id(box)] += 1
            box = box.parent
    around = ((number, lines[number].box.parent) for number in kept if lines[number].box.tag in _HEADINGS)
    return [number for number, box in around if box and box.lines > 1 and staying[id(box)] == 1]


def columns(title: str, lines: Sequence[PageLine]) -> Columns:
    """The bins of each line, one list for each of FEATURES; empty lists for a page without lines."""
    if not lines:
        return [[] for _ in FEATURES]
    texts = [line.text for line in lines]
    counts = [text.count(" ") + 1 for text in texts]
    prose = [line.prose for line in lines]
    main = main_box(lines)
    looks = text_features.looks(texts)[:_OF_TEXT]
    return [*looks, *map(list, zip(*_seen(title, lines, counts, prose, main), strict=True))]


def _seen(
    title: str, lines: Sequence[PageLine], counts: Sequence[int], prose: Sequence[float], main: Box
) -> list[tuple[int, ...]]:
    """What the markup tells of each line: its bins in the features that follow those of the text."""
    count = len(lines)
    whole = _root(main).prose or 1.0
    named = _by_name(lines, prose)
    around: dict[int, tuple[int, int]] = {}
    own = {id(line.box): line.box for line in lines}
    boxes = {key: _BoxView.of(box, main, whole, named, around) for key, box in own.items()}
    long = [number for number, amount in enumerate(prose) if amount]
    inside = [number for number in long if boxes[id(lines[number].box)].depth >= 0] or long or [0]
    first, last = inside[0], inside[-1]
    summed = list(accumulate(prose, initial=0.0))
    title_words = _plain(title[:_TITLE])
    plain = [_plain(line.text) for line in lines]
    times = Counter(plain)
    headline = headline_at(lines, title)
    sections = _sections(lines, plain, counts)
    sizes = [2 * bisect_right(_SIZES, len(line.text)) + (2 * line.linked > len(line.text)) for line in lines]
    up, down = _distances(prose)
    seen = []
    for n, (line, words) in enumerate(zip(lines, counts, strict=True)):
        view, box = boxes[id(line.box)], line.box
        relation = (
            bisect_right(_STEPS_BEFORE, first - n) if n < first
            else 7 + bisect_right(_STEPS_AFTER, n - last) if n > last
            else 6
        )  # fmt: skip
        group, since, heading_box = sections[n]
        of_title = 3 * (words > 2 and bool(plain[n]) and plain[n] in title_words) + min(times[plain[n]], 3) - 1
        seen.append((
            4 * bisect_right(_LINE_LINKS, line.linked / len(line.text)) + bisect_right(_WORDS4, words),
            5 * view.tag + bisect_right(_WORDS5, words),
            view.outer,
            *view.outward,
            *view.twins,
            13 * (1 + min(view.depth, 5)) + relation,
            view.siblings,
            view.inside,
            view.traits,
            view.near,
            2 if box.hover else 1 if box.hidden else 0,
            bisect_right(_PLACES, n / count),
            7 * up[n] + down[n],
            6 * bisect_right(_AMOUNT, summed[n] - summed[max(0, n - 5)])
            + bisect_right(_AMOUNT, summed[min(count, n + 6)] - summed[n + 1]),
            _neighbour(lines, sizes, n, n - 1), _neighbour(lines, sizes, n, n + 1),
            _neighbour(lines, sizes, n, n - 2), _neighbour(lines, sizes, n, n + 2),
            boxes[id(lines[n - 1].box)].tag if n else _OTHER,
            boxes[id(lines[n + 1].box)].tag if n + 1 < count else _OTHER,
            _from_headline(n, headline),
            6 * group + bisect_right(_IN_SECTION, since),
            2 * group + (heading_box is None or not holds(heading_box, box)),
            of_title,
        ))  # fmt: skip
    return seen


def _by_name(lines: Sequence[PageLine], prose: Sequence[float]) -> dict[tuple[int, str, str], float]:
    """How much prose stands in boxes of one element and name, by how far outward from the line they are."""
    found: dict[tuple[int, str, str], float] = defaultdict(float)
    for line, amount in zip(lines, prose, strict=True):
        box = line.box.parent
        for level in range(1, _LEVELS):
            if box is None or not amount:
                break
            found[level, box.tag, box.name] += amount
            box = box.parent
    return found


@dataclass(frozen=True, slots=True)
class _BoxView:
    """What is the same for all lines of one box."""

    tag: int
    outer: int
    outward: tuple[int, ...]
    twins: tuple[int, ...]
    depth: int
    siblings: int
    inside: int
    traits: int
    near: int

    @staticmethod
    def of(
        box: Box, main: Box, whole: float, named: dict[tuple[int, str, str], float], around: dict[int, tuple[int, int]]
    ) -> _BoxView:
        """The view of one box: its bins in the features that do not look at the line itself."""
        chain, outer = [], box
        while True:
            chain.append(outer)
            if outer.parent is None:
                break
            outer = outer.parent
        depth = next((n for n, found in enumerate(chain) if found is main), -1)
        near = box.traits | (chain[1].traits if len(chain) > 1 else 0)
        inside, traits = _around(box, whole, around)
        outward, twins = [], []
        for level in range(1, _LEVELS + 1):
            far = chain[min(level, len(chain) - 1)]
            links = bisect_right(_LINKS, far.linked / (far.chars or 1))
            outward.append(7 * bisect_right(_SHARES, far.prose / whole) + links)
            if level < _LEVELS:
                twins.append(bisect_right(_SHARES, named.get((level, far.tag, far.name), 0.0) / whole))
        parent = chain[1] if len(chain) > 1 else box
        return _BoxView(
            _TAG_AT.get(box.tag, _OTHER), _TAG_AT.get(parent.tag, _OTHER), tuple(outward), tuple(twins), depth,
            bisect_right(_LINES, parent.lines), inside, traits, near,
        )  # fmt: skip


def _around(box: Box, whole: float, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """The masks of the elements and of the box names around a box; `known` are those of boxes seen before."""
    chain, outer = [], box
    while id(outer) not in known:
        chain.append(outer)
        if outer.parent is None:
            break
        outer = outer.parent
    inside, traits = known.get(id(outer), (0, 0))
    for found in reversed(chain):
        share = found.prose / whole
        if found.tag in _INSIDE_AT:  # of several the innermost counts
            at = 4 * _INSIDE_AT[found.tag]
            inside = inside & ~(0b1111 << at) | 1 << at + bisect_right(_QUARTERS, share)
        if found.traits:
            third = bisect_right(_THIRDS, share)
            for trait in _bits(found.traits):
                traits |= 1 << 3 * trait + third
        known[id(found)] = inside, traits
    return inside, traits


@cache
def _bits(mask: int) -> tuple[int, ...]:
    return tuple(number for number in range(mask.bit_length()) if mask >> number & 1)


def _distances(prose: Sequence[float]) -> tuple[list[int], list[int]]:
    """For each line how far the nearest prose above and below is, as bins; the line itself does not count as above."""
    up, distance = [], 99
    for amount in prose:
        distance = min(distance + 1, 99)
        up.append(bisect_right(_NEAR, distance))
        distance = 0 if amount else distance
    down, distance = [], 99
    for amount in reversed(prose):
        distance = 0 if amount else min(distance + 1, 99)
        down.append(bisect_right(_NEAR, distance))
    return up, down[::-1]


def _neighbour(lines: Sequence[PageLine], sizes: Sequence[int], at: int, other: int) -> int:
    if not 0 <= other < len(lines):
        return 3 * 10 + 2
    one, two = lines[at].box, lines[other].box
    together = 0 if one is two else 1 if one.parent is two.parent else 2
    return 3 * sizes[other] + together


def _from_headline(number: int, headline: int) -> int:
    if headline < 0:
        return 13
    if number == headline:
        return 0
    if number > headline:
        return 1 + bisect_right(_AFTER_HEADLINE, number - headline)
    return 9 + bisect_right(_BEFORE_HEADLINE, headline - number)


def _sections(
    lines: Sequence[PageLine], plain: Sequence[str], counts: Sequence[int]
) -> list[tuple[int, int, Box | None]]:
    """For each line the group of the heading above it, how many lines below it stands, and the heading's outer box."""
    found: list[tuple[int, int, Box | None]] = []
    group, at, box = len(_GROUPS), 0, None
    for number, line in enumerate(lines):
        match = _SECTIONS.match(plain[number])
        by_author = match is not None and match.lastgroup == "author"
        if line.box.tag in _HEADINGS or (match and counts[number] <= 6 and not by_author):
            group = _GROUPS.index(match.lastgroup or "") if match and match.lastgroup in _GROUPS else len(_GROUPS) - 1
            at, box = number, line.box.parent
        found.append((group, number - at, box))
    return found


def holds(outer: Box, box: Box | None) -> bool:
    """Whether a box is the outer one or inside it."""
    while box is not None and box is not outer:
        box = box.parent
    return box is not None
