"""Typst with our fonts and nothing else: no font, file or setting of the machine changes what comes out."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from generator.packet.pdf.faces import FOLDER

HERE = Path(__file__).parent
REMEMBERED = 10


def compiler(packet: Mapping[str, Any], **inputs: str) -> typst.Compiler:
    """A run of Typst over a packet as data."""
    text = json.dumps(packet, ensure_ascii=False)
    return typst.Compiler(HERE / "packet.typ", HERE, _fonts(), True, {"packet": text, **inputs})


def forget() -> None:
    """Have Typst drop what it keeps of earlier runs, so that memory does not grow with the number of documents.

    It drops what its last ten runs have not used, so it is given as many empty ones; they take milliseconds.
    """
    for _ in range(REMEMBERED + 1):
        typst.Compiler(b"", font_paths=_no_fonts(), ignore_system_fonts=True).compile(format="pdf")


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])


@functools.cache
def _no_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
