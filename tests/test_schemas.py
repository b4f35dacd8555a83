"""The JSON Schemas in annotations/: current, in words, of the same mind as the check. A real validator reads them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator, FormatChecker

from generator import annotations, codebook, disk
from generator.choices import Explained, Stance
from generator.cli import rashomon
from generator.formats import Codebook, StoryFile
from generator.schemas import MODELS, of_stories, schemas
from tests.golden import BASE, ROOT, STORY, project

NOTES = "annotations/mill-bridge/valley-gazette/notes.yml"
ABSENCE = "annotations/mill-bridge/hill-radio/notes.yml"


class AsEditors(yaml.CSafeLoader):
    """YAML 1.2, as editors read it: a date is text, and so is `no`."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name and the shape are PyYAML's


for _tag, _form, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
):
    AsEditors.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_form), list(_first))


def mistakes(text: str, schema: str) -> list[str]:
    """What a validator says of a file."""
    validator = Draft202012Validator(json.loads(schema), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(yaml.load(text, Loader=AsEditors))]


def every_schema() -> dict[str, str]:
    """The schemas of the sample, and those of the cases' project."""
    return {**schemas(), **story_schemas(ROOT, STORY), **story_schemas(BASE, "mill-bridge")}


def story_schemas(root: Path, story: str) -> dict[str, str]:
    path = f"annotations/{story}/story.yml"
    parsed = annotations.parse_story((root / path).read_text("utf-8"), path)
    labels, _ = codebook.parse((root / codebook.PATH).read_text("utf-8"))
    assert parsed.file
    return of_stories({story: parsed.file}, labels)


def of_base() -> str:
    (schema,) = story_schemas(BASE, "mill-bridge").values()
    return schema


def run(root: Path, *options: str) -> Result:
    return CliRunner().invoke(rashomon, ["schema", "--project", str(root), *options])


def parts(schema: Any) -> list[dict[str, Any]]:
    """Every mapping of a schema."""
    if isinstance(schema, dict):
        return [schema, *(found for value in schema.values() for found in parts(value))]
    return [found for value in schema for found in parts(value)] if isinstance(schema, list) else []


def meanings(schema: str, name: str) -> dict[str, str]:
    """The ids that a story's schema offers for claim, source, target, label or frame, with their meanings."""
    return {
        each["const"]: each["description"] for each in json.loads(schema)["$defs"][name]["oneOf"] if "const" in each
    }


def test_the_committed_schemas_are_current() -> None:
    """`rashomon schema` would write the same bytes."""
    assert (run(ROOT, "--check").output, run(ROOT, "--check").exit_code) == ("", 0)


@pytest.mark.parametrize("path", every_schema())
def test_a_schema_is_one(path: str) -> None:
    """It is valid by the rules of its own language."""
    Draft202012Validator.check_schema(json.loads(every_schema()[path]))


@pytest.mark.parametrize("path", every_schema())
def test_a_schema_refuses_unknown_keys_everywhere(path: str) -> None:
    """An editor marks a misspelt key as the check does."""
    schema = json.loads(every_schema()[path])
    objects = [part for part in (schema, *schema["$defs"].values()) if "properties" in part]
    assert objects
    assert all(part["additionalProperties"] is False for part in objects)


@pytest.mark.parametrize("path", every_schema())
def test_every_key_and_every_value_says_what_it_means(path: str) -> None:
    """An editor has words to show beside each of them."""
    found = parts(json.loads(every_schema()[path]))
    keys = [(key, each) for part in found for key, each in part.get("properties", {}).items()]
    values = [(each["const"], each) for part in found for each in part.get("oneOf", ()) if "const" in each]
    assert keys
    assert not [name for name, each in (*keys, *values) if not each.get("description")]


def test_the_words_are_those_of_the_reference() -> None:
    """What an editor shows stands in docs/formats.md: nobody has to learn two wordings."""
    text = re.sub(r"\[([^]]*)\]\([^)]*\)|`", r"\1", (ROOT / "docs" / "formats.md").read_text("utf-8")).replace("’", "'")
    text = " ".join(text.split())
    shown = {
        each["description"]
        for schema in schemas().values()
        for part in parts(json.loads(schema))
        for each in (*part.get("properties", {}).values(), *part.get("oneOf", ()))
        if "description" in each
    }
    assert shown >= {each.meaning for each in Stance}
    assert not [words for words in sorted(shown) if words.rstrip(".") not in text]


def named_schema(path: Path) -> Path:
    """The schema that the first line of a file leads an editor to."""
    first = path.read_text("utf-8").split("\n", 1)[0]
    assert first.startswith("# yaml-language-server: $schema="), path
    return (path.parent / first.rpartition("=")[2]).resolve()


@pytest.mark.parametrize("path", [*disk.matching(ROOT, "annotations/*/*/*.yml")])
def test_every_annotation_file_of_the_sample_names_the_schema_of_its_story_and_passes(path: str) -> None:
    """Its editor completes the story's own ids and marks nothing."""
    file = ROOT / path
    schema = named_schema(file)
    assert schema == ROOT / "annotations" / STORY / "annotation.schema.json"
    assert mistakes(file.read_text("utf-8"), schema.read_text("utf-8")) == []
    assert mistakes(file.read_text("utf-8"), schemas()["annotations/annotation.schema.json"]) == []


@pytest.mark.parametrize("path", [f"annotations/{STORY}/story.yml", codebook.PATH, "generator/strip/rules.yml"])
def test_the_other_files_of_the_project_pass_the_schema_of_their_kind(path: str) -> None:
    """An editor marks nothing in a file in which the check finds nothing."""
    kind = {"story.yml": "story", "codebook.yml": "codebook", "rules.yml": "rules"}[path.rpartition("/")[2]]
    assert mistakes((ROOT / path).read_text("utf-8"), schemas()[f"annotations/{kind}.schema.json"]) == []
    if kind != "rules":
        assert named_schema(ROOT / path) == ROOT / "annotations" / f"{kind}.schema.json"


@pytest.mark.parametrize("path", [NOTES, ABSENCE])
def test_the_files_of_the_cases_pass(path: str) -> None:
    """What the mistakes below are made in is without one."""
    assert mistakes((BASE / path).read_text("utf-8"), of_base()) == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (NOTES, "claim: bridge-open", "claim: bridge-opened"),
        (NOTES, "source: mayor", "source: the-mayor"),
        (NOTES, "label: naming", "label: names"),
        (NOTES, "label: naming", "label: public-safety"),
        (ABSENCE, "frame: public-safety", "frame: loaded-language"),
        (NOTES, "target: mill-bridge", "target: bridge"),
        (NOTES, "stance: asserts", "stance: assert"),
        (NOTES, "form: direct", "form: spoken"),
        (NOTES, "voice: quoted", "voice: mayor"),
        (NOTES, "polarity: positive", "polarity: good"),
        (NOTES, "by: ada", "by: Ada of the Gazette"),
        (NOTES, "by: ada\n", ""),
        (NOTES, "on: 2026-02-01", "on: 1 February"),
        (NOTES, "  stance: asserts\n", ""),
        (NOTES, "  cue: told\n", ""),
        (NOTES, "  voice: quoted\n", ""),
        (NOTES, "quote: a lifeline", "qoute: a lifeline"),
        (NOTES, "quote: a lifeline", "quote: {exact: a lifeline, before: a bridge}"),
        (NOTES, "quote: a lifeline", 'quote: ""'),
        (NOTES, "claims:\n", "claim:\n"),
        (ABSENCE, "status: reviewed", "status: done"),
        (ABSENCE, "searched: [safe, safety]", "searched: safe"),
        (ABSENCE, "reviewed_by: [ada]", "reviewed_by: ada"),
    ],
)
def test_a_mistake_is_marked(path: str, old: str, new: str) -> None:
    """What the check would refuse, an editor marks while it is typed."""
    text = (BASE / path).read_text("utf-8")
    assert old in text
    assert mistakes(text.replace(old, new, 1), of_base())


def test_a_file_that_names_the_general_schema_goes_on_working() -> None:
    """The first line of older files leads to a schema that takes any id."""
    text = (BASE / NOTES).read_text("utf-8").replace("claim: bridge-open", "claim: bridge-opened")
    assert mistakes(text, schemas()["annotations/annotation.schema.json"]) == []


def test_a_number_may_stand_where_its_text_is_meant() -> None:
    """`value: 8` is the text 8 to us, and an editor does not mark it."""
    text = (BASE / NOTES).read_text("utf-8")
    assert mistakes(text.replace("value: 40,000 crowns", "value: 40000"), of_base()) == []


def test_an_id_is_offered_with_its_meaning() -> None:
    """A claim with its statement, a source with name, role and kind, a label with its definition and its limits."""
    schema = of_base()
    assert meanings(schema, "claim")["bridge-open"] == "The mill bridge is open again."
    assert meanings(schema, "source")["mayor"] == "Ida Marsh, mayor (official, named)"
    assert meanings(schema, "source")["engineers"] == "two engineers (expert, unnamed)"
    assert meanings(schema, "target") == {"mill-bridge": "the mill bridge (thing)"}
    assert meanings(schema, "frame").keys() == {"public-safety"}
    assert meanings(schema, "label")["loaded-language"] == (
        "Loaded language. A word whose charge goes beyond what it tells.\n\n"
        "Use when: You can name a plainer word.\n\nNot when: The event itself is grave."
    )


def test_a_story_without_claims_takes_any_id() -> None:
    """Nothing is known yet that an editor could offer; the schema is a valid one all the same."""
    bare = StoryFile(title="t", summary="s", question="q")
    (schema,) = of_stories({"a-story": bare}, Codebook()).values()
    Draft202012Validator.check_schema(json.loads(schema))
    assert mistakes((BASE / NOTES).read_text("utf-8"), schema) == []


def test_what_a_registry_says_is_only_ever_a_description() -> None:
    """A statement that would be JSON, a link, a snippet or a script is that text and nothing else."""
    hostile = '"}, {"const": "x"}, [a](command:b) ![c](https://example.org/d.png) <script>e</script> ${1:f} \\ \n# g'
    claims = {"a-claim": {"statement": hostile, "type": "factual"}}
    story = StoryFile.model_validate({"title": "t", "summary": "s", "question": "q", "claims": claims})
    (schema,) = of_stories({"a-story": story}, Codebook()).values()
    assert meanings(schema, "claim") == {"a-claim": hostile}
    assert "markdownDescription" not in schema


def test_every_choice_of_words_has_a_meaning_that_travels_with_it() -> None:
    """A stance is its word, and knows what it says."""
    assert (str(Stance.HEDGES), f"{Stance('hedges')}") == ("hedges", "hedges")
    assert all(each.meaning for kind in Explained.__subclasses__() for each in kind)


def test_a_new_story_gets_its_schema_and_a_second_run_has_nothing_to_do(tmp_path: Path) -> None:
    """Each file that is written is named; then nothing is."""
    root = project(None, tmp_path / "p")
    wanted = [f"annotations/{name}.schema.json" for name in MODELS] + ["annotations/mill-bridge/annotation.schema.json"]
    assert run(root, "--check").output == "".join(f"{name}: not current\n" for name in wanted)
    assert not disk.matching(root, "annotations/*.schema.json")
    assert run(root).output == "".join(f"{name}: written\n" for name in wanted)
    assert (run(root).output, run(root, "--check").exit_code) == ("", 0)


def test_a_new_claim_makes_the_schema_of_its_story_not_current(tmp_path: Path) -> None:
    """Only that one is named."""
    root = project(None, tmp_path / "p")
    run(root)
    story = root / "annotations/mill-bridge/story.yml"
    story.write_text(story.read_text("utf-8").replace("mill bridge is open again.", "bridge is open."), "utf-8")
    done = run(root, "--check")
    assert (done.output, done.exit_code) == ("annotations/mill-bridge/annotation.schema.json: not current\n", 1)


def test_the_schema_of_a_story_that_is_gone_goes_too(tmp_path: Path) -> None:
    """`--check` says so and leaves it; without it the file is removed, and nothing else."""
    root = project(None, tmp_path / "p")
    run(root)
    (root / "annotations/mill-bridge/story.yml").unlink()
    at = "annotations/mill-bridge/annotation.schema.json"
    assert (run(root, "--check").output, (root / at).is_file()) == (f"{at}: its story is gone\n", True)
    assert run(root).output == f"{at}: removed, its story is gone\n"
    assert not (root / at).exists()
    assert (root / NOTES).is_file()


def test_a_story_with_a_mistake_keeps_the_schema_that_it_has(tmp_path: Path) -> None:
    """The mistake is named with its place; who is annotating loses no completion meanwhile."""
    root = project(None, tmp_path / "p")
    run(root)
    at = root / "annotations/mill-bridge/annotation.schema.json"
    before = at.read_text("utf-8")
    story = root / "annotations/mill-bridge/story.yml"
    story.write_text(story.read_text("utf-8").replace("type: quantity", "type: number"), "utf-8")
    done = run(root)
    assert (
        "error[not-allowed]: 'number' is not a value of 'type'\n --> annotations/mill-bridge/story.yml:6:"
        in done.output
    )
    assert (done.exit_code, at.read_text("utf-8")) == (1, before)
    story.write_bytes(b"title: \xff")
    done = run(root)
    assert "error[not-utf8]" in done.output
    assert (done.exit_code, at.read_text("utf-8")) == (1, before)


def test_a_link_to_a_folder_elsewhere_is_not_followed(tmp_path: Path) -> None:
    """No schema behind a link is removed, and none is written."""
    root = project(None, tmp_path / "p")
    run(root)
    away = tmp_path / "elsewhere"
    shutil.move(root / "annotations/mill-bridge", away)
    (away / "story.yml").unlink()
    (root / "annotations/mill-bridge").symlink_to(away)
    assert (run(root).output, (away / "annotation.schema.json").is_file()) == ("", True)
