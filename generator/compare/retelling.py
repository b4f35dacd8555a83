"""The graph of retelling: articles, the reports that they retell, and the sources behind both.

An outlet that is named is one node, however many articles retell it: that is what the diagram shows. An
outlet that nobody names is a node for each article, since two articles' "media reports" need not be the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generator.compare.chains import Chain
from generator.model import Article, Story


class Part(StrEnum):
    """What a node of the graph is."""

    ARTICLE = "article"
    REPORT = "report"
    UNNAMED = "unnamed"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Route:
    """The sources that one article has through the same carriers; no carrier: it cites them itself."""

    article: str
    carriers: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An article with the sources that it cites itself, a report (one source: the outlet), or the sources behind it.

    `articles` hang on it; `alone` are those of its sources that no other article of the story has.
    """

    id: str
    part: Part
    articles: tuple[str, ...]
    sources: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()

    @property
    def shared(self) -> bool:
        """Whether more than one article retells this report."""
        return self.part is Part.REPORT and len(self.articles) > 1


@dataclass(frozen=True, slots=True)
class Retelling:
    """The graph: `edges` lead from who retells to whom it has it from, by the ids of the nodes. It has no cycle."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    routes: tuple[Route, ...]

    def routes_of(self, article: str) -> tuple[Route, ...]:
        """The routes of one article: through reports first, then what it cites itself."""
        found = (route for route in self.routes if route.article == article)
        return tuple(sorted(found, key=lambda route: not route.carriers))


def retelling(
    story: Story, articles: tuple[Article, ...], found: tuple[Chain, ...], every: tuple[Chain, ...]
) -> Retelling:
    """The graph of these articles, in their order, and of the chains behind them; `every` are those of the story."""
    draft = _Draft()
    joined = routes(story, found)
    for article in articles:
        draft.reach(f"article/{article.id}", article.id)
    for route in joined:
        _follow(story, route, draft)
    elsewhere = _holders(every)
    nodes = tuple(_node(name, tuple(reached), draft.sources.get(name, []), elsewhere)
                  for name, reached in draft.articles.items())  # fmt: skip
    return Retelling(nodes, tuple(draft.edges), joined)


def routes(story: Story, found: tuple[Chain, ...]) -> tuple[Route, ...]:
    """The chains of each article joined where they share their carriers; a report that is cited is a carrier."""
    joined: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for chain in found:
        outlet = is_outlet(story, chain.origin)
        carriers = chain.sources if outlet else chain.sources[:-1]
        joined.setdefault((chain.article, carriers), []).extend(() if outlet else (chain.origin,))
    return tuple(Route(article, carriers, tuple(origins)) for (article, carriers), origins in joined.items())


def is_outlet(story: Story, source: str) -> bool:
    """Whether a source is an outlet or reports, with or without a name."""
    entry = story.file.sources.get(source)
    return entry is not None and entry.kind == "other-outlet"


@dataclass(slots=True)
class _Draft:
    """The graph while it grows: for each node the articles that reach it, in the order of the first visit."""

    articles: dict[str, dict[str, None]] = field(default_factory=dict)
    sources: dict[str, list[str]] = field(default_factory=dict)
    edges: dict[tuple[str, str], None] = field(default_factory=dict)

    def reach(self, node: str, article: str) -> None:
        self.articles.setdefault(node, {})[article] = None

    def leads(self, start: str, end: str) -> bool:
        seen = [start]
        for node in seen:
            seen += [after for before, after in self.edges if before == node and after not in seen]
        return end in seen


def _follow(story: Story, route: Route, draft: _Draft) -> None:
    here = f"article/{route.article}"
    for carrier in route.carriers:
        name = _report(story, carrier, route.article)
        while draft.leads(name, here):
            name += "/again"  # two chains name two outlets in opposite order: one of them stands twice
        draft.sources[name] = [carrier]
        draft.edges[here, name] = None
        draft.reach(name, route.article)
        here = name
    if not route.origins:
        return
    group = f"{Part.SOURCES}/{here}" if route.carriers else here
    known = draft.sources.setdefault(group, [])
    known.extend(origin for origin in route.origins if origin not in known)
    draft.reach(group, route.article)
    if route.carriers:
        draft.edges[here, group] = None


def _report(story: Story, carrier: str, article: str) -> str:
    entry = story.file.sources.get(carrier)
    if entry is None or entry.identity == "named":
        return f"report/{carrier}"
    return f"unnamed/{article}/{carrier}"


def _node(name: str, reached: tuple[str, ...], sources: list[str], elsewhere: dict[str, set[str]]) -> Node:
    part = Part(name.split("/", 1)[0])
    alone = tuple(source for source in sources if len(elsewhere.get(source, ())) < 2)
    if part is Part.ARTICLE:
        sources = [*alone, *(source for source in sources if source not in alone)]
    return Node(name, part, reached, tuple(sources), alone)


def _holders(every: tuple[Chain, ...]) -> dict[str, set[str]]:
    """For each source the articles of the story in whose chains it stands."""
    holders: dict[str, set[str]] = {}
    for chain in every:
        for source in chain.sources:
            holders.setdefault(source, set()).add(chain.article)
    return holders
