"""The process that strips pages for a batch and may die of one: `python -m generator.batch.worker`.

It reads groups and writes answers over its standard streams until they close. While a page is worked on, the kernel
holds three limits: processor time, time on the clock, and memory. A page that exceeds one ends the process, even in
the middle of a parser written in C; `guard` then knows which page it was, and goes on with a new process.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from generator.batch.pages import Answer, BatchPage, Row, read, strip_group, strip_page
from generator.model import SeedForm

READY = b"ready\n"
Work = Callable[[Sequence[Row]], Iterator[int | Answer]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take: seconds of processor and of the clock, bytes of memory of the whole process."""

    processor: float = 10
    clock: float = 60
    memory: int = 2_000_000_000


LIMITS = Limits()


def serve(work: Work, limits: Limits) -> None:
    """Answer groups until standard input ends. What else is printed goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable()
    warnings.simplefilter("ignore")
    for kind, bound in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # the system allows less already, or has no such limit
            resource.setrlimit(kind, (bound, bound))
    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)  # ends the process
    _send(answers, READY)
    while head := sys.stdin.buffer.readline():
        rows = [Row(number, sys.stdin.buffer.readline().rstrip(b"\n")) for number in json.loads(head)]
        for event in work(rows):
            turns = isinstance(event, int)
            signal.setitimer(signal.ITIMER_PROF, limits.processor if turns else 0)
            signal.setitimer(signal.ITIMER_REAL, limits.clock if turns else 0)
            _send(answers, b"%d\n" % event if isinstance(event, int) else b"%b\t%b\n" % (event[0].encode(), event[1]))


def _send(answers: BinaryIO, line: bytes) -> None:
    answers.write(line)
    answers.flush()


def main(work: Work = strip_group) -> None:
    """Serve with the limits that the command line names, once a first page has shown that all is installed."""
    processor, clock, memory = sys.argv[1:]
    for form in SeedForm:
        page = read(1, json.dumps({form: "<p>The bridge is closed.</p>"}).encode())
        assert isinstance(page, BatchPage)
        strip_page(page)
    serve(work, Limits(float(processor), float(clock), int(memory)))


if __name__ == "__main__":
    main()
