"""The JSON Schemas of the YAML formats, generated from the formats. Editors use them while one types."""

from __future__ import annotations

import json

from generator.formats import AnnotationFile, Codebook, RulesFile, StoryFile, Written

MODELS: dict[str, type[Written]] = {
    "annotation": AnnotationFile,
    "story": StoryFile,
    "codebook": Codebook,
    "rules": RulesFile,
}


def schemas() -> dict[str, str]:
    """The text of each schema by its path in the project."""
    return {f"annotations/{name}.schema.json": _schema(name, model) for name, model in MODELS.items()}


def _schema(name: str, model: type[Written]) -> str:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{name}.schema.json"}
    return json.dumps({**head, **model.model_json_schema()}, indent=2, ensure_ascii=False) + "\n"
