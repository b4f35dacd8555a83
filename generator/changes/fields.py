"""Values of a structure by name, as text, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.changes.nouns import FieldChange
from generator.formats import Written


def flat(structure: Written) -> Mapping[str, str]:
    """Every value that is written, by its dotted name: `rights.publish`, `evidence.1.quote.exact`."""
    return dict(_flat(structure.model_dump(mode="json", exclude_none=True), ""))


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The names whose values differ, in their order after, then those that are gone."""
    names = dict.fromkeys((*after, *before))
    changes = (FieldChange(name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(change for change in changes if change.before != change.after)


def _flat(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _flat(child, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list) and any(isinstance(child, dict | list) for child in value):
        for number, child in enumerate(value, 1):
            yield from _flat(child, f"{name}.{number}")
    elif isinstance(value, list):
        if value:
            yield name, ", ".join(map(str, value))
    else:
        yield name, str(value)
