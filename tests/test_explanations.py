"""Every finding is explained, and every finding is tried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.explain import codes
from tests.golden import CHECK, ROOT, check_cases

HEADINGS = ["## Why", "## Example", "## Remedy"]


def code_literals() -> set[str]:
    """Every text in the generator's source that is written where a finding's code stands."""
    found: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        source = path.read_text("utf-8")
        found |= set(re.findall(r'Diagnostic\(\s*"([a-z0-9-]+)"', source))
        for line in re.findall(r"^\s*code(?:, \w+)* = .*$", source, re.MULTILINE):
            found |= set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', line))
        found |= set(re.findall(r'references\(corpus, "([a-z-]+)"', source))
    return found


def test_the_search_for_codes_finds_them() -> None:
    """The codes that are built in three ways are all found, so that the tests below mean something."""
    assert {"quote-not-found", "yaml-quote", "unknown-claim", "seed-empty", "seed-unreadable"} <= code_literals()


def test_every_code_is_explained_and_no_explanation_is_orphaned() -> None:
    """The files of generator/explanations are exactly the codes of the generator."""
    assert set(codes()) == code_literals()


@pytest.mark.parametrize("code", codes())
def test_every_code_has_a_case_or_a_named_test(code: str) -> None:
    """A folder of cases/check is named after the code, or a test names it."""
    named = any(case.split("--")[0] == code for case in check_cases())
    others = (path for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__))
    tests = "".join(path.read_text("utf-8") for path in others)
    assert named or f'"{code}"' in tests or f"error[{code}]" in tests


def test_every_case_is_named_after_a_code() -> None:
    """A case of a code that no longer exists is not kept, but for those with several mistakes."""
    assert {case.split("--")[0] for case in check_cases()} - {"several"} <= set(codes())
    assert all((CHECK / case / "expected.txt").read_text("utf-8") for case in check_cases())


@pytest.mark.parametrize("code", codes())
def test_an_explanation_has_its_four_parts(code: str) -> None:
    """Title, one sentence, then Why, Example and Remedy, each with text."""
    text = (ROOT / "generator" / "explanations" / f"{code}.md").read_text("utf-8")
    parts = text.split("\n\n")
    assert parts[0] == f"# {code}"
    assert parts[1].endswith(".") and "\n" not in parts[1]
    assert [line for line in text.split("\n") if line.startswith("## ")] == HEADINGS
    assert not re.search(r"\n## [^\n]+\n+(##|$)", text)
