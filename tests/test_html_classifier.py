"""The classifier of HTML lines: what it says, when it asks for a second opinion, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator.strip import html, html_classifier, opinion
from generator.strip.grids import Feature, strongest, tables
from generator.strip.html_classifier import DOUBT, Judgement, doubt, judge
from generator.strip.html_features import FEATURES
from tests.news import ARTICLE, DOUBTFUL, NEWS
from tests.steps import steps

CLOSING, CREDO = "Write to us at the old mill", "The Aldham Courier, founded in 1891"


def never() -> list[bool]:
    raise AssertionError("nobody was to be asked")


def judged(markup: str, held: Callable[[str], bool] | None = None) -> tuple[list[str], Judgement]:
    """The lines of a page and their judgement; `held` is what the other engine says of a line, if it may be asked."""
    title, lines = html.read(markup)
    texts = [line.text for line in lines]
    return texts, judge(title, lines, (), (lambda: [held(text) for text in texts]) if held else never)


def score(markup: str, words: str, held: Callable[[str], bool] | None = None) -> int:
    texts, judgement = judged(markup, held)
    return judgement.scores[next(n for n, text in enumerate(texts) if words in text)]


def evidence(markup: str, line: str) -> str:
    texts, judgement = judged(markup)
    return judgement.evidence(texts.index(line))


# What it says


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Farming", "named for navigation"),
        ("riverman 10 March 2026 at 10:12", "named for comments"),
        ("Baker wins the county prize for rye bread", "below a heading for related articles"),
        ("The ferry lies at the east bank. Photograph: Bo Sample", "inside <figcaption>"),
        ("By Ada Example", "named for masthead"),
        ("Search the Courier", "inside <header> and <form>"),
    ],
)
def test_the_evidence_names_what_gave_a_line_away(line: str, told: str) -> None:
    """The names of its boxes, its element, or the heading above it, in words."""
    assert told in evidence(NEWS, line)


def test_the_evidence_names_the_strongest_reasons_first_and_only_those_against() -> None:
    """A line of a menu in a named box is given away by the box before its length; no kept line has evidence."""
    plain = NEWS.replace('class="main-menu"', "").replace("nav>", "div>").replace("<nav", "<div")
    assert evidence(NEWS, "Sport").split("; ")[0].startswith("in a box named for navigation")
    assert "navigation" not in evidence(plain, "Sport")
    texts, judgement = judged(NEWS)
    for number in range(len(texts)):
        named = judgement.evidence(number)
        assert bool(named) == (judgement.scores[number] <= 0)
        assert named.count("; ") < 4


def test_the_same_paragraph_counts_as_a_comment_by_the_name_of_its_box() -> None:
    """What designers call a box weighs."""
    last = "The last bridge was washed away"
    renamed = NEWS.replace(f"<p>{last}", f'<p class="comment-body">{last}')
    assert score(renamed, last, lambda _: True) < score(NEWS, last)


def test_every_weight_has_its_name() -> None:
    """The file names each bin of each feature as the classifier does, and holds nothing else."""
    written = yaml.safe_load(Path(html_classifier.__file__).with_name("html_weights.yml").read_text("utf-8"))
    assert list(written) == ["base", *(feature.name for feature in FEATURES), "second opinion"]
    for feature in FEATURES:
        grid = written[feature.name]
        assert tuple(grid.pop("columns", [""])) == feature.columns
        assert tuple(grid) == feature.rows
        assert {len(weights) for weights in grid.values()} == {len(feature.columns)}
    assert len(written["second opinion"]["held above, here, below"]) == 8


def test_only_what_weighs_against_a_line_is_named_and_the_strongest_first() -> None:
    """Of three bins one speaks for the line; of the kinds of a mask the two that weigh most are named together."""
    features = (Feature("length", ("short", "long")), Feature("link", ("a link", "no link")),
                Feature("names", ("menus", "dates", "articles", "adverts"), wording="named for {}"))  # fmt: skip
    known = tables(features, ((-20, 30), (-90, 10), (-50, -10, 70, -60)))
    bins = [[0, 1], [0, 0], [0b0101, 0b1111]]  # of two lines: "named for menus and articles", and for all four
    assert strongest(known, bins, 0, 3) == ["a link", "short"]
    assert strongest(known, bins, 1, 3) == ["a link", "named for adverts and menus"]
    assert strongest(known, bins, 1, 1) == ["a link"]


# The second opinion


def test_a_page_whose_lines_are_certain_leaves_no_doubt() -> None:
    """Doubt is how many characters may be wrong for each one kept: none, all, or those not yet cut."""
    assert doubt([1900, -1900, 1900], [100, 300, 100], ()) < 0.001
    assert doubt([0, 0], [100, 300], ()) == pytest.approx(1)
    assert doubt([1900, 0], [100, 300], ()) > DOUBT > doubt([1900, 0], [100, 300], {1})
    assert doubt([], [], ()) == 0
    assert doubt([-(10**9)], [100], ()) < 0.001


def test_a_sure_page_asks_nobody() -> None:
    """`second` is not called, so the other engine costs nothing there."""
    assert not judged(NEWS)[1].held


def test_a_doubtful_page_asks_once_and_follows_what_it_hears() -> None:
    """A line near the edge stays where the other engine holds it, and goes where it does not."""
    asked: list[str] = []

    def held(text: str) -> bool:
        asked.append(text)
        return CLOSING in text

    texts, judgement = judged(DOUBTFUL, held)
    assert asked == texts
    assert score(DOUBTFUL, CLOSING, lambda _: True) > 0 >= score(DOUBTFUL, CLOSING, lambda _: False)
    assert score(DOUBTFUL, CLOSING, held) > score(DOUBTFUL, CLOSING, lambda _: False)
    at = next(n for n, text in enumerate(texts) if CREDO in text)
    assert judgement.evidence(at).endswith("; trafilatura leaves it out, too")


def test_a_line_that_the_other_engine_holds_is_not_said_to_be_left_out() -> None:
    """Where both disagree and the line goes all the same, only our own reasons are named."""
    terms = "<footer class='site-footer'><ul><li><a href='/t'>Terms</a><li><a href='/p'>Privacy</a></ul></footer>"
    texts, judgement = judged(DOUBTFUL.replace("</body>", f"{terms}</body>"), lambda text: text == "Terms")
    told = {text: judgement.evidence(number) for number, text in enumerate(texts)}
    assert "trafilatura" in told["Privacy"]
    assert told["Terms"] and "trafilatura" not in told["Terms"]


def test_a_line_is_held_where_most_of_its_words_stand_in_order() -> None:
    """Other breaks of lines and a lost word do not matter; the same words elsewhere are not counted twice."""
    lines = ["The ferry stopped at noon.", "Share", "Nobody was hurt, he said.", "–", "The ferry stopped at noon."]
    assert opinion.aligned(lines, "The ferry stopped\nat noon. Nobody hurt he said") == [
        True,
        False,
        True,
        False,
        False,
    ]
    assert opinion.aligned(lines, "") == [False] * 5
    assert opinion.aligned([], "The ferry") == []


def test_the_other_engine_holds_the_article_and_not_the_menu() -> None:
    """On a page where it finds none it holds nothing, and does not fail."""
    _, lines = html.read(NEWS)
    held = {line.text for line, kept in zip(lines, opinion.held(NEWS, lines), strict=True) if kept}
    assert {text for _, text in ARTICLE} <= held
    assert not held & {"Farming", "Terms of use"}
    _, lines = html.read("<nav><p>Home</p></nav>")
    assert opinion.held("<nav><p>Home</p></nav>", lines) == [False]


# What it costs


PIECES = {
    "paragraphs": f"<p>{ARTICLE[0][1]}</p>", "lines": "The bridge is open.<br>",
    "menus": "<ul><li><a href=x>News</a></ul>",
    "headings": "<h1>Ferry cable snaps</h1>", "boxes in boxes": "<div class='a b'>The bridge is open.",
    "notes in notes": "<span class='tooltip'>x", "links in bold": "<b><a href='/'>News</b>",
}  # fmt: skip


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_the_work_grows_with_the_page_and_no_faster(piece: str) -> None:
    """Twice the page takes at most about twice the steps, however it is nested."""

    def work(count: int) -> Callable[[], object]:
        title, lines = "Ferry cable snaps", html.read(piece * count)[1]
        return lambda: judge(title, lines, (), lambda: [False] * len(lines))

    work(400)()
    assert steps(work(400)) <= 2.7 * steps(work(200)) + 500


LONG = """
import random, resource
from generator.strip import opinion
pick = random.Random(1).randrange
lines = [" ".join(f"w{pick(20_000)}" for _ in range(20)) for _ in range(3_000)]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
held = opinion.aligned(lines, " ".join(line for number, line in enumerate(lines) if number % 3))
print(sum(held), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_the_second_opinion_on_a_long_page_takes_little_memory() -> None:
    """Sixty thousand words, a page of less than half a megabyte, are compared in under 100 MB."""
    done = subprocess.run([sys.executable, "-c", LONG], capture_output=True, text=True, check=True)
    held, megabytes = map(int, done.stdout.split())
    assert held >= 2_000
    assert megabytes < 100
