"""The parts that stand inside hand-written pages: home, codebook, method, data, rights, contribute, search."""

from __future__ import annotations

import datetime

from generator import links
from generator.choices import Status
from generator.compare import credits as thanks
from generator.compare.claims import claim_table
from generator.compare.names import NAMING
from generator.edition import Edition, quotable
from generator.formats import FramingNote
from generator.model import Anchored, Corpus, Kind, Page, Story
from generator.notes import note_view
from generator.pages import head
from generator.pages.forms import forms
from generator.pages.label import marks_of
from generator.pages.passages import passage
from generator.pages.tasks import tasks
from generator.repository import Repository
from generator.templates import render

_EPOCH = datetime.date.min
_GUIDES = {
    "How to contribute, click by click": "CONTRIBUTING.md",
    "How annotations are reviewed": "docs/review.md",
    "Code of practice, and how to disagree": "docs/practice.md",
    "Code of conduct": "CODE_OF_CONDUCT.md",
}


def home(corpus: Corpus, edition: Edition) -> Page:
    """The stories, newest first, and one mark with its note as a worked example."""
    example = _example(corpus, edition)
    worked = None
    if example:
        worked = passage(*example, edition), note_view(example[0], corpus.codebook, example[1], edition)
    stories = sorted(corpus.stories, key=lambda story: (story.articles[-1].day if story.articles else None) or _EPOCH)
    return Page(
        "", "", "",
        render(
            "home.html",
            root="./",
            links=links,
            stories=[(story, claim_table(story)) for story in reversed(stories)],
            example=worked,
        ),
        slot="home",
        head=head.robots_of_passages([worked[0].article] if worked else [], edition) + head.files("", "reading.css"),
    )  # fmt: skip


def _example(corpus: Corpus, edition: Edition) -> tuple[Story, Anchored] | None:
    """The first framing note on a paragraph, in an outlet's voice, that says why."""
    for story in corpus.stories:
        for mark in story.marks:
            note = mark.annotation.note
            article = story.article(mark.annotation.article)
            in_text = mark.span.start > len(article.head.headline or "") and quotable(article, edition)
            if (
                isinstance(note, FramingNote)
                and note.note
                and note.voice == "outlet"
                and in_text
                and note.label != NAMING
            ):
                return story, mark
    return None


def codebook(corpus: Corpus) -> Page:
    """The labels by level, each with its definition and its number of marks."""
    counts = {
        label.id: sum(len(marks_of(story, label)) for story in corpus.stories) for label in corpus.codebook.labels
    }
    levels = ("classroom", "standard", "research")
    by_level = {level: [label for label in corpus.codebook.labels if label.level == level] for level in levels}
    return Page(
        "codebook/",
        "",
        "",
        render("codebook.html", root="../", links=links, by_level=by_level, counts=counts),
        "codebook",
        head=head.codebook(corpus.codebook),
    )


def method(corpus: Corpus) -> Page:
    """The fairness audit: marks per 1,000 words by outlet and annotator, share reviewed by a second person."""
    audit = [(story, article, _audit(story, article.id)) for story in corpus.stories for article in story.articles]
    annotators: dict[str, int] = {}
    for story in corpus.stories:
        for mark in story.marks:
            annotators[mark.annotation.by] = annotators.get(mark.annotation.by, 0) + 1
    return Page(
        "method/", "", "", render("method.html", root="../", links=links, audit=audit, annotators=annotators), "method"
    )


def _audit(story: Story, article: str) -> dict[str, float]:
    marks = story.marks_of(article)
    words = story.article(article).words or 1
    counts = {kind.value: 1000 * sum(mark.kind is kind for mark in marks) / words for kind in Kind}
    reviewed = sum(mark.annotation.status is Status.REVIEWED for mark in marks)
    return {**counts, "reviewed": 100 * reviewed / len(marks) if marks else 0.0}


def contribute(corpus: Corpus, edition: Edition, repository: Repository | None) -> Page:
    """The forms of the repository, what is missing in each story, as tasks, and where the guides are."""
    gaps = [(story, tasks(story, edition)) for story in corpus.stories]
    body = render(
        "contribute.html", root="../", links=links, gaps=gaps, repository=repository, forms=forms(repository),
        guides=_GUIDES,
    )  # fmt: skip
    return Page("contribute/", "", "", body, "contribute", head.files("contribute/", "contribute.js"))


def credits(corpus: Corpus) -> Page:  # noqa: A001 - the word of the page
    """Who annotated and who reviewed, in alphabetical order."""
    stories = corpus.stories
    body = render(
        "credits.html", root="../", links=links, people=thanks.everybody(stories), unread=thanks.unread(stories)
    )
    return Page("credits/", "", "", body, "credits")


def data(corpus: Corpus, edition: Edition) -> Page:
    """The files that can be taken away, by story and article."""
    annotations = {
        (article.id, story.id): sum(note.article == article.id for note in story.absences)
        + len(story.marks_of(article.id))
        for story in corpus.stories
        for article in story.articles
    }
    with_text = {
        (article.id, story.id) for story in corpus.stories for article in story.articles if quotable(article, edition)
    }
    body = render(
        "data.html", root="../", links=links, stories=corpus.stories, annotations=annotations, with_text=with_text
    )
    return Page("data/", "", "", body, "data")


def rights(corpus: Corpus, edition: Edition, repository: Repository | None) -> Page:
    """How much of each article is shown, and on what ground."""
    body = render(
        "rights.html", root="../", links=links, stories=corpus.stories, edition=edition,
        removal=[form for form in forms(repository) if form.id == "removal"],
    )  # fmt: skip
    return Page("rights/", "", "", body, "rights")


def search() -> Page:
    """The search box and the place for its results."""
    loaded = head.files("search/", "search.css", "search.js")
    return Page("search/", "", "", render("search.html", root="../"), "search", loaded)
