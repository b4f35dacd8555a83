"""The documentation is complete: commands, options and keys are described, and links lead somewhere."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import click
import pytest
from click.testing import CliRunner

from generator import formats
from generator.cli import COMMANDS, rashomon
from generator.formats import Written
from tests.golden import ROOT

DOCS = ROOT / "docs"
PAGES = [path for path in (*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md") if path.is_file()]
STRUCTURES = [c for c in vars(formats).values() if isinstance(c, type) and issubclass(c, Written) and c is not Written]
KEYS = sorted({(model.__name__, key) for model in STRUCTURES for key in model.model_fields})
_FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def section(page: str, heading: str) -> str:
    """The text below a heading of the second level; empty where there is none."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def command_named(name: str) -> click.Command:
    found = rashomon.get_command(click.Context(rashomon), name)
    assert found is not None
    return found


def anchors(text: str) -> set[str]:
    """The fragments to which a page's headings can be linked, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def allowed(annotation: Any) -> set[str]:
    """The fixed values that an annotation lets a person write."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return {value.value for value in annotation}
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return {value for part in get_args(annotation) for value in allowed(part)}


def tables_keys(page: str) -> set[str]:
    """Every key that begins a row of a table."""
    return set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))


def test_there_are_formats_to_look_for() -> None:
    """The structures are found, so that the tests below mean something."""
    assert {"ArticleHead", "StoryFile", "AnnotationFile", "Codebook", "Quote"} <= {name for name, _ in KEYS}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section_with_its_options(name: str) -> None:
    """The section names each option and each argument as a person writes them."""
    text = section((DOCS / "commands.md").read_text("utf-8"), f"`rashomon {name}`")
    assert text
    for parameter in command_named(name).params:
        names = (
            parameter.opts
            if isinstance(parameter, click.Option)
            else [parameter.make_metavar(click.Context(command_named(name))).strip("[].")]
        )
        assert all(re.search(rf"`{re.escape(written)}`", text) for written in names), names


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_box_of_every_command_is_what_help_prints(name: str) -> None:
    """The help in the reference is current; only where its lines break does not count."""
    text = section((DOCS / "commands.md").read_text("utf-8"), f"`rashomon {name}`" if name else "`rashomon`")
    printed = CliRunner().invoke(rashomon, [*name.split(), "--help"], prog_name="rashomon").output
    assert "".join(printed.split()) in "".join(text.split())


@pytest.mark.parametrize(("structure", "key"), KEYS)
def test_every_key_has_a_row_in_the_reference_of_formats(structure: str, key: str) -> None:
    """A key that a person may write begins a row of a table, or is named where a structure has only two."""
    text = (DOCS / "formats.md").read_text("utf-8")
    small = structure == "TargetEntry" and f"`{key}` (line" in text
    assert key in tables_keys(text) or small


@pytest.mark.parametrize("model", STRUCTURES, ids=lambda model: model.__name__)
def test_every_fixed_value_is_in_the_reference_of_formats(model: type[Written]) -> None:
    """A value that is one of a few is written out."""
    text = (DOCS / "formats.md").read_text("utf-8")
    values = {value for field in model.model_fields.values() for value in allowed(field.annotation)}
    assert not {value for value in values if f"`{value}`" not in text}


def test_every_reserved_word_is_in_the_reference_of_formats() -> None:
    """A word that cannot name a story or an article is written out."""
    text = section((DOCS / "formats.md").read_text("utf-8"), "Ids")
    assert not {word for word in formats.RESERVED if f"`{word}`" not in text}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """The file is there, and so is the heading that the link names."""
    broken = []
    for link in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        lost = (
            fragment
            and target.suffix == ".md"
            and target.is_file()
            and fragment not in anchors(target.read_text("utf-8"))
        )
        if not target.exists() or lost:
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_no_line_of_the_documentation_is_longer_than_120_characters(page: Path) -> None:
    """Differences stay readable."""
    assert not [line for line in page.read_text("utf-8").split("\n") if len(line) > 120]
