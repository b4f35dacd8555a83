"""YAML text -> plain values with the place of each; what a person can get wrong in YAML is found here.

Only the C base loader composes: every scalar is text, so `no`, `1.10` and `2026-01-05` stay what was
written. Anchors, aliases and tags are refused on the event stream, before anything is built. What
the values mean is `schema`'s business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, RashomonError, Severity
from generator.model import Place

try:
    from yaml import CBaseLoader as Loader
except ImportError as error:  # pragma: no cover - a PyYAML without libyaml
    raise RashomonError("PyYAML was installed without libyaml; install a wheel of pyyaml") from error

MAX_BYTES, MAX_NODES, MAX_DEPTH = 256_000, 20_000, 12
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
# Line separators, bidirectional controls, zero-width characters, tags, controls; ZWJ and ZWNJ are honest letters.
_HIDDEN = re.compile(
    "[\u2028-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
_TAB = re.compile(r"^ *\t", re.MULTILINE)

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The values of a file. `places` tells where each value is written, `keys` where its key is."""

    data: Any
    places: Mapping[Path, Place] = field(default_factory=dict)
    keys: Mapping[Path, Place] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()


class _Mistake(Exception):  # noqa: N818 - an author's, not the program's
    def __init__(self, finding: Diagnostic) -> None:
        self.finding = finding


def read(text: str, path: str, first_line: int = 1) -> Tree:
    """The values of one YAML document. `first_line` is the line of the file on which `text` begins."""
    findings = list(_hidden(text, path, first_line))
    if findings:
        text = _HIDDEN.sub(" ", text)
    builder = _Builder(text, path, first_line)
    try:
        builder.refuse_features()
        node = yaml.compose(text, Loader=Loader)
        data = builder.value(node, ()) if node else None
        if data is None:
            place = Place(path, first_line)
            raise _Mistake(Diagnostic("empty-file", "the file is empty", place, "fill it in, or delete it"))
    except _Mistake as mistake:
        return Tree(None, findings=(*findings, mistake.finding))
    except yaml.MarkedYAMLError as error:
        return Tree(None, findings=(*findings, _syntax(error, builder)))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        finding = Diagnostic("yaml-syntax", str(error).split("\n")[0].lower(), Place(path, first_line))
        return Tree(None, findings=(*findings, finding))
    return Tree(data, builder.places, builder.keys, (*findings, *builder.findings))


def _hidden(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    for match in _HIDDEN.finditer(text):
        before = text[: match.start()]
        column = match.start() - before.rfind("\n")
        yield _invisible(match.group(), Place(path, first_line + before.count("\n"), column, column + 1))


def _invisible(character: str, place: Place) -> Diagnostic:
    name = unicodedata.name(character, "control character").lower()
    return Diagnostic(
        "hidden-character",
        f"an invisible character stands here: U+{ord(character):04X} {name}",
        place,
        "delete it and type this part again; invisible characters make text read other than it is",
    )


class _Builder:
    """Walks the nodes of one document and notes places; holds what the walk shares."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text, self.path, self.first_line = text, path, first_line
        self.lines = text.split("\n")
        self.places: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.findings: list[Diagnostic] = []

    def place(self, start: Any, end: Any = None) -> Place:
        line, column = start.line, start.column
        if line >= len(self.lines) or (line == len(self.lines) - 1 and not self.lines[line]):
            line = max(n for n, written in enumerate(self.lines) if written or n == 0)
            column = len(self.lines[line])
        same_line = end is not None and end.line == start.line and end.column > start.column
        stop = end.column + 1 if same_line else max(len(self.lines[line].rstrip()) + 1, column + 2)
        return Place(self.path, line + self.first_line, column + 1, stop)

    def refuse_features(self) -> None:
        if len(self.text.encode()) > MAX_BYTES:
            message = f"the file is larger than {MAX_BYTES // 1000} kB"
            raise _Mistake(Diagnostic("too-large", message, Place(self.path), "split it into several files"))
        if tab := _TAB.search(self.text):
            line = self.text.count("\n", 0, tab.start())
            width = tab.end() - tab.start()
            place = Place(self.path, line + self.first_line, width, width + 1)
            raise _Mistake(Diagnostic("tab", "a tab is used to indent", place, "use two spaces for each level"))
        depth = 0
        for nodes, event in enumerate(yaml.parse(self.text, Loader=Loader), 1):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            place = self.place(event.start_mark, event.end_mark)
            if nodes > 2 * MAX_NODES or depth > MAX_DEPTH:
                message, help_ = "the values are nested too deeply", f"no file needs more than {MAX_DEPTH} levels"
                if nodes > 2 * MAX_NODES:
                    message, help_ = "the file has too many parts", "split it into several files"
                raise _Mistake(Diagnostic("too-large", message, place, help_))
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _Mistake(Diagnostic(
                    "yaml-feature", "anchors (&) and aliases (*) are not used here", place,
                    "write the text out, or put it in quotes when it begins with & or *",
                ))  # fmt: skip
            if getattr(event, "tag", None) not in (None, "!"):
                raise _Mistake(Diagnostic(
                    "yaml-feature", "tags (!) are not used here", place,
                    "put the text in quotes when it begins with !",
                ))  # fmt: skip

    def value(self, node: Any, path: Path) -> Any:
        self.places[path] = self.place(node.start_mark, node.end_mark)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, n)) for n, child in enumerate(node.value)]
        if hidden := _HIDDEN.search(node.value):
            self.findings.append(_invisible(hidden.group(), self.places[path]))
        return None if not node.style and node.value in _NULL else node.value

    def mapping(self, node: Any, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, child in node.value:
            place = self.place(key.start_mark, key.end_mark)
            if not isinstance(key, yaml.ScalarNode):
                raise _Mistake(Diagnostic("yaml-syntax", "a key must be text", place, "put it in quotes"))
            if key.value == "<<" and not key.style:
                message = "merge keys (<<) are not used here"
                raise _Mistake(Diagnostic("yaml-feature", message, place, "write the keys out"))
            if key.value in values:
                self.findings.append(Diagnostic(
                    "duplicate-key", f"{key.value!r} is written twice", place,
                    "keep one of the two", related=(self.keys[*path, key.value],),
                ))  # fmt: skip
                continue
            self.keys[*path, key.value] = place
            values[key.value] = self.value(child, (*path, key.value))
        return values


def _syntax(error: yaml.MarkedYAMLError, builder: _Builder) -> Diagnostic:
    """The parser's error in an author's words."""
    problem, mark = error.problem or "", error.problem_mark or error.context_mark
    if mark is None:
        return Diagnostic("yaml-syntax", problem, Place(builder.path, builder.first_line))
    place = builder.place(mark)
    line = builder.lines[min(mark.line, len(builder.lines) - 1)]
    code, message, help_ = "yaml-syntax", problem, "compare the line with its neighbours"
    indent = len(line) - len(line.lstrip())
    if "mapping values are not allowed" in problem and line[: mark.column].count(":") == 0:
        code, message = "yaml-indent", "this line is indented differently from the lines around it"
        help_ = "lines of one group begin in the same column"
        place = Place(builder.path, place.line, indent + 1, len(line.rstrip()) + 1)
    elif "mapping values are not allowed" in problem:
        key, _, value = line.strip().partition(":")
        code, message = "yaml-colon", "a colon followed by a space stands in unquoted text"
        help_ = f"put the text in quotes: {key}: {_in_quotes(value.strip())}"
    elif "did not find expected ',' or" in problem and error.context_mark:
        message, help_ = "a bracket is opened and not closed", "close it with ] or }"
        place = builder.place(error.context_mark)
    elif "found another document" in problem:
        message, help_ = "a line of `---` begins a second document", "leave it out; a file holds one"
    elif "did not find expected" in problem and line[: mark.column].rstrip().endswith(('"', "'")):
        return _after_quotation(builder, mark.line, mark.column, place)
    elif "did not find expected" in problem and ("key" in problem or "'-' indicator" in problem):
        code, message = "yaml-indent", "this line does not belong to the group above it"
        help_ = "lines of one group begin in the same column"
        if error.context_mark:
            help_ += f"; the group begins on line {error.context_mark.line + builder.first_line}"
    elif "unexpected end of stream" in problem or "found unexpected document indicator" in problem:
        code, message = "yaml-quote", "a quotation mark is opened and not closed"
        help_ = "close it, or leave out the first one"
        place = builder.place(error.context_mark) if error.context_mark else place
    elif "could not find expected ':'" in problem:
        message, help_ = "a line without a colon, or one that is not indented", "write `key: value`"
        place = builder.place(error.context_mark) if error.context_mark else place
    elif "cannot start any token" in problem:
        message = f"unquoted text cannot begin with {line[mark.column : mark.column + 1]!r}"
        help_ = "put it in quotes"
    return Diagnostic(code, message, place, help_, Severity.ERROR)


def _after_quotation(builder: _Builder, row: int, column: int, place: Place) -> Diagnostic:
    """What stands after a closing quotation mark: words of its own line, or a text that an earlier line left open."""
    before = builder.lines[row][:column].rstrip()
    mark = before[-1]
    if before.count(mark) % 2 == 0:
        help_ = "write the text's own quotation marks as “ and ”, or put the whole between ' and '"
        return Diagnostic("yaml-quote", "words stand after the closing quotation mark", place, help_)
    opened = next((n for n in range(row - 1, -1, -1) if builder.lines[n].count(mark) % 2), row)
    text = builder.lines[opened]
    place = Place(builder.path, opened + builder.first_line, text.find(mark) + 1, len(text.rstrip()) + 1)
    return Diagnostic(
        "yaml-quote", "a quotation mark is opened and not closed", place, "close it, or leave out the first one"
    )


def _in_quotes(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
