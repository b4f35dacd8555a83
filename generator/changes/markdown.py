"""An outline as GitHub Flavored Markdown, for a comment: inert, short, and never longer than a forge allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.changes.inert import inert
from generator.changes.nouns import Changes
from generator.changes.outline import outline
from generator.changes.pieces import Item, Line, Outline, Piece, Section, Style
from generator.diagnostics import Diagnostic

MOST_CHARACTERS = 60_000  # GitHub takes 65,536; a caller may put something around it
OPEN_ITEMS = 36  # what a reviewer sees without opening anything
_MOST_LINES, _MOST_PIECE = 24, 4_000
_KEPT_FREE, _COUNT = 400, 40  # for what ends the comment, and for `and N more`
_LAST_SECTIONS, _RESERVED = 5, 3_000  # registry, codebook, table, files and check never lose all to the articles


def as_markdown(
    changes: Changes, findings: Sequence[Diagnostic], outside: Sequence[str] = (), elsewhere: int = 0
) -> str:
    """What changed, for a comment: at most 60,000 characters, then `and N more`; all text in it is inert.

    `outside` are changed files that are no data, `elsewhere` the number of findings that are not of this change.
    """
    return _written(outline(changes, findings, outside, elsewhere))


@dataclass(slots=True)
class _Page:
    """What is written so far; `left` counts the items of sections for which there was no room at all."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    shown: int = 0
    left: int = 0

    def add(self, text: str) -> None:
        """Put text at the end."""
        self.parts.append(text)
        self.length += len(text)


def _written(told: Outline) -> str:
    page = _Page()
    page.add(f"{_text(told.lead)}\n")
    for number, section in enumerate(told.sections, 1):
        following = min(len(told.sections) - number, _LAST_SECTIONS)
        _section(section, page, MOST_CHARACTERS - _KEPT_FREE - following * _RESERVED)
    if page.left:
        page.add(f"\nand {page.left:,} more\n")
    if told.closing:
        page.add(f"\n<em>{inert(told.closing)}</em>\n")
    return "".join(page.parts)


def _section(section: Section, page: _Page, limit: int) -> None:
    """A section: its first items open, the rest to be unfolded; the page grows to `limit` characters at most."""
    room = max(0, OPEN_ITEMS - page.shown)
    opened, folded = section.items[:room], section.items[room:]
    title = _text(section.title)
    if opened:
        _items(f"\n#### {title}\n\n", opened, "", page, limit)
    if folded:
        summary = f"{title}: {len(folded):,}{' more' * bool(opened)}"
        _items(f"\n<details><summary>{summary}</summary>\n\n", folded, "\n</details>\n", page, limit)


def _items(before: str, items: Sequence[Item], after: str, page: _Page, limit: int) -> None:
    """As many items as there is room for, between what opens and what closes them, and how many are left out."""
    written = _fitting(items, limit - page.length - len(before) - len(after) - _COUNT)
    left = len(items) - len(written)
    if not written:
        page.left += left
        return
    more = f"\nand {left:,} more\n" if left else ""
    page.add(before + "".join(written) + more + after)
    page.shown += len(written)


def _fitting(items: Iterable[Item], room: int) -> list[str]:
    """The first items, written, that take no more than `room` characters together."""
    lengths = 0
    written: list[str] = []
    for item in items:
        text = _item(item)
        lengths += len(text)
        if lengths > room:
            break
        written.append(text)
    return written


def _item(item: Item) -> str:
    """A list item of one line: what stands below its first line follows after breaks."""
    lines = [item.first, *item.below[:_MOST_LINES]]
    more = [f"and {len(item.below) - _MOST_LINES:,} more lines"] if len(item.below) > _MOST_LINES else []
    return "- " + "<br>".join([*map(_line, lines), *more]) + "\n"


def _line(line: Line) -> str:
    return "".join(map(_piece, line))


def _piece(piece: Piece) -> str:
    text = _text(piece.text)
    return text if piece.style is Style.PLAIN else f"<strong>{text}</strong>"


def _text(text: str) -> str:
    """Inert text; of one that swells too much only the beginning."""
    written = inert(text)
    while len(written) > _MOST_PIECE:
        text = text[: len(text) * 2 // 3]
        written = inert(f"{text} …")
    return written
