"""The edits that put one quote in the place of another in a YAML text, in the form in which the old one is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import yamledit
from generator.formats import Quote
from generator.yamledit import Edit, Node
from generator.yamlfile import Path

_KEYS = ("exact", "prefix", "suffix")


def edits(text: str, at: Path, old: Quote, new: Quote, kept_id: str | None) -> tuple[Edit, ...]:
    """What turns the quote written `at` into the new one, and writes `id: kept_id` into its note if there is one."""
    nodes = yamledit.layout(text)
    flow = any(nodes[at[:n]].flow for n in range(len(at)))
    quote = tuple(_of_text(nodes[at], new, flow) if nodes[at].text else _of_mapping(text, nodes, at, old, new))
    return (*quote, addition(text, nodes, at[:-1], f"id: {kept_id}")) if kept_id else quote


def _of_text(node: Node, new: Quote, flow: bool) -> Iterator[Edit]:
    written = yamledit.rendered(new.exact, node.style, flow)
    if new.prefix or new.suffix:
        keys = ((key, getattr(new, key)) for key in _KEYS)
        inside = ", ".join(f"{key}: {yamledit.rendered(words, node.style, flow=True)}" for key, words in keys if words)
        written = f"{{{inside}}}"
    yield Edit(node.start, node.end, written)


def _of_mapping(text: str, nodes: Mapping[Path, Node], at: Path, old: Quote, new: Quote) -> Iterator[Edit]:
    flow, exact = nodes[at].flow, nodes[*at, "exact"]
    for key in _KEYS:
        words, node = getattr(new, key), nodes.get((*at, key))
        if node and words and words != getattr(old, key):
            yield Edit(node.start, node.end, yamledit.rendered(words, node.style, flow))
        elif node and not words:
            yield _removal(text, nodes, at, key)
        elif words and not node:
            entry = f"{key}: {yamledit.rendered(words, exact.style, flow)}"
            yield addition(text, nodes, at, entry, behind="exact")


def _removal(text: str, nodes: Mapping[Path, Node], at: Path, key: str) -> Edit:
    """Take a key with its value out of a quote; a comment on its line stays as a line of its own.

    Between brackets that hold a comment the value is emptied instead.
    """
    entries = [node for path, node in nodes.items() if path[:-1] == at]
    node = nodes[*at, key]
    number = entries.index(node)
    assert node.key_start is not None
    if nodes[at].flow:
        following = entries[number + 1].key_start if not number else None
        start, end = (node.key_start, following) if following else (entries[number - 1].end, node.end)
        between = text[start : node.key_start] + text[node.end : end]
        return Edit(node.start, node.end, '""') if "#" in between else Edit(start, end, "")
    start, end = _line_start(text, node.key_start), _line_end(text, node.end)
    if rest := text[node.end : end].strip():
        return Edit(node.key_start, end, rest)
    return Edit(start, end + 1, "")


def addition(text: str, nodes: Mapping[Path, Node], at: Path, entry: str, behind: str | None = None) -> Edit:
    """Put an entry such as `id: x` at the end of the mapping that is written `at`, or `behind` one of its keys."""
    entries = [(path[-1], node) for path, node in nodes.items() if path and path[:-1] == at]
    last = dict(entries)[behind] if behind else entries[-1][1]
    if nodes[at].flow:
        return Edit(last.end, last.end, f", {entry}")
    first = entries[0][1].key_start
    assert first is not None
    end = _line_end(text, last.end)
    return Edit(end, end, f"\n{' ' * (first - _line_start(text, first))}{entry}")


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
