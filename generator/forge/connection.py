"""Questions to a forge's REST API, within limits, and its refusals in plain words. The token goes nowhere else."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlsplit

import urllib3
from urllib3 import exceptions

from generator.diagnostics import RashomonError
from generator.fetch import Limits, pool, trouble, user_agent, within
from generator.report import visible

T = TypeVar("T")
LIMITS = Limits(size=5_000_000, redirects=0, step=20, total=60)
_LOCAL = ("127.0.0.1", "::1", "localhost")
_SETTING = "Settings, Actions, General, Workflow permissions"


class ForgeError(RashomonError):
    """The forge did not do what was asked; `status` is that of its answer, or 0."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Connection:
    """The API of a forge, and the token with which it is asked.

    Raises RashomonError for an address that is not encrypted, but for one on this machine.
    """

    address: str
    token: str = field(repr=False)
    limits: Limits = LIMITS

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme != "https" and parts.hostname not in _LOCAL:
            raise RashomonError(f"the address of a forge's API begins with https://, and not so: {self.address}")

    def ask(self, method: str, path: str, read: Callable[[Any], T], needs: str, sent: Any = None) -> T:
        """What `read` makes of the answer.

        Raises ForgeError with the reason; `needs` is the permission that the token must have.
        """
        late = ForgeError(f"{urlsplit(self.address).hostname} took longer than {self.limits.total:g} seconds")
        answer = within(self.limits.total, lambda: self._answer(method, path, sent), late)
        call = f"{method} {path.partition('?')[0]}"
        if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            raise ForgeError(_refusal(answer, call, needs), answer.status)
        try:
            return read(json.loads(answer.body) if answer.body else None)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ForgeError(f"the answer of the forge cannot be read ({call})", answer.status) from error

    def _answer(self, method: str, path: str, sent: Any) -> _Answer:
        headers = {
            "Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28",
            "Authorization": f"Bearer {self.token}", "User-Agent": user_agent(None),
        }  # fmt: skip
        address = f"{self.address.rstrip('/')}{path}"
        try:
            with pool(address) as connections:
                response = connections.request(
                    method, address, json=sent, headers=headers, redirect=False, retries=False,
                    preload_content=False, timeout=urllib3.Timeout(self.limits.step),
                )  # fmt: skip
                body = response.read(self.limits.size + 1)
                response.close()
        except exceptions.HTTPError as error:
            raise ForgeError(trouble(address, error)) from error
        if len(body) > self.limits.size:
            raise ForgeError(f"the answer of the forge is larger than {self.limits.size // 1_000_000} MB")
        return _Answer(response.status, response.headers, body)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the forge said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_pause(self) -> bool:
        """Whether too much was asked of it (GitHub answers 403 or 429 then)."""
        spent = "Retry-After" in self.headers or self.headers.get("X-RateLimit-Remaining") == "0"
        return spent and self.status in (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


def _refusal(answer: _Answer, call: str, needs: str) -> str:
    """Why the forge did not do it, in plain words, and what would help."""
    said = _said(answer.body)
    quoted = f"; it says: {said}" if said else ""
    if answer.is_pause:
        return f"the forge asks for a pause{_until(answer.headers)}; run this again then"
    if answer.status == HTTPStatus.FORBIDDEN and "not permitted to create" in said:
        return f"workflows may not open pull requests in this repository; allow it under {_SETTING}"
    if answer.status < HTTPStatus.BAD_REQUEST:
        return f"the forge leads elsewhere ({answer.status}, {call}): was the repository renamed?"
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"the forge has a fault of its own ({answer.status}, {call}); run this again later"
    reasons: dict[int, str] = {
        HTTPStatus.UNAUTHORIZED: "the forge does not accept the token; set GITHUB_TOKEN to a valid one",
        HTTPStatus.FORBIDDEN: f"the token lacks the permission `{needs}`{quoted}",
        HTTPStatus.NOT_FOUND: f"the forge has nothing there that the token may see ({call})",
    }
    return reasons.get(answer.status, f"the forge refuses this ({answer.status}, {call}){quoted}")


def _said(body: bytes) -> str:
    """The forge's own words, on one line and not too many."""
    try:
        told = json.loads(body)
        parts = [told, *(told.get("errors") or ())]
        words = " ".join(str(part.get("message", "")) for part in parts if isinstance(part, dict))
    except (ValueError, AttributeError, TypeError, RecursionError):
        return ""
    return visible(" ".join(words.split()))[:200].removesuffix(".")


def _until(headers: Mapping[str, str]) -> str:
    """When a pause ends, as far as it is told."""
    if (seconds := headers.get("Retry-After", "")).isdecimal():
        return f" of {seconds} seconds"
    try:
        end = datetime.datetime.fromtimestamp(int(headers["X-RateLimit-Reset"]), datetime.UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return ""
    return f" until {end:%H:%M} UTC"
