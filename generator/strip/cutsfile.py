"""The cuts file <-> values: what strip removed, line by line, with the rule. Written by strip only."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.model import Cut, Seed, SeedForm
from generator.strip.blocks import Stripped
from generator.yamledit import quoted

_HEAD = "# Written by `rashomon strip`: what was removed from the saved page, line by line. Do not edit.\n"


def format_cuts(seed: Seed, stripped: Stripped) -> str:
    """The cuts file of one seed; scalars are quoted so that every line survives to the letter.

    Lines are counted as the page shows them: of HTML they are not those of the source.
    """
    lines = [
        _HEAD,
        f"seed: {quoted(seed.path)}\n",
        f"seed_sha256: {seed.sha256}\n",
        f"encoding: {quoted(seed.encoding)}\n",
        f"line_ends: {_line_ends(seed.text)}\n" if seed.form is SeedForm.TEXT else "form: html\n",
        f"blank: {quoted(_ranges(stripped.blank))}\n",
        *_entries("cuts", [_cut(cut) for cut in stripped.cuts]),
        *_entries("changed", [f"{{line: {n}, text: {quoted(text)}}}" for n, text in stripped.changed]),
    ]
    return "".join(lines)


def parse_cuts(text: str) -> Stripped:
    """The record of a cuts file, without blocks. Raises ValueError where it is not one that strip wrote."""
    try:
        data: Any = yaml.load(text, Loader=yaml.CBaseLoader)
        cuts = tuple(Cut(int(cut["line"]), cut["text"], cut["rule"], cut.get("evidence", "")) for cut in data["cuts"])
        changed = tuple((int(line["line"]), line["text"]) for line in data["changed"])
        return Stripped((), cuts, _numbers(data["blank"]), changed, None, SeedForm(data.get("form", "text")))
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a cuts file: {error}") from error


def _cut(cut: Cut) -> str:
    evidence = f", evidence: {quoted(cut.evidence)}" if cut.evidence else ""
    return f"{{line: {cut.line}, rule: {cut.rule}, text: {quoted(cut.text)}{evidence}}}"


def _entries(key: str, entries: list[str]) -> list[str]:
    return [f"{key}:\n", *(f"- {entry}\n" for entry in entries)] if entries else [f"{key}: []\n"]


def _line_ends(text: str) -> str:
    found = {"\r\n": "crlf", "\n": "lf", "\r": "cr"}
    used = {found[end] for end in re.findall(r"\r\n|\n|\r", text)}
    return used.pop() if len(used) == 1 else "mixed" if used else "none"


def _ranges(numbers: tuple[int, ...]) -> str:
    """Numbers as ranges: `2, 4-6, 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _numbers(ranges: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for part in filter(None, ranges.split(", ")):
        first, _, last = part.partition("-")
        numbers.extend(range(int(first), int(last or first) + 1))
    return tuple(numbers)
