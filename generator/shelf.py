"""The folder that `rashomon packet` prints into: where it may stand, and which of its files are ours to replace.

A teacher edits a DOCX and prints again a week later. So each file that is put here is recorded by its SHA-256, and one
that is not recorded, or is not as it was printed, is left alone.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator import disk, press
from generator.diagnostics import RashomonError

RECORD = ".rashomon-packet.json"
# Folders of a project that hold something else.
TAKEN = frozenset({
    "annotations", "corpus", "docs", "generator", "seeds", "site", "site-offline", "site_overrides", "tests",
})  # fmt: skip
Known = Mapping[str, tuple[str, ...]]


def shelf(root: Path, wanted: Path) -> Path:
    """The folder that somebody names, with links followed, made if it is not there.

    Raises RashomonError for the project itself, a folder of it that holds something else, a built site, a file, and
    a place where nothing can be written.
    """
    help_ = "name another folder with --out"
    try:
        folder, project = wanted.resolve(), root.resolve()
        below = folder.relative_to(project).parts if folder.is_relative_to(project) else ("packets",)
        if folder == folder.parent:
            raise RashomonError(f"no packet goes into the root of a disk; {help_}")
        if not below or below[0].casefold() in TAKEN or any(part.startswith(".") for part in below):
            what = f"{below[0]}/ of the project" if below else "the project's own folder"
            raise RashomonError(f"no packet goes into {what}; {help_}")
        if built := [place for place in (folder, *folder.parents) if (place / press.MANIFEST).is_file()]:
            raise RashomonError(f"{wanted} is part of the site in {built[0]}, and no packet goes there; {help_}")
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _write(folder, _record(folder))
    except FileExistsError as error:
        raise RashomonError(f"{wanted} is a file; {help_}") from error
    except (OSError, RuntimeError, ValueError) as error:  # a link to itself is a RuntimeError, a NUL a ValueError
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise RashomonError(f"nothing can be written into {wanted} ({reason}); {help_}") from error
    return folder


def refuse_others(folder: Path, names: Iterable[str]) -> None:
    """Raise RashomonError for the first of these files that is somebody else's, or was changed since it was printed."""
    known = _record(folder)
    for name in names:
        path = folder / name
        if not (path.exists() or path.is_symlink()):
            continue
        help_ = "move it or give it another name, or print into another folder with --out"
        if name not in known or not path.is_file() or path.is_symlink():
            raise RashomonError(f"{path} is there already, and was not printed by Rashomon; {help_}")
        if disk.digest(path) not in known[name]:
            raise RashomonError(f"{path} was changed since it was printed, and is left as it is; {help_}")


def put(folder: Path, name: str, data: bytes) -> bool:
    """Put a file there, whole or not at all. Returns False where it stood there already.

    Both its old and its new bytes are recorded before it is written: after an interruption it is still ours.
    """
    refuse_others(folder, [name])
    known, new = _record(folder), hashlib.sha256(data).hexdigest()
    _write(folder, {**known, name: (*known.get(name, ()), new)})
    written = disk.write_bytes(folder / name, data)
    _write(folder, {**known, name: (new,)})
    return written


def _record(folder: Path) -> Known:
    """The SHA-256 of the files that were printed, by name; nothing where the record cannot be read."""
    try:
        found = json.loads(disk.read(folder / RECORD) or "{}")
        return {str(name): tuple(map(str, digests)) for name, digests in found.items()}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return {}


def _write(folder: Path, known: Known) -> None:
    disk.write(folder / RECORD, json.dumps(known, indent=0, sort_keys=True) + "\n")
