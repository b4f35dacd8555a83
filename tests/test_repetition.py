"""Lines that several saved pages of one site share: which are furniture and which belong to the articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import disk
from generator.strip.page import lines_of
from generator.strip.repetition import repeated
from tests.golden import ROOT

HEAD = ["Hill Radio", "News  Sport  Weather", ""]
FOOT = ["Valley stories", "You heard it on Hill Radio, the voice of the valley since the year 1951.", "Imprint 12"]
OPENS = [
    "The stone bridge at Mill Bridge opened to lorries again on Monday after three weeks.",
    "A crack of thirty centimetres had been filled with mortar, the parish council said in a letter.",
    "Drivers had gone round by Aldham, which takes forty minutes more in the morning.",
]
FAIR = [
    "The summer fair at Aldham will have a wooden wheel this year, its treasurer said on Friday.",
    "Forty stalls have been let, two more than in the year before, and the river is low.",
    "Tickets are sold at the mill from the first of May until the night of the fair.",
]
QUOTED = "“We shall not close the road again,” said Ann Marsh, who has led the council for nine years."


def cut(*pages: list[str]) -> list[list[str]]:
    """What is taken from each page."""
    found = repeated(pages, "Hill Radio")
    return [[page[n] for n in lines] for page, lines in zip(pages, found, strict=True)]


def page(article: list[str]) -> list[str]:
    return [*HEAD, *article, *FOOT]


FRAME = [line for line in [*HEAD, *FOOT] if line]


def test_the_frame_of_a_site_is_found() -> None:
    """What two pages with different articles share is cut, sentences of the foot too, and says so."""
    assert cut(page(OPENS), page(FAIR)) == [FRAME, FRAME]
    assert set(repeated([page(OPENS), page(FAIR)], "Hill Radio")[0].values()) == {
        "stands on 2 of 2 saved pages of Hill Radio"
    }


def test_the_evidence_counts_the_pages_that_have_the_line() -> None:
    """A line on two of three pages says so."""
    found = repeated([page(OPENS), page(FAIR), ["Hill Radio", *["A third text of many words stands here."] * 3]], "X")
    assert found[0][0] == "stands on 3 of 3 saved pages of X"
    assert found[0][1] == "stands on 2 of 3 saved pages of X"


@pytest.mark.parametrize("written", ["HILL RADIO", " Hill\u00a0Radio ", "Hill Radio\x00"])
def test_capitals_and_white_space_do_not_hide_a_repetition(written: str) -> None:
    """Lines are compared folded."""
    assert "Hill Radio" in cut(page(OPENS), [written, *FAIR])[0]


def test_two_copies_of_one_text_are_one_page() -> None:
    """A reprint with another opening is no evidence against the sentences that both have."""
    reprint = ["Reprinted from an agency that nobody in the valley had ever heard of before.", *OPENS]
    assert cut(page(OPENS), page(OPENS)) == [[], []]
    assert cut(page(OPENS), page(reprint)) == [[], []]
    assert cut(page(OPENS), page(reprint), page(FAIR)) == [FRAME, FRAME, FRAME]


def test_a_statement_that_two_articles_quote_stays() -> None:
    """A sentence among an article's own sentences belongs to it, and so does one at its beginning or end."""
    for at in (0, 1, 3):
        one, two = [*OPENS[:at], QUOTED, *OPENS[at:]], [*FAIR[:at], QUOTED, *FAIR[at:]]
        assert cut(page(one), page(two)) == [FRAME, FRAME]


def test_a_subheading_that_an_outlet_always_uses_stays() -> None:
    """A label alone between the lines of an article is left to the named rules."""
    one, two = [*OPENS[:1], "What we know", *OPENS[1:]], [*FAIR[:2], "What we know", *FAIR[2:]]
    assert cut(page(one), page(two)) == [FRAME, FRAME]


def test_a_block_of_furniture_within_an_article_is_cut() -> None:
    """Several repeated labels together are no subheadings."""
    box = ["Most heard", "Ask the miller"]
    assert cut(page([*OPENS[:1], *box, *OPENS[1:]]), page([*FAIR[:2], *box, *FAIR[2:]]))[0] == [*HEAD[:2], *box, *FOOT]


@pytest.mark.parametrize("pages", [[], [[]], [[], []], [page(OPENS)], [page(OPENS), []], [["a"], ["a"]]])
def test_few_pages_are_no_evidence_against_an_article(pages: list[list[str]]) -> None:
    """Nothing at all, one page, an empty one: no sentence is cut."""
    assert not {line for lines in cut(*pages) for line in lines} & set(OPENS)


@given(st.lists(st.lists(st.sampled_from([*FRAME, *OPENS, *FAIR, QUOTED, "", " "])), max_size=5))
def test_the_order_of_the_pages_does_not_count(pages: list[list[str]]) -> None:
    """Backwards, each page loses the same lines for the same reason."""
    assert repeated(pages, "X") == repeated(pages[::-1], "X")[::-1]


@given(st.lists(st.lists(st.sampled_from([*FRAME, *OPENS, *FAIR])), max_size=4), st.sampled_from(["A", "B"]))
def test_every_outlet_is_treated_alike(pages: list[list[str]], other: str) -> None:
    """The name of the site is only in the evidence."""
    assert [list(lines) for lines in repeated(pages, "X")] == [list(lines) for lines in repeated(pages, other)]


def test_the_sample_shares_no_furniture() -> None:
    """The two seeds of The Post lose nothing, nor would all five as pages of one site."""
    texts = {name: lines_of(disk.read_seed(ROOT, name).text) for name in disk.seeds(ROOT)}
    post = [lines for name, lines in texts.items() if name.split("/")[-1][:3] in ("002", "003")]
    assert cut(*map(list, post)) == [[], []]
    lost = [line for lines in cut(*map(list, texts.values())) for line in lines]
    assert not [line for line in lost if len(line) > 40]
