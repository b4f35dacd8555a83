"""Changes -> what is told of them, in the order in which a reviewer needs it, for no particular medium."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.changes.nouns import Changes, Fate, StoryChange
from generator.changes.pieces import Item, Outline, Section, line
from generator.changes.sentence import counted, sentence, shortened
from generator.changes.telling import article_items, cell_item, entry_item, finding_item
from generator.diagnostics import Diagnostic
from generator.report import ordered

FAIRNESS = "Would you mark the same words in an article of another outlet?"


def outline(
    changes: Changes, findings: Sequence[Diagnostic], outside: Sequence[str] = (), elsewhere: int = 0
) -> Outline:
    """The sentence, what needs a close look, the changes by article, registry, cells, and what the check found.

    `elsewhere` is how many more findings there are that this change does not concern.
    """
    sections = (
        Section("Look at this first", tuple(_first(changes, outside))),
        *(section for story in changes.stories for section in _story(story, len(changes.stories) > 1)),
        Section("Codebook", tuple(map(entry_item, changes.labels))),
        Section("Claim table", tuple(map(cell_item, changes.cells))),
        Section("Other files", tuple(_plain(changes.files))),
        Section("What the check found", tuple(map(finding_item, ordered(findings)))),
    )
    closing = FAIRNESS if any(article.notes for article in changes.articles) else ""
    kept = tuple(section for section in sections if section.items)
    return Outline(sentence(changes, findings, elsewhere), kept, closing)


def _first(changes: Changes, outside: Sequence[str]) -> Iterator[Item]:
    if outside:
        names = tuple(line(path) for path in outside[:12])
        more = (line(f"and {len(outside) - 12:,} more"),) if len(outside) > 12 else ()
        yield Item(
            line(f"Changes {counted(len(outside), 'file')} outside annotations/, corpus/ and seeds/:"), (*names, *more)
        )
    for path in changes.unread:
        yield Item(line(f"{path} has mistakes; it is compared as far as it can be read."))
    yield from _plain(changes.risks)


def _story(story: StoryChange, several: bool) -> Iterator[Section]:
    where = f" · {shortened(story.title)}" if several else ""
    if story.fate is Fate.UNREAD:
        yield Section(shortened(story.title), (Item(line("story.yml cannot be read; the story is not compared.")),))
    elif story.fate is Fate.REMOVED:
        yield Section(shortened(story.title), (Item(line("The whole story is removed.")),))
    else:
        for article in story.articles:
            yield Section(f"{article.name}{where}", tuple(article_items(article)))
        yield Section(f"Story and registry{where}", tuple(map(entry_item, story.entries)))


def _plain(texts: Iterable[str]) -> Iterator[Item]:
    yield from (Item(line(text)) for text in texts)
