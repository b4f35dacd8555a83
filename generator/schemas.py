"""The JSON Schemas of the YAML formats, generated from the formats. Editors use them while one types.

Every story has one more for its annotation files: there an id must be one of the registry or the codebook, and each
stands with its meaning, which an editor shows. What people wrote is a description and nothing else: editors show
descriptions as text, so no registry can put a link or a picture into them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.choices import LabelKind
from generator.formats import AnnotationFile, Codebook, Label, RulesFile, SourceEntry, StoryFile, TargetEntry, Written

MODELS: dict[str, type[Written]] = {
    "annotation": AnnotationFile,
    "story": StoryFile,
    "codebook": Codebook,
    "rules": RulesFile,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Where the notes of an annotation file name an id, and of what.
_NAMED = {
    ("ClaimNote", "claim"): "claim", ("ClaimNote", "source"): "source", ("SourceNote", "source"): "source",
    ("FramingNote", "label"): "label", ("FramingNote", "frame"): "frame", ("FramingNote", "target"): "target",
}  # fmt: skip
_NULLABLE = ("source", "frame", "target")


def schemas() -> dict[str, str]:
    """The text of the schema of each format by its path in the project."""
    return {path(name): _text(model.model_json_schema()) for name, model in MODELS.items()}


def of_stories(stories: Mapping[str, StoryFile], codebook: Codebook) -> dict[str, str]:
    """The text of the schema for the annotation files of each story, by its path in the project."""
    return {path("annotation", story): _of_story(file, codebook) for story, file in stories.items()}


def path(name: str, story: str = "") -> str:
    """The path of a schema in a project; of a story's own where one is named."""
    return "/".join(filter(None, ("annotations", story, f"{name}.schema.json")))


def _of_story(file: StoryFile, codebook: Codebook) -> str:
    schema = AnnotationFile.model_json_schema()
    known = {name: meanings for name, meanings in _known(file, codebook).items() if meanings}
    for (structure, key), name in _NAMED.items():
        if name in known:
            properties = schema["$defs"][structure]["properties"]
            properties[key] = {"description": properties[key]["description"], "$ref": f"#/$defs/{name}"}
    schema["$defs"] |= {name: _choice(meanings, name in _NULLABLE) for name, meanings in known.items()}
    return _text(schema)


def _known(file: StoryFile, codebook: Codebook) -> dict[str, dict[str, str]]:
    """Every id that a note may name, with its meaning in words. A kind without any is left open."""
    return {
        "claim": {name: entry.statement for name, entry in file.claims.items()},
        "source": {name: _source(entry) for name, entry in file.sources.items()},
        "target": {name: _target(entry) for name, entry in file.targets.items()},
        "label": _labels(label for label in codebook.labels if label.kind is LabelKind.FRAMING),
        "frame": _labels(label for label in codebook.labels if label.kind is LabelKind.FRAME),
    }


def _source(entry: SourceEntry) -> str:
    named = ", ".join(filter(None, (entry.name, entry.role)))
    return f"{named} ({entry.kind.replace('-', ' ')}, {entry.identity.replace('-', ' ')})"


def _target(entry: TargetEntry) -> str:
    return f"{entry.name} ({entry.kind})"


def _labels(labels: Iterable[Label]) -> dict[str, str]:
    return {
        label.id: f"{label.name}. {label.definition}\n\nUse when: {label.use_when}\n\nNot when: {label.not_when}"
        for label in labels
    }


def _choice(known: Mapping[str, str], nullable: bool) -> dict[str, Any]:
    """One of the ids. `null` is one more of them, since editors show no meaning where it stands beside the choice."""
    constants = [{"const": name, "description": meaning} for name, meaning in known.items()]
    if nullable:
        return {"type": ["string", "null"], "oneOf": [*constants, {"type": "null"}]}
    return {"type": "string", "oneOf": constants}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": _DIALECT, **_lean(schema)}, indent=2, ensure_ascii=False) + "\n"


def _lean(part: Any) -> Any:
    """A schema without what an editor had better not show: titles made of names, and defaults that are nothing."""
    if isinstance(part, dict):
        return {
            key: _lean(value)
            for key, value in part.items()
            if not (key == "title" and isinstance(value, str)) and not (key == "default" and not value)
        }
    return [_lean(each) for each in part] if isinstance(part, list) else part
