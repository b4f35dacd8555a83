"""The label: its definition, when to use it and when not, and every passage that carries it."""

from __future__ import annotations

from generator import links
from generator.edition import Edition
from generator.formats import FramingNote, Label
from generator.model import Anchored, Article, Corpus, Page, Story
from generator.pages import head
from generator.pages.passages import Passage, passages
from generator.templates import render


def page(corpus: Corpus, label: Label, edition: Edition) -> Page:
    """The page of one label, over all stories."""
    url = links.label(label.id)
    by_story = [(story, _by_article(story, marks_of(story, label), edition)) for story in corpus.stories]
    body = render(
        "label.html",
        root=links.root(url),
        links=links,
        label=label,
        by_story=[(story, found) for story, found in by_story if found],
    )
    quoted = [article for _, found in by_story for article, _ in found]
    return Page(url, label.name, label.definition[:200], body, head=head.label(label, quoted, edition))


def _by_article(
    story: Story, marks: tuple[Anchored, ...], edition: Edition
) -> tuple[tuple[Article, tuple[Passage, ...]], ...]:
    """The articles of a story that have such marks, by date, with their passages in order of the text."""
    found = passages(story, marks, edition)
    grouped = ((article, tuple(one for one in found if one.article is article)) for article in story.articles)
    return tuple((article, of_it) for article, of_it in grouped if of_it)


def marks_of(story: Story, label: Label) -> tuple[Anchored, ...]:
    """The marks that carry a label or a frame."""

    def carries(mark: Anchored) -> bool:
        note = mark.annotation.note
        return isinstance(note, FramingNote) and label.id in (note.label, note.frame)

    return tuple(mark for mark in story.marks if carries(mark))
