"""The diagram of retelling: which nodes there are, where they stand, and what its list says."""

from __future__ import annotations

import random
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest

from generator import links
from generator.build import load
from generator.compare.chains import chains, chains_of_claim, reports_behind
from generator.compare.origins import claim_origins
from generator.compare.retelling import Part, Retelling, retelling
from generator.model import Article, Story
from generator.pages.diagram import Diagram, diagram
from generator.pages.layered import Box, arrange, crossings
from generator.pages.lettering import Run, lettered, line_count, width
from generator.templates import environment
from tests.builders import a_note, a_story, an_article, claim

ROOT = Path(__file__).parents[1]
TEXT = "amber birch cedar dunes ember frost glade heath inlet jetty"
EARLY = an_article("early", TEXT, "2026-01-01")
LATE = an_article("late", TEXT, "2026-01-09")
SOURCES = {
    "radio": {"name": "Radio", "kind": "other-outlet"},
    "agency": {"name": "Agency", "kind": "other-outlet"},
    "reports": {"name": "media reports", "kind": "other-outlet", "identity": "unnamed"},
    "engineer": {"name": "an engineer", "kind": "expert", "via": ["radio"]},
    "worker": {"name": "a worker", "kind": "witness", "via": ["radio"]},
    "clerk": {"name": "a clerk", "kind": "official", "via": ["agency", "radio"]},
    "driver": {"name": "a driver", "kind": "witness", "via": ["radio", "agency"]},
    "insider": {"name": "an insider", "kind": "official", "via": ["reports"]},
    "mayor": {"name": "Ida Marsh", "kind": "official"},
    "baker": {"name": "Tom Baker", "kind": "witness"},
}


def cites(article: Article, *sources: str) -> list[object]:
    return [
        a_note(article, "sources", source=source, quote=word, cue=word, form="indirect")
        for source, word in zip(sources, TEXT.split(), strict=False)
    ]


def story_of(*notes: object, articles: tuple[Article, ...] = (EARLY, LATE), **registry: object) -> Story:
    return a_story(articles, list(notes), **{"sources": SOURCES, **registry})


def graph_of(story: Story) -> Retelling:
    return retelling(story, story.articles, chains(story), chains(story))


def drawn(story: Story) -> Diagram:
    return diagram(story, graph_of(story), "../")


def large(articles: int = 60, sources: int = 40) -> Story:
    """Articles with two to nine sources each; every third source came through one outlet or two."""
    chance = random.Random(7)
    registry: dict[str, dict] = {f"out-{n}": {"name": f"Outlet {n}", "kind": "other-outlet"} for n in range(6)}
    for n in range(sources - 6):
        via = {0: ["out-1"], 3: [f"out-{n % 5 + 1}", "out-0"]}.get(n % 6, [])
        registry[f"src-{n}"] = {"name": f"a spokesperson of ministry number {n}", "kind": "official", "via": via}
    found = tuple(an_article(f"article-{n}", TEXT, f"2026-01-{1 + n // 3:02d}") for n in range(articles))
    notes = [
        note for article in found for note in cites(article, *chance.sample(sorted(registry), chance.randint(2, 9)))
    ]
    return a_story(found, notes, sources=registry)


STORIES = {
    "the sample": lambda: load(ROOT).corpus.stories[0],
    "one article": lambda: story_of(*cites(EARLY, "engineer", "mayor"), articles=(EARLY,)),
    "sixty articles": large,
    "carriers in two orders": lambda: story_of(*cites(EARLY, "clerk", "driver"), *cites(LATE, "driver", "worker")),
    "no source at all": story_of,
    "no article": lambda: a_story([]),
}
every_story = pytest.mark.parametrize("story", [pytest.param(make, id=name) for name, make in STORIES.items()])


def test_articles_that_retell_one_report_hang_on_one_node() -> None:
    """The outlet is there once, with the sources behind it in one box; it is marked as shared."""
    graph = graph_of(story_of(*cites(EARLY, "engineer"), *cites(LATE, "worker", "radio")))
    (report,) = [node for node in graph.nodes if node.part is Part.REPORT]
    (behind,) = [node for node in graph.nodes if node.part is Part.SOURCES]
    assert (report.sources, report.articles, report.shared) == (("radio",), ("early", "late"), True)
    assert behind.sources == ("engineer", "worker")
    assert set(graph.edges) == {("article/early", report.id), ("article/late", report.id), (report.id, behind.id)}


def test_an_article_keeps_what_it_cites_itself_and_tells_what_is_its_own() -> None:
    """Sources without a carrier stand in the article's box, those that no other article has first."""
    graph = graph_of(story_of(*cites(EARLY, "mayor", "baker"), *cites(LATE, "mayor")))
    early = graph.nodes[0]
    assert (early.sources, early.alone) == (("baker", "mayor"), ("baker",))
    assert not graph.edges


def test_reports_without_a_name_are_not_taken_for_one_report() -> None:
    """Two articles that tell of "media reports" do not hang on one node."""
    graph = graph_of(story_of(*cites(EARLY, "insider"), *cites(LATE, "reports")))
    unnamed = [node for node in graph.nodes if node.part is Part.UNNAMED]
    assert [node.articles for node in unnamed] == [("early",), ("late",)]
    assert not any(node.shared for node in unnamed)


@every_story
def test_no_two_boxes_overlap_and_all_stand_inside_the_drawing(story) -> None:
    """Whatever the story, each box has its own place."""
    made = drawn(story())
    for one, other in combinations(made.boxes, 2):
        assert (
            one.x + one.width <= other.x or other.x + other.width <= one.x
            or one.y + one.height <= other.y or other.y + other.height <= one.y
        ), (one.node.id, other.node.id)  # fmt: skip
    assert all(box.x >= 0 and box.y >= 0 for box in made.boxes)
    assert all(box.x + box.width <= made.width and box.y + box.height <= made.height for box in made.boxes)


@every_story
def test_every_line_leads_from_left_to_right(story) -> None:
    """From who retells to whom it has it from, even where two chains name two outlets in opposite order."""
    made = drawn(story())
    right = {box.node.id: box.x + box.width for box in made.boxes}
    left = {box.node.id: box.x for box in made.boxes}
    assert all(right[line.start.id] < left[line.end.id] for line in made.lines)


@every_story
def test_the_same_story_gives_the_same_drawing(story) -> None:
    """Nothing in it depends on chance."""
    assert drawn(story()) == drawn(story())


@every_story
def test_the_articles_stand_by_date(story) -> None:
    """The first column keeps the order of the story."""
    found = story()
    made = drawn(found)
    column = [box.node.articles[0] for box in made.boxes if box.node.part is Part.ARTICLE]
    assert column == [article.id for article in found.articles]


@every_story
def test_no_lettering_is_wider_than_its_box(story) -> None:
    """By the estimate, which a test in the browser holds against the real widths."""
    for box in drawn(story()).boxes:
        for words in box.words:
            size = 13 if words.role in ("count", "below") else 15
            for line in range(line_count(words.runs)):
                text = "".join(piece.text for one in words.runs for piece in one.pieces if piece.line == line)
                assert words.left + width(text, size) <= box.width, text
            assert words.top + (line_count(words.runs) - 1) * words.pitch < box.height


def test_the_order_of_a_column_follows_its_neighbours() -> None:
    """Crossings that need not be are taken out."""
    boxes = [Box(name, column, 20) for column, names in enumerate(("abc", "xyz")) for name in names]
    edges = [("a", "z"), ("b", "y"), ("c", "x")]
    placed = arrange(boxes, edges, 10)
    assert crossings([list("abc"), sorted("xyz", key=placed.middles.__getitem__)], edges) == 0
    assert placed.middles["z"] == placed.middles["a"]


@pytest.mark.parametrize("text", ["w" * 400, "一" * 200, "a long name of many short words " * 20, "x"])
def test_a_name_of_any_length_keeps_to_three_lines(text: str) -> None:
    """What does not fit ends with an ellipsis and is called cut."""
    (made,) = lettered([Run(text, "#")], 150, 15, 3)
    assert line_count([made]) <= 3
    assert all(width(piece.text, 15) < 150.01 for piece in made.pieces)
    assert made.cut == (len(text) > 1)
    assert made.pieces[-1].text.endswith("…") == made.cut


def test_names_that_find_no_room_are_counted() -> None:
    """The box says how many there are more."""
    names = {f"person-{n}": {"name": f"a person with a rather long title {n}", "kind": "expert"} for n in range(9)}
    story = story_of(*cites(EARLY, *names), articles=(EARLY,), sources=names)
    (box,) = drawn(story).boxes
    shown = [one.run.text for one in box.words[-1].runs if one.run.url]
    assert box.words[-1].runs[-1].run.text == f"and {9 - len(shown)} more"


class Links(HTMLParser):
    """The texts of the links, by the chapters of the list, and every element's name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def macro(name: str, *values: object) -> str:
    return str(getattr(environment().get_template("diagram.html").module, name)(*values))


@pytest.mark.parametrize("make", [STORIES["the sample"], STORIES["carriers in two orders"]])
def test_the_list_names_every_chain(make) -> None:
    """For each article each carrier and each source, those too that find no room in the drawing."""
    story = make()
    graph = graph_of(story)
    for article in story.articles:
        told = {(*route.carriers, *origin) for route in graph.routes_of(article.id)
                for origin in [(one,) for one in route.origins] or [()]}  # fmt: skip
        missing = [
            chain.sources for chain in chains(story) if chain.article == article.id and chain.sources not in told
        ]
        assert all(any(path[: len(short)] == short for path in told) for short in missing), missing
        html = macro("listed", story, retelling(story, (article,), chains(story), chains(story)), "../", links)
        named = Links(html).texts
        for chain in chains(story):
            if chain.article == article.id:
                assert all(story.file.sources[source].name in named for source in chain.sources), chain


def test_hostile_names_stay_text() -> None:
    """A name with markup draws no element, neither in the picture nor in the list."""
    bad = "</text></svg><script>alert(1)</script>"
    named = {"mayor": {"name": bad, "kind": "official"}, "radio": {"name": '"><img src=x>', "kind": "other-outlet"},
             "worker": {"name": "<b>", "kind": "witness", "via": ["radio"]}}  # fmt: skip
    story = story_of(*cites(EARLY, "mayor", "worker"), articles=(EARLY,), sources=named)
    graph = graph_of(story)
    html = macro("drawing", diagram(story, graph, "../"), "retelling", "Who") + macro("listed", story, graph, "", links)
    assert not {"script", "img", "b"} & set(Links(html).tags)
    assert bad in Links(html).texts


CLAIMS = {"bridge-open": claim(), "bridge-old": claim(), "untold": claim()}


def says(article: Article, which: str, word: str, source: str = "", stance: str = "attributes") -> object:
    keys = {"source": source} if source else {}
    return a_note(article, "claims", claim=which, stance=stance, quote=word, **keys)


def test_a_claim_in_two_articles_from_one_report_has_a_single_origin() -> None:
    """Two voices behind the radio count once; one named source is no "single" origin."""
    found = claim_origins(story_of(
        says(EARLY, "bridge-open", "amber", "engineer"), says(LATE, "bridge-open", "amber", "worker"),
        says(EARLY, "bridge-old", "birch", "mayor"), says(LATE, "bridge-old", "birch", stance="asserts"), claims=CLAIMS,
    ))  # fmt: skip
    assert [(one.id, len(one.articles), len(one.sourced), one.origins, one.single) for one in found] == [
        ("bridge-open", 2, 2, ("radio",), True),
        ("bridge-old", 2, 1, ("mayor",), False),
    ]


def test_the_claim_with_the_most_origins_stands_first_and_who_disputes_is_none() -> None:
    """A dispute carries no claim."""
    found = claim_origins(story_of(
        says(EARLY, "bridge-open", "amber", "mayor"), says(LATE, "bridge-open", "amber", "baker", "disputes"),
        says(EARLY, "bridge-old", "birch", "mayor"), says(LATE, "bridge-old", "birch", "baker"), claims=CLAIMS,
    ))  # fmt: skip
    assert [(one.id, len(one.articles), one.origins) for one in found] == [
        ("bridge-old", 2, ("mayor", "baker")),
        ("bridge-open", 1, ("mayor",)),
    ]


def test_the_diagram_of_a_claim_shows_who_gives_no_source() -> None:
    """An article that says it in its own voice is there, with no line, and says so."""
    own = says(LATE, "bridge-open", "amber", stance="asserts")
    story = story_of(says(EARLY, "bridge-open", "amber", "engineer"), own,
                     claims=CLAIMS)  # fmt: skip
    graph = retelling(story, story.articles, chains_of_claim(story, "bridge-open"), chains(story))
    words = in_boxes(story, graph)
    assert "names no source" in words["article/late"]
    assert "retells Radio" in words["article/early"]


def in_boxes(story: Story, graph: Retelling) -> dict[str, str]:
    """The words in each box of the drawing."""
    return {
        box.node.id: "".join(piece.text for words in box.words for one in words.runs for piece in one.pieces)
        for box in diagram(story, graph, "").boxes
    }


def test_the_box_of_an_article_names_the_outlets_that_its_page_names() -> None:
    """Every outlet with a name in any of its chains, also the one behind a claim; reports without a name are none."""
    story = story_of(*cites(EARLY, "clerk", "insider"), says(LATE, "bridge-open", "amber", "driver"), claims=CLAIMS)
    words = in_boxes(story, graph_of(story))
    assert "retells Agency, Radio" in words["article/early"] and "media reports" not in words["article/early"]
    assert "retells Radio, Agency" in words["article/late"]
    for article in story.articles:
        names = ", ".join(story.file.sources[name].name for name in reports_behind(story, article.id))
        assert f"retells {names}" in words[f"article/{article.id}"]
