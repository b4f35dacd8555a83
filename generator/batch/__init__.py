"""Many pages: a file of rows in, a file of answers out, in order, in little memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from generator import stream
from generator.batch.groups import Chunk, chunks, groups, rows
from generator.batch.pages import MAX_ROW, Answer, is_answer
from generator.diagnostics import RashomonError

Engine = Callable[[Iterable[Chunk]], Generator[list[Answer], None, None]]


@dataclass(slots=True)
class Tally:
    """How many rows were answered, and how many of them with which problem."""

    pages: int = 0
    problems: Counter[str] = field(default_factory=Counter)


def batch(source: str, target: str, engine: Engine) -> Generator[Tally, None, None]:
    """Answer every row of `source` in `target`; after each chunk, the tally so far, last of all the whole.

    `-` stands for the standard streams. Raises RashomonError when the target may not be overwritten or the engine
    cannot go on, OSError when a file cannot be read or written; the target is then as it was.
    """
    _may_write(source, target)
    tally = Tally()
    work = chunks(groups(rows(stream.lines(source, MAX_ROW))))
    with stream.whole(target) as out, closing(engine(work)) as done:
        for answers in done:
            out.writelines(part for found in answers for part in (found.line, b"\n"))
            tally.pages += len(answers)
            tally.problems.update(found.code for found in answers if found.code)
            yield tally
    yield tally


def _may_write(source: str, target: str) -> None:
    """Raise RashomonError unless the target is new, empty, or holds the answers of an earlier batch."""
    if target == stream.STANDARD:
        return
    path = Path(target)
    if not path.exists():
        if not path.resolve().parent.is_dir():
            raise RashomonError(f"{target}: there is no folder {path.parent}; make it first")
    elif not path.is_file():
        raise RashomonError(f"{target} is no file; name a file, or - for standard output")
    elif stream.same_file(source, target):
        raise RashomonError(f"{target} is also the input; name another file for the result")
    elif not all(is_answer(line) for line in islice(stream.lines(target, MAX_ROW), 1)):
        raise RashomonError(f"{target} holds something that strip did not write; name another file, or remove it")
