"""The line classifier: what it keeps, drops and says, and that any page comes through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.strip import rules
from generator.strip import text_classifier as classifier
from generator.strip.text_classifier import judge
from generator.strip.text_features import ALONE, AMONG
from tests.steps import steps

SEEDS = sorted((Path(__file__).parent.parent / "seeds").rglob("*.txt"))
MENU = ["Home", "News", "Sport", "Weather", "Opinion", "Subscribe", "Sign in", "Search", "Menu", "More"] * 2
ARTICLE = [
    "The ferry at Mill Bridge stopped at noon on Tuesday, after the cable that guides it had snapped.",
    "Nobody was hurt, said the ferryman, Tom Ashby, who has steered the boat since 1998. “It sounded like a harp.”",
    "What happens now",
    "The council will send a diver on Thursday, and until then the children of the east bank walk round by the weir.",
    "“We have asked for a bridge for thirty years,” said Ruth Ganz, who keeps the bakery. “Now they may listen.”",
    "A new cable costs 40,000 crowns, which the council has set aside. A bridge would cost a hundred times as much.",
    "The last bridge was washed away in the flood of 1932, and only its two stone piers can still be seen in summer.",
]
FOOT = [
    "Share this",
    "Facebook",
    "Twitter",
    "Related stories",
    "Weir walk reopens",
    "Baker wins prize",
    "Privacy policy",
    "© 2026 Mill Bridge Post",
]
SPANISH = [
    "El transbordador del molino se detuvo el martes al mediodía, cuando se rompió el cable que lo guía por el río.",
    "Nadie resultó herido, dijo el barquero, que lleva el barco desde 1998 y nunca había visto una cosa parecida.",
    "El ayuntamiento enviará un buzo el jueves, y hasta entonces los niños de la otra orilla irán a pie por la presa.",
    "Un cable nuevo cuesta cuarenta mil coronas; un puente costaría cien veces más, según el cálculo del alcalde.",
]
JAPANESE = [
    "水車橋の渡し船は火曜日の正午に止まった。船を導く綱が切れたためで、けが人はいなかったと船頭は話している。",
    "町は木曜日に潜水夫を送る予定で、それまで東岸の子どもたちは堰を回って歩いて学校に通うことになるという。",
    "新しい綱には四万クローネかかるが、橋を架けるにはその百倍の費用が必要になると町長は見積もっている。",
    "最後の橋は一九三二年の洪水で流され、二本の石の橋脚だけが今も夏になると水面に姿を見せている。",
]


def blank_between(lines: Sequence[str]) -> list[str]:
    return [part for line in lines for part in (line, "")]


def kept(lines: Sequence[str]) -> list[str]:
    return [line for line, keep in zip(lines, judge(lines).keep, strict=True) if keep]


def test_an_article_is_taken_out_of_its_page():
    """Of a page with menu and foot, the article's lines stay, its short subheading too."""
    assert kept([*MENU, "", *blank_between(ARTICLE), *FOOT, *MENU]) == ARTICLE


@pytest.mark.parametrize("article", [SPANISH, JAPANESE], ids=["spanish", "japanese"])
def test_articles_in_other_languages_are_taken_out(article):
    """No language is needed for it, nor spaces between words."""
    found = kept([*MENU, "", *blank_between(article), *FOOT, *MENU])
    assert found == article


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_clean_paste_loses_nothing_but_what_rules_cut(path, cut_by_rules):
    """The sample's seeds keep every line that no named rule cuts."""
    lines = path.read_text("utf-8").split("\n")
    ruled = cut_by_rules(lines)
    judged = judge(lines, ruled)
    lost = [line for n, line in enumerate(lines) if line.strip() and n not in ruled and not judged.keep[n]]
    assert lost == []


@pytest.fixture
def cut_by_rules() -> Callable[[Sequence[str]], frozenset[int]]:
    """Which lines of a page named rules cut."""
    return lambda lines: frozenset(n for n, rule in enumerate(rules.cuts(lines, rules.load())) if rule)


@pytest.mark.parametrize(
    "lines", [["Ferry stops"], ["Home", "Share"], ARTICLE[2:4], ["One.", "", "Two.", "Three", "4", "V"]]
)
def test_a_tiny_paste_is_kept_whole(lines):
    """Up to five lines are what a person chose to paste."""
    assert kept(lines) == [line for line in lines if line]


def test_a_page_without_prose_keeps_nothing():
    """Menus and link lists only: nothing is left, so that the caller can say so."""
    assert kept([*MENU, *FOOT, *MENU]) == []


def test_each_dropped_line_has_evidence_in_words():
    """Every dropped line says what spoke against it, every kept or blank one says nothing."""
    lines = [*MENU, "", *blank_between(ARTICLE), *FOOT, *MENU]
    judged = judge(lines)
    for number, line in enumerate(lines):
        assert bool(judged.evidence(number)) == (bool(line) and not judged.keep[number])


def test_evidence_names_the_words_that_gave_a_line_away():
    """A line of sharing below the article says that its words are of that kind."""
    lines = [*blank_between(ARTICLE), *FOOT, *MENU]
    assert "words of related" in judge(lines).evidence(lines.index("Related stories"))


def test_a_line_that_a_rule_cuts_counts_as_furniture():
    """A rule's cut lowers the line's score, and so speaks against its neighbours."""
    lines = [*MENU, *blank_between(ARTICLE), *MENU]
    number = lines.index(ARTICLE[3])
    assert judge(lines, [number]).scores[number] < judge(lines).scores[number]


def test_judging_twice_gives_the_same():
    """Nothing is carried from page to page that changes a verdict."""
    lines = [*MENU, *blank_between(ARTICLE), *FOOT]
    before = judge(lines)
    judge([*JAPANESE, *MENU] * 3)
    after = judge(lines)
    assert (before.keep, before.scores) == (after.keep, after.scores)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=200), st.sampled_from([*ARTICLE, *MENU, *FOOT, "\0", "\x85", "a\nb", "\ud800", "\r"])
        )
    )
)
def test_any_lines_come_through(lines):
    """Control characters, lone surrogates, line ends inside a line: a verdict for each line, never an error."""
    judged = judge(lines)
    assert len(judged.keep) == len(judged.scores) == len(lines)
    for number in range(len(lines)):
        judged.evidence(number)


def test_a_huge_line_and_a_hundred_thousand_lines_come_through():
    """A line of a megabyte is a line; so are a hundred thousand short ones."""
    assert len(judge(["word " * 200_000, *ARTICLE, *MENU]).keep) == 1 + len(ARTICLE) + len(MENU)
    assert sum(judge(["x"] * 100_000).keep) == 0
    assert len(judge([*ARTICLE, *MENU] * 6_000).keep) == 6_000 * (len(ARTICLE) + len(MENU))


PIECES = {
    "prose": ARTICLE, "menus": MENU, "pages": [*ARTICLE, *MENU], "blank": [""], "control characters": ["\0" * 90, "x"],
}  # fmt: skip


def explain(lines: Sequence[str]) -> list[str]:
    judged = judge(lines)
    return [judged.evidence(number) for number in range(len(lines))]


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_the_work_grows_with_the_page_and_no_faster(piece):
    """Twice the lines take at most about twice the steps."""
    judge(piece * 200)
    once, twice = steps(lambda: explain(piece * 200)), steps(lambda: explain(piece * 400))
    assert twice <= 2.1 * once + 200


def test_every_bin_has_a_weight_under_its_name():
    """The weights file names each bin as the classifier does, and holds nothing else."""
    written = yaml.safe_load(Path(classifier.__file__).with_name("text_weights.yml").read_text("utf-8"))
    for part, features in (("alone", ALONE), ("among", AMONG)):
        assert list(written[part]) == ["base", *(feature.name for feature in features)]
        for feature in features:
            grid = written[part][feature.name]
            assert tuple(grid.pop("columns", [""])) == feature.columns
            assert tuple(grid) == feature.rows


def test_smoothing_follows_the_neighbours_of_a_doubtful_line():
    """A weak line between strong ones goes with them; a strong one stands alone."""
    assert classifier.smoothed([300, -50, 300]) == [True, True, True]
    assert classifier.smoothed([-300, 50, -300]) == [False, False, False]
    assert classifier.smoothed([-300, 900, -300]) == [False, True, False]
