"""The mistakes that people make most: each gives one message, which names the place and a remedy.

The texts are in cases/check and are compared with what is printed, letter for letter. Read them aloud, as somebody
who has never seen YAML, before you change one.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import rashomon
from tests.golden import CHECK, project

MISTAKES = {
    "an unknown key": "unknown-key--required",
    "a wrong value": "not-allowed",
    "a missing field": "missing-key",
    "no author": "missing-key--by",
    "a quote that is not in the article": "quote-not-found",
    "a quote that stands there twice": "quote-ambiguous",
    "a quote from another article": "quote-not-found--other-article",
    "a quote with the number of its paragraph": "quote-not-found--number",
    "an ellipsis in brackets within a quote": "quote-not-found--ellipsis",
    "an ellipsis with words that are not there": "quote-not-found--part",
    "typographic quotation marks around a quote": "quote-not-found--quotation-marks",
    "a quote without its capitals": "quote-not-found--capitals",
    "a prefix that does not stand there": "quote-not-found--context",
    "an id that is used twice": "duplicate-id",
    "the same note twice": "duplicate-id--same-note",
    "a wrong indent": "yaml-indent",
    "a tab": "tab",
    "an indent with no-break spaces": "hidden-character--indent",
    "an invisible character": "hidden-character",
    "a quotation mark that is not closed": "yaml-quote",
    "words behind a closing quotation mark": "yaml-quote--words-after",
    "an apostrophe between single quotation marks": "yaml-quote--apostrophe",
    "a colon in a text": "yaml-colon",
    "no space behind a colon": "yaml-syntax--no-space",
    "no space behind a dash": "yaml-syntax--dash",
    "a star for a dash": "yaml-syntax--star",
    "an equals sign for a colon": "yaml-syntax--equals",
    "a number sign before a text": "bad-value--hash",
    "marks of Markdown around the file": "yaml-syntax--fence",
    "a forgotten dash": "bad-value",
    "a forgotten name of the list": "yaml-indent--no-section",
    "a forgotten list": "unknown-key--keys-of-a-note",
    "a note in the wrong list": "unknown-key--wrong-section",
    "a list for a text": "bad-value--list-for-quote",
    "a text for a list": "bad-value--text-for-list",
    "a claim that is not in story.yml": "unknown-claim",
    "a label that is not in the codebook": "unknown-label",
    "a label with a capital and a space": "bad-id--label",
    "an attributed claim without a source": "stance-needs-source",
    "a date for a handle": "bad-id--date",
    "a handle with an @": "bad-id--at",
    "a handle with a space": "bad-id--by",
    "a date that is written otherwise": "bad-date--dots",
    "a file that ends in .yaml": "misplaced-file--yaml",
    "a file in the wrong folder": "misplaced-file",
    "a folder that is no article": "unknown-article",
    "two files pasted into one": "duplicate-key--two-files",
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_common_mistake_gives_one_message_with_place_and_remedy(mistake: str, tmp_path: Path) -> None:
    """What is printed is the reviewed text and the count of one finding: what is wrong, where, what to do."""
    case = MISTAKES[mistake]
    printed = CliRunner().invoke(rashomon, ["check", "--project", str(project(case, tmp_path))])
    expected = (CHECK / case / "expected.txt").read_text("utf-8")
    assert printed.output.startswith(expected)
    assert printed.output.endswith(", 1 finding\n")
    assert printed.exit_code == 1
    assert len(re.findall(r"^(?:error|warning)\[", expected, re.MULTILINE)) == 1
    assert re.search(r"^ +--> \S+:\d+:\d+$", expected, re.MULTILINE)
    assert re.search(r"^ += help: \S", expected, re.MULTILINE)


def test_a_mistake_is_told_in_two_lines_at_most() -> None:
    """A message and its remedy are short enough to be read: 110 and 160 characters."""
    for case in MISTAKES.values():
        lines = (CHECK / case / "expected.txt").read_text("utf-8").split("\n")
        assert len(lines[0]) <= 110, lines[0]
        assert all(len(line) <= 160 for line in lines if "= help:" in line), lines
