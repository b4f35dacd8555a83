"""How fast a batch is and how much memory it takes: `python -m tests.bench.batch --data FILE.jsonl[.gz]`.

The rows of the file (`html`, `text` or both, as `rashomon strip --jsonl` reads them) are repeated until there are
enough, and given to the real command. Memory is what all its processes have resident, taken every half second; the
four quarters of a run show whether it grows. No test: nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

EVERY = 0.5  # seconds


def rows(data: Path, form: str) -> list[str]:
    """The rows of the file with only what a page of this form needs; the id is left out."""
    read = gzip.open if data.suffix == ".gz" else open
    with read(data, "rt", encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    return [json.dumps({form: row[form], "url": row.get("url")}) for row in found if row.get(form)]


def resident(pid: int) -> int:
    """Bytes that a process and its children have in memory; 0 when it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = [
            child for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()
        ]
    except (OSError, IndexError):
        return 0
    return pages * 4096 + sum(resident(int(child)) for child in children)


def feed(process: subprocess.Popen[bytes], pages: list[str], count: int) -> None:
    """Write rows into the command until there are enough."""
    assert process.stdin is not None
    with process.stdin:
        for page in itertools.islice(itertools.cycle(pages), count):
            process.stdin.write(page.encode() + b"\n")


def samples(process: subprocess.Popen[bytes]) -> Iterator[int]:
    """The memory of all processes, until the command ends."""
    while process.poll() is None:
        yield resident(process.pid)
        time.sleep(EVERY)


def measure(pages: list[str], count: int, workers: int) -> str:
    """A row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "out.jsonl")
        command = [sys.executable, "-m", "generator", "strip", "--jsonl", "-", target, "--workers", str(workers)]
        started = time.monotonic()
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            feeder = threading.Thread(target=feed, args=(process, pages, count))
            feeder.start()
            taken = list(samples(process))
            feeder.join()
            seconds = time.monotonic() - started
            said = process.stderr.read().decode().strip() if process.stderr else ""
    quarter = max(1, len(taken) // 4)
    peaks = [max(taken[n * quarter : (n + 1) * quarter], default=0) / 1e6 for n in range(4)]
    quarters = " | ".join(f"{peak:.0f}" for peak in peaks)
    return f"| {workers} | {count:,} | {count / seconds:.1f} | {max(taken) / 1e6:.0f} | {quarters} | {said} |"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--form", choices=["html", "text"], default="html")
    options.add_argument("--pages", type=int, default=10_000)
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    chosen = options.parse_args()
    pages = rows(chosen.data, chosen.form)
    print("| workers | pages | pages/s | peak MB | 1st quarter | 2nd | 3rd | 4th | said |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---|")
    for workers in chosen.workers:
        print(measure(pages, chosen.pages, workers), flush=True)


if __name__ == "__main__":
    main()
