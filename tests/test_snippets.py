"""The snippets and settings for editors make what the check accepts; they are expanded into an invented project."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, get_args

import pytest

from generator import build, disk
from generator.choices import Explained, Stance
from generator.formats import ClaimEntry, ClaimNote, FramingNote, SourceEntry, SourceNote, Written
from generator.schemas import schemas
from tests.golden import ROOT, check_report, project

NEW = "annotations/mill-bridge/hill-radio/2026-03-01-new.yml"
STORY = "annotations/mill-bridge/story.yml"
_CLOCK = {"CURRENT_YEAR": "2026", "CURRENT_MONTH": "03", "CURRENT_DATE": "01"}
_STOP = re.compile(r"\$\{(\d+)\|([^|]*)\|\}|\$\{(\d+)(?::([^${}]*))?\}|\$(\d+)")


def read(name: str) -> Any:
    """A settings file of the editor: JSON with comments."""
    return json.loads(re.sub(r"(?m)^\s*//.*$", "", (ROOT / ".vscode" / name).read_text("utf-8")))


SNIPPETS: dict[str, dict[str, Any]] = read("rashomon.code-snippets")


def expand(name: str, typed: Mapping[int, str] | None = None) -> str:
    """What a snippet writes when somebody types these words at its stops, and leaves the others as they come."""
    text = "\n".join(SNIPPETS[name]["body"])
    for variable, value in _CLOCK.items():
        text = text.replace(f"${variable}", value)
    wanted = typed or {}

    def stop(found: re.Match[str]) -> str:
        choice, options, number, default, last = found.groups()
        offered = options.split(",")[0] if options else default or ""
        return wanted.get(int(choice or number or last), offered)

    return _STOP.sub(stop, text.replace(r"\$", "\0")).replace("\0", "$")


def findings(root: Path) -> set[tuple[str, str]]:
    """The code and the message of everything that the check finds."""
    return {(each.code, each.message) for each in build.load(root).findings}


def with_notes(folder: Path, *sections: tuple[str, str]) -> Path:
    """The project with a new annotation file: its head, and a snippet in each section."""
    root = project(None, folder / "p")
    head = expand("Annotation file", {1: "eve"})
    (root / NEW).write_text(head + "".join(f"{name}:\n{text}" for name, text in sections), "utf-8")
    return root


def in_registry(root: Path, section: str, text: str) -> None:
    story = (root / STORY).read_text("utf-8")
    (root / STORY).write_text(story.replace(f"\n{section}:\n", f"\n{section}:\n{text}", 1), "utf-8")


def test_what_a_person_makes_with_the_snippets_has_no_finding(tmp_path: Path) -> None:
    """A new claim, a new source, and a file with one note of each sort."""
    root = with_notes(
        tmp_path,
        (
            "claims",
            expand(
                "Claim", {1: "repair-cost", 2: "attributes", 3: "council", 4: "The repairs cost 42,000 crowns", 5: "w"}
            )
            + expand("Checked absence", {1: "bridge-closed", 2: "closed, shut", 3: "The bridge is open here."}),
        ),
        (
            "sources",
            expand("Source", {1: "council", 2: "The repairs cost 42,000 crowns", 3: "according to", 4: "indirect"}),
        ),
        (
            "framing",
            expand("Framing", {1: "loaded-language", 2: "warned", 3: "outlet", 4: "mill-bridge", 6: "Said would do."}),
        ),
    )
    in_registry(root, "claims", expand("New claim", {1: "bridge-closed", 2: "The bridge is closed.", 4: "2026-01-01"}))
    in_registry(root, "sources", expand("New source", {1: "council", 2: "the council", 3: "document", 5: "a letter"}))
    assert check_report(root) == ""
    assert build.load(root).corpus.stories[0].file.claims["bridge-closed"].type == "factual"


@pytest.mark.parametrize(
    ("name", "section", "wanted"),
    [
        ("Claim", "claims", {"unknown-claim", "unknown-source", "quote-not-found"}),
        ("Checked absence", "claims", {"unknown-claim"}),
        ("Source", "sources", {"unknown-source", "quote-not-found"}),
        ("Framing", "framing", {"unknown-label", "unknown-target", "quote-not-found"}),
    ],
)
def test_a_snippet_as_it_comes_lacks_only_what_its_stops_ask_for(
    tmp_path: Path, name: str, section: str, wanted: set[str]
) -> None:
    """Its shape is right: the check asks for an id that exists and for words of the article, and for nothing else."""
    found = findings(with_notes(tmp_path, (section, expand(name))))
    assert {code for code, _ in found} == wanted
    assert all("id-of-the-" in message or code == "quote-not-found" for code, message in found)


@pytest.mark.parametrize(("name", "section"), [("New claim", "claims"), ("New source", "sources")])
def test_a_new_entry_as_it_comes_is_one(tmp_path: Path, name: str, section: str) -> None:
    """The registry takes it; only its words are still to be written."""
    root = project(None, tmp_path / "p")
    in_registry(root, section, expand(name))
    assert findings(root) == set()


def test_a_new_story_as_it_comes_is_one(tmp_path: Path) -> None:
    """A folder with this file is a story without an article."""
    root = project(None, tmp_path / "p")
    (root / "annotations/new-story").mkdir()
    (root / "annotations/new-story/story.yml").write_text(expand("Story"), "utf-8")
    assert findings(root) == set()


def values(model: type[Written], key: str) -> list[str]:
    """The words of which a key takes one."""
    annotation = model.model_fields[key].annotation
    kinds = [annotation, *get_args(annotation)]
    return [each.value for kind in kinds if isinstance(kind, type) and issubclass(kind, Explained) for each in kind]


@pytest.mark.parametrize(
    ("name", "model", "key"),
    [
        ("Claim", ClaimNote, "stance"), ("Source", SourceNote, "form"), ("Framing", FramingNote, "voice"),
        ("Framing", FramingNote, "polarity"), ("New claim", ClaimEntry, "type"), ("New source", SourceEntry, "kind"),
        ("New source", SourceEntry, "identity"),
    ],
)  # fmt: skip
def test_a_choice_offers_the_words_of_the_format(name: str, model: type[Written], key: str) -> None:
    """All of them in their order; an absence has a snippet of its own."""
    (line,) = [line for line in SNIPPETS[name]["body"] if re.match(rf"[\s-]*{key}: ", line)]
    offered = line.partition("|")[2].partition("|")[0].split(",")
    assert offered == [word for word in values(model, key) if word != Stance.OMITS]


@pytest.mark.parametrize("name", ["Annotation file", "Story"])
def test_a_new_file_begins_with_the_line_that_names_its_schema(name: str) -> None:
    """From its folder the line leads to a schema that `rashomon schema` writes."""
    first = expand(name).split("\n")[0]
    folder = {"Annotation file": "annotations/s-one/a-one", "Story": "annotations/s-one"}[name]
    schema = (ROOT / folder / first.rpartition("=")[2]).resolve().relative_to(ROOT).as_posix()
    assert first.startswith("# yaml-language-server: $schema=")
    assert schema in {*schemas(), "annotations/s-one/annotation.schema.json"}


def fits(name: str, glob: str) -> bool:
    """Whether a glob without `**` names the file from the root of the project."""
    return glob.count("/") == name.count("/") and PurePosixPath(name).match(glob)


def test_the_settings_lead_every_file_to_the_schema_of_its_kind() -> None:
    """Also a file without a first line; and no file has two."""
    given = read("settings.json")["yaml.schemas"]
    assert {schema.removeprefix("./") for schema in given} == set(schemas())
    globs = [(glob, schema) for schema, each in given.items() for glob in ([each] if isinstance(each, str) else each)]
    files = [*disk.gather(ROOT, ["annotations"]).files, "generator/strip/rules.yml", "seeds/x.rules.yml"]
    led = {name: [schema for glob, schema in globs if fits(name, glob)] for name in files}
    assert all(len(found) == 1 for found in led.values())
    assert led["annotations/codebook.yml"] == ["./annotations/codebook.schema.json"]
    assert led["seeds/x.rules.yml"] == ["./annotations/rules.schema.json"]


def test_the_editor_asks_for_one_extension_and_no_other_server() -> None:
    """The extension that reads schemas is recommended; schemas of strangers are not fetched."""
    assert read("extensions.json") == {"recommendations": ["redhat.vscode-yaml"]}
    assert read("settings.json")["yaml.schemaStore.enable"] is False


def test_saved_pages_are_not_changed_by_saving() -> None:
    """No editor trims or converts a seed; files for outlets' rules beside them are ordinary."""
    settings = read("settings.json")
    assert "files.trimTrailingWhitespace" not in settings
    assert settings["files.readonlyInclude"]["seeds/*/**"] is True
    last = (ROOT / ".editorconfig").read_text("utf-8").split("[{seeds/*/**,tests/cases/**}]")[1]
    assert all(line.endswith("= unset") for line in last.strip().split("\n"))
