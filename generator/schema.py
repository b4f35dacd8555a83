"""Tree + format -> value: pydantic's errors become findings at the place of the mistake.

A file with mistakes is salvaged: the faulty keys are taken out and the rest is validated again, so
that one run reports every mistake. A salvaged value is good enough to go on checking, never to build.
"""

from __future__ import annotations

import copy
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from generator.diagnostics import Diagnostic
from generator.formats import LANGUAGE_PATTERN, TAG_PATTERN, Written
from generator.model import Place
from generator.yamlfile import Path, Tree

W = TypeVar("W", bound=Written)
_MAX_ROUNDS = 8
_ID_HELP = "small letters a-z, digits and hyphens, 3 to 64 of them, a letter first"
_NAME_HELP = "letters, digits, dot, hyphen and underscore, at most 64, as in a user name"
_LANGUAGE_HELP = "two or three small letters, as in en, de or tr; mul for several languages, zxx for no words"
_TAG_HELP = "a tag of BCP 47, as in en, es-MX or zh-Hant: two or three small letters first"
_KEYS = "lines of the form `key: value` must stand here"
_SHAPES = {
    "string_type": "text must stand here",
    "string_pattern_mismatch": "64 characters 0-9 and a-f must stand here",
    "string_too_short": "the text is empty",
    "string_too_long": "the text is longer than {max_length} characters",
    "tuple_type": "a list must stand here: `[one, two]`, or lines that begin with `- `",
    "too_short": "at least {min_length} entries must stand here",
    "too_long": "at most {max_length} entries may stand here",
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
}


def nearest(word: str, known: Any) -> str | None:
    """The known word most like `word` (similarity of at least 60 of 100), or None."""
    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=60, processor=str.lower)
    return found[0] if found else None


def did_you_mean(word: str, known: Any) -> str:
    """A sentence that names the nearest known word, else all of them."""
    options = sorted(known)
    if guess := nearest(word, options):
        return f"did you mean {guess!r}?"
    return f"known: {', '.join(options)}" if options else ""


def validate(model: type[W], tree: Tree, at: Path = ()) -> tuple[W | None, tuple[Diagnostic, ...]]:
    """The value of the part of a tree that stands `at`, or None where nothing can be saved; every finding."""
    data, findings = copy.deepcopy(_at(tree.data, at)), list[Diagnostic]()
    if not isinstance(data, dict):
        place = tree.places[at]
        return None, (Diagnostic("bad-value", _KEYS, place),)
    for round_ in range(_MAX_ROUNDS):
        try:
            return model.model_validate(data), tuple(findings)
        except ValidationError as error:
            problems = error.errors(include_url=False)
        if round_ == 0:
            findings = list(dict.fromkeys(_finding(problem, model, tree, at) for problem in _distinct(problems)))
        faulty = {_faulty(data, problem) for problem in problems}
        if () in faulty:
            break
        for loc in sorted(faulty, key=len, reverse=True):
            _at(data, loc[:-1]).pop(loc[-1], None)
    return None, tuple(findings)


def _distinct(problems: list[Any]) -> list[Any]:
    """Problems without the echo: a misspelt key is not also a missing one."""
    unknown = [p["loc"] for p in problems if p["type"] == "extra_forbidden"]

    def echoes(problem: Any) -> bool:
        return problem["type"] == "missing" and any(
            loc[:-1] == problem["loc"][:-1] and nearest(str(loc[-1]), [str(problem["loc"][-1])]) for loc in unknown
        )

    return [problem for problem in problems if not echoes(problem)]


def _known(loc: Path, places: Any) -> Path:
    while loc not in places:
        loc = loc[:-1]
    return loc


def _fields(model: type[BaseModel], loc: Path) -> dict[str, Any]:
    """The fields of the structure at `loc`, found by walking the annotations."""
    current: Any = model
    for step in loc:
        if isinstance(current, type) and issubclass(current, BaseModel):
            current = current.model_fields[step].annotation if step in current.model_fields else current
        structures = [a for a in _flatten(current) if isinstance(a, type) and issubclass(a, BaseModel)]
        current = structures[0] if structures else current
    return dict(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else {}


def _flatten(annotation: Any) -> list[Any]:
    inner = get_args(annotation)
    return [annotation, *(found for part in inner for found in _flatten(part))] if inner else [annotation]


def _finding(problem: Any, model: type[Written], tree: Tree, at: Path) -> Diagnostic:
    loc: Path = tuple(problem["loc"])
    kind, name = problem["type"], str(loc[-1]) if loc else ""
    here = _known((*at, *loc), tree.places)
    place, key_place = tree.places[here], tree.keys.get(here)
    fields = _fields(model, loc[:-1])
    if kind == "extra_forbidden":
        free = set(fields) - set(_at(tree.data, here[:-1]) or {})
        help_ = did_you_mean(name, free) if nearest(name, free) else f"keys here: {', '.join(fields)}"
        return Diagnostic("unknown-key", f"unknown key {name!r}", key_place or place, help_)
    if kind == "missing":
        return Diagnostic("missing-key", f"{name!r} is missing", place, f"add a line `{name}: …`")
    if problem["input"] is None:
        return Diagnostic("bad-value", f"{_owner(here)!r}: nothing is written here", key_place or place)
    if name == "[key]":
        return _wrong_key(problem, key_place or place)
    return _wrong_value(problem, _owner(here), place)


def _allowed(problem: Any) -> list[str]:
    return [str(v) for v in problem["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")]


def _wrong_key(problem: Any, place: Place) -> Diagnostic:
    key = problem["input"]
    if problem["type"] == "literal_error":
        return Diagnostic("unknown-key", f"unknown key {key!r}", place, did_you_mean(str(key), _allowed(problem)))
    if problem["ctx"]["pattern"] == LANGUAGE_PATTERN:
        return Diagnostic("bad-value", f"{key!r} is not the code of a language", place, _LANGUAGE_HELP)
    return Diagnostic("bad-id", f"{key!r} is not an id", place, _ID_HELP)


def _wrong_value(problem: Any, owner: str, place: Place) -> Diagnostic:
    kind, value = problem["type"], problem["input"]
    if kind in ("literal_error", "enum"):
        help_ = _choice(str(value), _allowed(problem))
        return Diagnostic("not-allowed", f"{value!r} is not a value of {owner!r}", place, help_)
    if kind.startswith(("date", "datetime")):
        return Diagnostic("bad-date", f"{value!r} is not a date", place, "write it as 2026-01-05 (year-month-day)")
    if kind.startswith("url"):
        return Diagnostic("bad-link", f"{value!r} is not a web address", place, "it begins with https:// or http://")
    if kind == "string_pattern_mismatch" and problem["ctx"]["pattern"] == TAG_PATTERN:
        return Diagnostic("bad-value", f"{value!r} is not the tag of a language", place, _TAG_HELP)
    if kind == "string_pattern_mismatch" and owner not in ("seed_sha256", "sha256"):
        what, help_ = ("a user name", _NAME_HELP) if owner == "by" else ("an id", _ID_HELP)
        return Diagnostic("bad-id", f"{value!r} is not {what}", place, help_)
    return Diagnostic("bad-value", f"{owner!r}: {_shape(problem)}", place)


def _shape(problem: Any) -> str:
    """What is wrong with the shape of a value, in an author's words."""
    if wanted := _SHAPES.get(problem["type"]):
        return wanted.format(**problem.get("ctx", {}))
    message: str = problem["msg"].removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _choice(value: str, allowed: list[str]) -> str:
    guess = nearest(value, allowed)
    listed = f"values: {', '.join(allowed)}"
    return f"did you mean {guess!r}? {listed}" if guess else listed


def _owner(loc: Path) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str) and step != "[key]"), "the file")


def _at(data: Any, loc: Path) -> Any:
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _faulty(data: Any, problem: Any) -> Path:
    """Where to take out what is wrong: the nearest key above it; for a missing key, the entry that lacks it."""
    loc: Path = tuple(step for step in problem["loc"] if step != "[key]")
    if problem["type"] == "missing":
        loc = loc[:-1]
    while loc:
        parent = _at(data, loc[:-1])
        if isinstance(parent, dict) and loc[-1] in parent:
            return loc
        loc = loc[:-1]
    return ()
