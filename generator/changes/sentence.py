"""The sentence that comes first: what a change does, in one breath, and what the check found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.changes.nouns import ArticleChange, CellChange, Changes, EntryChange, Fate
from generator.diagnostics import Diagnostic, Severity

NOTHING = "Nothing changed in annotations, corpus or seeds."
_VERBS = {
    Fate.ADDED: ("adds", "to"),
    Fate.CHANGED: ("changes", "in"),
    Fate.REMOVED: ("removes", "from"),
    Fate.WITHDRAWN: ("withdraws", "in"),
}
_NAMED, _TITLE = 2, 120


def sentence(changes: Changes, findings: Sequence[Diagnostic], elsewhere: int) -> str:
    """What a change does, and what the check found."""
    told = f"{_joined(list(_done(changes)))}." if any(_done(changes)) else _nothing(changes)
    return f"{told[0].upper()}{told[1:]} {_found(findings, elsewhere)}"


def _nothing(changes: Changes) -> str:
    """Why no change is told: in a file that cannot be read there may be one."""
    if changes.unread:
        return f"what changes cannot be told: {counted(len(changes.unread), 'file')} cannot be read whole."
    return NOTHING if changes.empty else "No annotation and no article is changed."


def _done(changes: Changes) -> Iterator[str]:
    yield from _stories(changes)
    yield from _articles(changes.articles)
    yield from _notes(changes.articles)
    entries = [entry for story in changes.stories if not story.fate for entry in story.entries]
    yield from _entries(entries, "of the registry")
    yield from _entries(changes.labels, "of the codebook")
    yield from _cells(changes.cells)


def _stories(changes: Changes) -> Iterator[str]:
    for story in changes.stories:
        if story.fate in (Fate.ADDED, Fate.REMOVED):
            yield f"{_VERBS[story.fate][0]} the story “{shortened(story.title)}”"


def _articles(articles: Sequence[ArticleChange]) -> Iterator[str]:
    for fate in (Fate.ADDED, Fate.REMOVED):
        names = [article.name for article in articles if article.fate is fate]
        if names:
            yield f"{_VERBS[fate][0]} {_named(names)}"
    names = [article.name for article in articles if article.fate is None and (article.fields or article.text)]
    if names:
        yield f"changes {_named(names)}"


def _notes(articles: Sequence[ArticleChange]) -> Iterator[str]:
    """`adds 3 annotations to Slay News`, `changes 2`: noun and place stand once while they stay the same."""
    told = ""
    for fate, (verb, where) in _VERBS.items():
        counts = [(article.name, sum(note.fate is fate for note in article.notes)) for article in articles]
        names = [name for name, count in counts if count]
        total = sum(count for _, count in counts)
        place = _joined(names) if len(names) <= _NAMED else counted(len(names), "article")
        if total:
            yield f"{verb} {total:,}" if place == told else f"{verb} {counted(total, 'annotation')} {where} {place}"
            told = place


def _entries(entries: Sequence[EntryChange], where: str) -> Iterator[str]:
    told = False
    for fate in (Fate.ADDED, Fate.CHANGED, Fate.REMOVED):
        count = sum(entry.fate is fate for entry in entries)
        if count:
            noun = f" {'entry' if count == 1 else 'entries'} {where}"
            yield f"{_VERBS[fate][0]} {count:,}{'' if told else noun}"
            told = True


def _cells(cells: Sequence[CellChange]) -> Iterator[str]:
    filled, emptied = sum(cell.filled for cell in cells), sum(cell.emptied for cell in cells)
    counts = (("fills", filled), ("empties", emptied), ("changes", len(cells) - filled - emptied))
    told = [(verb, count) for verb, count in counts if count]
    for number, (verb, count) in enumerate(told):
        yield f"{verb} {count:,}" if number else f"{verb} {counted(count, 'cell')} of the claim table"


def _found(findings: Sequence[Diagnostic], elsewhere: int) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = [counted(count, noun) for count, noun in ((errors, "error"), (len(findings) - errors, "warning")) if count]
    found = f"The check found {_joined(counts) if counts else 'nothing'}"
    if not elsewhere:
        return f"{found}."
    return (
        f"{found} here; {counted(elsewhere, 'finding')} elsewhere {'was' if elsewhere == 1 else 'were'} there before."
    )


def _named(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return counted(len(names), "article")
    return f"the article{'s' * (len(names) > 1)} {_joined(names)}"


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def shortened(title: str) -> str:
    """A title in a line of ours: of a long one the beginning."""
    return title if len(title) <= _TITLE else f"{title[:_TITLE].rstrip()} …"


def counted(count: int, one: str) -> str:
    """A count with its noun."""
    return f"{count:,} {one}{'s' * (count != 1)}"
