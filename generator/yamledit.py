"""YAML as text: where each value is written, and edits that leave every other byte as it is.

Only what `yamlfile` has read without findings comes here. Offsets are code points of the text with its lines ended by
newlines, as `disk` reads it; `in_bytes` brings edits back to a file with other line ends and a byte order mark.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from generator.yamlfile import Path, as_read, compose, read

_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Node:
    """Where a value is written: offsets, `end` exclusive; for the value of a key, where the key begins, too.

    `style` is that of a text: "" (plain), ', ", | or >; `flow` says that the value is a list or mapping in brackets.
    """

    start: int
    end: int
    key_start: int | None
    style: str = ""
    flow: bool = False
    text: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """`words` in the place of what stands from `start` to `end`."""

    start: int
    end: int
    words: str


def layout(text: str) -> Mapping[Path, Node]:
    """Where every value of a YAML text without mistakes is written. Raises YAMLError for one with mistakes."""
    text = as_read(text)
    return dict(_nodes(text, compose(text), (), None))


def _nodes(text: str, node: Any, path: Path, key_start: int | None) -> Iterator[tuple[Path, Node]]:
    inner: list[tuple[Path, Node]] = []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner += _nodes(text, value, (*path, key.value), key.start_mark.index)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            inner += _nodes(text, value, (*path, number), None)
    start, end = node.start_mark.index, node.end_mark.index
    scalar = isinstance(node, yaml.ScalarNode)
    if scalar or node.flow_style:
        end = max(start, len(text[:end].rstrip()) if scalar and node.style in ("|", ">") else end)
    else:  # the end of a block is a mark behind the comments that follow it
        end = max((one.end for _, one in inner), default=start)
    style = (node.style or "") if scalar else ""
    yield path, Node(start, end, key_start, style, flow=not scalar and node.flow_style, text=scalar)
    yield from inner


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap; those at one place follow one another as they came."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        pieces += (text[at : edit.start], edit.words)
        at = edit.end
    return "".join((*pieces, text[at:]))


def in_bytes(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The same in the bytes of the file: its byte order mark and the end of every line stay, new lines end like others.

    Raises UnicodeDecodeError for bytes that are no UTF-8.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    written = data.removeprefix(mark).decode()
    ended = line_end(data)
    starts = _offsets(written)
    moved = (Edit(starts[one.start], starts[one.end], one.words.replace("\n", ended)) for one in edits)
    return mark + applied(written, moved).encode()


def _offsets(written: str) -> list[int]:
    """For each character of the text as `disk` reads it, its offset in the text as it is written; the end, too."""
    kept = (n for n, sign in enumerate(written) if sign != "\n" or written[n - 1 : n] != "\r")
    return [*kept, len(written)]


def line_end(data: bytes) -> str:
    """How most lines of a file end: newline, carriage return and newline, or carriage return."""
    found = [end.decode() for end in _LINE_END.findall(data)]
    return max(("\n", "\r\n", "\r"), key=found.count)


def like(data: bytes, text: str) -> bytes:
    """A whole new text with the byte order mark and the line ends of the file that it replaces."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + text.replace("\n", line_end(data)).encode()


def rendered(words: str, style: str, flow: bool) -> str:
    """A text as YAML on one line, in this style of quotation if it can carry it; `flow`: it will stand in brackets."""
    written = {"'": "'" + words.replace("'", "''") + "'", '"': quoted(words)}.get(style, words)
    tried = read(f"{{a: {written}, b: c}}" if flow else f"a: {written}\nb: c", "")
    return written if tried == replace(tried, data={"a": words, "b": "c"}, findings=()) else quoted(words)


def quoted(text: str) -> str:
    """A YAML double-quoted scalar on one line."""
    dumped: str = yaml.dump(text, Dumper=yaml.CDumper, default_style='"', allow_unicode=True, width=10**9)
    return dumped.rstrip("\n")
