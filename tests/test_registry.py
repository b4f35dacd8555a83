"""The registry of a story as a script: what the sheet on the article pages offers, and nothing that could break out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.build import load
from generator.export.registry import registry
from generator.formats import ClaimNote, FramingNote, SourceNote
from generator.model import Story
from generator.repository import Forge, repository
from tests.builders import a_codebook, a_note, a_story, an_article
from tests.golden import ROOT

ODD = "</script><!-- \u2028 \u2029 \\ \" ' `${x}`"


def a_story_of(**registry: Any) -> Story:
    """A story with one article, searched in vain for one claim."""
    article = an_article("the-news", "Some words.")
    return a_story([article], [a_note(article, "claims", claim="a-claim", stance="omits", searched=["x"])], **registry)


def offered(script: str) -> dict[str, Any]:
    """What the script sets."""
    return dict(json.loads(script.removeprefix("window.rashomonRegistry=").removesuffix(";\n")))


def test_the_script_holds_every_list_of_the_sample() -> None:
    """Each id of story.yml and of the codebook can be chosen, with its words."""
    corpus = load(ROOT).corpus
    (story,) = corpus.stories
    document = registry(story, corpus.codebook, None)
    assert document.path == "venezuela-strikes/registry.js"
    found = offered(document.text)
    for name, known in (
        ("claim", story.file.claims), ("source", story.file.sources), ("target", story.file.targets),
    ):  # fmt: skip
        assert [one["id"] for one in found[name]] == list(known)
    labels = [one["id"] for one in found["label"] + found["frame"]]
    assert sorted(labels) == sorted(label.id for label in corpus.codebook.labels)
    assert found["stance"][0] == {"id": "asserts", "name": "asserts", "about": "states the claim in its own voice"}
    assert found["ways"] is None


def test_the_fields_are_those_of_the_format() -> None:
    """What a form asks for is what the file may hold, in its order; what the format needs is needed."""
    found = offered(registry(a_story_of(), a_codebook(), None).text)
    for kind, model in zip(found["kind"], (ClaimNote, SourceNote, FramingNote), strict=True):
        fields = {one["id"]: one["needed"] for one in kind["fields"]}
        assert fields == {name: field.is_required() for name, field in model.model_fields.items() if name != "id"}
        assert all(one["about"] for one in kind["fields"])
    assert [kind["section"] for kind in found["kind"]] == ["claims", "sources", "framing"]


def test_no_text_can_end_the_script() -> None:
    """Neither a tag nor a line separator of JavaScript stands in it as itself; the text is the same."""
    story = a_story_of(claims={"a-claim": {"statement": ODD, "type": "factual"}})
    text = registry(story, a_codebook(), None).text
    assert not set("<\u2028\u2029") & set(text)
    assert text.count("\n") == 1
    assert offered(text)["claim"][0]["name"] == ODD


def test_a_claim_that_was_searched_for_is_known_by_article() -> None:
    """The sheet does not ask for the same search twice."""
    assert offered(registry(a_story_of(), a_codebook(), None).text)["absent"] == ["the-news a-claim"]


@pytest.mark.parametrize("forge", list(Forge))
def test_the_ways_leave_open_what_only_the_browser_knows(forge: Forge) -> None:
    """Article, name and text are slots; the rest is an address of the repository."""
    ways = offered(registry(a_story_of(), a_codebook(), repository("https://example.org/o/r", forge)).text)["ways"]
    assert ways["host"] == "example.org"
    assert all(ways[name].startswith("https://example.org/o/r/") for name in ("issue", "ask"))
    assert "~text~" in ways["issue"] and "~article~" in ways["issue"]
    if forge is Forge.GITLAB:
        assert not ways["file"]
    else:
        assert ways["file"].endswith("annotations/a-story/~article~?filename=~name~&value=~text~")


def test_a_forge_that_is_not_known_is_offered_nothing() -> None:
    """An address alone says not how a file is sent there."""
    assert offered(registry(a_story_of(), a_codebook(), repository("https://example.org/o/r")).text)["ways"] is None
