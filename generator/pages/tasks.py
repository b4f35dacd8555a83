"""What is missing in a story, as small tasks, each with the page that it begins on."""

from __future__ import annotations

from dataclasses import dataclass

from generator import edition as editions
from generator import links
from generator.compare.claims import claim_table
from generator.compare.coverage import coverage
from generator.edition import Edition
from generator.formats import Status
from generator.model import Story


@dataclass(frozen=True, slots=True)
class Task:
    """A question to somebody who would help; `about` is what it asks about, `url` where to look, `place` its name."""

    question: str
    about: str
    url: str
    place: str


@dataclass(frozen=True, slots=True)
class TaskList:
    """The tasks of one kind; `id` is for fragments of addresses."""

    id: str
    title: str
    tasks: tuple[Task, ...]


def tasks(story: Story, edition: Edition) -> tuple[TaskList, ...]:
    """The tasks of a story by kind; kinds without a task are left out."""
    lists = (
        TaskList("not-reviewed", "Cells of the claim table that nobody has reviewed", _cells(story)),
        TaskList("no-source-mark", "Sentences with a verb of saying and no source mark", _sentences(story, edition)),
        TaskList("no-origin", "Claims whose origin is not known", _origins(story)),
        TaskList("second-reader", "Annotations without a second reader", _second_reader(story)),
    )
    return tuple(one for one in lists if one.tasks)


def _cells(story: Story) -> tuple[Task, ...]:
    return tuple(
        Task("Does it carry this claim?", row.entry.statement, links.article(cell.article), cell.article.head.short)
        for row in claim_table(story)
        for cell in row.unreviewed
    )


def _sentences(story: Story, edition: Edition) -> tuple[Task, ...]:
    return tuple(
        Task(
            f"Who is the source behind “{gap.cue}”?",
            gap.sentence if editions.shows_whole(gap.article, edition) else "",
            links.article(gap.article) + (f"#p_{gap.paragraph}" if editions.shows_whole(gap.article, edition) else ""),
            f"{gap.article.head.short}, paragraph {gap.paragraph}",
        )
        for gap in coverage(story).unmarked
    )


def _origins(story: Story) -> tuple[Task, ...]:
    return tuple(
        Task(
            "Where does it come from?",
            story.file.claims[claim].statement,
            links.claim(story, claim),
            "every article on it",
        )
        for claim in coverage(story).without_origin
    )


def _second_reader(story: Story) -> tuple[Task, ...]:
    waiting = (
        (article, sum(mark.annotation.status is Status.PROPOSED for mark in story.marks_of(article.id)))
        for article in story.articles
    )
    question = "Would you mark the same words in another outlet?"
    return tuple(
        Task(question, f"{count} wait for an answer", links.article(article), article.head.short)
        for article, count in waiting
        if count
    )
