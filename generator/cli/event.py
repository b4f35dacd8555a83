"""What a workflow was started by, and the forge that started it: both are told by the environment."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import Any

from generator import disk
from generator.diagnostics import RashomonError
from generator.forge import ADDRESS, Forge
from generator.forge.connection import Connection
from generator.report import visible

_MAX_EVENT = 5_000_000
_REPOSITORY = r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+"


@dataclass(frozen=True, slots=True)
class Event:
    """The payload of an event, as the forge recorded it."""

    payload: Any

    def text(self, *keys: str, pattern: str = r"(?s).*") -> str:
        """The text under `keys`, matched whole. Raises RashomonError when there is none."""
        found = self._at(keys)
        if not isinstance(found, str) or not re.fullmatch(pattern, found):
            raise RashomonError(f"the event has no {'.'.join(keys)} that can be used: {_short(found)}")
        return found

    def number(self, *keys: str) -> int:
        """The positive whole number under `keys`. Raises RashomonError when there is none."""
        found = self._at(keys)
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            raise RashomonError(f"the event has no {'.'.join(keys)} that can be used: {_short(found)}")
        return found

    def has(self, *keys: str) -> bool:
        """Whether something stands under `keys`."""
        return self._at(keys) is not None

    @property
    def repository(self) -> str:
        """The repository in which it happened, `owner/name`."""
        return self.text("repository", "full_name", pattern=_REPOSITORY)

    def _at(self, keys: tuple[str, ...]) -> Any:
        found = self.payload
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found


def read_event() -> Event:
    """The event of this run. Raises RashomonError outside a workflow."""
    path = os.environ.get("GITHUB_EVENT_PATH")
    if not path:
        raise RashomonError("no event: GITHUB_EVENT_PATH names the file in which a workflow finds what started it")
    try:
        return Event(json.loads(disk.read_given(path, _MAX_EVENT)))
    except (ValueError, RecursionError) as error:
        raise RashomonError(f"{path}: the event is not JSON") from error


def forge(repository: str) -> Forge:
    """The forge, as the environment names it. Raises RashomonError without a token."""
    token = os.environ.get("GITHUB_TOKEN", "")
    if not token or not token.isascii() or not token.isprintable():
        raise RashomonError("no token: set GITHUB_TOKEN to one that may do this, or try it with --dry-run")
    return Forge(repository, Connection(os.environ.get("GITHUB_API_URL") or ADDRESS, token))


def _short(found: Any) -> str:
    return visible(repr(found))[:80]
