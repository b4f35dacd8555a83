"""`check --format sarif`: what other programs read. Read here by models made from the published schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from generator.cli import rashomon
from generator.cli.explain import codes, explanation
from generator.diagnostics import Diagnostic, Severity
from generator.model import Place
from generator.sarif import as_sarif
from tests.golden import check_cases, project

EXPLAINED = {code: explanation(code) for code in codes()}


def run_of(text: str) -> Any:
    """The one run of a log, after the models have accepted it."""
    Log.model_validate_json(text)
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def told(*findings: Diagnostic) -> Any:
    return run_of(as_sarif(findings, EXPLAINED))


@pytest.mark.parametrize("case", [None, *check_cases()])
def test_every_case_is_valid_sarif(case: str | None, tmp_path: Path) -> None:
    """The log has a result for each finding, and each result a rule with its help."""
    folder = project(case, tmp_path)
    printed = CliRunner().invoke(rashomon, ["check", "--format", "sarif", "--project", str(folder)])
    run = run_of(printed.stdout)
    rules = run["tool"]["driver"]["rules"]
    found = json.loads(CliRunner().invoke(rashomon, ["check", "--format", "json", "--project", str(folder)]).stdout)
    assert [result["ruleId"] for result in run["results"]] == [finding["code"] for finding in found]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert printed.exit_code == bool(found)


def test_columns_are_code_points() -> None:
    """The log says so, and the numbers are those of the finding."""
    run = told(Diagnostic("tab", "m", Place("a.yml", 3, 4, 9)))
    assert run["columnKind"] == "unicodeCodePoints"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 4, "endColumn": 9}


def test_addresses_are_relative_and_encoded() -> None:
    """A file with spaces, signs of addresses and other letters is found below the folder of the project."""
    path = "annotations/a-story/über 100% #1?/a:b.yml"
    run = told(Diagnostic("tab", "m", Place(path)))
    file = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert file["uri"].isascii()
    assert not set(file["uri"]) & set(" #?:")
    assert unquote(file["uri"]) == path
    assert file["uriBaseId"] in run["originalUriBaseIds"]


def test_a_rule_carries_the_explanation() -> None:
    """Its first sentence is the title, all of it the help; the heading with the code is left out."""
    (rule,) = told(Diagnostic("tab", "m", Place("a.yml")))["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == explanation("tab").split("\n\n")[1]
    assert rule["help"]["markdown"].startswith(rule["shortDescription"]["text"])
    assert "## Remedy" in rule["help"]["markdown"]


def test_message_help_severity_and_related_places_are_told() -> None:
    """What a person gets at the terminal."""
    finding = Diagnostic("tab", "wrong", Place("a.yml"), "do this", Severity.WARNING, (Place("b.yml", 7),))
    (result,) = told(finding)["results"]
    assert (result["message"]["text"], result["level"]) == ("wrong\ndo this", "warning")
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 7


def test_nothing_in_a_message_is_a_link_or_a_placeholder() -> None:
    """Words of a pull request stay words: SARIF would make links of brackets and fill in braces."""
    (result,) = told(Diagnostic("tab", "[click](https://example.org) {0} \u202e", Place("a.yml")))["results"]
    assert result["message"]["text"] == "[click] (https://example.org) {{0}} \\u202e"
