"""The registry of a story, what is taught with it, and the codebook: entries by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.changes.fields import differences, flat
from generator.changes.nouns import EntryChange, Fate
from generator.formats import Codebook, StoryFile
from generator.model import Story

Entries = Mapping[tuple[str, str], tuple[str, Mapping[str, str]]]  # (kind, id) -> name, values


def story_changes(base: Story | None, head: Story | None) -> tuple[EntryChange, ...]:
    """What differs in story.yml, in the order of the head."""
    return _compared(_of_story(base), _of_story(head))


def label_changes(base: Codebook, head: Codebook) -> tuple[EntryChange, ...]:
    """What differs in the codebook."""
    return _compared(_labels(base), _labels(head))


def _of_story(story: Story | None) -> Entries:
    return {(kind, name): (words, values) for kind, name, words, values in _entries(story.file)} if story else {}


def _entries(file: StoryFile) -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    yield "story", "", file.title, {"title": file.title, "summary": file.summary, "question": file.question}
    for claim, entry in file.claims.items():
        yield "claim", claim, entry.statement, flat(entry)
    for kind, named in (("source", file.sources), ("target", file.targets)):
        for name, one in named.items():
            yield kind, name, one.name, flat(one)
    teaching = file.teaching
    about = {"level": teaching.level, "time": teaching.time}
    yield "teaching", "", "level and time", {name: words for name, words in about.items() if words}
    for question in teaching.questions:
        yield "question", question.ask, question.ask, flat(question)
    for term, meaning in teaching.glossary.items():
        yield "glossary term", term, term, {"meaning": meaning}
    for row in teaching.rubric:
        yield "rubric row", row.criterion, row.criterion, flat(row)


def _labels(codebook: Codebook) -> Entries:
    return {("label", label.id): (label.name, flat(label)) for label in codebook.labels}


def _compared(old: Entries, new: Entries) -> tuple[EntryChange, ...]:
    return tuple(
        change
        for key in dict.fromkeys((*new, *old))
        for change in [_entry(key, old.get(key), new.get(key))]
        if change.fields
    )


def _entry(
    key: tuple[str, str], before: tuple[str, Mapping[str, str]] | None, after: tuple[str, Mapping[str, str]] | None
) -> EntryChange:
    kind, name = key
    found = after or before
    assert found is not None
    fate = Fate.CHANGED if before and after else Fate.ADDED if after else Fate.REMOVED
    fields = differences(before[1] if before else {}, after[1] if after else {})
    return EntryChange(kind, name, found[0], fate, fields)
