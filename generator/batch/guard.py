"""Chunks of rows -> answers, by worker processes that a page may kill: it is reported, the others go on.

The workers are plain subprocesses, so they can also be started below a Dask worker, which as a daemon may not have
children of `multiprocessing`.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import cache

from generator.batch.groups import Chunk
from generator.batch.pages import Answer, BatchResult, Row, answer, crashed, id_of, too_slow
from generator.batch.worker import LIMITS, READY, Limits
from generator.diagnostics import RashomonError

MODULE = "generator.batch.worker"


class Worker:
    """One worker process, replaced by a new one when it has died. Used by one thread at a time."""

    def __init__(self, module: str = MODULE, limits: Limits = LIMITS) -> None:
        self._module, self._limits = module, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def strip(self, rows: Sequence[Row]) -> list[Answer]:
        """The answers to a group, in order. After a page that killed the process, the group is done again without it.

        Raises RashomonError when a worker cannot be started, or was closed meanwhile.
        """
        fatal: dict[int, Answer] = {}
        idle_deaths = 0
        while left := [row for row in rows if row.number not in fatal]:
            answers, at = self._ask(left)
            if len(answers) == len(left):
                made = iter(answers)
                return [fatal.get(row.number) or next(made) for row in rows]
            result = self._failure(left[at or 0])
            if at is not None:
                fatal[left[at].number] = answer(result)
            elif (idle_deaths := idle_deaths + 1) > 2:
                raise RashomonError("worker processes end before they read a page; is there memory left?")
        return [fatal[row.number] for row in rows]

    def _ask(self, rows: Sequence[Row]) -> tuple[list[Answer], int | None]:
        """The answers that came, and the index of the last page begun; None when the process read none."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        answers: list[Answer] = []
        at = None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps([row.number for row in rows]).encode() + b"\n")
            process.stdin.writelines(part for row in rows for part in (row.line, b"\n"))
            process.stdin.flush()
        while len(answers) < len(rows) and (line := process.stdout.readline()).endswith(b"\n"):
            if line[:1].isdigit():
                at = int(line)
            else:
                code, _, written = line.rstrip(b"\n").partition(b"\t")
                answers.append(Answer(code.decode(), written))
        return answers, at

    def _start(self) -> subprocess.Popen[bytes]:
        bounds = (self._limits.processor, self._limits.clock, self._limits.memory)
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", self._module, *map(str, bounds)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0,  # Ctrl+C is for the command alone
        )  # fmt: skip
        self._process = process
        if self._closed:
            self.close()
        assert process.stdout is not None
        if process.stdout.readline() != READY:
            self.close()
            raise RashomonError("no worker process can be started; what it printed stands above")
        return process

    def _failure(self, row: Row) -> BatchResult:
        assert self._process is not None
        code = self._process.wait()
        self._drop()
        if self._closed:
            raise RashomonError("the batch was stopped")
        if code == -signal.SIGPROF:
            return too_slow(id_of(row), row.number, self._limits.processor)
        if code == -signal.SIGALRM:
            return too_slow(id_of(row), row.number, self._limits.clock)
        with contextlib.suppress(ValueError):
            return crashed(id_of(row), row.number, signal.Signals(-code).name)
        return crashed(id_of(row), row.number, f"exit code {code}")

    def _drop(self) -> None:
        if self._process and self._process.stdin and self._process.stdout:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            self._process.stdout.close()
        self._process = None

    def close(self) -> None:
        """End the process, whatever it is doing. May be called from any thread."""
        self._closed = True
        if process := self._process:
            process.kill()
            process.wait()


class Workers:
    """As many workers as threads ask at once, started when first needed."""

    def __init__(self, module: str = MODULE, limits: Limits = LIMITS) -> None:
        self._module, self._limits = module, limits
        self._all: list[Worker] = []
        self._own = threading.local()

    def strip(self, chunk: Chunk) -> list[Answer]:
        """The answers to a chunk, in order, by the worker of the calling thread. Raises RashomonError as it does."""
        worker: Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = Worker(self._module, self._limits)
            self._all.append(worker)
        answers: list[Answer] = []
        for group in chunk:
            answers += [group] if isinstance(group, Answer) else worker.strip(group)
        return answers

    def close(self) -> None:
        """End all of them."""
        for worker in self._all:
            worker.close()


@cache
def of_this_process(module: str) -> Workers:
    """The workers of a process that lives for many chunks, as one of Dask does."""
    return Workers(module)
