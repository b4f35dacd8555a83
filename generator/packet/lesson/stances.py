"""What a text can do with a claim, in the words that pupils write."""

from __future__ import annotations

from generator.packet.manuscript import Line, Words

STANCES = (
    ("asserted", "said in the outlet’s own voice."),
    ("attributed", "said to come from somebody."),
    ("hedged", "made less certain by a word such as “reportedly” or “may”."),
    ("disputed", "said not to be so."),
    ("mentioned", "spoken of, and no more."),
)


def bank(words: tuple[tuple[str, str], ...]) -> Line:
    """Words and what they mean, in one line."""
    line: Line = ()
    for word, meaning in words:
        line += (Words(f"{' ' if line else ''}{word}: ", strong=True), Words(meaning))
    return line
