"""The packet as PDF, set by Typst: tagged to the rules of PDF/UA-1, with our own fonts, no system library.

Every document is set twice: first alone, to be measured, then with everything else and with the references that
follow. Each section begins on a new page, so nothing before or after a document moves a line of it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

from generator.packet import characters
from generator.packet.manuscript import Document, Packet, Section, Written
from generator.packet.pdf.compiling import compiler, forget
from generator.packet.pdf.data import Fitted, to_measure, to_print
from generator.packet.pdf.faces import coverage, faces
from generator.packet.pdf.measured import measured
from generator.packet.pdf.setting import SETTINGS, TIGHTNESS, Tightness


def write(packet: Packet, moment: datetime.datetime) -> Written:
    """The packet as PDF, and the characters that the fonts lack. The same packet and moment give the same bytes."""
    fitted, findings = characters.fit(packet, coverage(SETTINGS[packet.choice.variant]))
    made = compiler(to_print(fitted, _layout(fitted))).compile(
        format="pdf", pdf_standards=["ua-1"], timestamp=int(moment.timestamp())
    )
    forget()
    assert isinstance(made, bytes)
    return Written(made, findings)


def _layout(packet: Packet) -> Mapping[str, Fitted]:
    """How every document is set, by its letter, in order."""
    return {
        block.letter: _fit(packet, section)
        for section in packet.sections
        for block in section.blocks
        if isinstance(block, Document)
    }


def _fit(packet: Packet, section: Section) -> Fitted:
    """The document of a section, set so that its last page does not hold only a few lines, if that can be helped."""
    settings = [_set(packet, section, TIGHTNESS[0])]
    for tightness in TIGHTNESS[1:]:
        if not settings[-1].measured.straggles:
            return settings[-1]
        settings.append(_set(packet, section, tightness))
    return settings[-1] if not settings[-1].measured.straggles else settings[0]


def _set(packet: Packet, section: Section, tightness: Tightness) -> Fitted:
    setting = SETTINGS[packet.choice.variant]
    run = compiler(to_measure(packet, section, tightness), measure="yes")
    report = json.loads(run.query("<report>", field="value", one=True))
    forget()
    return Fitted(tightness, measured(report, lambda sign: faces()[setting.faces[0]].width(sign, setting.text)))
