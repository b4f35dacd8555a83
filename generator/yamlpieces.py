"""A YAML file as pieces of whole lines that can change places, each with the comments that belong to it.

A comment above a key or a list item travels with it; one that is indented deeper than what follows belongs to what
stands before it. Blank lines belong to places: they stay where they are when pieces change them. Nothing is rendered:
`written` puts together the lines that `parse` took apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator import yamledit
from generator.yamledit import Node
from generator.yamlfile import Path


class UnmovableError(Exception):
    """The file is written in a way in which no line can be moved; the text says how."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that stay together: `lead`, the comments above; `own`, the lines; `gap`, blank lines before all that.

    `parts` are the items of a list or the keys of an item; `own` is then what stands before them. `name` is its key.
    """

    name: str
    own: tuple[str, ...]
    lead: tuple[str, ...] = ()
    gap: int = 0
    parts: tuple[Piece, ...] = ()
    column: int = 0


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file: what stands above its first key, its keys, and what stands below all."""

    head: tuple[str, ...]
    keys: tuple[Piece, ...]
    tail: tuple[str, ...] = ()


class _Reader:
    """The lines of one text, and on which line and in which column its values begin and end."""

    def __init__(self, text: str) -> None:
        self.nodes = yamledit.layout(text)
        self.lines = text.removesuffix("\n").split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def column(self, offset: int) -> int:
        return offset - self.starts[self.line(offset)]

    def last(self, path: Path) -> int:
        """The last line of a value."""
        node = self.nodes[path]
        return self.line(max(node.end - 1, node.start if node.key_start is None else node.key_start))

    def below(self, path: Path) -> list[tuple[Path, Node]]:
        return [(at, node) for at, node in self.nodes.items() if at and at[:-1] == path]

    def pieces(self, rows: Sequence[tuple[str, int, int]], end: int, column: int) -> tuple[list[Piece], list[str]]:
        """Pieces of (name, first line, last line), and the lines up to `end` that belong to what follows them all."""
        found: list[Piece] = []
        gap, lead = 0, list[str]()
        for (name, first, last), following in pairwise((*rows, ("", end, end))):
            after, next_gap, next_lead = _between(self.lines[last + 1 : following[1]], column)
            own = (*self.lines[first : last + 1], *after)
            found.append(Piece(name, own, tuple(lead), gap, column=column))
            gap, lead = next_gap, next_lead
        return found, [""] * gap + lead


def parse(text: str, lists: Sequence[str]) -> Pieces:
    """The pieces of a file whose values below the keys `lists` are lists of items, each in keys of its own.

    Raises UnmovableError for a file that is written in brackets, in a second level, or with lines of `---`.
    """
    reader = _Reader(text)
    root = reader.nodes[()]
    if root.flow or root.text:
        raise UnmovableError("it is written in brackets")
    rows = []
    for path, node in reader.below(()):
        if node.key_start is None or reader.column(node.key_start):
            raise UnmovableError("its keys do not begin in the first column")
        rows.append((str(path[0]), reader.line(node.key_start), reader.last(path)))
    keys, tail = reader.pieces(rows, len(reader.lines), 0)
    head = reader.lines[: rows[0][1]]
    if any(line.strip() and not line.lstrip().startswith("#") for line in (*head, *tail)):
        raise UnmovableError("it has a line of --- or ...")
    split = (_items(reader, piece) if piece.name in lists else piece for piece in keys)
    return Pieces(tuple(head), tuple(split), tuple(tail))


def _items(reader: _Reader, piece: Piece) -> Piece:
    """A key whose value is a list, taken apart into the items of the list."""
    node = reader.nodes[piece.name,]
    below = reader.below((piece.name,))
    if node.flow or node.text or not below:
        return piece
    column = reader.column(node.start)
    rows = []
    for path, item in below:
        dash = reader.line(item.start)
        while reader.lines[dash][column : column + 1] != "-":
            dash -= 1
        rows.append((str(path[1]), dash, reader.last(path)))
    assert node.key_start is not None
    first = reader.line(node.key_start)
    end = first + len(piece.own)
    items, rest = reader.pieces(rows, end, column)
    items[-1] = replace(items[-1], own=(*items[-1].own, *rest))
    below_key, gap, lead = _between(reader.lines[first + 1 : rows[0][1]], column)
    items[0] = replace(items[0], lead=tuple(lead), gap=gap)
    split = (_keys(reader, item, (piece.name, n)) for n, item in enumerate(items))
    return replace(piece, own=(reader.lines[first], *below_key), parts=tuple(split), column=column)


def _keys(reader: _Reader, item: Piece, path: Path) -> Piece:
    """An item taken apart into its keys, if each stands on lines of its own."""
    node = reader.nodes[path]
    below = reader.below(path)
    first = reader.line(node.start)
    if node.flow or node.text or reader.lines[first][item.column : item.column + 1] != "-":
        return item
    column = reader.column(node.start)
    rows = [(str(at[-1]), reader.line(key.key_start or 0), reader.last(at)) for at, key in below]
    keys, rest = reader.pieces(rows, first + len(item.own), column)
    keys[-1] = replace(keys[-1], own=(*keys[-1].own, *rest))
    return replace(item, own=(), parts=tuple(keys))


def _between(lines: Sequence[str], column: int) -> tuple[list[str], int, list[str]]:
    """Lines between two pieces: those of the piece before, how many blank ones follow, those of the piece after."""
    comments = (n for n, line in enumerate(lines) if line.strip() and len(line) - len(line.lstrip()) <= column)
    at = next(comments, len(lines))
    before = list(lines[:at])
    while before and not before[-1].strip():
        before.pop()
    return before, at - len(before), list(lines[at:])


def written(pieces: Pieces) -> str:
    """The text of a file: the inverse of `parse`."""
    lines = [*pieces.head, *(line for key in pieces.keys for line in _lines(key)), *pieces.tail]
    return "\n".join(lines) + "\n"


def _lines(piece: Piece) -> list[str]:
    inner = [line for part in piece.parts for line in _lines(part)]
    return [*[""] * piece.gap, *piece.lead, *piece.own, *inner]


def in_order(parts: Sequence[Piece], order: Sequence[int]) -> tuple[Piece, ...]:
    """The pieces in the order of these numbers; blank lines stay where they are."""
    return tuple(replace(parts[number], gap=parts[place].gap) for place, number in enumerate(order))


def keys_in_order(item: Piece, names: Mapping[str, int]) -> Piece:
    """An item with its keys in the order of these names; the dash stays before the first one."""
    order = sorted(range(len(item.parts)), key=lambda n: names[item.parts[n].name])
    if order == list(range(len(order))):
        return item
    old, new = item.parts[0], in_order(item.parts, order)
    dash, indent = old.own[0][: old.column], " " * old.column
    plain = [replace(part, own=(indent + part.own[0][old.column :], *part.own[1:])) for part in new]
    comments = tuple(" " * item.column + line.lstrip() for line in plain[0].lead)
    first = replace(plain[0], own=(dash + plain[0].own[0][old.column :], *plain[0].own[1:]), lead=())
    return replace(item, lead=(*item.lead, *comments), parts=(first, *plain[1:]))


def moved(piece: Piece, column: int) -> Piece:
    """A piece whose lines begin in another column."""

    def line(text: str) -> str:
        indent = len(text) - len(text.lstrip())
        return text if not text.strip() else " " * max(0, indent + column - piece.column) + text.lstrip()

    shift = column - piece.column
    parts = tuple(moved(part, part.column + shift) for part in piece.parts)
    return replace(
        piece, own=tuple(map(line, piece.own)), lead=tuple(map(line, piece.lead)), parts=parts, column=column
    )
