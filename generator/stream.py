"""Long files, line by line, in little memory. Read as they come, gzip or plain; written whole or not at all."""

from __future__ import annotations

import contextlib
import gzip
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from generator import disk
from generator.diagnostics import RashomonError

STANDARD = "-"
_GZIP = b"\x1f\x8b"
_PIECE = 1 << 16


class BrokenOffError(RashomonError):
    """A compressed file ends in the middle, or is damaged there; the lines before it were whole."""


def lines(source: str, longest: int) -> Iterator[bytes]:
    """Each line of a file, or of standard input for `-`, without its line end; gzip is known by its first bytes.

    Of a line of more than `longest` bytes only the first `longest` + 1 are given, so that no line fills the memory.
    Raises OSError when the file cannot be read, BrokenOffError after the last line of a damaged gzip file.
    """
    with _opened(source) as plain:
        packed = plain.peek(2)[:2] == _GZIP  # type: ignore[attr-defined]  # buffered readers have it
        file = cast("IO[bytes]", gzip.GzipFile(fileobj=plain)) if packed else plain
        try:
            while line := file.readline(longest + 2):
                ended = line.endswith(b"\n")
                yield line.rstrip(b"\r\n")[: longest + 1]
                while not ended and (rest := file.readline(_PIECE)):
                    ended = rest.endswith(b"\n")
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BrokenOffError(f"the compressed file breaks off here ({error})") from error


def _opened(source: str) -> contextlib.AbstractContextManager[IO[bytes]]:
    return contextlib.nullcontext(sys.stdin.buffer) if source == STANDARD else Path(source).open("rb")


def same_file(one: str, other: str) -> bool:
    """Whether two names, neither of them `-`, lead to one file that is there."""
    return STANDARD not in (one, other) and Path(other).exists() and Path(one).samefile(other)


@contextlib.contextmanager
def whole(target: str) -> Iterator[BinaryIO]:
    """A file to write; gzip where the name ends in .gz; standard output for `-`.

    It takes the place of an older one when the block ends. After an exception, Ctrl+C included, the older one is
    as it was and nothing else is left. Raises OSError when it cannot be written.
    """
    if target == STANDARD:
        yield cast("BinaryIO", sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    path = Path(target).resolve()  # a link stays a link: what it leads to is written
    with disk.replacing(path) as file:
        if path.suffix == ".gz":
            with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
                yield cast("BinaryIO", packed)
        else:
            yield file
