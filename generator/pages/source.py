"""The source: what it says, in which article, and who carried its words."""

from __future__ import annotations

from generator import links
from generator.compare.chains import carried_by
from generator.edition import Edition, cue
from generator.formats import ClaimNote, SourceNote
from generator.model import Kind, Page, Story
from generator.pages import head
from generator.pages.passages import Passage, passages
from generator.templates import render


def page(story: Story, source: str, edition: Edition) -> Page:
    """The page of one source of a story."""
    url = links.source(story, source)
    entry = story.file.sources[source]
    said = tuple(
        mark
        for mark in story.marks
        if isinstance(mark.annotation.note, SourceNote) and mark.annotation.note.source == source
    )
    claimed = tuple(
        mark
        for mark in story.marks
        if isinstance(mark.annotation.note, ClaimNote) and mark.annotation.note.source == source
    )
    body = render(
        "source.html",
        root=links.root(url),
        links=links,
        story=story,
        entry=entry,
        carriers=[story.file.sources[name] for name in carried_by(story, source)[:-1] if name in story.file.sources],
        carries=[(name, other) for name, other in story.file.sources.items() if source in other.via],
        attributions=[(found, _cue(found, edition)) for found in passages(story, said, edition)],
        claims=passages(story, claimed, edition),
        kinds=Kind,
    )
    quoted = [story.article(mark.annotation.article) for mark in (*said, *claimed)]
    description = f"Where {entry.name} is cited in {story.file.title}"[:200]
    return Page(url, entry.name, description, body, head=head.robots_of_passages(quoted, edition))


def _cue(found: Passage, edition: Edition) -> str:
    note = found.mark.annotation.note
    return cue(found.article, note.cue, edition) if isinstance(note, SourceNote) else ""
