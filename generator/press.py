"""Page + Shell -> HTML; the manifest of what is printed. The frame comes from the site builder.

The builder makes the hand-written pages and, for each depth, a shell: an ordinary page whose title,
description and content are markers. A shell is split at its markers before anything is put in, so
that no text of the corpus can be taken for a marker.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from generator import disk
from generator.diagnostics import RashomonError
from generator.model import Page

DEPTHS = (1, 2, 3)
TITLE, DESCRIPTION = "rashomon-shell-title", "rashomon-shell-description"
# `<h1` in the marker keeps Material from adding a heading of its own.
BODY = "<!-- rashomon:body <h1 -->"
SHELL_SOURCE = f"---\ntitle: {TITLE}\ndescription: {DESCRIPTION}\nhide: [navigation, toc]\n---\n\n{BODY}\n"
MANIFEST = ".rashomon-manifest.json"
SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")
_PARTS = re.compile(f"({TITLE}|{DESCRIPTION}|{re.escape(BODY)})")


def shell_url(depth: int) -> str:
    """The address of the shell for pages of a depth: as deep as they are."""
    return "rashomon-shell/" + "".join(f"{n}/" for n in range(2, depth + 1))


def slot_marker(slot: str) -> str:
    """What a hand-written page holds where a generated part goes."""
    return f"<!-- rashomon:{slot} -->"


def print_page(page: Page, frame: Mapping[str, str]) -> str:
    """The HTML of a page: its shell, or the hand-written page of its slot, with its own parts put in.

    Raises RashomonError when the frame lacks the shell, the page or the slot's marker.
    """
    if page.slot:
        written = frame.get(f"{page.url}index.html", "")
        before, found, after = written.partition(slot_marker(page.slot))
        if not found:
            where = f"site_overrides/pages/{page.slot if page.url else 'index'}.md"
            raise RashomonError(f"{where} must hold the line {slot_marker(page.slot)}")
        return f"{before}{page.body}{after}"
    address = shell_url(page.url.count("/"))
    shell = frame.get(f"{address}index.html")
    if shell is None:
        raise RashomonError(f"the frame has no shell for {page.url}; does mkdocs.yml name the plugin `rashomon`?")
    parts = {TITLE: html.escape(page.title), DESCRIPTION: html.escape(page.description), BODY: page.body}
    # What is left of the shell names its own address in the canonical link, when site_url is set.
    return "".join(parts[part] if part in parts else part.replace(address, page.url) for part in _PARTS.split(shell))


def print_site(pages: Iterable[Page], frame: Path, site: Path) -> tuple[int, int, int]:
    """Put frame and pages into `site`: what changed is written, what vanished is removed.

    Returns how many files were written, how many stand there, how many were removed. A folder that
    holds files but no manifest of ours is refused with RashomonError: it is not ours to clean.
    """
    old = _manifest(site)
    hand_written = disk.tree(frame)
    shells = {f"{shell_url(depth)}index.html" for depth in DEPTHS}
    framed = {name: text for name in hand_written if name.endswith(".html") and (text := disk.read(frame / name))}
    new: dict[str, bytes] = {}
    for page in pages:
        name = f"{page.url}index.html"
        if name in new:
            raise RashomonError(f"two pages want the address /{page.url}")
        new[name] = print_page(page, framed).encode()
    for name in hand_written:
        source = name.startswith("pages/") and name.endswith(".md")
        if name not in shells and name not in new and not source and name not in SITEMAPS:
            new[name] = (frame / name).read_bytes()
    if sitemap := _sitemap(disk.read(frame / "sitemap.xml") or "", new):
        new["sitemap.xml"] = sitemap.encode()
    gone = [name for name in old if name not in new]
    # Named before they are written: a build that is interrupted leaves nothing that the next does not know.
    disk.write(site / MANIFEST, json.dumps(sorted({*old, *new}), indent=0))
    written = sum(disk.write_bytes(site / name, data) for name, data in new.items())
    for name in gone:
        disk.remove(site / name)
    disk.write(site / MANIFEST, json.dumps(sorted(new), indent=0))
    return written, len(new), len(gone)


def _sitemap(framed: str, names: Iterable[str]) -> str:
    """The sitemap of all pages; empty where the builder does not know the site's address."""
    found = re.search(f"<loc>([^<]*){re.escape(shell_url(1))}</loc>", framed)
    if not found:
        return ""
    pages = sorted(name.removesuffix("index.html") for name in names if name.endswith("index.html"))
    entries = "".join(f"<url><loc>{found[1]}{html.escape(page)}</loc></url>\n" for page in pages)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'


def _manifest(site: Path) -> list[str]:
    text = disk.read(site / MANIFEST)
    if text is None:
        if site.is_dir() and any(site.iterdir()):
            raise RashomonError(f"{site} holds files that Rashomon did not write; name an empty folder with --site-dir")
        return []
    try:
        names = json.loads(text)
    except ValueError as error:
        raise RashomonError(f"{site / MANIFEST} cannot be read; remove {site} and build again") from error
    return [name for name in names if isinstance(name, str) and _is_ours(name, site)]


def _is_ours(name: str, site: Path) -> bool:
    """Whether a name of the manifest can be a file that was printed: inside the site, no hidden part."""
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") or part == "/" for part in parts)
    return bool(parts) and not hidden and (site / name).resolve().is_relative_to(site.resolve())
