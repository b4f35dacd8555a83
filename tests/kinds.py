"""The kinds of page of a built site, found in its files: no list of pages to keep current."""

from __future__ import annotations

import re
from pathlib import Path

from generator.formats import RESERVED

_COLUMN = re.compile(r'class="rashomon ([^"]*)"')


def addresses(site: Path) -> list[str]:
    """Every page of a built site as a path from its root, as a browser asks for it."""
    return sorted("/" + _address(page.relative_to(site).as_posix()) for page in site.rglob("*.html"))


def file_of(site: Path, address: str) -> Path:
    """The file behind the address of a page."""
    path = site / address.lstrip("/")
    return path / "index.html" if address.endswith("/") else path


def heaviest(site: Path, below: str = "/", most: int = 1) -> dict[str, list[str]]:
    """For each kind of page below an address, its largest pages, largest first.

    Pages are of one kind when their column has one class and their addresses have one form.
    """
    found: dict[str, list[str]] = {}
    for address in addresses(site):
        if address.startswith(below):
            found.setdefault(_kind(site, address), []).append(address)
    weight = {address: file_of(site, address).stat().st_size for every in found.values() for address in every}
    return {kind: sorted(every, key=lambda each: -weight[each])[:most] for kind, every in sorted(found.items())}


def _kind(site: Path, address: str) -> str:
    column = _COLUMN.search(file_of(site, address).read_text("utf-8"))
    form = "/".join(part if part in RESERVED or "." in part else "*" for part in address.strip("/").split("/"))
    return f"{column[1] if column else 'page'} {form}"


def _address(name: str) -> str:
    return name.removesuffix("index.html") if name.endswith("index.html") else name
