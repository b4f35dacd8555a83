"""Text -> GitHub Flavored Markdown that shows this text and does nothing.

Rendered, it is the same text, on one line, with control and direction characters written out. Every sign that
Markdown or HTML could read is a numeric character reference (CommonMark 0.31, section 2.5: a reference never begins
a structure). That does not stop what a forge does to the text of a page when Markdown is done with it (mentions,
references to issues and commits, emoji codes, bare addresses; html-pipeline's filters): each looks at one text node,
so the signs that begin such a thing stand in an element of their own, which shows nothing.
"""

from __future__ import annotations

import re

from generator.report import visible

_SPACE = re.compile(r"\s+")
_PART = re.compile(
    r"(?P<commit>(?<![0-9A-Za-z])[0-9a-fA-F]{7,})"
    r"|(?P<apart>[@#!$%~&^:](?=\S)|(?<=[A-Za-z])-(?=\d)|(?<=[wW])\.(?=\S))"
    r"|(?P<plain>[,;?/(]|:(?= |$)|(?<=[^\W\d_])\.(?= |$)|(?<=[^\W_])-(?=[^\W_])|(?<!\d)\))"
    r"|(?P<sign>[!-/:-@\[-`{-~])"
)
_SHORTEST_COMMIT = 7  # digits that a forge takes for the name of a commit


def inert(text: str) -> str:
    """The Markdown of a text, to be put in the middle of a line."""
    return _PART.sub(_part, visible(_SPACE.sub(" ", text)))


def _part(match: re.Match[str]) -> str:
    found = match[0]
    if match["plain"]:
        return found
    if match["commit"]:
        pieces = range(0, len(found), _SHORTEST_COMMIT - 1)
        return "".join(_apart(found[start : start + _SHORTEST_COMMIT - 1]) for start in pieces)
    reference = f"&#x{ord(found):x};"
    return _apart(reference) if match["apart"] else reference


def _apart(written: str) -> str:
    return f"<span>{written}</span>"
