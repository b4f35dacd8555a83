"""The public edition keeps to the rights: whole sites are built, and every file of them is searched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from generator import build
from generator.compare.evidence import records_of
from generator.edition import Edition
from generator.model import Article, BlockKind, Cut
from generator.pages.article import page as page_of
from generator.pages.wordings import wordings
from tests import site_cases
from tests.broken_links import broken
from tests.builders import a_codebook, a_story, an_article
from tests.rights import STORY, sample_with

LINKED, QUOTED = "slay-news", "unnamed-drone-strikes"
TEXT = {".html", ".txt", ".csv", ".jsonld", ".json", ".xml"}
RUN = 4
SPOKEN = "The zebrafinch warbled, murmured an ostrich."
# An invented article in which hardly a word is the site's own; its marks run out of the headline.
CASE: Mapping[str, Any] = {
    "title": "A small story",
    "summary": "Two invented outlets.",
    "question": "Who may be quoted?",
    "claims": {"it-is": {"statement": "It is so.", "type": "factual"}},
    "sources": {"keeper": {"name": "the keeper", "identity": "role-only", "kind": "witness"}},
    "articles": [
        {
            "id": "linked", "short": "Outlet A", "outlet": "Outlet A", "headline": "Keeper Speaks",
            "published": "2026-08-01", "rights": {"publish": "link", "basis": "quotation"},
            "paragraphs": [SPOKEN, "Quokkas reportedly yodelled."],
            "notes": {
                "claims": [{"claim": "it-is", "stance": "attributes", "source": "keeper", "quote": "zebrafinch"}],
                "sources": [
                    {"source": "keeper", "quote": "murmured an ostrich", "cue": "murmured", "form": "direct"},
                    {"source": "keeper", "quote": "Speaks The zebrafinch warbled, murmured an", "cue": "murmured",
                     "form": "direct"},
                ],
                "framing": [{"label": "loaded-language", "quote": "Speaks The zebrafinch warbled", "voice": "outlet"}],
            },
        },
        {
            "id": "free", "short": "Outlet B", "outlet": "Outlet B", "headline": "Keeper says nothing",
            "published": "2026-08-02", "paragraphs": ["Nothing was heard."],
        },
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the sample with one article that may be linked only and one of which quotes may stand."""
    return sample_with(tmp_path_factory.mktemp("rights") / "project", {LINKED: "link", QUOTED: "quotes"})


@pytest.fixture(scope="module")
def public(sample: Path) -> Path:
    return site_cases.built(sample, sample.parent / "public", Edition.PUBLIC)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("invented")
    root = site_cases.project(folder / "project", {"small": dict(CASE)})
    return site_cases.built(root, folder / "site", Edition.PUBLIC)


def soup(site: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((site / page / "index.html").read_text("utf-8"), "html.parser")


def files(site: Path) -> Iterator[tuple[str, str]]:
    """Every text of the site by its path, tags taken out of HTML: a marked word is no end of a run."""
    for path in sorted(site.rglob("*")):
        if path.suffix in TEXT and "assets" not in path.parts:
            text = path.read_text("utf-8")
            yield path.relative_to(site).as_posix(), re.sub("<[^>]+>", "", text) if path.suffix == ".html" else text


def runs(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def body(article: Article) -> str:
    return "\n".join(block.text for block in article.blocks if block.kind is not BlockKind.HEADLINE)


def own_runs(root: Path, name: str) -> set[str]:
    """Four words in a row of the text of an article that stand in no other article and that no annotator wrote."""
    story = build.load(root).corpus.stories[0]
    others = [body(one) for one in story.articles if one.id != name]
    headlines = [one.head.headline or "" for one in story.articles]
    notes = [path.read_text("utf-8") for path in (root / "annotations").rglob("*.yml") if path.parent.name != name]
    notes += [str(one.annotation.note.model_dump(exclude={"quote"})) for one in records_of(story, story.article(name))]
    notes += [f"to {source.name}" for source in story.file.sources.values()]
    notes += story.article(name).head.inferred.values()
    return runs(body(story.article(name))).difference(*map(runs, [*others, *headlines, *notes]))


def test_no_file_of_the_public_edition_holds_words_of_an_article_that_may_only_be_linked(
    sample: Path, public: Path
) -> None:
    """Pages, downloads, feed: four words in a row that are only its own stand nowhere."""
    secret = own_runs(sample, LINKED)
    assert len(secret) > 300
    assert {path: found for path, text in files(public) if (found := runs(text) & secret)} == {}


def test_the_search_for_words_finds_them_in_the_classroom(sample: Path) -> None:
    """The search above would see a leak: with the whole text shown, it finds every run."""
    site = site_cases.built(sample, sample.parent / "classroom")
    secret = own_runs(sample, LINKED)
    page = dict(files(site))[f"{STORY}/{LINKED}/index.html"]
    assert len(runs(page) & secret) > len(secret) / 2


def test_of_an_article_in_quotes_only_marked_words_are_shown(sample: Path, public: Path) -> None:
    """What no mark covers stands in no file."""
    story = build.load(sample).corpus.stories[0]
    article = story.article(QUOTED)
    marked = {at for mark in story.marks_of(QUOTED) for at in range(mark.span.start, mark.span.end)}
    hidden = "".join(letter if at not in marked else "|" for at, letter in enumerate(article.text))
    shown = [article.text[mark.span.start : mark.span.end] for mark in story.marks_of(QUOTED)]
    secret = set().union(*map(runs, re.split(r"[|\n]+", hidden))).difference(*map(runs, shown)) & own_runs(
        sample, QUOTED
    )
    assert len(secret) > 20
    assert {path: found for path, text in files(public) if (found := runs(text) & secret)} == {}


@pytest.mark.parametrize("word", ["zebrafinch", "warbled", "murmured", "ostrich", "quokkas", "reportedly", "yodelled"])
def test_no_word_of_a_linked_article_stands_anywhere_its_cues_too(invented: Path, word: str) -> None:
    """Marked or not, spoken of by a source mark, a task or a mark that begins in the headline."""
    ours = {path: text for path, text in files(invented) if path.startswith(("small/", "contribute/", "feed"))}
    assert len(ours) > 12
    assert [path for path, text in ours.items() if word in text.casefold()] == []


def test_a_note_that_begins_in_the_headline_shows_the_words_of_the_headline(invented: Path) -> None:
    """The mark is cut where the text begins."""
    (note,) = soup(invented, "small/linked").select(".note.framing")
    assert note.select_one(".manner").get_text() == "“Speaks”"


def test_who_speaks_is_counted_where_the_verbs_are_hidden(invented: Path) -> None:
    """The source stays with its number; on its page the form of its speech stays."""
    assert "the keeper (2)" in soup(invented, "small").select_one(".speakers").get_text()
    assert soup(invented, "small/sources/keeper").select_one(".ours").get_text() == "direct"


def test_a_task_names_a_verb_only_where_it_may_be_quoted(invented: Path) -> None:
    """The reader is sent to the article all the same."""
    tasks = soup(invented, "contribute").select("#small-no-source-mark li")
    assert [task.get_text(" ", strip=True) for task in tasks] == [
        "Who is the source of a sentence here? Outlet A, paragraph 2",
        "Who is the source behind “says”? Keeper says nothing Outlet B, headline",
    ]


def test_a_headline_is_called_so_and_a_link_leads_to_it(invented: Path) -> None:
    """Its address is that of the page's first heading."""
    links = [link["href"] for link in soup(invented, "contribute").select("#small-no-source-mark a")]
    assert links == ["../small/linked/", "../small/free/#p_0"]
    assert soup(invented, "small/free").h1["id"] == "p_0"
    assert broken(invented) == []


def test_text_is_offered_for_download_only_where_there_is_any(invented: Path) -> None:
    """The list of all files says the same as the foot of the article."""
    texts = {link["href"] for link in soup(invented, "data").select("a[href$='article.txt']")}
    assert texts == {"../small/free/article.txt"}


def test_side_by_side_every_gap_has_its_sign(public: Path) -> None:
    """Skipped paragraphs and the end, too: a column shows the gaps of the article's page."""
    compare = soup(public, f"{STORY}/compare")
    for name in (QUOTED, "unnamed-within-hours"):
        text = soup(public, f"{STORY}/{name}").select_one("article.text")
        column = compare.select_one(f"#column_{name} .words")
        for page in (text, column):
            for aside in page.select(".headline, .notes, .headline-notes, .num"):
                aside.decompose()
        assert " ".join(column.get_text().split()) == " ".join(text.get_text().split())
        assert column.select(".gap")


def test_a_linked_article_shows_its_headline_and_a_gap_side_by_side(public: Path) -> None:
    """The sign says that there is more than the headline."""
    column = soup(public, f"{STORY}/compare").select_one(f"#column_{LINKED} .words")
    assert [" ".join(part.get_text().split()) for part in column.select("p")][1:] == ["[…]"]


def test_an_article_says_at_its_head_how_much_of_it_is_shown(public: Path) -> None:
    """Who reads excerpts is told before the text, and told where the reasons stand."""
    for name, words in ((LINKED, "no text"), (QUOTED, "the marked words"), ("the-post-drafting-plans", "sentences")):
        facts = soup(public, f"{STORY}/{name}/").select_one(".facts")
        assert facts is not None and words in facts.get_text()
        assert facts.select_one('a[href$="rights/"]') is not None


@pytest.mark.parametrize(("edition", "shows"), [(Edition.PUBLIC, False), (Edition.CLASSROOM, True)])
def test_a_line_that_was_judged_and_not_known_is_shown_only_with_the_whole_text(edition: Edition, shows: bool) -> None:
    """It may be a sentence of the article; the public edition only counts it."""
    one = an_article("one", "The zebrafinch warbled.", publish="quotes")
    cuts = (Cut(2, "Share", "share"), Cut(3, "An ostrich murmured.", "classifier", "a <p>"))
    story = replace(a_story([one]), cuts={"one": cuts})
    shared = wordings(story, edition)
    body = page_of(story, one, a_codebook(), edition, shared).body
    assert "<td>Share</td>" in body
    assert ("An ostrich murmured." in body) is shows
    assert ("1 line more was taken out by a judgement" in body) is not shows
    assert "2 lines of the saved page" in body
