"""Changes as JSON, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from generator.changes.nouns import Changes


def as_json(changes: Changes) -> str:
    """Everything that a `Changes` holds, as one JSON object; its names are those of `nouns`."""
    return json.dumps(asdict(changes), indent=2)
