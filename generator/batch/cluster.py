"""Chunks -> answers on a Dask cluster. Its workers guard each page as this machine would, in processes of their own."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from importlib import import_module
from typing import Any

from generator.batch.groups import Chunk
from generator.batch.guard import MODULE, of_this_process
from generator.batch.pages import Answer, answer, crashed, id_of
from generator.diagnostics import RashomonError

AHEAD = 2  # chunks in flight for each thread of the cluster: it works on one while the other is under way
PATIENCE = 30  # seconds to wait for the scheduler, and for a first worker to take work


def strip_there(
    chunks: Iterable[Chunk], address: str, patience: float = PATIENCE, module: str = MODULE
) -> Generator[list[Answer], None, None]:
    """The answers to each chunk, in order. The chunks in flight are bounded by the threads of the cluster.

    Raises RashomonError when the extra `cluster` is not installed, the scheduler or its workers cannot be reached, or
    the cluster cannot do the work at all.
    """
    client, killed = _client(address, patience)
    waiting: deque[tuple[Chunk, Any]] = deque()

    def first() -> list[Answer]:
        chunk, future = waiting.popleft()
        try:
            answers: list[Answer] = future.result()
        except killed:
            return _lost(chunk)
        except Exception as error:
            raise RashomonError(f"the Dask cluster at {address} failed: {type(error).__name__}: {error}") from error
        return answers

    try:
        for chunk in chunks:
            waiting.append((chunk, client.submit(_strip, chunk, module, pure=False)))
            if len(waiting) >= AHEAD * max(1, sum(client.nthreads().values())):
                yield first()
        while waiting:
            yield first()
    finally:
        client.cancel([future for _, future in waiting])
        client.run(_close, module, on_error="ignore")
        client.close()


def _client(address: str, patience: float) -> tuple[Any, type[Exception]]:
    try:
        distributed: Any = import_module("distributed")
    except ModuleNotFoundError as error:
        raise RashomonError("--dask needs Dask; install it with: pip install 'rashomon[cluster]'") from error
    try:
        client = distributed.Client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RashomonError(f"no Dask scheduler answers at {address!r} ({error})") from error
    try:
        client.submit(_ready).result(timeout=patience)
    except TimeoutError as error:
        client.close()
        help_ = f"start some with: dask worker {address}"
        raise RashomonError(f"no worker of the Dask cluster at {address} took work; {help_}") from error
    except Exception as error:
        client.close()
        help_ = "each of its workers needs this version of Rashomon, installed with: pip install 'rashomon[cluster]'"
        raise RashomonError(f"the workers of the Dask cluster at {address} cannot strip ({error}); {help_}") from error
    return client, distributed.KilledWorker


def _ready() -> None:
    """Nothing; but a worker can only run it where this version is installed."""


def _strip(chunk: Chunk, module: str) -> list[Answer]:
    return of_this_process(module).strip(chunk)


def _close(module: str) -> None:
    of_this_process(module).close()
    of_this_process.cache_clear()


def _lost(chunk: Chunk) -> list[Answer]:
    """The answers for a chunk on which Dask's own workers died, one after the other."""
    rows = [row for group in chunk for row in ([group] if isinstance(group, Answer) else group)]
    reason = "or one near it: the workers of the cluster died"
    return [row if isinstance(row, Answer) else answer(crashed(id_of(row), row.number, reason)) for row in rows]
