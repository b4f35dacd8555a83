"""Printed packets that need not be set again: a folder of files, each named by all that decides its bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import Any

from generator import disk
from generator.diagnostics import Diagnostic, Severity
from generator.model import Place
from generator.packet.manuscript import Written

ENDING = ".packet"


def key(*decisive: object) -> str:
    """The name for something made from these values, of which each shows all that it holds when it is printed."""
    return hashlib.sha256(repr(decisive).encode()).hexdigest()


def program() -> tuple[tuple[str, str], ...]:
    """The program itself, as something that decides: SHA-256 of each of its files, its fonts and templates, too."""
    found = disk.tree(Path(__file__).parent)
    return tuple((name, digest) for name, digest in sorted(found.items()) if not name.endswith(".pyc"))


def read(folder: Path, name: str) -> Written | None:
    """What is kept under a name, or None. A file that is damaged counts as missing."""
    head, _, data = (disk.read_bytes(folder / f"{name}{ENDING}") or b"").partition(b"\n")
    try:
        told = json.loads(head)
        whole = told["sha256"] == hashlib.sha256(data).hexdigest()
        return Written(data, tuple(map(_finding, told["findings"]))) if whole else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def write(folder: Path, name: str, written: Written) -> None:
    """Keep something under a name: a line that tells its SHA-256 and its findings, then its bytes."""
    told = {"sha256": hashlib.sha256(written.data).hexdigest(), "findings": [asdict(each) for each in written.findings]}
    disk.write_bytes(folder / f"{name}{ENDING}", json.dumps(told).encode() + b"\n" + written.data)


def keep_only(folder: Path, names: Collection[str]) -> None:
    """Remove what is kept under other names."""
    for path in sorted(folder.glob(f"*{ENDING}")):
        if path.stem not in names and path.is_file():
            disk.remove(path)


def _finding(told: Any) -> Diagnostic:
    place, severity = Place(**told["place"]), Severity(told["severity"])
    related = tuple(Place(**each) for each in told["related"])
    return Diagnostic(**{**told, "place": place, "severity": severity, "related": related})
