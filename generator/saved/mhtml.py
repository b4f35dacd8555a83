"""MHTML (RFC 2557), the single file that Chrome, Edge and old Internet Explorers save -> its page."""

from __future__ import annotations

import contextlib
import datetime
import re
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import Message
from email.utils import parsedate_to_datetime

from generator.saved.page import HTML, Page, UnreadableError, web_address

_HEADER = re.compile(rb"^(?:mime-version|content-type:\s*multipart/related|snapshot-content-location)", re.I | re.M)
_CUT_OFF = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes begin with the header of such a file."""
    head = re.split(rb"\r?\n\r?\n", data[:8192].lstrip(), maxsplit=1)[0]
    return re.match(rb"[A-Za-z-]+:", head) is not None and _HEADER.search(head) is not None


def page(data: bytes) -> Page:
    """The page that the file shows, with its own bytes; frames, pictures and styles are left.

    Raises UnreadableError where it is cut off or holds no page.
    """
    try:
        message = message_from_bytes(data)
        root = _root(message)
    except RecursionError as error:
        raise UnreadableError("its parts are nested too deeply") from error
    if any(isinstance(defect, _CUT_OFF) for defect in message.defects):
        raise UnreadableError("the file is cut off before its end", "save the page again")
    if root is None:
        raise UnreadableError("there is no HTML page in this file", "save the page as HTML")
    body = root.get_payload(decode=True)
    charset = root.get_content_charset()
    written = (_folded(root, "Content-Location"), _folded(message, "Snapshot-Content-Location"))
    address = next(filter(None, map(web_address, written)), None)
    return Page(body if isinstance(body, bytes) else b"", HTML, address, _day(str(message.get("Date", ""))), charset)


def _root(message: Message) -> Message | None:
    """The part that `start` names (RFC 2387, section 3.2), else the first page."""
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = message.get_param("start")
    return next((part for part in pages if start and part.get("Content-ID") == start), pages[0] if pages else None)


def _folded(message: Message, header: str) -> str:
    """An address, which long lines may have split."""
    return "".join(str(message.get(header, "")).split())


def _day(written: str) -> datetime.date | None:
    with contextlib.suppress(ValueError, TypeError):
        return parsedate_to_datetime(written).date()
    return None
