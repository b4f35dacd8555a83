"""Drives Pagefind: a search index over the pages that were printed."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

from pagefind_bin import get_executable

from generator import disk
from generator.diagnostics import RashomonError

FOLDER = "pagefind"
STAMP = ".rashomon-indexed.json"


def update(site: Path) -> None:
    """Index the site unless the index stands that was made from these very pages.

    The stamp is written after the index: a build that is interrupted is made good by the next one.
    """
    pages = {name: digest for name, digest in disk.tree(site).items() if not name.startswith(f"{FOLDER}/")}
    now = hashlib.sha256(json.dumps(pages, sort_keys=True).encode()).hexdigest()
    if disk.read(site / STAMP) != now or not (site / FOLDER).is_dir():
        index(site)
        disk.write(site / STAMP, now)


def remove(site: Path) -> None:
    """Take the index out of a folder that held a site with search."""
    for name in sorted(disk.tree(site / FOLDER), key=lambda name: name.count("/"), reverse=True):
        disk.remove(site / FOLDER / name)
    disk.remove(site / STAMP)


def index(site: Path) -> int:
    """Index the pages of a site whose body carries `data-pagefind-body`; returns the files of the index.

    Raises RashomonError with Pagefind's own words when it fails.
    """

    def fill(folder: Path) -> None:
        command = [str(get_executable()), "--site", str(site), "--output-path", str(folder), "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RashomonError(f"the search index could not be made: {done.stderr.strip() or done.stdout.strip()}")

    disk.replace_folder(site / FOLDER, fill)
    return len(disk.tree(site / FOLDER))
