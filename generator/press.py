"""Page + Frame -> the files of the site; the manifest of what is printed. The frame comes from the site builder.

The builder makes the hand-written pages and, for each depth, a shell: an ordinary page whose title,
description and content are markers. A shell is split at its markers before anything is put in, so
that no text of the corpus can be taken for a marker.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator import disk, links, opengraph, scripts
from generator.diagnostics import RashomonError
from generator.model import Document, Page
from generator.pages.head import is_listed

DEPTHS = (1, 2, 3)
TITLE, DESCRIPTION = "rashomon-shell-title", "rashomon-shell-description"
# `<h1` in the marker keeps Material from adding a heading of its own.
BODY = "<!-- rashomon:body <h1 -->"
SHELL_SOURCE = f"---\ntitle: {TITLE}\ndescription: {DESCRIPTION}\nhide: [navigation, toc]\n---\n\n{BODY}\n"
MANIFEST = ".rashomon-manifest.json"
# The faces of every first view are asked for at once: a page whose face comes late would move, or go without it.
FONTS = ("assets/fonts/source-serif-4-latin-wght-normal.woff2", "assets/fonts/source-sans-3-latin-wght-normal.woff2")
# Material leaves this empty on a page whose headings it does not know.
SKIP = '<div data-md-component="skip">'
SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")
FEED = "feed.xml"
# The space is for Material: it takes what matches `link[rel=alternate]` for a translation and asks for its sitemap.
ALTERNATE = 'rel="alternate "'
_PARTS = re.compile(f"({TITLE}|{DESCRIPTION}|{re.escape(BODY)})")
_NAME = re.compile(rf"<title>\s*{TITLE}\s*[-–|·]\s*(.*?)\s*</title>", re.DOTALL)
_CANONICAL = re.compile(r'<link rel="?canonical"? href="?([^">]*)rashomon-shell/"?')


@dataclass(frozen=True, slots=True)
class Frame:
    """A built frame: its folder, the names of its files, the text of its pages, what it tells of the site."""

    folder: Path
    names: Collection[str]
    pages: Mapping[str, str]
    site: opengraph.Site


def shell_url(depth: int) -> str:
    """The address of the shell for pages of a depth: as deep as they are."""
    return "rashomon-shell/" + "".join(f"{n}/" for n in range(2, depth + 1))


def slot_marker(slot: str) -> str:
    """What a hand-written page holds where a generated part goes."""
    return f"<!-- rashomon:{slot} -->"


def read_frame(folder: Path) -> Frame:
    """The frame in a folder. The site's name and address are what its shell says in title and canonical link."""
    names = disk.tree(folder)
    pages = {name: text for name in names if name.endswith(".html") and (text := disk.read(folder / name))}
    shell = pages.get(f"{shell_url(1)}index.html", "")
    name, canonical = _NAME.search(shell), _CANONICAL.search(shell)
    site = opengraph.Site(
        html.unescape(name[1]) if name else "",
        html.unescape(canonical[1]) if canonical else "",
        opengraph.CARD in names,
    )
    return Frame(folder, names, pages, site)


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
        return _into_head(f"{before}{page.body}{after}", page.head)
    address = shell_url(page.url.count("/"))
    shell = frame.get(f"{address}index.html")
    if shell is None:
        raise RashomonError(f"the frame has no shell for {page.url}; does mkdocs.yml name the plugin `rashomon`?")
    shell = shell.replace(SKIP, f'{SKIP}<a href="#main_text" class="md-skip">Skip to content</a>', 1)
    body = f'<div id="main_text" tabindex="-1">{page.body}</div>'
    parts = {TITLE: html.escape(page.title), DESCRIPTION: html.escape(page.description), BODY: body}
    # What is left of the shell names its own address in the canonical link, when site_url is set.
    printed = "".join(parts[part] if part in parts else part.replace(address, page.url) for part in _PARTS.split(shell))
    return _into_head(printed, page.head)


def print_site(pages: Iterable[Page], documents: Iterable[Document], frame: Frame) -> Mapping[str, bytes]:
    """Every file of the site by name: pages and documents, and what else the frame holds."""
    printed: dict[str, str] = {}
    unlisted: set[str] = set()
    for page in pages:
        name = f"{page.url}index.html"
        if name in printed:
            raise RashomonError(f"two pages want the address /{page.url}")
        printed[name] = print_page(page, frame.pages)
        unlisted |= set() if is_listed(page) else {name}
    shells = {f"{shell_url(depth)}index.html" for depth in DEPTHS}
    printed |= {name: text for name, text in frame.pages.items() if name not in shells and name not in printed}
    fonts = tuple(name for name in FONTS if name in frame.names)
    printed = {name: _with_tags(text, name, frame.site, fonts) for name, text in printed.items()}
    printed |= {document.path: document.text for document in documents}
    if sitemap := _sitemap(frame.site.address, printed.keys() - unlisted):
        printed["sitemap.xml"] = sitemap
    new = {name: text.encode() for name, text in printed.items()}
    for name in frame.names:
        source = name.startswith("pages/") and name.endswith(".md")
        if name not in new and name not in shells and not source and name not in SITEMAPS:
            new[name] = (frame.folder / name).read_bytes()
    return scripts.sent(new)


def write_site(files: Mapping[str, bytes], site: Path) -> tuple[int, int, int]:
    """Put the files into `site`: what changed is written, what vanished is removed.

    Returns how many files were written, how many stand there, how many were removed. A folder that
    holds files but no manifest of ours is refused with RashomonError: it is not ours to clean.
    """
    old = _manifest(site)
    gone = [name for name in old if name not in files]
    # Named before they are written: a build that is interrupted leaves nothing that the next does not know.
    disk.write(site / MANIFEST, json.dumps(sorted({*old, *files}), indent=0))
    written = sum(disk.write_bytes(site / name, data) for name, data in files.items())
    for name in gone:
        disk.remove(site / name)
    disk.write(site / MANIFEST, json.dumps(sorted(files), indent=0))
    return written, len(files), len(gone)


def _with_tags(page: str, name: str, site: opengraph.Site, fonts: tuple[str, ...]) -> str:
    """A page with what every page's head says; one that stands at no address of its own, as 404.html, says nothing."""
    url = name.removesuffix("index.html")
    if url == name:
        return page
    feed = f'<link {ALTERNATE} type="application/atom+xml" title="New annotations" href="{links.root(url)}{FEED}">'
    early = "".join(
        f'<link rel="preload" href="{links.root(url)}{font}" as="font" type="font/woff2" crossorigin>\n'
        for font in fonts
    )
    return _into_head(page, f"{early}{feed}\n{opengraph.tags(page.partition('</head>')[0], url, site)}\n")


def _into_head(page: str, more: str) -> str:
    """A page with more at the end of its head."""
    before, end, after = page.partition("</head>")
    return f"{before}{more}{end}{after}" if end else page


def _sitemap(address: str, names: Iterable[str]) -> str:
    """The sitemap of the pages that search engines may list; empty where the site's address is not known."""
    if not address:
        return ""
    pages = sorted(name.removesuffix("index.html") for name in names if f"/{name}".endswith("/index.html"))
    entries = "".join(f"<url><loc>{html.escape(address + page)}</loc></url>\n" for page in pages)
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
