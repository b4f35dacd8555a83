"""A quote must stand in its article exactly once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.anchor import describe
from generator.diagnostics import Diagnostic
from generator.model import Corpus, Span

_SHOWN = 4


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each quote that stands more than once, with a context for each place."""
    for story in corpus.stories:
        for lost in story.unanchored:
            if lost.spans:
                text = story.article(lost.annotation.article).text
                message = f"these words stand {len(lost.spans)} times in {lost.annotation.article}"
                ways = "; ".join(_context(text, span) for span in lost.spans[:_SHOWN])
                yield Diagnostic("quote-ambiguous", message, lost.annotation.place("quote"), f"say which: {ways}")


def _context(text: str, span: Span) -> str:
    try:
        quote = describe(span, text)
    except ValueError:
        return "a longer quote"
    prefix = [f"prefix: {quote.prefix}"] if quote.prefix else []
    suffix = [f"suffix: {quote.suffix}"] if quote.suffix else []
    return ", ".join(prefix + suffix)
