"""YAML text -> plain values with the place of each; what a person can get wrong in YAML is found here.

Only the C base loader composes: every scalar is text, so `no`, `1.10` and `2026-01-05` stay what was
written. Anchors, aliases and tags are refused on the event stream, before anything is built. What
the values mean is `schema`'s business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

import yaml

from generator.diagnostics import Diagnostic, RashomonError
from generator.model import Place
from generator.yamlsyntax import explained, lines_of

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
_DEEPER = {
    yaml.MappingStartEvent: 1, yaml.SequenceStartEvent: 1, yaml.MappingEndEvent: -1, yaml.SequenceEndEvent: -1,
}  # fmt: skip
_FEATURE = re.compile("[&*!]")  # without these signs a text has no anchor, alias or tag
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
        text = as_read(text)
    builder = _Builder(text, path, first_line)
    try:
        builder.refuse_features()
        node = compose(text)
        data = builder.value(node, ()) if node else None
        if data is None:
            place = Place(path, first_line)
            raise _Mistake(Diagnostic("empty-file", "the file is empty", place, "fill it in, or delete it"))
    except _Mistake as mistake:
        return Tree(None, findings=(*findings, mistake.finding))
    except yaml.MarkedYAMLError as error:
        return Tree(None, findings=(*findings, explained(error, builder.lines)))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        finding = Diagnostic("yaml-syntax", str(error).split("\n")[0].lower(), Place(path, first_line))
        return Tree(None, findings=(*findings, finding))
    return Tree(data, builder.places, builder.keys, (*findings, *builder.findings))


def compose(text: str) -> Any:
    """The nodes of a text, every scalar as text. Raises YAMLError for one with mistakes."""
    return yaml.compose(text, Loader=Loader)


def hides(text: str) -> bool:
    """Whether a text has characters that nobody can see."""
    return _HIDDEN.search(text) is not None


def as_read(text: str) -> str:
    """The text with a space for each character that nobody can see: so it is read on, after the finding."""
    return _HIDDEN.sub(" ", text)


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
        self.text = text
        self.lines = lines_of(text, path, first_line)
        self.places: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.findings: list[Diagnostic] = []

    def refuse_features(self) -> None:
        if len(self.text.encode()) > MAX_BYTES:
            message = f"the file is larger than {MAX_BYTES // 1000} kB"
            raise _Mistake(Diagnostic("too-large", message, Place(self.lines.path), "split it into several files"))
        if tab := _TAB.search(self.text):
            line = self.text.count("\n", 0, tab.start())
            width = tab.end() - tab.start()
            place = Place(self.lines.path, line + self.lines.first, width, width + 1)
            raise _Mistake(Diagnostic("tab", "a tab is used to indent", place, "use two spaces for each level"))
        depth, marked = 0, _FEATURE.search(self.text) is not None
        for nodes, event in enumerate(yaml.parse(self.text, Loader=Loader), 1):
            depth += _DEEPER.get(type(event), 0)
            if nodes > 2 * MAX_NODES:
                self.refuse(event, "too-large", "the file has too many parts", "split it into several files")
            if depth > MAX_DEPTH:
                help_ = f"no file needs more than {MAX_DEPTH} levels"
                self.refuse(event, "too-large", "the values are nested too deeply", help_)
            if marked:
                self.refuse_feature(event)

    def refuse_feature(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            help_ = "write the text out, or put it in quotes when it begins with & or *"
            self.refuse(event, "yaml-feature", "anchors (&) and aliases (*) are not used here", help_)
        if getattr(event, "tag", None) not in (None, "!"):
            help_ = "put the text in quotes when it begins with !"
            self.refuse(event, "yaml-feature", "tags (!) are not used here", help_)

    def refuse(self, event: Any, code: str, message: str, help_: str) -> NoReturn:
        raise _Mistake(Diagnostic(code, message, self.lines.place(event.start_mark, event.end_mark), help_))

    def value(self, node: Any, path: Path) -> Any:
        self.places[path] = self.lines.place(node.start_mark, node.end_mark)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, n)) for n, child in enumerate(node.value)]
        if hidden := _HIDDEN.search(node.value):
            self.findings.append(_invisible(hidden.group(), self.places[path]))
        return None if not node.style and node.value in _NULL else node.value

    def mapping(self, node: Any, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        twice: list[Diagnostic] = []
        for key, child in node.value:
            place = self.lines.place(key.start_mark, key.end_mark)
            if not isinstance(key, yaml.ScalarNode):
                raise _Mistake(Diagnostic("yaml-syntax", "a key must be text", place, "put it in quotes"))
            if key.value == "<<" and not key.style:
                message = "merge keys (<<) are not used here"
                raise _Mistake(Diagnostic("yaml-feature", message, place, "write the keys out"))
            if key.value in values:
                twice.append(Diagnostic(
                    "duplicate-key", f"{key.value!r} is written twice", place,
                    "keep one of the two", related=(self.keys[*path, key.value],),
                ))  # fmt: skip
                continue
            self.keys[*path, key.value] = place
            values[key.value] = self.value(child, (*path, key.value))
        self.findings += twice if path or len(twice) < 2 else [_second_file(twice[0])]
        return values


def _second_file(first: Diagnostic) -> Diagnostic:
    """Several keys of the file stand twice: somebody pasted one file below another."""
    message = f"a second file begins here: {first.message}"
    return replace(first, message=message, help="put it into a file of its own")
