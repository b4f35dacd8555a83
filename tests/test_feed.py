"""The feed of new annotations: an Atom feed (RFC 4287) that says who marked what, as far as the edition may quote."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

from generator.edition import Edition
from generator.export import documents
from generator.model import Annotation, Article, Corpus
from tests.builders import a_codebook, a_note, a_story, an_article, claim

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://example.org/bridge/"
HOSTILE = "</summary><script>alert(1)</script> & ]]> <!-- \"'{{ 7*7 }}"


def by(note: Annotation, who: str, day: str) -> Annotation:
    return replace(note, by=who, on=datetime.date.fromisoformat(day))


def framing(article: Article, quote: str) -> Annotation:
    return a_note(article, "framing", label="loaded", quote=quote, voice="outlet")


def feed(corpus: Corpus, edition: Edition = Edition.CLASSROOM, address: str = "") -> ElementTree.Element:
    found = {document.path: document.text for document in documents(corpus, edition, address)}
    return ElementTree.fromstring(found["feed.xml"].encode())


def corpus(*notes: Annotation, articles: list[Article], **registry: Any) -> Corpus:
    return Corpus(a_codebook(loaded="framing"), (a_story(articles, notes, **registry),))


def texts(root: ElementTree.Element, name: str) -> list[str]:
    return [found.text or "" for found in root.iterfind(f"{ATOM}entry/{ATOM}{name}")]


ONE = an_article("one", "A plan was drafted. It may begin in weeks.", "2026-01-05")
TWO = an_article("two", "Nobody said so.", "2026-01-06")
SAMPLE = corpus(
    by(framing(ONE, "plan"), "ada", "2026-02-01"),
    by(framing(ONE, "drafted"), "ada", "2026-02-01"),
    by(a_note(ONE, "claims", claim="so-it-is", stance="asserts", quote="A plan was drafted"), "ada", "2026-02-01"),
    by(framing(ONE, "weeks"), "ada", "2026-02-03"),
    by(framing(TWO, "Nobody"), "ben", "2026-02-02"),
    by(a_note(TWO, "claims", claim="so-it-is", stance="omits", searched=["so"]), "cy", "2026-01-31"),
    articles=[ONE, TWO],
    claims={"so-it-is": claim()},
)


def test_what_one_person_marked_in_an_article_on_a_day_is_one_entry_newest_first() -> None:
    """Not one entry for each note; titles say who, how much, where and when."""
    assert texts(feed(SAMPLE), "title") == [
        "ada marked 1 passage in one on 3 February 2026",
        "ben marked 1 passage in two on 2 February 2026",
        "ada marked 3 passages in one on 1 February 2026",
        "cy checked 1 claim in two on 31 January 2026",
    ]


def test_the_summary_counts_by_kind_and_quotes_passages_that_do_not_overlap() -> None:
    """The first words of a passage are not shown twice."""
    assert texts(feed(SAMPLE), "summary")[2:] == [
        "1 on claims; 2 on framing. “A plan was drafted”",
        "1 claim looked for and not there.",
    ]


def test_the_feed_has_what_atom_requires() -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2: id, title, updated; each entry an author; dates are those of the notes."""
    root = feed(SAMPLE, address=ADDRESS)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iterfind(f"{ATOM}entry")):
        (name,) = element.findall(f"{ATOM}id")
        assert UUID(str(name.text)).version == 5
        assert len(element.findall(f"{ATOM}title")) == len(element.findall(f"{ATOM}updated")) == 1
    updated = [str(found.text) for found in root.iter(f"{ATOM}updated")]
    assert updated[0] == "2026-02-03T00:00:00Z" == max(updated)
    assert all(entry.find(f"{ATOM}author/{ATOM}name") is not None for entry in root.iterfind(f"{ATOM}entry"))
    assert len({found.text for found in root.iter(f"{ATOM}id")}) == 5


def test_links_are_whole_where_the_address_is_known_and_relative_where_not() -> None:
    """A reader of feeds finds the article in both cases."""

    def hrefs(root: ElementTree.Element) -> dict[str, str]:
        return {found.attrib["rel"]: found.attrib["href"] for found in root.iterfind(f"{ATOM}link")} | {
            "entry": str(root.findall(f"{ATOM}entry/{ATOM}link")[0].attrib["href"])
        }

    assert hrefs(feed(SAMPLE, address=ADDRESS)) == {
        "alternate": ADDRESS, "self": f"{ADDRESS}feed.xml", "entry": f"{ADDRESS}a-story/one/",
    }  # fmt: skip
    assert hrefs(feed(SAMPLE)) == {"alternate": "./", "entry": "a-story/one/"}


def test_an_entry_keeps_its_id_when_others_come_and_the_site_moves() -> None:
    """Readers see an entry once."""
    fewer = corpus(by(framing(ONE, "weeks"), "ada", "2026-02-03"), articles=[ONE])
    assert texts(feed(fewer, address=ADDRESS), "id")[0] == texts(feed(SAMPLE), "id")[0]


def test_the_public_edition_quotes_no_article_that_may_only_be_linked() -> None:
    """The counts stay, the words go; an article that may not be published is not named."""
    linked = an_article("one", "Secret words here.", publish="link")
    hidden = an_article("two", "Hidden words here.", publish="none")
    both = corpus(framing(linked, "Secret words"), framing(hidden, "Hidden words"), articles=[linked, hidden])
    assert texts(feed(both, Edition.PUBLIC), "summary") == ["1 on framing."]
    assert texts(feed(both, Edition.CLASSROOM), "summary") == ["1 on framing. “Secret words”"]


def test_hostile_words_stay_words_and_characters_that_xml_forbids_are_left_out() -> None:
    """Markup in a text is text of the feed; a control character does not break it."""
    article = an_article("one", f"Before. {HOSTILE}\x0b\x1b\ufffe after.")
    (summary,) = texts(feed(corpus(framing(article, f"{HOSTILE}\x0b\x1b\ufffe after"), articles=[article])), "summary")
    assert summary.startswith("1 on framing. “</summary><script>alert(1)</script> & ]]> <!-- \"'{{ 7*7 }}")
    assert not set(summary) & {"\x0b", "\x1b", "\ufffe"}


def test_the_feed_holds_the_newest_fifty() -> None:
    """A reader that comes for the first time does not load everything."""
    words = " ".join(f"word{n:02}" for n in range(60))
    article = an_article("one", words)
    start = datetime.date(2026, 1, 1)
    notes = [
        by(framing(article, f"word{n:02}"), "ada", (start + datetime.timedelta(days=n)).isoformat()) for n in range(60)
    ]
    found = texts(feed(corpus(*notes, articles=[article])), "updated")
    assert len(found) == 50 and found[0] == "2026-03-01T00:00:00Z" and found == sorted(found, reverse=True)


def test_a_corpus_without_annotations_has_a_feed_all_the_same() -> None:
    """The link to it on every page is not broken."""
    root = feed(Corpus(a_codebook(), ()))
    assert root.find(f"{ATOM}updated") is not None and not root.findall(f"{ATOM}entry")
