"""The page of thanks names everybody who annotated or reviewed, in alphabetical order, and ranks nobody."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import yaml
from bs4 import BeautifulSoup

from generator import build
from generator.compare.credits import Credit, everybody, unread
from generator.edition import Edition
from generator.formats import is_id
from generator.model import Annotation, Corpus, Story
from generator.pages import pages, slots
from generator.pages.forms import forms
from generator.repository import Repository, repository
from tests.builders import a_codebook, a_note, a_story, an_article, claim
from tests.golden import ROOT

ARTICLE = an_article("an-article", "One is here. Two is here. Three is here. Four is here.")
CLAIMS = {"a-claim": claim()}
DAY = datetime.date(2026, 2, 1)


def note(
    kind: str, by: str, words: str = "", reviewed_by: tuple[str, ...] = (), day: datetime.date = DAY
) -> Annotation:
    """A note on one of the words of the article; without words a checked absence."""
    keys: dict[str, Any] = {"quote": f"{words} is here"} if words else {}
    given = {
        "claims": {"claim": "a-claim", "stance": "asserts" if words else "omits"},
        "sources": {"source": "a-source", "cue": "is", "form": "direct"},
        "framing": {"label": "a-label", "voice": "outlet"},
    }[kind]
    return replace(a_note(ARTICLE, kind, **given, **keys), by=by, reviewed_by=reviewed_by, on=day)


def story(*notes: Annotation) -> Story:
    return a_story([ARTICLE], notes, claims=CLAIMS)


def page(*stories: Story) -> BeautifulSoup:
    """The page of thanks as a browser reads it."""
    return BeautifulSoup(slots.credits(Corpus(a_codebook(a_label="framing"), stories)).body, "lxml")


def named(found: tuple[Credit, ...]) -> list[str]:
    return [credit.name for credit in found]


def test_people_stand_in_the_order_of_the_alphabet_whatever_they_did() -> None:
    """Capitals do not count, and neither do numbers."""
    notes = [note("framing", "zoe", word) for word in ("One", "Two", "Three")]
    assert named(everybody([story(*notes, note("framing", "Bob", "Four", ("ann",)))])) == ["ann", "Bob", "zoe"]


def test_what_somebody_wrote_is_counted_by_kind_with_its_days() -> None:
    """A checked absence is counted apart from passages of claims."""
    later = datetime.date(2026, 5, 3)
    (ann,) = everybody(
        [
            story(
                note("claims", "ann", "One"), note("claims", "ann"), note("sources", "ann", "Two"),
                note("framing", "ann", "Three", day=later),
            )
        ]
    )  # fmt: skip
    (work,) = ann.annotated
    assert dict(work.counts) == {"claim": 1, "absence": 1, "source": 1, "framing": 1}
    assert (work.first, work.last) == (DAY, later)


def test_one_person_in_two_spellings_is_one() -> None:
    """A handle is the same in capitals; it is shown as it was first written."""
    (ann,) = everybody([story(note("framing", "Ann", "One"), note("framing", "ann", "Two"))])
    assert ann.name == "Ann"
    assert ann.annotated[0].counts["framing"] == 2


def test_nobody_reviews_notes_of_their_own() -> None:
    """The author's name under `reviewed_by` is no review, in any spelling; nobody is thanked twice for one note."""
    found = everybody([story(note("framing", "ann", "One", ("ANN", "bob", "Bob")))])
    assert named(found) == ["ann", "bob"]
    assert (found[0].reviewed, found[1].reviewed[0].notes) == ((), 1)
    assert unread([story(note("framing", "ann", "One", ("Ann",)))])
    assert not unread([story(note("framing", "ann", "One", ("bob",)))])
    assert not unread([story()])


def test_the_page_names_who_did_what_and_when() -> None:
    """Names and stories, with a date of each end."""
    text = page(story(note("framing", "ann", "One"), note("claims", "ann", day=datetime.date(2026, 5, 3)))).get_text(
        " "
    )
    assert "ann annotated t 1 checked absence, 1 framing note; 1 February 2026 to 3 May 2026" in " ".join(text.split())
    assert "Not yet reviewed by anybody but the authors of the notes: t" in " ".join(text.split())


def test_a_site_without_annotations_says_how_to_begin() -> None:
    """An empty list is a sentence, with a link."""
    for found in (page(), page(story())):
        assert "Nobody has annotated anything yet." in found.get_text()
        assert found.select_one('a[href="../contribute/"]') is not None


def test_three_hundred_annotators_all_stand_there() -> None:
    """None is left out, and none is first for having done more."""
    notes = [replace(note("framing", f"reader-{n:03}", "One"), id=f"n-{n}") for n in range(300)]
    assert [each.get_text() for each in page(story(*reversed(notes))).select("dt")] == [
        f"reader-{n:03}" for n in range(300)
    ]


def test_a_name_stays_text() -> None:
    """What a file has under `reviewed_by` is shown and does nothing."""
    hostile = '<script>alert(1)</script> [a](javascript:b) {{ 7*7 }} "><img src=x>'
    found = page(story(note("framing", "ann", "One", (hostile,))))
    assert [each.get_text() for each in found.select("dt")] == [hostile, "ann"]
    assert not found.select("script, img, dt a")


def test_the_sample_says_that_the_project_wrote_it_and_nobody_else_has_read_it() -> None:
    """One name, and the story among those that wait for a second person."""
    found = everybody(build.load(ROOT).corpus.stories)
    assert named(found) == ["rashomon"]
    assert found[0].reviewed == ()
    assert [each.id for each in unread(build.load(ROOT).corpus.stories)] == ["venezuela-strikes"]
    words = (ROOT / "site_overrides/pages/credits.md").read_text("utf-8")
    assert "`rashomon` is no person: the project itself wrote the annotations of its sample story" in words


def test_method_contribute_and_story_lead_to_the_page() -> None:
    """Who reads who reviewed what can find out who everybody is."""
    corpus = Corpus(a_codebook(a_label="framing"), (story(note("framing", "ann", "One")),))
    bodies = {each.url: each.body for each in pages(corpus, Edition.CLASSROOM)}
    assert all('href="../credits/"' in bodies[url] for url in ("method/", "a-story/"))
    assert "(credits.md)" in (ROOT / "site_overrides/pages/contribute.md").read_text("utf-8")
    assert not is_id("credits")


def forms_of(found: Repository | None) -> dict[str, str]:
    """The links of the page of contributions that lead out of the site, by their words."""
    corpus = Corpus(a_codebook(a_label="framing"), ())
    body = BeautifulSoup(slots.contribute(corpus, Edition.PUBLIC, found).body, "lxml")
    return {link.get_text(): str(link["href"]) for link in body.select("a[href^=http]")}


def test_forms_are_links_that_need_no_script() -> None:
    """At GitHub they open the form; at other forges an issue that asks for the same."""
    at_github = forms_of(repository("https://github.com/example/project"))
    assert at_github["Suggest an article"].startswith(
        "https://github.com/example/project/issues/new?template=article.yml"
    )
    assert at_github["Ask for a removal"].startswith(
        "https://github.com/example/project/issues/new?template=removal.yml"
    )
    assert at_github["How annotations are reviewed"] == "https://github.com/example/project/blob/main/docs/review.md"
    at_codeberg = forms_of(repository("https://codeberg.org/example/project"))
    assert "file%3A%20%0A%0Amark%3A%20" in at_codeberg["Correct something"]


def test_a_link_to_a_form_says_and_asks_what_the_form_does() -> None:
    """Name, title and fields are those of the file in .github/ISSUE_TEMPLATE/."""
    for form in forms(repository("https://codeberg.org/example/project")):
        written = yaml.safe_load((ROOT / f".github/ISSUE_TEMPLATE/{form.id}.yml").read_text("utf-8"))
        filled = dict(parse_qsl(urlsplit(form.url).query))
        assert (form.title, filled["title"]) == (written["name"], written["title"])
        asked = [each["id"] for each in written["body"] if "id" in each]
        assert [line.rstrip(": ") for line in filled["body"].split("\n\n")] == asked


def test_without_a_known_forge_no_link_is_a_dead_one() -> None:
    """A repository of an unknown kind is linked itself; without one there is no link, and a sentence instead."""
    unknown = forms_of(repository("https://git.example.org/project"))
    assert set(unknown.values()) == {"https://git.example.org/project"}
    assert set(unknown) == {"the repository"}
    assert forms_of(None) == {}
    words = slots.contribute(Corpus(a_codebook(a_label="framing"), ()), Edition.PUBLIC, None).body
    assert "pull request" not in words + (ROOT / "site_overrides/pages/contribute.md").read_text("utf-8")


def test_the_page_of_rights_leads_to_the_form_for_removal() -> None:
    """With a repository; without one it says whom to tell."""
    corpus = Corpus(a_codebook(a_label="framing"), ())
    assert "template=removal.yml" in slots.rights(corpus, Edition.PUBLIC, repository("https://github.com/e/p")).body
    assert "removal.yml" not in slots.rights(corpus, Edition.PUBLIC, None).body


def test_the_guides_that_the_site_leads_to_are_there() -> None:
    """Each link of the page ends at a file of the repository."""
    found = forms_of(repository("https://github.com/example/project"))
    files = [url.partition("/blob/main/")[2] for url in found.values() if "/blob/main/" in url]
    assert len(files) == 4
    assert all((ROOT / file).is_file() for file in files)
