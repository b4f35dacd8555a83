"""Packed bytes -> bytes, never more than a limit: a few kilobytes can unpack to gigabytes."""

from __future__ import annotations

import zlib

import brotli

from generator.saved.page import TooLargeError, UnreadableError

_GZIP = b"\x1f\x8b"
_STEP = 1_000_000


def gunzip(data: bytes, limit: int) -> bytes:
    """What all members of a gzip file hold.

    Raises UnreadableError for a damaged or cut file, TooLargeError over the limit.
    """
    found: list[bytes] = []
    while data.startswith(_GZIP) or not found:  # what follows the last member counts for nothing (RFC 1952, 2.2)
        opened = zlib.decompressobj(16 + zlib.MAX_WBITS)
        found.append(_inflate(opened, data, limit - sum(map(len, found))))
        data = opened.unused_data
    return b"".join(found)


def decode_content(data: bytes, codings: str, limit: int) -> bytes:
    """The bytes under the content codings of an HTTP header (RFC 9110, section 8.4.1): gzip, deflate, br.

    Raises UnreadableError for another coding and for damaged bytes, TooLargeError over the limit.
    """
    for coding in reversed([coding.strip().lower() for coding in codings.split(",")]):
        if coding in ("gzip", "x-gzip"):
            data = gunzip(data, limit)
        elif coding == "deflate":
            data = _deflated(data, limit)
        elif coding == "br":
            data = _brotli(data, limit)
        elif coding not in ("", "identity"):
            raise UnreadableError(f"the page is packed in a way that is not read: {coding!r}")
    return data


def _deflated(data: bytes, limit: int) -> bytes:
    """With its wrapper (RFC 1950, section 2.2), or without it, as servers send it, too."""
    wrapped = data[:1] == b"\x78" and int.from_bytes(data[:2]) % 31 == 0
    return _inflate(zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS), data, limit)


def _inflate(opened: zlib._Decompress, data: bytes, limit: int) -> bytes:
    found: list[bytes] = []
    room = limit + 1
    try:
        while not opened.eof and room > 0:
            found.append(opened.decompress(data, min(_STEP, room)))
            room -= len(found[-1])
            data = opened.unconsumed_tail
            if not data and not found[-1]:
                break
    except zlib.error as error:
        raise UnreadableError("the packed bytes are damaged", "save it again") from error
    if room <= 0:
        raise _over(limit)
    if not opened.eof:
        raise UnreadableError("the file is cut off before its end", "save it again")
    return b"".join(found)


def _brotli(data: bytes, limit: int) -> bytes:
    opened = brotli.Decompressor()
    found: list[bytes] = []
    room = limit + 1
    try:
        while not opened.is_finished() and room > 0:
            given, data = data, b""
            found.append(opened.process(given, output_buffer_limit=min(_STEP, room)))
            room -= len(found[-1])
            if not found[-1] and opened.can_accept_more_data():
                raise UnreadableError("the file is cut off before its end", "save it again")
    except brotli.error as error:
        raise UnreadableError("the packed bytes are damaged", "save it again") from error
    if room <= 0:
        raise _over(limit)
    return b"".join(found)


def _over(limit: int) -> TooLargeError:
    return TooLargeError(f"unpacked, it is larger than {limit // 1_000_000} MB")
