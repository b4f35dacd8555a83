"""The label: its definition, when to use it and when not, and every passage that carries it."""

from __future__ import annotations

from generator.edition import Edition
from generator.formats import FramingNote, Label
from generator.model import Anchored, Corpus, Page, Story
from generator.pages import links
from generator.pages.passages import passages
from generator.templates import render


def page(corpus: Corpus, label: Label, edition: Edition) -> Page:
    """The page of one label, over all stories."""
    url = links.label(label.id)
    by_story = [(story, passages(story, marks_of(story, label), edition)) for story in corpus.stories]
    body = render(
        "label.html",
        root=links.root(url),
        links=links,
        label=label,
        by_story=[(story, found) for story, found in by_story if found],
    )
    return Page(url, label.name, label.definition[:200], body)


def marks_of(story: Story, label: Label) -> tuple[Anchored, ...]:
    """The marks that carry a label or a frame."""

    def carries(mark: Anchored) -> bool:
        note = mark.annotation.note
        return isinstance(note, FramingNote) and label.id in (note.label, note.frame)

    return tuple(mark for mark in story.marks if carries(mark))
