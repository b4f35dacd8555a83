"""A packet whose texts have no more seams than its links and notes need.

A text is cut wherever a passage begins or ends, in every copy alike. A file that kept a seam or a name at each place
would tell a pupil where the marks are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from generator.packet.manuscript import Document, Inline, Line, Packet, Reference, Section, Stretch


def joined(packet: Packet) -> Packet:
    """The packet with the names of those passages alone that it refers to, and the stretches between them in one."""
    named = frozenset(reference.passage for reference in _references(packet))
    return replace(packet, sections=tuple(_section(section, named) for section in packet.sections))


def _references(part: Any) -> Iterator[Reference]:
    """Every reference in a part of a packet, those of notes too."""
    if isinstance(part, Reference):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _references(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _references(getattr(part, field.name))


def _section(section: Section, named: frozenset[str]) -> Section:
    blocks = (_document(block, named) if isinstance(block, Document) else block for block in section.blocks)
    return replace(section, blocks=tuple(blocks))


def _document(document: Document, named: frozenset[str]) -> Document:
    return replace(document, blocks=tuple(replace(block, line=_line(block.line, named)) for block in document.blocks))


def _line(line: Line, named: frozenset[str]) -> Line:
    found: list[Inline] = []
    for part in (_only(part, named) if isinstance(part, Stretch) else part for part in line):
        last = found[-1] if found else None
        if isinstance(part, Stretch) and isinstance(last, Stretch) and _alike(last, part):
            found[-1] = replace(last, text=last.text + part.text, ends=part.ends)
        else:
            found.append(part)
    return tuple(found)


def _only(stretch: Stretch, named: frozenset[str]) -> Stretch:
    begins, ends = (tuple(name for name in names if name in named) for names in (stretch.begins, stretch.ends))
    return replace(stretch, begins=begins, ends=ends)


def _alike(one: Stretch, two: Stretch) -> bool:
    """Whether nothing parts two stretches that stand together: neither their look nor a passage."""
    return (one.kinds, one.language, one.ends, two.begins) == (two.kinds, two.language, (), ())
