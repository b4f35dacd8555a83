"""The packet's typefaces: what characters they have and how wide they are. Made by `python -m tests.fonts`."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.packet.pdf.setting import Setting

FOLDER = Path(__file__).with_name("fonts")
UNKNOWN = 600
BOLD = 1.09  # how much wider bold type is


@dataclass(frozen=True, slots=True)
class Face:
    """A family: the code points that all its styles have, and advance widths in thousandths of the type size."""

    characters: frozenset[int]
    widths: Mapping[str, int]

    def width(self, text: str, size: float) -> float:
        """How long a text is, in the unit of `size`, without kerning; an unlisted character counts as a wide one."""
        return sum(self.widths.get(character, UNKNOWN) for character in text) * size / 1000


@functools.cache
def faces() -> Mapping[str, Face]:
    """Every family of the package by its name."""
    families = json.loads((FOLDER / "coverage.json").read_text("utf-8"))
    return {
        name: Face(
            frozenset(code for first, last in family["characters"] for code in range(first, last + 1)),
            family["widths"],
        )
        for name, family in families.items()
    }


def coverage(setting: Setting) -> frozenset[int]:
    """The code points that can be printed: those of any family that a setting names."""
    return frozenset().union(*(faces()[name].characters for name in (*setting.faces, *setting.ours)))
