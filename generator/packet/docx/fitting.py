"""Texts that are longer than the room for them."""

from __future__ import annotations

_LEFT_OUT = "…"


def cut(text: str, most: int) -> str:
    """The text in at most so many characters: cut after a word, or within the first one, and then with an ellipsis."""
    if len(text) <= most:
        return text
    room = text[: most - len(_LEFT_OUT) + 1]
    return (room.rpartition(" ")[0].rstrip() or room[:-1]) + _LEFT_OUT
