"""A quote must stand in its article, letter for letter but for typography."""

from __future__ import annotations

from collections.abc import Iterator

from generator.anchor import nearest
from generator.diagnostics import Diagnostic
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each quote that stands nowhere; the help shows the nearest passage."""
    for story in corpus.stories:
        for lost in story.unanchored:
            quote = lost.annotation.quote
            if lost.spans or quote is None:
                continue
            text = story.article(lost.annotation.article).text
            if quote.prefix or quote.suffix:
                help_ = "the words must stand between exactly this prefix and suffix; `rashomon quote` prints them"
            elif found := nearest(quote, text):
                help_ = f"the article says: {' '.join(text[found.start : found.end].split())}"
            else:
                help_ = "nothing in this article is like it; is it from another one?"
            message = f"these words do not stand in {lost.annotation.article}"
            yield Diagnostic("quote-not-found", message, lost.annotation.place("quote"), help_)
