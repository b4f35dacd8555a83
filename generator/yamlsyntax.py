"""Where the marks of the YAML parser stand in a file, and its errors in an author's words.

The parser says where it lost its way, which is often a line after the slip. So the lines there are looked at for the
slips that people make, before its own words are translated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yaml import MarkedYAMLError

from generator.diagnostics import Diagnostic
from generator.model import Place

_SAME_COLUMN = "lines of one group begin in the same column"
_BLANK = re.compile("[ ]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INDENT = re.compile(r" *(?:- +)?")
_COLON = re.compile(r"\s*(?:- +)?(?P<key>[A-Za-z_]+):(?!//)(?P<value>[^\s:].*)$")
_DASH = re.compile(r"\s*-(?P<key>[A-Za-z_]+):(?:\s|$)")
_EQUALS = re.compile(r"\s*(?:- +)?(?P<key>[A-Za-z_]+) *= *(?P<value>.+)$")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a YAML text that begins on line `first` of a file."""

    path: str
    lines: list[str]
    first: int
    end: int

    def place(self, start: Any, end: Any = None) -> Place:
        """The stretch between two marks, on the line of the first."""
        line, column = start.line, start.column
        if line >= self.end:
            line = max(n for n, written in enumerate(self.lines) if written or n == 0)
            column = len(self.lines[line])
        same_line = end is not None and end.line == start.line and end.column > start.column
        stop = end.column + 1 if same_line else max(len(self.lines[line].rstrip()) + 1, column + 2)
        return Place(self.path, line + self.first, column + 1, stop)

    def rest(self, row: int, column: int | None = None) -> Place:
        """A line (counted from 0) from a column, or from its first letter, to its end."""
        line = self.lines[row]
        start = len(line) - len(line.lstrip()) if column is None else column
        return Place(self.path, row + self.first, start + 1, max(len(line.rstrip()) + 1, start + 2))


def lines_of(text: str, path: str, first: int) -> Lines:
    """The lines of a text; a last one that is empty is none to point at."""
    lines = text.split("\n")
    return Lines(path, lines, first, len(lines) - (not lines[-1]))


def explained(error: MarkedYAMLError, lines: Lines) -> Diagnostic:
    """The parser's error as a finding."""
    problem, mark = error.problem or "", error.problem_mark or error.context_mark
    if mark is None:
        return Diagnostic("yaml-syntax", problem, Place(lines.path, lines.first))
    row = min(mark.line, len(lines.lines) - 1)
    context = error.context_mark
    return _slip(lines, row, context) or _in_words(problem, lines, row, mark, context)


def _slip(lines: Lines, row: int, context: Any) -> Diagnostic | None:
    """A slip in the line where the parser stopped, in the one above, or where it began."""
    above = next((n for n in range(row - 1, -1, -1) if lines.lines[n].strip()), row)
    rows = (row, above, *((context.line,) if context and context.line < len(lines.lines) else ()))
    return next((slip for n in rows for slip in _slips_of(lines, n)), None)


def _slips_of(lines: Lines, row: int) -> Iterator[Diagnostic]:
    line, place = lines.lines[row], lines.rest(row)
    if found := _BLANK.match(line):
        name = f"U+{ord(found[0][-1]):04X} {unicodedata.name(found[0][-1]).lower()}"
        message = f"a sign that only looks like a space indents this line: {name}"
        place = Place(lines.path, row + lines.first, len(found[0]), len(found[0]) + 1)
        yield Diagnostic("hidden-character", message, place, "delete it and type the spaces again")
    elif line.lstrip().startswith("```"):
        help_ = "leave this line out, and the one like it at the other end"
        yield Diagnostic("yaml-syntax", "a line of ``` is a mark of Markdown, not of YAML", place, help_)
    elif found := _DASH.match(line):
        message, help_ = "a space is missing after the dash", f"write `- {found['key']}: …`"
        yield Diagnostic("yaml-syntax", message, place, help_)
    elif found := _COLON.match(line):
        message, help_ = "a space is missing after the colon", f"write `{found['key']}: {found['value'].rstrip()}`"
        yield Diagnostic("yaml-syntax", message, place, help_)
    elif found := _EQUALS.match(line):
        help_ = f"write a colon and a space: `{found['key']}: {found['value'].rstrip()}`"
        yield Diagnostic("yaml-syntax", "an equals sign stands in the place of a colon", place, help_)
    elif line.lstrip().startswith("* "):
        help_ = "write `- ` in its place"
        yield Diagnostic("yaml-syntax", "an entry of a list begins with a dash, not with a star", place, help_)


def _in_words(problem: str, lines: Lines, row: int, mark: Any, context: Any) -> Diagnostic:
    place, line = lines.place(mark), lines.lines[row]
    began = lines.place(context) if context else place
    code, message, help_ = "yaml-syntax", problem, "compare the line with its neighbours"
    if "mapping values are not allowed" in problem and line[: mark.column].count(":") == 0:
        code, message = "yaml-indent", "this line is indented differently from the lines around it"
        above = next((each for each in reversed(lines.lines[:row]) if each.strip()), "")
        indent = _INDENT.match(above)
        help_ = f"{_SAME_COLUMN}, here {len(indent[0]) if indent else 0} spaces from the left"
        place = lines.rest(row)
    elif "mapping values are not allowed" in problem:
        key, _, value = line.strip().partition(":")
        code, message = "yaml-colon", "a colon followed by a space stands in unquoted text"
        help_ = f"put the text in quotes: {key}: {_in_quotes(value.strip())}"
    elif "did not find expected ',' or" in problem and context:
        message, help_, place = "a bracket is opened and not closed", "close it with ] or }", began
    elif "found another document" in problem:
        message = "a line of `---` begins a second document"
        help_ = "leave the line out; if a second file begins here, put it into a file of its own"
    elif "did not find expected" in problem and line[: mark.column].rstrip().endswith(('"', "'")):
        return _after_quotation(lines, row, mark.column, place)
    elif "did not find expected" in problem and line.startswith("- "):
        code, message = "yaml-indent", "a list begins here, and no line above says what it is a list of"
        help_ = "write its name on a line above, such as `framing:`"
    elif "did not find expected" in problem and ("key" in problem or "'-' indicator" in problem):
        code, message = "yaml-indent", "this line does not belong to the group above it"
        help_ = _SAME_COLUMN + (f"; the group begins on line {began.line}" if context else "")
    elif "unexpected end of stream" in problem or "found unexpected document indicator" in problem:
        code, message = "yaml-quote", "a quotation mark is opened and not closed"
        help_, place = "close it, or leave out the first one", began
    elif "could not find expected ':'" in problem:
        message, help_ = "a line without a colon, or one that is not indented", "write `key: value`"
        place = began
    elif "cannot start any token" in problem:
        message = f"unquoted text cannot begin with {line[mark.column : mark.column + 1]!r}"
        help_ = "leave the sign out, or put the text in quotes"
    return Diagnostic(code, message, place, help_)


def _after_quotation(lines: Lines, row: int, column: int, place: Place) -> Diagnostic:
    """What stands after a closing quotation mark: words of its own line, or a text that an earlier line left open."""
    before = lines.lines[row][:column].rstrip()
    mark = before[-1]
    if before.count(mark) % 2 == 0:
        help_ = "write the text's own quotation marks as “ and ”, or put the whole between ' and '"
        if mark == "'":
            help_ = 'the text has an apostrophe: put the whole between " and ", or leave out the first and the last \''
        return Diagnostic("yaml-quote", "words stand after the closing quotation mark", place, help_)
    opened = next((n for n in range(row - 1, -1, -1) if lines.lines[n].count(mark) % 2), row)
    place = lines.rest(opened, lines.lines[opened].find(mark))
    return Diagnostic(
        "yaml-quote", "a quotation mark is opened and not closed", place, "close it, or leave out the first one"
    )


def _in_quotes(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
