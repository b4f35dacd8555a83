"""The diagram of retelling: a graph -> boxes with lettering and lines, in pixels, for the template to draw.

Columns: the articles by date, the reports that they retell (further back, further right), the sources. The
sources behind one report are one box, and those that an article cites itself stand in its own box: every
line in the picture is a retelling.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator import links
from generator.compare.chains import named_outlets
from generator.compare.retelling import Node, Part, Retelling
from generator.model import Article, Story
from generator.pages import layered
from generator.pages.lettering import Lettered, Run, lettered, line_count
from generator.templates import date_in_words

SIZE, SMALL = 15, 13
PITCH, SMALL_PITCH = 19, 17
PAD, GAP, GUTTER, HEAD, MARGIN = 10, 16, 96, 34, 4
WIDTHS = {Part.ARTICLE: 310, Part.REPORT: 190, Part.UNNAMED: 190, Part.SOURCES: 340}
LINES = 3
BOLD = 1.06


@dataclass(frozen=True, slots=True)
class Words:
    """Lettering of one size; `left` and `top` are the beginning of its first base line, from the corner of the box."""

    role: str
    runs: tuple[Lettered, ...]
    top: float
    pitch: float
    left: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A node with its box: the left upper corner and the size, in pixels."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An edge: the path of its curve, and the parts that it joins."""

    path: str
    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class Diagram:
    """The whole drawing; `heads` are the titles of the columns with their left edges."""

    width: float
    height: float
    heads: tuple[tuple[float, str], ...]
    boxes: tuple[Drawn, ...]
    lines: tuple[Line, ...]


def diagram(story: Story, graph: Retelling, root: str) -> Diagram:
    """The drawing of a graph; `root` leads from the page to the root of the site."""
    column = _columns(graph)
    made = {node.id: _words(story, graph, node, root) for node in graph.nodes}
    height = {name: _bottom(words) + PAD for name, words in made.items()}
    boxes = [layered.Box(node.id, column[node.id], height[node.id]) for node in graph.nodes]
    placed = layered.arrange(boxes, graph.edges, GAP)
    lefts = _lefts(graph, column)
    drawn = {
        node.id: Drawn(
            node, lefts[column[node.id]], HEAD + placed.middles[node.id] - height[node.id] / 2,
            WIDTHS[node.part], height[node.id], made[node.id],
        )
        for node in graph.nodes
    }  # fmt: skip
    lines = tuple(_line(drawn[start], drawn[end], placed.lanes[start, end], lefts) for start, end in graph.edges)
    right = max((box.x + box.width for box in drawn.values()), default=0) + MARGIN
    boxes_by_column = tuple(sorted(drawn.values(), key=lambda box: (box.x, box.y)))
    return Diagram(right, HEAD + placed.height + MARGIN, _heads(graph, column, lefts), boxes_by_column, lines)


def _columns(graph: Retelling) -> dict[str, int]:
    """The column of each node: reports by the longest way from an article, all sources in the last."""
    column = {node.id: 0 for node in graph.nodes}
    inner = [(start, end) for start, end in graph.edges if not end.startswith(Part.SOURCES)]
    for _ in graph.nodes:
        moved = [(end, column[start] + 1) for start, end in inner if column[end] <= column[start]]
        if not moved:
            break
        for end, at in moved:
            column[end] = max(column[end], at)
    last = max(column.values(), default=0) + 1
    return column | {node.id: last for node in graph.nodes if node.part is Part.SOURCES}


def _lefts(graph: Retelling, column: Mapping[str, int]) -> list[float]:
    count = max(column.values(), default=0) + 1
    widths = [max((WIDTHS[n.part] for n in graph.nodes if column[n.id] == at), default=0) for at in range(count)]
    return [MARGIN + sum(widths[:at]) + GUTTER * at for at in range(count)]


def _heads(graph: Retelling, column: Mapping[str, int], lefts: Sequence[float]) -> tuple[tuple[float, str], ...]:
    titles = {}
    for node in graph.nodes:
        at = column[node.id]
        report = "← report it retells" if at == 1 else "← and that retells"
        titles[at] = {
            Part.ARTICLE: "Article, and what it cites itself",
            Part.SOURCES: "← its sources",
        }.get(node.part, report)
    return tuple((lefts[at], titles[at]) for at in sorted(titles))


def _words(story: Story, graph: Retelling, node: Node, root: str) -> tuple[Words, ...]:
    if node.part is Part.SOURCES:
        return _cited(story, node, root, PAD + SMALL - 2, 0)
    room = WIDTHS[node.part] - 2 * PAD
    if node.part is Part.ARTICLE:
        article = story.article(node.articles[0])
        name = Run(article.head.short, root + links.article(article))
        below = [_dated(article), *_retells(story, graph, article)]
    else:
        (source,) = node.sources
        name = Run(story.file.sources[source].name, root + links.source(story, source))
        below = [_standing(story, node)]
    made = [Words("name", lettered([name], room / BOLD, SIZE, LINES), PAD + SIZE - 3, PITCH, PAD)]
    for text in below:
        runs = lettered([Run(text)], room, SMALL, 2)
        made.append(Words("below", runs, _bottom(made) + SMALL_PITCH, SMALL_PITCH, PAD))
    if node.part is Part.ARTICLE and node.sources:
        made += _cited(story, node, root, _bottom(made) + SMALL_PITCH + PAD / 2, PAD)
    return tuple(made)


def _bottom(words: Sequence[Words]) -> float:
    """The base of the last line."""
    return words[-1].top + (line_count(words[-1].runs) - 1) * words[-1].pitch


def _cited(story: Story, node: Node, root: str, top: float, indent: float) -> tuple[Words, ...]:
    """How many sources a node has, and their names."""
    room = WIDTHS[node.part] - 2 * PAD - indent
    count = lettered([Run(_count(node))], room, SMALL, 1)
    names = [(story.file.sources[name].name, root + links.source(story, name)) for name in node.sources]
    listed = _listed(names, lambda runs: lettered(runs, room, SIZE, LINES))
    left = PAD + indent
    return Words("count", count, top, SMALL_PITCH, left), Words("names", listed, top + PITCH, PITCH, left)


def _count(node: Node) -> str:
    many = len(node.sources)
    count = f"{many} {'source' if many == 1 else 'sources'}"
    if node.part is Part.SOURCES:
        return count
    own = f", {'' if many == 1 else f'{len(node.alone)} '}in no other article" if node.alone else ""
    return f"cites {count} itself{own}"


def _retells(story: Story, graph: Retelling, article: Article) -> tuple[str, ...]:
    """Whom the article retells by name, in words: the box of the report may be far away."""
    routes = graph.routes_of(article.id)
    outlets = named_outlets(story, (carrier for route in routes for carrier in route.carriers))
    if not routes:
        return ("names no source",)
    return (f"retells {', '.join(story.file.sources[name].name for name in outlets)}",) if outlets else ()


def _dated(article: Article) -> str:
    return ("about " if "published" in article.head.inferred else "") + date_in_words(article.day)


def _standing(story: Story, node: Node) -> str:
    if node.part is Part.UNNAMED:
        return "not named: may be several"
    if story.file.sources[node.sources[0]].kind == "own-reporting":
        return "own reporting"
    return f"retold by {len(node.articles)} articles" if node.shared else "retold by 1 article"


def _listed(names: Sequence[tuple[str, str]], fit: Callable[[list[Run]], tuple[Lettered, ...]]) -> tuple[Lettered, ...]:
    """As many of the names as fit, and how many there are more."""
    for shown in range(len(names), 0, -1):
        runs: list[Run] = []
        for rank, (name, url) in enumerate(names[:shown]):
            runs += [Run(name, url), *([Run(";", tight=True)] if rank + 1 < shown else [])]
        if shown < len(names):
            runs.append(Run(f"and {len(names) - shown} more"))
        made = fit(runs)
        if len(made) == len(runs) and not any(one.cut for one in made):
            return made
    return fit([Run(*names[0])]) if len(names) == 1 else _first(names, fit)


def _first(names: Sequence[tuple[str, str]], fit: Callable[[list[Run]], tuple[Lettered, ...]]) -> tuple[Lettered, ...]:
    """The first name shortened until the number of the others has room."""
    name, url = names[0]
    more = Run(f"and {len(names) - 1} more")
    for end in range(len(name), 0, -1):
        made = fit([Run(name[:end].rstrip() + "…", url), more])
        if len(made) == 2 and not made[-1].cut:
            return made
    return fit([more])


def _line(start: Drawn, end: Drawn, lanes: Sequence[float], lefts: Sequence[float]) -> Line:
    """A curve in each gutter, a straight line through each column that is passed."""
    at = next(rank for rank, left in enumerate(lefts) if left == start.x)
    points = [(start.x + start.width, start.y + start.height / 2)]
    for rank, lane in enumerate(lanes, at + 1):
        points += [(lefts[rank], HEAD + lane), (lefts[rank + 1] - GUTTER, HEAD + lane)]
    points.append((end.x, end.y + end.height / 2))
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for rank, ((left, top), (right, bottom)) in enumerate(pairwise(points)):
        middle = (left + right) / 2
        path += (
            f"H{right:.1f}"
            if rank % 2
            else f"C{middle:.1f} {top:.1f} {middle:.1f} {bottom:.1f} {right:.1f} {bottom:.1f}"
        )
    return Line(path, start.node, end.node)
