"""Where words stand in an article if slips of typing and of copying do not count. `anchor` is strict, this is not.

Nothing is anchored with this: `fix` asks where a quote was meant to stand, and writes the article's own words there.
No likeness either: after the folding, every letter counts.
"""

from __future__ import annotations

import re
import unicodedata

from generator.model import Span
from generator.text import Folded, find_all

_SIGNS = {
    **dict.fromkeys("'\"`´‘’‚‛“”„‟«»‹›ʼʻʹˈ′″‵＇＂", "'"),
    **dict.fromkeys("-‐‑‒–—―−﹣－", "-"),
}
_BROKEN = re.compile(r"(?<=[^\W\d_])[-‐]\s+(?=[^\W\d_])")  # `engi- neers`: a word that a line end has cut in two
_DROPPED = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_VARIATION = re.compile("[\ufe00-\ufe0f]")
_ENDS = ".'"


def find(words: str, text: str) -> tuple[Span, ...]:
    """Every passage of `text` that `words` can mean; it begins and ends at the edge of a word.

    Do not count: capitals, compatibility forms (Unicode NFKD), the kind of quotation marks and dashes, white space,
    characters that nobody sees, a hyphen where a line has cut a word, and quotation marks or full stops at the ends.
    """
    article, wanted = fold(text), fold(words).text
    return _spans(wanted, article, text) or _spans(wanted.strip(_ENDS), article, text)


def _spans(wanted: str, article: Folded, text: str) -> tuple[Span, ...]:
    found = ((at, at + len(wanted)) for at in find_all(article.text, wanted))
    return tuple(
        Span(article.offsets[start], article.offsets[end - 1] + 1)
        for start, end in found
        if _whole(article, start) and _whole(article, end) and _edge(text, article, start) and _edge(text, article, end)
    )


def _whole(article: Folded, at: int) -> bool:
    """Whether no character of the article is cut in two, as `ﬁ` is between f and i."""
    return at == 0 or article.offsets[at] != article.offsets[at - 1]


def _edge(text: str, article: Folded, at: int) -> bool:
    """Whether a place of the folded text is no place within a word."""
    if at in (0, len(article.text)):
        return True
    before, after = article.offsets[at - 1], article.offsets[at]
    return any(not text[n].isalnum() for n in range(before, after + 1))


def fold(text: str) -> Folded:
    """The text without what `find` does not count."""
    cut = {found.start() for found in _BROKEN.finditer(text)}
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for folded in "" if offset in cut else _folded(character):
            characters.append(folded)
            offsets.append(offset)
    return Folded("".join(characters), (*offsets, len(text)))


def _folded(character: str) -> str:
    if character.isascii() and character.isalnum():
        return character.lower()
    if sign := _SIGNS.get(character):
        return sign
    plain = unicodedata.normalize("NFKD", _VARIATION.sub("", character)).casefold()
    return "".join(_SIGNS.get(one, one) for one in plain if unicodedata.category(one) not in _DROPPED)
