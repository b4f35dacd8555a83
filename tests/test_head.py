"""What pages say of themselves to machines, and which of them search engines may list."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from generator import build
from generator.build import Settings
from generator.compare.claims import claim_table
from generator.edition import Edition
from generator.export import documents
from generator.export.robots import robots as robots_txt
from generator.formats import Label
from generator.mkdocs_plugin import frame_builder
from generator.model import Corpus
from generator.pages import head
from tests.builders import LABEL, a_codebook, a_note, a_story, an_article, claim
from tests.golden import ROOT, STORY

ADDRESS = "https://example.org/bridge/"
HOSTILE = "</script><script>alert(1)</script> <!-- \"'</title></head>{{ 7*7 }} &amp;"
INFERRED = {"outlet": "said so", "published": "said so"}


def stated(html: str) -> dict[str, Any]:
    """The one schema.org statement of a head."""
    (script,) = BeautifulSoup(html, "html.parser").select('script[type="application/ld+json"]')
    found: dict[str, Any] = json.loads(script.get_text())
    assert found["@context"] == "https://schema.org"
    return found


def robots(html: str) -> str:
    tag = BeautifulSoup(html, "html.parser").select_one("meta[name=robots]")
    return str(tag["content"]) if tag else ""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function that builds the sample, with a hostile headline and title, at an address or at none."""
    made: dict[tuple[Edition, str], Path] = {}

    def make(edition: Edition, address: str = "") -> Path:
        if (edition, address) not in made:
            root = tmp_path_factory.mktemp("project")
            for name in ("corpus", "annotations", "seeds", "site_overrides"):
                shutil.copytree(ROOT / name, root / name)
            config = (ROOT / "mkdocs.yml").read_text("utf-8")
            (root / "mkdocs.yml").write_text(config + (f"site_url: {address}\n" if address else ""), "utf-8")
            article = root / f"corpus/{STORY}/the-post-drafting-plans.md"
            hostile = article.read_text("utf-8").replace("headline: null", f"headline: {json.dumps(HOSTILE)}")
            article.write_text(hostile, "utf-8")
            story = root / f"annotations/{STORY}/story.yml"
            title = "title: Would the United States strike inside Venezuela?"
            assert title in story.read_text("utf-8")
            story.write_text(story.read_text("utf-8").replace(title, f"title: {json.dumps(HOSTILE)}"), "utf-8")
            loaded, done = build.site(root, root / "site", Settings(edition), frame_builder(root / "mkdocs.yml"))
            assert done, loaded.findings
            made[edition, address] = root / "site"
        return made[edition, address]

    return make


def soups(site: Path) -> dict[str, BeautifulSoup]:
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in site.rglob("*.html")
    }


def test_an_article_states_what_its_source_states() -> None:
    """Headline, date, author, publisher, the original's address, the length."""
    article = an_article("one", "Three words here", "2026-01-05", headline="Plans drafted")
    whole = article.head.model_copy(
        update={"byline": "A. Writer", "outlet": "The Post", "url": "https://example.org/a"}
    )
    article = type(article)(article.story, article.id, article.path, whole, article.blocks, article.text)
    found = stated(head.article(a_story([article]), article, Edition.CLASSROOM))
    assert found["@type"] == "WebPage"
    assert found["mainEntity"] == {
        "@type": "NewsArticle", "headline": "Plans drafted", "datePublished": "2026-01-05", "author": "A. Writer",
        "publisher": {"@type": "Organization", "name": "The Post"}, "url": "https://example.org/a", "wordCount": 5,
    }  # fmt: skip


def test_what_was_inferred_is_not_stated(built: Callable[..., Path]) -> None:
    """The sample's dates and outlets come from hints in the texts: machines are not told them as facts."""
    page = (built(Edition.CLASSROOM) / STORY / "slay-news/index.html").read_text("utf-8")
    entity = stated(page)["mainEntity"]
    assert "datePublished" not in entity and "publisher" not in entity
    assert entity["headline"].startswith("U.S Military Moving")


def test_a_claim_names_the_articles_that_carry_it_and_gives_no_rating() -> None:
    """Who only disputes it, or does not say it, is no appearance."""
    one, two, three = (
        an_article(name, "It is so, they say.", headline=f"Told by {name}") for name in ("one", "two", "three")
    )
    notes = [
        a_note(one, "claims", claim="so-it-is", stance="asserts", quote="It is so"),
        a_note(two, "claims", claim="so-it-is", stance="disputes", quote="It is so"),
        a_note(three, "claims", claim="so-it-is", stance="omits", searched=["so"]),
    ]
    entry = claim(first_reported_by="a-wire")
    story = a_story([one, two, three], notes, claims={"so-it-is": entry},
                    sources={"a-wire": {"name": "A Wire", "kind": "other-outlet"}})  # fmt: skip
    found = stated(head.claim(story, claim_table(story)[0], Edition.CLASSROOM))
    assert (found["@type"], found["text"]) == ("Claim", "It is so.")
    assert [article["headline"] for article in found["appearance"]] == ["Told by one"]
    assert found["appearance"][0]["mainEntityOfPage"] == "../../../a-story/one/"
    assert found["firstAppearance"]["publisher"]["name"] == "A Wire"
    assert not {key for key in found if "review" in key.lower() or "rating" in key.lower()}


def test_a_claim_whose_first_report_is_not_known_states_none() -> None:
    """Nothing is invented."""
    story = a_story([an_article("one", "It is so.")], claims={"so-it-is": claim()})
    found = stated(head.claim(story, claim_table(story)[0], Edition.CLASSROOM))
    assert "firstAppearance" not in found and "appearance" not in found


def test_a_label_is_a_term_of_the_codebook() -> None:
    """With its definition and the set that it belongs to."""
    found = stated(head.label(Label.model_validate({**LABEL, "id": "a-label"}), [], Edition.PUBLIC))
    assert (found["@type"], found["description"]) == ("DefinedTerm", "d")
    assert found["inDefinedTermSet"]["url"] == "../../codebook/"


@pytest.mark.parametrize(
    ("publish", "edition", "content"),
    [
        ("full", Edition.CLASSROOM, ""),
        ("full", Edition.PUBLIC, ""),
        ("excerpt", Edition.CLASSROOM, "noindex, noarchive"),
        ("link", Edition.CLASSROOM, "noindex, noarchive"),
        ("excerpt", Edition.PUBLIC, "max-snippet:160"),
        ("quotes", Edition.PUBLIC, "max-snippet:160"),
        ("link", Edition.PUBLIC, "max-snippet:160"),
    ],
)
def test_a_page_with_texts_is_listed_as_their_rights_allow(publish: str, edition: Edition, content: str) -> None:
    """One text that is not free is enough, on its own page and on a page with several."""
    free, bound = an_article("one", "Words."), an_article("two", "Words.", publish=publish)
    assert robots(head.article(a_story([bound]), bound, edition)) == content
    assert robots(head.robots([free, bound], edition)) == content


@pytest.mark.parametrize(("publish", "content"), [("excerpt", ""), ("quotes", "noindex, noarchive")])
def test_a_page_with_sentences_is_listed_where_the_rights_allow_sentences(publish: str, content: str) -> None:
    """The classroom edition shows whole sentences on claim pages, too; the public one never more than is allowed."""
    article = an_article("one", "It is so.", publish=publish)
    note = a_note(article, "claims", claim="so-it-is", stance="asserts", quote="It is")
    story = a_story([article], [note], claims={"so-it-is": claim()})
    (row,) = claim_table(story)
    assert robots(head.claim(story, row, Edition.CLASSROOM)) == content
    assert robots(head.claim(story, row, Edition.PUBLIC)) == ""


def test_robots_txt_keeps_crawlers_from_texts_that_the_rights_do_not_free() -> None:
    """The classroom downloads, packets among them; paths begin at the root of the host, which names its sitemap."""
    found = [an_article("one", "Free."), an_article("two", "Bound.", publish="excerpt")]
    corpus = Corpus(a_codebook(), (a_story(found),))
    assert robots_txt(corpus, Edition.CLASSROOM, ADDRESS).text == (
        "User-agent: *\nAllow: /\nDisallow: /bridge/a-story/two/article.txt\n"
        "Disallow: /bridge/a-story/packet/\n\n"
        "Sitemap: https://example.org/bridge/sitemap.xml\n"
    )
    public = {document.path: document.text for document in documents(corpus, Edition.PUBLIC)}
    assert public["robots.txt"] == "User-agent: *\nAllow: /\n"


@pytest.mark.parametrize("publish", ["quotes", "link"])
def test_robots_txt_keeps_crawlers_from_annotations_with_more_words_than_the_rights_allow(publish: str) -> None:
    """Those of the article, of its story, and the feed; an article that may be quoted keeps its own."""
    found = [an_article("one", "Free."), an_article("two", "Bound.", publish=publish)]
    corpus = Corpus(a_codebook(), (a_story(found),))
    assert robots_txt(corpus, Edition.CLASSROOM, "").text.splitlines()[2:] == [
        f"Disallow: /{path}" for path in (
            "a-story/two/article.txt", "a-story/two/annotations.csv", "a-story/two/annotations.jsonld",
            "a-story/packet/", "a-story/annotations.csv", "a-story/annotations.jsonld", "feed.xml",
        )
    ]  # fmt: skip
    assert robots_txt(corpus, Edition.PUBLIC, "").text == "User-agent: *\nAllow: /\n"


@pytest.mark.parametrize("edition", list(Edition))
def test_hostile_words_do_not_leave_the_head(built: Callable[..., Path], edition: Edition) -> None:
    """Every statement of every page is JSON, and the words of a headline stay words."""
    for name, soup in soups(built(edition)).items():
        for script in soup.select('script[type="application/ld+json"]'):
            assert json.loads(script.get_text())["@context"] == "https://schema.org", name
        assert not [script for script in soup.select("script") if script.get_text().startswith("alert")], name
    page = soups(built(edition))[f"{STORY}/the-post-drafting-plans/index.html"]
    assert stated(str(page))["mainEntity"]["headline"] == HOSTILE.strip()
    story = soups(built(edition))[f"{STORY}/index.html"]
    assert story.select_one("meta[property='og:title']")["content"].startswith("</script><script>alert(1)")


def test_every_page_has_open_graph_and_the_feed(built: Callable[..., Path]) -> None:
    """Hand-written pages, too; without an address nothing names one."""
    site = built(Edition.CLASSROOM)
    for name, soup in soups(site).items():
        if name == "404.html":
            continue
        tags = {tag["property"]: tag["content"] for tag in soup.select("head meta[property]")}
        assert tags["og:title"] and tags["og:description"] and tags["og:site_name"] == "Rashomon", name
        assert "og:url" not in tags and "og:image" not in tags, name
        assert soup.select_one("head meta[name='twitter:card']")["content"] == "summary"
        feed = soup.select_one("head link[type='application/atom+xml']")
        assert ((site / name).parent / feed["href"]).resolve() == (site / "feed.xml").resolve()
    assert soups(site)["codebook/index.html"].select_one("meta[property='og:title']")["content"] == "Codebook"
    article = soups(site)[f"{STORY}/slay-news/index.html"]
    assert [tag["content"] for tag in article.select("meta[property='og:type']")] == ["article"]
    assert soups(site)["index.html"].select_one("meta[property='og:type']")["content"] == "website"


def test_at_a_known_address_every_page_names_its_own(built: Callable[..., Path]) -> None:
    """Canonical link, og:url and the picture are whole addresses."""
    site = built(Edition.CLASSROOM, ADDRESS)
    for name, soup in soups(site).items():
        if name == "404.html":
            continue
        own = ADDRESS + name.removesuffix("index.html")
        assert [link["href"] for link in soup.select("link[rel=canonical]")] == [own]
        assert soup.select_one("meta[property='og:url']")["content"] == own
        assert soup.select_one("meta[property='og:image']")["content"] == f"{ADDRESS}assets/card.png"
    assert (site / "assets/card.png").stat().st_size <= 40_000


def test_the_sitemap_names_the_pages_that_may_be_listed(built: Callable[..., Path]) -> None:
    """Whole texts are not in the classroom's sitemap; in the public one excerpts are; 404 is in none."""
    own = f"<loc>{ADDRESS}{STORY}/slay-news/</loc>"
    classroom = (built(Edition.CLASSROOM, ADDRESS) / "sitemap.xml").read_text("utf-8")
    public = (built(Edition.PUBLIC, ADDRESS) / "sitemap.xml").read_text("utf-8")
    assert own not in classroom and own in public
    assert f"<loc>{ADDRESS}{STORY}/claims/people-killed/</loc>" in classroom
    for name, soup in soups(built(Edition.CLASSROOM, ADDRESS)).items():
        listed = f"<loc>{ADDRESS}{name.removesuffix('index.html')}</loc>" in classroom
        assert listed == ("noindex" not in robots(str(soup))), name
    assert not (built(Edition.CLASSROOM) / "sitemap.xml").exists()


def test_the_search_index_holds_pages_that_search_engines_may_not_list(built: Callable[..., Path]) -> None:
    """`noindex` is for other people's machines: the site's own search finds the articles."""
    assert list((built(Edition.CLASSROOM) / "pagefind/fragment").iterdir())
    entry = json.loads((built(Edition.CLASSROOM) / "pagefind/pagefind-entry.json").read_text("utf-8"))
    bodies = sum(bool(soup.select("[data-pagefind-body]")) for soup in soups(built(Edition.CLASSROOM)).values())
    assert sum(language["page_count"] for language in entry["languages"].values()) == bodies
