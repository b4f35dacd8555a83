"""A worker whose pages do what their text says: with it the tests see that a batch survives any page."""

from __future__ import annotations

import ctypes
import itertools
import json
import time
from collections.abc import Iterator, Sequence

from generator.batch.pages import Answer, Row, strip_group
from generator.batch.worker import main


def obey(rows: Sequence[Row]) -> Iterator[int | Answer]:
    """Answers as always, but for the pages that hold a command."""
    for index, row in enumerate(rows):
        yield index
        match json.loads(row.line)["text"]:
            case "compute":
                sum(itertools.repeat(0, 10**12))  # in C: no signal handler of Python would run
            case "sleep":
                time.sleep(10**6)
            case "read address 0":
                ctypes.string_at(0)
            case "take memory":
                bytearray(10**11)
            case "print":
                print("\n0\nthis is not an answer")
        yield from (event for event in strip_group([row]) if isinstance(event, Answer))


if __name__ == "__main__":
    main(obey)
