"""What comes out of a saved file: a page, or the reason why there is none."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

MAX_ADDRESS = 2000
HTML, TEXT, MARKDOWN = ".html", ".txt", ".md"


class UnreadableError(Exception):
    """A file gives no page. Its text says why, `remedy` what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class TooLargeError(UnreadableError):
    """A file, or what is packed in it, is over a limit."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A file as it was given: its name, its bytes, and for a fetched one what came with them."""

    name: str
    data: bytes
    address: str | None = None
    retrieved: datetime.date | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its own bytes: `suffix` tells what they are, `.html`, `.txt` or `.md`.

    `address` and `retrieved` are where and when it was loaded, `encoding` what a header outside the
    bytes says of them; each is None where nothing tells it. `inside` names the file from which the
    page was taken, with its SHA-256, where the page is not that file itself.
    """

    data: bytes
    suffix: str
    address: str | None = None
    retrieved: datetime.date | None = None
    encoding: str | None = None
    inside: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """Metadata of a page; None for what it does not tell. `inferred` has the evidence for what it does not state."""

    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    inferred: Mapping[str, str] = field(default_factory=dict)


def web_address(written: str | None) -> str | None:
    """An address on the web without fragment, or None where it is none, too long, or holds a password."""
    address = (written or "").strip().strip("<>").partition("#")[0]
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    except ValueError:
        return None
    printable = address.isprintable() and " " not in address
    return address if usable and printable and len(address) <= MAX_ADDRESS else None
