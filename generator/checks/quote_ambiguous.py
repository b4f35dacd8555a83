"""A quote must stand in its article exactly once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.anchor import describe
from generator.diagnostics import Diagnostic
from generator.model import Corpus, Span
from generator.yamledit import quoted

_SHOWN = 4


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each quote that stands more than once, with a context for each place."""
    for story in corpus.stories:
        for lost in story.unanchored:
            if lost.spans:
                text = story.article(lost.annotation.article).text
                message = f"these words stand {len(lost.spans)} times in {lost.annotation.article}"
                yield Diagnostic("quote-ambiguous", message, lost.annotation.place("quote"), ways(lost.spans, text))


def ways(spans: Sequence[Span], text: str) -> str:
    """How to write which of several passages a quote means."""
    listed = " or ".join(_way(span, text) for span in spans[:_SHOWN])
    return f"put the words into `exact` and say which: {listed}"


def _way(span: Span, text: str) -> str:
    try:
        found = describe(span, text)
    except ValueError:
        return "a longer quote"
    context = (("prefix", found.prefix), ("suffix", found.suffix))
    return f"{{exact: …, {', '.join(f'{key}: {quoted(words)}' for key, words in context if words)}}}"
