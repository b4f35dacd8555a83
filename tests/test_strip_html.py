"""A page of HTML: the lines that a reader sees, what is kept of them, and that everything can be put back."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.articles import format_body, parse_body
from generator.formats import StripCorrections
from generator.model import BlockKind, Cut, Seed, SeedForm
from generator.strip import Page, Stripped, format_cuts, parse_cuts, read, repetition, restore, rules, strip
from generator.text import normalise
from tests.news import ARTICLE, DOUBTFUL, HEADLINE, NEWS, days, site_page

PARAGRAPH, HEADING, ITEM, QUOTATION = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.QUOTATION
NOTHING = StripCorrections()
NOTE = "A ferry that hangs on a cable and is driven across by the river itself."


def seed(markup: str) -> Seed:
    return Seed("seeds/a-story/a.html", markup, "utf-8", "0" * 64, SeedForm.HTML)


def page(markup: str) -> Page:
    return read(seed(markup))


def lines(markup: str) -> list[str]:
    return list(page(markup).lines)


def stripped(markup: str, headline: str | None = None, **corrections: tuple[str, ...]) -> Stripped:
    return strip(page(markup), headline, StripCorrections(**corrections))


def cut(made: Stripped, words: str) -> Cut:
    """The one cut whose line holds these words."""
    (found,) = [cut for cut in made.cuts if words in cut.text]
    return found


def texts(made: Stripped) -> list[str]:
    return [text for _, text in made.blocks]


# The lines of a page


def test_what_is_marked_inside_a_sentence_does_not_end_its_line() -> None:
    """Emphasis, links and line ends of the source are part of the sentence."""
    assert lines("<p>The <b>br</b>idge\n  is <a href='/x'>open <i>again</i></a>, they  say.</p>") == [
        "The bridge is open again, they say."
    ]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<p>One<p>Two", ["One", "Two"]),
        ("One<br>Two<br/>Three", ["One", "Two", "Three"]),
        ("One<hr>Two", ["One", "Two"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<h2>One</h2>Two", ["One", "Two"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<dl><dt>One<dd>Two</dl>", ["One", "Two"]),
        ("<table><tr><th>One<td>Two<td>Three</table>", ["One", "Two", "Three"]),
        ("<figure><img alt='x'><figcaption>One</figcaption></figure>Two", ["One", "Two"]),
        ("<details><summary>One</summary>Two</details>", ["One", "Two"]),
        ("<p>One <button>Two</button> Three</p>", ["One", "Two", "Three"]),
        ("<pre>One\n  Two <b>and\nThree</b></pre>", ["One", "Two and", "Three"]),
    ],
)
def test_each_block_and_each_line_break_begins_a_line(markup: str, found: list[str]) -> None:
    """Select-all and copy gives the same lines."""
    assert lines(markup) == found


@pytest.mark.parametrize(
    "unread",
    [
        "<script>var open = 'Monday';</script>", "<script type='application/ld+json'>{\"articleBody\": \"x\"}</script>",
        "<style>p { color: red }</style>", "<noscript>Switch scripts on.</noscript>", "<template><p>x</p></template>",
        "<svg><title>Arrow</title><text>Up</text></svg>", "<select><option>Monday<option>Tuesday</select>",
        "<textarea>Write here</textarea>", "<iframe src='/x'>No frames</iframe>", "<!-- A note -->",
        "<input value='Search'>", "<video>No video</video>", "<object>No plug-in</object>", "<math><mi>x</mi></math>",
    ],
    ids=lambda unread: unread[:12],
)  # fmt: skip
def test_what_no_reader_sees_as_text_is_no_line(unread: str) -> None:
    """Scripts, styles, drawings, lists of a form and the like stand in no line, and end none."""
    assert lines(f"<body><p>The bridge {unread}is open.</p></body>") == ["The bridge is open."]


@pytest.mark.parametrize(
    "hidden", ["hidden", "style='DISPLAY:NONE'", "style='display: none'", "style='color:red;visibility:hidden'"]
)
def test_hidden_text_is_a_line_that_is_marked_so(hidden: str) -> None:
    """Whole articles are sent in hidden boxes, so the text is there; everything inside counts as hidden."""
    found = page(f"<div {hidden}><p>Deep <b>inside</b>.</p></div><p>In sight.</p>").marked
    assert [(line.text, line.box.hidden) for line in found] == [("Deep inside.", True), ("In sight.", False)]


@pytest.mark.parametrize("name", ["tooltip", "glossary-Rollover", "hover-card", "sr-only", "popover"])
def test_a_long_note_that_opens_on_hover_follows_the_paragraph(name: str) -> None:
    """It is no part of the sentence in which it stands, and not lost."""
    markup = f"<p>The reaction ferry<span class='x {name}'><b>Ferry:</b> {NOTE}</span> stopped.</p><p>So it was.</p>"
    assert lines(markup) == ["The reaction ferry stopped.", f"Ferry: {NOTE}", "So it was."]
    assert [line.box.hover for line in page(markup).marked] == [False, True, False]


def test_a_short_note_stays_in_its_sentence() -> None:
    """Names of designers' boxes also stand around single words."""
    assert lines("<p>It costs <span class='tooltip'>40,000 crowns</span> a year.</p>") == [
        "It costs 40,000 crowns a year."
    ]


def test_the_characters_inside_links_are_counted() -> None:
    """A menu is known by it; spaces around the words of a link do not count, nor do the words after it."""
    found = page(
        "<p><a href='/a'>News</a> <a href='/b'> <b>Sport</b> </a></p><p>See <a href='/c'>the plan</a> now.</p><p>No"
    ).marked
    assert [line.linked for line in found] == [len("NewsSport"), len("the plan"), 0]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>One<div>Two", "<b><p>One</b></p><p>Two</b>", "<a href=x><div>One</a></div>Two", "<p>One</div></p></p>Two",
        "<table><p>One</p><tr><td>Two", "<i><b>One</i><p></b>Two", "</html></body><p>One</html><p>Two",
        "<ul><li>One</ul></li><li>Two", "<P CLASS=x>One</P\n><p/>Two", "<section><p>One</section><section>Two<p",
    ],
)  # fmt: skip
def test_tags_that_are_not_closed_or_badly_nested_lose_no_text(markup: str) -> None:
    """The tree is the one that a browser would build."""
    assert lines(markup) == ["One", "Two"]


@pytest.mark.parametrize("opened", ["<div>", "<ul><li>", "<b>", "<blockquote><i>", "<table><tr><td>"])
def test_no_nesting_is_too_deep(opened: str) -> None:
    """Ten thousand boxes in each other are walked like one."""
    assert lines(opened * 10_000 + "The bridge is open.")[-1] == "The bridge is open."


@pytest.mark.parametrize("empty", ["", " \n ", "<html></html>", "<p> </p>&nbsp;<br>", "<!doctype html>", "\0"])
def test_a_page_without_text_has_no_lines(empty: str) -> None:
    """And nothing is kept of it, and nothing cut."""
    made = stripped(empty)
    assert (lines(empty), made.blocks, made.cuts) == ([], (), ())


def test_characters_that_no_file_can_hold_do_not_get_into_a_line() -> None:
    """A NUL is left out; half a surrogate pair becomes a question mark; the words around them stay."""
    assert lines("<p>The br\0idge\ud800 is\x01 open.</p>") == ["The bridge? is open."]


def test_the_title_of_the_page_is_read() -> None:
    """It stands in no line; a drawing's title is not meant."""
    found = page("<head><title>\n Mill  &amp; Bridge\n</title></head><svg><title>Arrow</title></svg><p>Open.")
    assert (found.title, found.lines) == ("Mill & Bridge", ("Open.",))
    assert page("<p>Open.").title == ""


PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<br>", "<b>", "</b>", "<a href='/x'>", "</a>", "<li>", "<ul>", "</ul>", "<pre>",
    "<table><tr><td>", "</table>", "<h1>", "</h1>", "<h2 class='headline'>", "<blockquote>", "<script>", "</script>",
    "<!--", "-->", "<span class='tooltip'>", "</span>", "<div hidden>", "<footer id='foot'>", "</", "<", "&", "&amp;",
    "&#0;", "&#xD800;", "&#x2028;", "\0", "\x85", "\u2028", "\ufeff", "\ud800", "\r", "\n \n", "\t", "- ",
    "> ", "## ", "\\ ", "Share", "Subscribe", "Read more", "© 2026 Courier", HEADLINE, NOTE,
    *(text for _, text in ARTICLE[:3]),
]  # fmt: skip
ANYTHING = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25).map("".join),
    st.lists(st.sampled_from(["<p>", "<div>", "<ul><li>", *(f"<p>{text}" for _, text in ARTICLE), *PIECES])).map(
        "".join
    ),
)


@given(markup=ANYTHING, headline=st.none() | st.sampled_from([HEADLINE, "Share", "- ", "\0"]), by_hand=st.booleans())
@example(markup="<p>a\0b\ud800</p>", headline=None, by_hand=True)
@example(
    markup="<p>- not an item<p>\\ no escape<p>## no heading<p>-<blockquote>&gt; twice", headline=None, by_hand=True
)
def test_the_saved_page_can_be_put_together_again(markup: str, headline: str | None, by_hand: bool) -> None:
    """Body and cuts file, written and read again, give every line of the page back to the letter."""
    read_page = page(markup)
    keep = read_page.lines[:5] if by_hand else ()
    made = strip(read_page, headline, StripCorrections(keep=keep, drop=read_page.lines[5:7]))
    record = parse_cuts(format_cuts(read_page.seed, made))
    blocks = parse_body(format_body(made.blocks))
    assert blocks == made.blocks
    assert restore(Stripped(blocks, record.cuts, record.blank, record.changed, None, record.form)) == read_page.lines


@given(text=st.one_of(st.text(max_size=80), st.lists(st.sampled_from([*PIECES, "a"]), max_size=9).map("".join)))
@example(text="<script>alert(1)</script> &amp; <b>")
def test_text_stays_text(text: str) -> None:
    """What the page shows as text is its line, whatever markup it looks like; only white space is made even."""
    shown = text.replace("\0", "").encode("utf-8", "replace").decode()
    expected = normalise(shown)
    assert lines(f"<body><p>{escape(text)}</p></body>") == ([expected] if expected else [])


# What is kept of a page


def test_the_article_of_a_news_page_is_kept_whole_in_order_and_nothing_else() -> None:
    """No menu, notice, byline, caption, share button, newsletter, author's note, other story, comment or footer."""
    made = stripped(NEWS)
    assert made.blocks == ARTICLE
    assert made.headline == HEADLINE
    assert cut(made, HEADLINE).rule == "headline"
    assert made.changed == ()


def test_the_headline_of_the_metadata_is_found_whatever_its_quotation_marks() -> None:
    """The line is cut though the metadata has typed signs; when it stands again, that is cut, too."""
    markup = NEWS.replace(HEADLINE, "‘It sounded like a harp’ – ferry stops").replace(
        "<h2>", "<h2>'It sounded like a harp' - ferry stops</h2><h2>", 1
    )
    made = stripped(markup, "'It sounded like a harp' - ferry stops")
    assert made.blocks == ARTICLE
    assert [found.rule for found in made.cuts if "harp" in found.text] == ["headline", "repeated-headline"]


def test_every_cut_names_a_rule_and_every_judgement_its_evidence() -> None:
    """A rule's name says enough; what the classifier cuts says what spoke against the line."""
    known = {*rules.OWN_NAMES, *(rule.name for rule in rules.load())}
    made = stripped(NEWS)
    judged = [found for found in made.cuts if found.rule == "classifier"]
    assert {found.rule for found in made.cuts} <= known
    assert len(judged) > 10
    assert [found for found in made.cuts if bool(found.evidence) != (found.rule == "classifier")] == []


@pytest.mark.parametrize("markup", [NEWS, DOUBTFUL], ids=["news", "doubtful"])
def test_each_line_is_either_kept_or_cut(markup: str) -> None:
    """A cut has the number and the text of its line; all other lines are the blocks."""
    made, found = stripped(markup), lines(markup)
    gone = {cut.line: cut.text for cut in made.cuts}
    assert len(gone) == len(made.cuts)
    assert all(found[number - 1] == text for number, text in gone.items())
    assert [line for number, line in enumerate(found, 1) if number not in gone] == texts(made)


def test_a_page_that_is_stripped_again_gives_the_same() -> None:
    """Nothing is left in a page by the first time, be it sure or doubtful."""
    for markup in (NEWS, DOUBTFUL):
        once = page(markup)
        first = strip(once, None, NOTHING)
        assert strip(once, None, NOTHING) == first


def test_a_person_keeps_what_would_be_cut_and_drops_what_would_be_kept() -> None:
    """`keep` and `drop` win over rules, the classifier and the headline."""
    kept = ("Manage choices", "Print", "riverman 10 March 2026 at 10:12")
    made = stripped(NEWS, keep=kept, drop=(ARTICLE[0][1],))
    assert set(kept) <= set(texts(made))
    assert cut(made, ARTICLE[0][1]).rule == "by-hand"
    assert [block for block in made.blocks if block[1] not in kept] == list(ARTICLE[1:])
    assert HEADLINE in texts(stripped(NEWS, keep=(HEADLINE,)))


def test_a_rule_of_the_outlet_cuts_its_line() -> None:
    """It cuts a sentence of the article where somebody wrote so, with the name that it has."""
    written = (
        "outlet: Courier\nrules:\n  courier-walker:\n    why: it stands on every page\n    languages:\n      en:\n"
        "        lines: [a walker on the towpath…]\n        cuts: [A walker on the towpath saw it.]\n"
        "        keeps: [A walker saw it.]\n"
    )
    outlets, findings = rules.outlets({"seeds/courier.rules.yml": written})
    assert not findings
    made = strip(page(NEWS), None, NOTHING, outlets.rules_for("Courier"))
    assert cut(made, "A walker").rule == "courier-walker"
    assert made.blocks == tuple(block for block in ARTICLE if "walker" not in block[1])
    assert strip(page(NEWS), None, NOTHING, outlets.rules_for("Valley Gazette")).blocks == ARTICLE


def test_lines_that_other_pages_of_the_outlet_have_are_cut() -> None:
    """The cut says on how many pages the line stands; the article's own sentences stay."""
    pages = [page(site_page(number)) for number in range(3)]
    for number, (read_page, repeated) in enumerate(
        zip(pages, repetition.repeated([p.lines for p in pages], "Courier"), strict=True)
    ):
        made = strip(read_page, None, NOTHING, repeated=repeated)
        assert texts(made) == days(number)
        found = cut(made, "walked these hills")
        assert (found.rule, found.evidence) == ("repeated", "stands on 3 of 3 saved pages of Courier")
        assert any("walked these hills" in text for text in texts(strip(read_page, None, NOTHING)))


# Kinds of blocks


def test_a_list_item_that_holds_a_whole_article_is_no_item() -> None:
    """Some pages are lists of posts; the points of a list inside the post are items."""
    inside = NEWS.split('article-body">')[1].split("<aside")[0]
    made = stripped(f"<body><ol><li class='post'>{inside}</li></ol>", keep=tuple(text for _, text in ARTICLE))
    assert made.blocks == ARTICLE[:8]


def test_an_item_of_several_lines_is_an_item_in_all_of_them() -> None:
    """Three short paragraphs of a point are the point, however often the page is looked at."""
    point = "<li>" + "".join(f"<p>{text}</p>" for kind, text in ARTICLE if kind is ITEM) + "</li>"
    read_page = page(NEWS.replace("<li>a diver will look", f"{point}<li>a diver will look", 1))
    for _ in range(2):
        made = strip(read_page, None, StripCorrections(keep=tuple(text for _, text in ARTICLE)))
        assert [kind for kind, _ in made.blocks].count(ITEM) == 6


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<h4>{}</h4>", HEADING), ("<h2><span><a href='/x'>{}</a></span></h2>", HEADING),
        ("<ol><li><p>{}</p></li></ol>", ITEM),
        ("<blockquote><div><p>{}</p></div></blockquote>", QUOTATION), ("<div>{}</div>", PARAGRAPH),
        ("<blockquote><ul><li>{}</li></ul></blockquote>", ITEM), ("<table><tr><td>{}</td></tr></table>", PARAGRAPH),
    ],
)  # fmt: skip
def test_the_nearest_box_tells_what_a_line_is(markup: str, kind: BlockKind) -> None:
    """Heading, item and quotation come from the elements, not from signs or capitals."""
    text = "> What the Mayor Said"
    assert stripped(markup.format(escape(text)), keep=(text,)).blocks == ((kind, text),)


# The second opinion


def test_where_the_page_leaves_doubt_the_other_engine_decides_and_is_named() -> None:
    """The closing line is cut because trafilatura leaves it out, and the evidence says so."""
    made = stripped(DOUBTFUL)
    assert "trafilatura leaves it out, too" in cut(made, "Write to us").evidence
    assert cut(made, "Write to us").rule == "classifier"
    assert any("Nobody was hurt" in text for text in texts(made))


def test_where_the_page_is_sure_no_other_engine_is_named() -> None:
    """On the news page the markup says enough."""
    assert not any("trafilatura" in found.evidence for found in stripped(NEWS).cuts)


@pytest.mark.parametrize("markup", ["<h1>Ferry stops</h1>" + "<p>{0}</p>" * 3 + "<p>Share</p>", "<p>{0}</p>" * 12])
def test_a_page_that_is_an_article_and_nothing_else_is_kept(markup: str) -> None:
    """A reader view has no furniture but what a rule knows."""
    sentence = "The ferry at Mill Bridge stopped at noon on Tuesday, and nobody was hurt."
    page = read(Seed("", markup.format(sentence), "utf-8", "", SeedForm.HTML))
    kept = [text for _, text in strip(page, None, StripCorrections()).blocks]
    assert kept == [sentence] * markup.count("{0}")
