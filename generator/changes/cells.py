"""The claim table before and after: which cells say something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.changes.nouns import ArticleChange, CellChange, Fate
from generator.compare.claims import Absence, Cell, claim_table
from generator.model import Story

_NOTHING = ("", Absence.NOT_REVIEWED, Absence.NOT_YET_KNOWN)
Cells = Mapping[tuple[str, str], str]


def cell_changes(base: Story | None, head: Story | None, articles: Iterable[ArticleChange]) -> tuple[CellChange, ...]:
    """The cells that differ, by claim and article; a new row or column counts where it says something.

    Cells of an article that cannot be read, or with an annotation that cannot, are left out.
    """
    unread = {
        article.id
        for article in articles
        if article.fate is Fate.UNREAD or any(note.fate is Fate.UNREAD for note in article.notes)
    }
    renamed = {
        field.before: field.after
        for article in articles
        if article.fate is None
        for field in article.fields
        if field.name == "id"
    }
    old, new = _cells(base, renamed), _cells(head, {})
    claims, names = _names(base, head)
    return tuple(
        CellChange(claims[claim], names[article], before, after, before in _NOTHING, after in _NOTHING)
        for claim, article in dict.fromkeys((*new, *old))
        if article not in unread
        for before, after in [(old.get((claim, article), ""), new.get((claim, article), ""))]
        if before != after and not (before in _NOTHING and after in _NOTHING)
    )


def _cells(story: Story | None, renamed: Mapping[str, str]) -> Cells:
    return {
        (row.id, renamed.get(cell.article.id, cell.article.id)): _words(cell)
        for row in (claim_table(story) if story else ())
        for cell in row.cells
    }


def _words(cell: Cell) -> str:
    return " and ".join(cell.stances) or cell.absence or ""


def _names(*stories: Story | None) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Statements and short names by id, those of the head before those of the base."""
    claims: dict[str, str] = {}
    names: dict[str, str] = {}
    for story in _present(stories):
        claims |= {name: entry.statement for name, entry in story.file.claims.items()}
        names |= {article.id: article.head.short for article in story.articles}
    return claims, names


def _present(stories: Iterable[Story | None]) -> Iterator[Story]:
    yield from (story for story in stories if story)
