"""WARC (ISO 28500) and WACZ, a zip of it with a list of pages -> the pages that somebody chose.

Nothing of a zip is ever written to disk, so the names in it can lead nowhere.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import zipfile
from collections.abc import Collection, Iterator
from io import BytesIO, StringIO
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from generator.saved.packed import decode_content, gunzip
from generator.saved.page import HTML, Page, TooLargeError, UnreadableError, web_address

MAX_UNPACKED = 400_000_000
MAX_MEMBERS = 10_000
MAX_PAGE = 10_000_000
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_DAMAGED = "save the archive again"


def is_wacz(names: Collection[str]) -> bool:
    """Whether a zip with these members is a WACZ (specification 1.1.1): a WARC below `archive/`."""
    return any(name.startswith("archive/") and name.endswith((".warc", ".warc.gz")) for name in names)


def names_in(data: bytes) -> tuple[str, ...]:
    """The members of a zip file. Raises UnreadableError for a damaged one, TooLargeError for very many members."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            names = tuple(opened.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableError("the zip file is damaged or cut off", _DAMAGED) from error
    if len(names) > MAX_MEMBERS:
        raise TooLargeError(f"the zip file holds more than {MAX_MEMBERS:,} files")
    return names


def unpack(data: bytes) -> bytes:
    """The records of a WARC, packed or not, or of every WARC of a WACZ, one after the other."""
    if not data.startswith(b"PK"):
        records = gunzip(data, MAX_UNPACKED) if data.startswith(b"\x1f\x8b") else data
        if not records.startswith(b"WARC/"):
            raise UnreadableError("this packed file holds no web archive (WARC)", "unpack it first")
        return records
    found = b""
    for name in names_in(data):
        if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
            found += unpack(_member(data, name)).rstrip(b"\r\n") + b"\r\n\r\n"
            if len(found) > MAX_UNPACKED:
                raise TooLargeError(f"unpacked, it is larger than {MAX_UNPACKED // 1_000_000} MB")
    return found


def addresses(data: bytes, records: bytes) -> tuple[str, ...]:
    """The addresses of the pages: those that a WACZ lists, else those of every HTML page in the records."""
    held = dict.fromkeys(address for record in _records(records) if (address := _address(record)))
    listed = dict.fromkeys(_listed(data)) if data.startswith(b"PK") else {}
    return tuple(address for address in listed if address in held) or tuple(held)


def pages(records: bytes, chosen: Collection[str]) -> Iterator[Page | UnreadableError]:
    """The pages with these addresses in order of the records, one of each content; in place of a broken one, why."""
    seen: set[bytes] = set()
    for record in _records(records):
        address = _address(record)
        if address in chosen:
            try:
                page = _page(record, address)
            except UnreadableError as problem:
                yield problem
                continue
            if page.data not in seen:
                seen.add(page.data)
                yield page


def _records(records: bytes) -> Iterator[Any]:
    """The answers of web servers that are whole pages. What warcio says to standard error is not passed on."""
    try:
        with contextlib.redirect_stderr(StringIO()):
            iterator = ArchiveIterator(BytesIO(records))
            for record in iterator:
                if record.rec_type == "response" and _is_page(record):
                    yield record
    except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise UnreadableError("the web archive is damaged or cut off", _DAMAGED) from error


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower() if headers else ""
    return bool(headers) and headers.get_statuscode() == "200" and kind in _PAGE_TYPES


def _address(record: Any) -> str | None:
    return web_address(record.rec_headers.get_header("WARC-Target-URI"))


def _page(record: Any, address: str | None) -> Page:
    """The page of a record. Raises UnreadableError where it is not whole, TooLargeError where it is over the limit."""
    headers = record.http_headers
    raw = record.raw_stream.read(MAX_PAGE + 1)
    if len(raw) > MAX_PAGE:
        raise TooLargeError(f"the page {address} is larger than {MAX_PAGE // 1_000_000} MB")
    missing = getattr(record.raw_stream, "limit", 1)  # none where the record does not tell its length
    if missing > 0 or record.rec_headers.get_header("WARC-Truncated"):
        raise UnreadableError(f"the page {address} is cut off in the archive", _DAMAGED)
    if (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        raw = _in_one_piece(raw, address)
    if not raw.lstrip().startswith(b"<"):  # some programs unpack a page and leave the header that calls it packed
        raw = decode_content(raw, headers.get_header("Content-Encoding") or "", MAX_PAGE)
    charset = (headers.get_header("Content-Type") or "").lower().partition("charset=")[2].partition(";")[0]
    return Page(raw, HTML, address, _day(record.rec_headers.get_header("WARC-Date")), charset.strip(" \"'") or None)


def _in_one_piece(raw: bytes, address: str | None) -> bytes:
    """The bytes of all chunks (RFC 9112, section 7.1); as they are where an archiver has put them together."""
    chunks = ChunkedDataReader(BytesIO(raw), raise_exceptions=True)
    try:
        found: bytes = chunks.read()
    except ChunkedDataException as error:
        if raw.lstrip().startswith(b"<"):
            return raw
        raise UnreadableError(f"the page {address} is damaged in the archive", _DAMAGED) from error
    if not chunks.all_chunks_read:
        raise UnreadableError(f"the page {address} is cut off in the archive", _DAMAGED)
    return found


def _day(written: str | None) -> datetime.date | None:
    with contextlib.suppress(ValueError):
        return datetime.date.fromisoformat((written or "")[:10])
    return None


def _listed(data: bytes) -> Iterator[str]:
    """The addresses in pages/pages.jsonl: what a person opened, without frames and advertisements."""
    if "pages/pages.jsonl" in names_in(data):
        for line in _member(data, "pages/pages.jsonl").decode("utf-8", "replace").splitlines():
            with contextlib.suppress(ValueError, AttributeError, RecursionError):
                if address := web_address(json.loads(line).get("url")):
                    yield address


def _member(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened, opened.open(name) as member:
            found = member.read(MAX_UNPACKED + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise UnreadableError("the zip file is damaged, cut off, or locked with a password", _DAMAGED) from error
    except Exception as error:  # zlib.error, lzma.LZMAError
        raise UnreadableError("the zip file is damaged or cut off", _DAMAGED) from error
    if len(found) > MAX_UNPACKED:
        raise TooLargeError(f"unpacked, it is larger than {MAX_UNPACKED // 1_000_000} MB")
    return found
