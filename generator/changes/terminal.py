"""An outline for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from generator.changes.nouns import Changes
from generator.changes.outline import outline
from generator.changes.pieces import Item, Line, Style
from generator.diagnostics import Diagnostic
from generator.report import visible

CELLS, MIN_CELLS = 80, 20
_WRAPPER = Console(width=CELLS)  # rich wraps with a console at hand; the width is given with each text
_STYLES = {
    Style.PLAIN: "", Style.STRONG: "bold", Style.MARKED: "bold yellow", Style.COMES: "bold green",
    Style.GOES: "bold red",
}  # fmt: skip


def as_text(
    changes: Changes,
    findings: Sequence[Diagnostic] = (),
    outside: Sequence[str] = (),
    elsewhere: int = 0,
    cells: int = CELLS,
) -> Text:
    """What changed, in lines of `cells`; marked words stand in square brackets, whether or not there are colours."""
    told = outline(changes, findings, outside, elsewhere)
    lines = [*_wrapped(Text(_one_line(told.lead), "bold"), "", cells)]
    for section in told.sections:
        lines += [Text(), *_wrapped(Text(_one_line(section.title), "bold underline"), "", cells)]
        for item in section.items:
            lines += _item(item, cells)
    if told.closing:
        lines += [Text(), *_wrapped(Text(told.closing, "italic"), "", cells)]
    return Text("\n").join(lines)


def _item(item: Item, cells: int) -> Iterator[Text]:
    yield from _wrapped(_line(item.first), "- ", cells)
    for line in item.below:
        yield from _wrapped(_line(line), "    ", cells)


def _wrapped(text: Text, before: str, cells: int) -> Iterator[Text]:
    """The text in lines; `before` opens the first one, and the others begin below its end."""
    for number, line in enumerate(text.wrap(_WRAPPER, max(MIN_CELLS, cells) - len(before))):
        line.rstrip()
        yield Text(" " * len(before) if number else before).append_text(line)


def _line(line: Line) -> Text:
    text = Text()
    for piece in line:
        words = _one_line(piece.text)
        text.append(f"[{words}]" if piece.style is Style.MARKED else words, _STYLES[piece.style])
    return text


def _one_line(text: str) -> str:
    """Text on one line with every control and direction character written out."""
    return visible("".join(" " if character.isspace() else character for character in text))
