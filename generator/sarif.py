"""Diagnostics -> SARIF 2.1.0, the format in which checkers tell their findings to other programs. Pure.

OASIS Static Analysis Results Interchange Format, version 2.1.0 with errata 01; the numbers of sections are its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import Diagnostic, Severity
from generator.model import Place
from generator.report import visible

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def as_sarif(findings: Sequence[Diagnostic], explanations: Mapping[str, str]) -> str:
    """The findings as a SARIF log of one run; `explanations` holds the text of each code as `explain` prints it."""
    codes = sorted({finding.code for finding in findings})
    driver = {
        "name": "rashomon",
        "semanticVersion": __version__,
        "rules": [_rule(code, explanations[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the project."}}},
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str, explanation: str) -> dict[str, Any]:
    """What a code means (3.49); an explanation is a heading, one sentence, and the parts below their headings."""
    _, sentence, rest = explanation.split("\n\n", 2)
    why = rest.partition("\n\n## ")[0].removeprefix("## Why\n\n")
    return {
        "id": code,
        "shortDescription": {"text": _message(sentence)},
        "fullDescription": {"text": _message(f"{sentence} {why}")},
        "help": {"text": _message(rest.strip()), "markdown": f"{sentence}\n\n{rest.strip()}"},
    }


def _result(finding: Diagnostic, rule: int) -> dict[str, Any]:
    """One finding (3.27)."""
    said = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    related = [{"id": n, **_location(place)} for n, place in enumerate(finding.related)]
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": _message(visible(said))},
        "locations": [_location(finding.place)],
        **({"relatedLocations": related} if related else {}),
    }


def _location(place: Place) -> dict[str, Any]:
    """A stretch of a line (3.28); the address is relative to the project and percent-encoded (3.10.1)."""
    address = quote(place.path, errors="surrogateescape")
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": address, "uriBaseId": _ROOT},
            "region": {"startLine": place.line, "startColumn": place.column, "endColumn": place.end_column},
        }
    }


def _message(text: str) -> str:
    """Text in which nothing is a placeholder (3.11.5) or a link (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
