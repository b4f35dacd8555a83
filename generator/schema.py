"""Tree + format -> value: pydantic's errors become findings at the place of the mistake.

A file with mistakes is salvaged: the faulty keys are taken out and the rest is validated again, so
that one run reports every mistake. A salvaged value is good enough to go on checking, never to build.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from enum import StrEnum
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from generator.diagnostics import Diagnostic
from generator.formats import EDITOR_PATTERN, HANDLE_PATTERN, ID_PATTERN, LANGUAGE_PATTERN, TAG_PATTERN, Written
from generator.model import Place
from generator.yamlfile import Path, Tree

W = TypeVar("W", bound=Written)
_MAX_ROUNDS = 8
_LISTED = 20
_ID_HELP = "small letters a-z, digits and hyphens, 3 to 64 of them, a letter first"
_HANDLE_HELP = "one word of letters, digits, dot, hyphen and underscore, at most 64, like a user name"
_EDITOR_HELP = "the handle of a person on the forge, such as ada, or a team, such as valley-school/class-9"
_LANGUAGE_HELP = "two or three small letters, as in en, de or tr; mul for several languages, zxx for no words"
_TAG_HELP = "a tag of BCP 47, as in en, es-MX or zh-Hant: two or three small letters first"
_KEYS = "lines of the form `key: value` must stand here"
_SHAPES = {
    "string_type": "text must stand here",
    "string_pattern_mismatch": "64 characters 0-9 and a-f must stand here",
    "string_too_short": "the text is empty",
    "string_too_long": "the text is longer than {max_length} characters",
    "tuple_type": "a list must stand here",
    "too_short": "at least {min_length} entries must stand here",
    "too_long": "at most {max_length} entries may stand here",
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
}


def nearest(word: str, known: Any) -> str | None:
    """The one known id of which `word` is a part, else the known word most like it (at least 60 of 100), or None."""
    known = list(known)
    if len(whole := [each for each in known if word.lower() in each.lower().split("-")]) == 1:
        return str(whole[0])
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60, processor=str.lower)
    return found[0] if found else None


def did_you_mean(word: str, known: Any) -> str:
    """A sentence that names the nearest known word, else all of them, or the first of many."""
    options = sorted(known)
    if guess := nearest(word, options):
        return f"did you mean {guess!r}?"
    more = f", and {len(options) - _LISTED} more" if len(options) > _LISTED else ""
    return f"known: {', '.join(options[:_LISTED])}{more}" if options else ""


def validate(model: type[W], tree: Tree, at: Path = ()) -> tuple[W | None, tuple[Diagnostic, ...]]:
    """The value of the part of a tree that stands `at`, or None where nothing can be saved; every finding."""
    data, findings = _at(tree.data, at), list[Diagnostic]()
    if not isinstance(data, dict):
        first = next(iter(model.model_fields))
        return None, (Diagnostic("bad-value", _KEYS, tree.places[at], f"begin with `{first}: …`"),)
    for round_ in range(_MAX_ROUNDS):
        try:
            return model.model_validate(data), tuple(findings)
        except ValidationError as error:
            problems = error.errors(include_url=False)
        if round_ == 0:
            findings = list(dict.fromkeys(_finding(problem, model, tree, at) for problem in _distinct(problems)))
            data = copy.deepcopy(data)
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
        return Diagnostic(
            "missing-key", f"{name!r} is missing", place, f"add a line `{name}: …`{_one_of(fields.get(name))}"
        )
    if problem["input"] is None:
        help_ = "write a value, or leave out the line; text that begins with # goes into quotation marks"
        return Diagnostic("bad-value", f"{_owner(here)!r}: nothing is written here", key_place or place, help_)
    if name == "[key]":
        return _wrong_key(problem, key_place or place)
    return _wrong_value(problem, _owner(here), place)


def _one_of(field: Any) -> str:
    """The words of which a key needs one, if it is such a key."""
    words = field.annotation if field else None
    return f"; values: {', '.join(words)}" if isinstance(words, type) and issubclass(words, StrEnum) else ""


def _allowed(problem: Any) -> list[str]:
    return [str(v) for v in problem["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")]


def _wrong_key(problem: Any, place: Place) -> Diagnostic:
    key = problem["input"]
    if problem["type"] == "literal_error":
        return Diagnostic("unknown-key", f"unknown key {key!r}", place, did_you_mean(str(key), _allowed(problem)))
    if problem["ctx"]["pattern"] == LANGUAGE_PATTERN:
        return Diagnostic("bad-value", f"{key!r} is not the code of a language", place, _LANGUAGE_HELP)
    return Diagnostic("bad-id", f"{key!r} is not an id", place, _such_as(_as_id(str(key)), _ID_HELP))


def _wrong_value(problem: Any, owner: str, place: Place) -> Diagnostic:
    kind, value = problem["type"], problem["input"]
    if kind in ("literal_error", "enum"):
        help_ = _choice(str(value), _allowed(problem))
        return Diagnostic("not-allowed", f"{value!r} is not a value of {owner!r}", place, help_)
    if kind.startswith(("date", "datetime")):
        return Diagnostic("bad-date", f"{value!r} is not a date", place, "write it as 2026-01-05 (year-month-day)")
    if kind.startswith("url"):
        return Diagnostic("bad-link", f"{value!r} is not a web address", place, "it begins with https:// or http://")
    if kind in ("string_pattern_mismatch", "handle_is_date"):
        return _wrong_form(problem, owner, place)
    shape = "text must stand here" if owner == "quote" and isinstance(value, list) else _shape(problem)
    return Diagnostic("bad-value", f"{owner!r}: {shape}", place, _reshaped(problem, owner))


def _reshaped(problem: Any, owner: str) -> str:
    """How a value of the wrong shape can be written."""
    value = problem["input"]
    if problem["type"] == "tuple_type":
        if isinstance(value, dict):
            return f"put `- ` before the first line of each entry: `- {next(iter(value), '…')}: …`"
        return f"put brackets around it: `{owner}: [{value}]`"
    if isinstance(value, list) and problem["type"] in ("string_type", "model_type", "model_attributes_type"):
        one = value[0] if len(value) == 1 and isinstance(value[0], str) else None
        return f"leave out the brackets: `{owner}: {one}`" if one else "leave out the brackets; one entry for each"
    return {"string_too_short": "write it, or leave out the line", "string_too_long": "shorten it"}.get(
        problem["type"], ""
    )


def _wrong_form(problem: Any, owner: str, place: Place) -> Diagnostic:
    """A text that must have a form of its own: a tag, a checksum, a handle, an id."""
    value = problem["input"]
    code, what, help_ = "bad-id", "not an id", _such_as(_as_id(value), _ID_HELP)
    if problem["type"] == "handle_is_date":
        what, help_ = "a date, not a handle", "write who made the notes; the day stands under `on`"
    elif problem["ctx"]["pattern"] == TAG_PATTERN:
        code, what, help_ = "bad-value", "not the tag of a language", _TAG_HELP
    elif problem["ctx"]["pattern"] == HANDLE_PATTERN:
        what, help_ = "not a handle", _such_as(_as_handle(value), _HANDLE_HELP)
    elif problem["ctx"]["pattern"] == EDITOR_PATTERN:
        what, help_ = "neither a handle nor a team", _EDITOR_HELP
    elif problem["ctx"]["pattern"] != ID_PATTERN:
        return Diagnostic("bad-value", f"{owner!r}: {_shape(problem)}", place)
    return Diagnostic(code, f"{value!r} is {what}", place, help_)


def _as_id(value: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _plain(value).lower()).strip("-")


def _as_handle(value: str) -> str:
    return re.sub(r"[^A-Za-z0-9._]+", "-", _plain(value)).strip("-._")


def _plain(value: str) -> str:
    """The value without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", value) if not unicodedata.combining(sign))


def _such_as(guess: str, help_: str) -> str:
    """A help that begins with the value as it could be written, where there is a guess."""
    return f"write it as {guess}: {help_}" if len(guess) > 2 and guess[0].isalpha() else help_


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
