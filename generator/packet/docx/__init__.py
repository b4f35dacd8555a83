"""Packet -> DOCX (ECMA-376), as Word writes it: styles, line numbers of its own, notes as comments, links inside.

Lines fall where the reader's faces let them fall, so that references name paragraphs and never lines.
"""

from __future__ import annotations

import datetime
import io
from itertools import count
from zipfile import ZipFile

import docx

from generator.packet.binding.archive import archive
from generator.packet.binding.joined import joined
from generator.packet.binding.spots import spots
from generator.packet.docx import blocks, layout, listing, parts
from generator.packet.docx.job import Job
from generator.packet.docx.look import LOOKS
from generator.packet.manuscript import Packet, Section, Written


def write(packet: Packet, moment: datetime.datetime) -> Written:
    """The packet as a Word document, made at `moment` (UTC)."""
    packet = joined(packet)
    job = Job(packet, docx.Document(), LOOKS[packet.choice.variant], spots(packet), moment, count(1))
    parts.dress(job)
    for section in packet.sections:
        if section.front:
            _section(job, section)
    layout.cover(job)
    blocks.add(job, packet.cover)
    for section in packet.sections:
        if not section.front:
            _section(job, section)
    listing.add(job)
    return Written(_saved(job))


def _section(job: Job, section: Section) -> None:
    layout.begin(job, section)
    blocks.add(job, section.blocks)


def _saved(job: Job) -> bytes:
    """The document with every file in it dated by the moment, and not by the clock."""
    whole = io.BytesIO()
    job.document.save(whole)
    with ZipFile(whole) as source:
        return archive({name: source.read(name) for name in source.namelist()}, job.moment)
