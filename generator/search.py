"""Drives Pagefind: a search index over the pages that were printed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pagefind_bin import get_executable

from generator import disk
from generator.diagnostics import RashomonError

FOLDER = "pagefind"


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
