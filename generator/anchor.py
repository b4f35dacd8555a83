"""match: (Quote, text) -> Spans; describe: (Span, text) -> Quote. Inverse verbs, strict both.

The selector is the W3C TextQuoteSelector. Nothing is ever anchored by similarity; `nearest` only
words the help of an error.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from itertools import islice

from rapidfuzz import fuzz

from generator.formats import Quote
from generator.model import Span
from generator.text import Folded, find_all, fold, fold_text, word_edges

_ELLIPSIS = re.compile(r" (?:\.\.\.|…) ")
_LIKENESS = 60.0
_LOOSE = " \n.,;:!?)”’"  # signs of the sentence before
_CONTEXT_WORDS = 24
_MAX_PASSAGES = 1000  # `the … a` can mean millions; a thousand are ambiguous enough


def prepare(text: str) -> Folded:
    """An article text made ready for any number of `match` calls."""
    return fold(text)


def match(quote: Quote, article: Folded) -> tuple[Span, ...]:
    """Every passage that the quote can mean: one when it is anchored, none or several when it is not.

    White space and typographic quotes and dashes do not count. `start … end` is tried literally
    first, then as the whole passage between the two.
    """
    exact = _folded(quote.exact)
    passages = [(at, at + len(exact)) for at in find_all(article.text, exact)] if exact else []
    if not passages and len(parts := _ELLIPSIS.split(_unfolded(quote.exact), maxsplit=1)) == 2:
        start, end = map(_folded, parts)
        stops = find_all(article.text, end)
        pairs = (
            (at, stop + len(end))
            for at in find_all(article.text, start)
            for stop in stops[bisect_left(stops, at + len(start)) :]
        )
        passages = list(islice(pairs, _MAX_PASSAGES))
    prefix, suffix = _folded(quote.prefix), _folded(quote.suffix)
    return tuple(
        Span(article.offsets[start], article.offsets[end - 1] + 1)
        for start, end in passages
        if _whole(article, start)
        and _whole(article, end)
        and article.text[:start].rstrip().endswith(prefix)
        and article.text[end:].lstrip().startswith(suffix)
    )


def _whole(article: Folded, at: int) -> bool:
    """Whether no character of the article is cut in two: `wait.` does not stand in `wait…`."""
    return at == 0 or article.offsets[at] != article.offsets[at - 1]


def describe(span: Span, text: str, article: Folded | None = None) -> Quote:
    """The quote that means this passage and no other, with as few words of context as will do.

    Raises ValueError for a span outside the text, an empty one, and one that 24 words of context
    on either side do not set apart.
    """
    if not 0 <= span.start < span.end <= len(text) or not text[span.start : span.end].strip():
        raise ValueError(f"no passage at {span.start}:{span.end}")
    article = article or prepare(text)
    exact = " ".join(text[span.start : span.end].split())
    before, after = text[: span.start].split(), text[span.end :].split()
    for words in range(_CONTEXT_WORDS + 1):
        for left, right in ((words // 2, words - words // 2), (words, 0), (0, words)):
            quote = Quote(
                exact=exact, prefix=" ".join(before[max(0, len(before) - left) :]), suffix=" ".join(after[:right])
            )
            if len(match(quote, article)) == 1:
                return quote
    raise ValueError("the passage cannot be told from another of the same words")


def nearest(quote: Quote, text: str) -> Span | None:
    """The passage most like the quote, at word edges, or None when nothing is at least 60 % like it."""
    found = fuzz.partial_ratio_alignment(quote.exact.lower(), text.lower(), score_cutoff=_LIKENESS)
    if found is None or len(text.lower()) != len(text) or found.dest_end <= found.dest_start:
        return None
    start, end = word_edges(text, found.dest_start, found.dest_end)
    return Span(start + len(text[start:end]) - len(text[start:end].lstrip(_LOOSE)), end)


def _unfolded(words: str) -> str:
    return unicodedata.normalize("NFC", words)


def _folded(words: str) -> str:
    return fold_text(_unfolded(words)).strip()
