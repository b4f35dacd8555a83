"""The JSON Schemas in annotations/ are those of the formats."""

from __future__ import annotations

import json

import pytest

from generator.formats import Stance
from generator.schemas import schemas
from tests.golden import ROOT, STORY


@pytest.mark.parametrize("path", schemas())
def test_the_committed_schema_is_current(path: str) -> None:
    """`rashomon schema` would write the same bytes."""
    assert (ROOT / path).read_text("utf-8") == schemas()[path]


@pytest.mark.parametrize("path", schemas())
def test_a_schema_refuses_unknown_keys_everywhere(path: str) -> None:
    """An editor marks a misspelt key as the check does."""
    schema = json.loads(schemas()[path])
    objects = [part for part in (schema, *schema["$defs"].values()) if "properties" in part]
    assert objects
    assert all(part["additionalProperties"] is False for part in objects)


def test_a_quote_may_be_text_or_an_object() -> None:
    """Both ways of writing are offered."""
    schema = json.loads(schemas()["annotations/annotation.schema.json"])
    quote = schema["$defs"]["FramingNote"]["properties"]["quote"]
    quote = schema["$defs"]["Quote"] if "$ref" in quote else quote
    assert {option.get("type") for option in quote["anyOf"]} == {"string", "object"}


def test_the_stances_are_those_of_the_format() -> None:
    """An editor completes exactly the allowed values."""
    schema = json.loads(schemas()["annotations/annotation.schema.json"])
    assert schema["$defs"]["Stance"]["enum"] == [stance.value for stance in Stance]


def test_every_file_of_the_sample_names_its_schema() -> None:
    """The first line leads an editor to a schema that is there."""
    folder = ROOT / "annotations"
    for path in [folder / "codebook.yml", *(folder / STORY).rglob("*.yml")]:
        first = path.read_text("utf-8").split("\n", 1)[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / first.rsplit("=", 1)[1]).resolve() in {ROOT / name for name in schemas()}, path
