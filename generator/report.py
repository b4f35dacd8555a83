"""Diagnostics -> text with a caret, JSON, GitHub annotations; texts -> their difference. Pure; the command prints."""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from rich.text import Text

from generator.diagnostics import Diagnostic, Severity
from generator.model import Place

FORMS = ("text", "json", "github", "sarif")
MAX_LINE, MIN_LINE = 100, 40
SHOWN = 10  # GitHub shows so many annotations of one severity for a step, and drops the others
_DIFFERENCE = {"+": "green", "-": "red", "@": "cyan"}
_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def ordered(findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings by file and place, each once."""
    place = dict.fromkeys(findings)
    return tuple(sorted(place, key=lambda f: (f.place.path, f.place.line, f.place.column, f.code)))


def as_text(findings: Sequence[Diagnostic], files: Mapping[str, str], cells: int = MAX_LINE) -> Text:
    """The findings for a person at a terminal: code, place, the line, a caret, the help.

    Lines of a file are shortened around the caret to `cells`, at least 40 and at most 100.
    """
    room = min(MAX_LINE, max(MIN_LINE, cells))
    report = Text()
    for finding in findings:
        report.append_text(_one(finding, files, room)).append("\n")
    return report


def _one(finding: Diagnostic, files: Mapping[str, str], room: int) -> Text:
    place = finding.place
    gutter = " " * len(str(place.line))
    text = Text()
    text.append(f"{finding.severity}[{finding.code}]", _STYLE[finding.severity]).append(
        f": {finding.message}\n", "bold"
    )
    text.append(f"{gutter}--> ", "blue").append(f"{visible(place.path)}:{place.line}:{place.column}\n")
    lines = files.get(place.path, "").split("\n")
    whole_file = place == Place(place.path)
    if not whole_file and place.line <= len(lines) and lines[place.line - 1].strip():
        line, caret = _excerpt(lines[place.line - 1], place.column, place.end_column, room)
        text.append(f"{gutter} |\n", "blue")
        text.append(f"{place.line} | ", "blue").append(f"{line}\n")
        text.append(f"{gutter} | ", "blue").append(f"{caret}\n", _STYLE[finding.severity])
    if finding.help:
        text.append(f"{gutter} = ", "blue").append("help: ", "bold").append(f"{visible(finding.help)}\n")
    for other in finding.related:
        text.append(f"{gutter} = ", "blue").append("also: ", "bold").append(
            f"{other.path}:{other.line}:{other.column}\n"
        )
    return text


def _excerpt(line: str, column: int, end_column: int, room: int) -> tuple[str, str]:
    """The line, shortened around the caret, and the caret below it, in terminal cells."""
    start, end = column - 1, min(max(end_column - 1, column), len(line) + 1)
    cut = max(0, min(start - 20, len(line) - room))
    shown = line[cut : cut + room]
    before, after = "…" * bool(cut), "…" * (cut + room < len(line))
    pad = _cells(before + shown[: start - cut])
    width = max(1, _cells(shown[start - cut : end - cut]))
    return f"{before}{visible(shown)}{after}", " " * pad + "^" * width


def visible(text: str) -> str:
    """`text` with control and direction characters written out, a tab as →, so that a report shows what is there."""
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs") else f"\\u{ord(c):04x}"
        for c in text.replace("\t", "→")
    )


def _cells(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in visible(text)
    )


def as_diff(path: str, before: str, after: str) -> Text:
    """How a text changes, as `diff -u` says it, in the colours of a difference."""
    old, new = (text.removesuffix("\n").split("\n") for text in (before, after))
    shown = Text()
    for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm=""):
        style = "bold" if line.startswith(("---", "+++")) else _DIFFERENCE.get(line[:1], "")
        shown.append(f"{visible(line)}\n", style)
    return shown


def as_json(findings: Sequence[Diagnostic]) -> str:
    """The findings as a JSON list, one object each, for programs."""
    return json.dumps([asdict(finding) for finding in findings], indent=2)


def as_github(findings: Sequence[Diagnostic]) -> str:
    """The findings as GitHub workflow commands, which show them beside the line of a pull request.

    Of each severity, errors first, only so many as GitHub shows; the others follow as plain lines of the log.
    """
    by_severity = [[each for each in findings if each.severity is severity] for severity in Severity]
    shown = [each for found in by_severity for each in found[:SHOWN]]
    rest = [each for found in by_severity for each in found[SHOWN:]]
    more = "1 more finding" if len(rest) == 1 else f"{len(rest)} more findings"
    notice = [f"::notice::and {more}: see the log, or the summary of this run"] if rest else []
    return "\n".join((*map(_command, shown), *notice, *map(_log_line, rest)))


def _log_line(finding: Diagnostic) -> str:
    place = finding.place
    help_ = f" ({finding.help})" if finding.help else ""
    said = f"{place.path}:{place.line}:{place.column}: {finding.severity}[{finding.code}]: {finding.message}{help_}"
    return f"  {_escape(visible(said))}"


def _command(finding: Diagnostic) -> str:
    place = finding.place
    fields = {
        "file": place.path, "line": place.line, "col": place.column, "endColumn": place.end_column,
        "title": finding.code,
    }  # fmt: skip
    properties = ",".join(f"{key}={_escape(str(value), property_=True)}" for key, value in fields.items())
    message = visible(f"{finding.message}\n{finding.help}" if finding.help else finding.message)
    return f"::{finding.severity} {properties}::{_escape(message)}"


def _escape(text: str, property_: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if property_ else escaped
