"""Lines that stand on several saved pages of one site: the frame of the site, not the article.

The strongest single sign of page furniture (measured in the project's benchmark); its danger is that
articles of one outlet share words, too. So pages that are versions of one text count as one, and a
sentence is only taken where it stands apart from the article's own sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.text import fold_words

RULE = "repeated"
PROSE_WORDS = 10  # a line of so many words, or one of SENTENCE_WORDS that ends as a sentence, is prose
SENTENCE_WORDS = 4
VERSION_SHARE = 2 / 3  # pages that share so much of their prose, by length, are versions of one text
_PROSE_CHARACTERS = 60  # the same for scripts that put no space between words
_ENDS = (".", "!", "?", "…", ":", ";", ",", "。", "！", "？", "؟", "।")
_CLOSING = "\"'”’)]»」』"
_OPENING = ('"', "'", "「", "『")


def repeated(pages: Sequence[Sequence[str]], site: str) -> list[Mapping[int, str]]:
    """For each page, its repeated lines: 0-based index -> evidence, such as "stands on 3 of 4 saved pages of S".

    `pages` are the lines of all saved pages of one site; the result is in their order. Nothing is
    repeated where there are fewer than two different texts. Memory is that of the pages given: a
    caller with very many passes them in groups.
    """
    keys = [[fold_words(line).lower() for line in page] for page in pages]
    texts = _texts(keys)
    total = len({text for text, page in zip(texts, keys, strict=True) if any(page)})
    if total < 2:
        return [{} for _ in pages]
    standing = Counter(
        key for text, key in {(text, key) for text, page in zip(texts, keys, strict=True) for key in page}
    )
    return [
        {n: f"stands on {standing[page[n]]} of {total} saved pages of {site}" for n in _furniture(page, standing)}
        for page in keys
    ]


def _texts(keys: Sequence[Sequence[str]]) -> list[int]:
    """For each page the number of its text: pages that share much of their prose have the same."""
    prose = [{key for key in page if _is_prose(key)} for page in keys]
    texts = list(range(len(keys)))
    for n, lines in enumerate(prose):
        for earlier in range(n):
            smaller = min(_length(lines), _length(prose[earlier]))
            if smaller and _length(lines & prose[earlier]) >= VERSION_SHARE * smaller:
                old, new = texts[n], texts[earlier]
                texts = [new if text == old else text for text in texts]
    return texts


def _length(lines: Iterable[str]) -> int:
    return sum(map(len, lines))


def _is_prose(key: str) -> bool:
    """Whether a line reads as a sentence or more, or as somebody's words."""
    if key.startswith(_OPENING):
        return True
    words = key.count(" ") + 1
    if words >= PROSE_WORDS or len(key) >= _PROSE_CHARACTERS:
        return True
    return words >= SENTENCE_WORDS and key.rstrip(_CLOSING).endswith(_ENDS)


def _furniture(page: Sequence[str], standing: Mapping[str, int]) -> Iterable[int]:
    """The repeated lines of a page that are neither sentences nor subheadings of its text.

    Prose that no other page has is the article's own. A repeated sentence belongs to it unless a
    repeated label stands between them. A repeated label alone between lines that are not repeated
    may be a subheading that the outlet always uses, such as "What we know".
    """
    lines = [n for n, key in enumerate(page) if key]
    own = _beside_own_prose(lines, page, standing) | _beside_own_prose(lines[::-1], page, standing)
    shared = [standing[page[n]] > 1 and n not in own for n in lines]
    prose = [k for k, n in enumerate(lines) if standing[page[n]] == 1 and _is_prose(page[n])]
    first, last = (prose[0], prose[-1]) if prose else (0, 0)
    for k, n in enumerate(lines):
        alone = first < k < last and not shared[k - 1] and not shared[k + 1]
        if shared[k] and not alone:
            yield n


def _beside_own_prose(lines: Sequence[int], page: Sequence[str], standing: Mapping[str, int]) -> set[int]:
    """Repeated sentences that follow the article's own prose, in the order of `lines`, without a label between."""
    own: set[int] = set()
    within = False
    for n in lines:
        alone, prose = standing[page[n]] == 1, _is_prose(page[n])
        if alone:
            within = within or prose
        elif not prose:
            within = False
        elif within:
            own.add(n)
    return own
