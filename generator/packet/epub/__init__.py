"""Packet -> EPUB 3.3 (W3C): a file for each section, notes that pop up, and no face of its own.

An e-book cannot be written on: lines to write on are left out, and a wide table becomes small ones (`tables`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from uuid import NAMESPACE_OID, uuid5

from generator.packet.binding.archive import archive
from generator.packet.binding.joined import joined
from generator.packet.binding.spots import spots
from generator.packet.epub.page import Page
from generator.packet.manuscript import Packet, Written
from generator.templates import render

MIMETYPE, FOLDER = "mimetype", "EPUB"


def write(packet: Packet, moment: datetime.datetime) -> Written:
    """The packet as an e-book, last modified at `moment` (UTC)."""
    files = {name: text.encode() for name, text in _files(joined(packet), moment)}
    return Written(archive(files, moment, stored=MIMETYPE))


def identifier(packet: Packet) -> str:
    """A URN that the same contents and choice always have, on any paper: paper is nothing to an e-book."""
    chosen = (packet.identifier, packet.choice.words, *(document.path for document in packet.documents))
    return uuid5(NAMESPACE_OID, "\n".join(chosen)).urn


def _files(packet: Packet, moment: datetime.datetime) -> Iterator[tuple[str, str]]:
    """Name and text of every file; the one that says what it is must be the first (OCF 3.3, 4.2)."""
    known = spots(packet)
    yield MIMETYPE, "application/epub+zip"
    yield "META-INF/container.xml", render("epub_container.xml", folder=FOLDER)
    yield (
        f"{FOLDER}/package.opf",
        render(
            "epub_package.xml",
            packet=packet,
            identifier=identifier(packet),
            modified=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
            languages=tuple(dict.fromkeys(filter(None, (document.language for document in packet.documents)))),
        ),
    )
    yield f"{FOLDER}/style.css", render("epub_style.css")
    yield f"{FOLDER}/cover.xhtml", render("epub_cover.xhtml", packet=packet, page=Page(packet, "cover", known))
    yield f"{FOLDER}/contents.xhtml", render("epub_contents.xhtml", packet=packet)
    for section in packet.sections:
        page = Page(packet, section.id, known)
        yield f"{FOLDER}/{section.id}.xhtml", render("epub_section.xhtml", packet=packet, page=page, section=section)
