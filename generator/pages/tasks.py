"""What is missing in a story, as small tasks, each with the page, or the file or command, that it begins with."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from generator import edition as editions
from generator import links
from generator.choices import Status
from generator.compare.claims import claim_table
from generator.compare.coverage import Coverage, Unmarked, coverage
from generator.edition import Edition
from generator.model import Article, Place, Story
from generator.pages.passages import address

_WORDS = 8  # of a sentence: enough to find it


@dataclass(frozen=True, slots=True)
class Task:
    """A question to somebody who would help; `about` is what it asks about, `url` where to look, `place` its name.

    `step` is what somebody with the files does first: a command, or files and what goes into them.
    """

    question: str
    about: str
    url: str
    place: str
    step: str


@dataclass(frozen=True, slots=True)
class TaskList:
    """The tasks of one kind; `id` is for fragments of addresses."""

    id: str
    title: str
    tasks: tuple[Task, ...]


def tasks(story: Story, edition: Edition) -> tuple[TaskList, ...]:
    """The tasks of a story by kind; kinds without a task are left out."""
    found = coverage(story)
    unmarked = tuple(_sentence(story, gap, edition) for gap in found.unmarked)
    lists = (
        TaskList("not-reviewed", "Cells of the claim table that nobody has reviewed", _cells(story)),
        TaskList("no-source-mark", "Sentences with a verb of saying and no source mark", unmarked),
        TaskList("no-origin", "Claims whose origin is not known", _origins(story, found)),
        TaskList("second-reader", "Articles whose annotations wait for a second reader", _second_reader(story)),
    )
    return tuple(one for one in lists if one.tasks)


def _cells(story: Story) -> tuple[Task, ...]:
    return tuple(
        Task(
            "Does it carry this claim?",
            row.entry.statement,
            links.article(cell.article),
            cell.article.head.short,
            f"read {cell.article.path}; put `claim: {row.id}` into {_folder(cell.article)}",
        )
        for row in claim_table(story)
        for cell in row.unreviewed
    )


def _sentence(story: Story, gap: Unmarked, edition: Edition) -> Task:
    article = gap.article
    cue = editions.cue(article, gap.cue, edition)
    return Task(
        f"Who is the source behind “{cue}”?" if cue else "Who is the source of a sentence here?",
        gap.sentence if editions.visible_in(story, article, gap.span, edition) == (gap.span,) else "",
        address(story, article, gap.span, f"p_{gap.paragraph}", edition),
        f"{article.head.short}, {article.place_of(gap.span.start)}",
        f"rashomon quote {article.id} {shlex.quote(' '.join(gap.sentence.split()[:_WORDS]))}",
    )


def _origins(story: Story, found: Coverage) -> tuple[Task, ...]:
    return tuple(
        Task(
            "Where does it come from?",
            story.file.claims[claim].statement,
            links.claim(story, claim),
            "every article on it",
            f"{story.path}:{_line(story, claim)}: add `first_reported_by: …`",
        )
        for claim in found.without_origin
    )


def _line(story: Story, claim: str) -> int:
    return story.places.get(("claims", claim), Place(story.path)).line


def _second_reader(story: Story) -> tuple[Task, ...]:
    waiting = (
        (article, sum(mark.annotation.status is Status.PROPOSED for mark in story.marks_of(article.id)))
        for article in story.articles
    )
    question = "Would you mark the same words in another outlet?"
    return tuple(
        Task(
            question,
            f"{count} wait for an answer",
            links.article(article),
            article.head.short,
            f"read {_folder(article)}*.yml; put your handle into `reviewed_by`, and `status: reviewed`",
        )
        for article, count in waiting
        if count
    )


def _folder(article: Article) -> str:
    return f"annotations/{article.story}/{article.id}/"
