"""Chunks -> answers on this machine: a thread for each worker process, the answers in the order of the chunks."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from generator.batch.groups import Chunk
from generator.batch.guard import Workers
from generator.batch.pages import Answer

AHEAD = 4  # chunks in flight for each worker: enough to go on while one waits for a slow page


def strip_here(
    chunks: Iterable[Chunk], count: int, workers: Workers | None = None
) -> Generator[list[Answer], None, None]:
    """The answers to each chunk, in order, by `count` processes. No more than four chunks for each are in memory."""
    workers = workers or Workers()
    threads = ThreadPoolExecutor(count)
    waiting: deque[Future[list[Answer]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(threads.submit(workers.strip, chunk))
            if len(waiting) >= AHEAD * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        workers.close()
