"""A quote must stand in its article, letter for letter but for typography."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import anchor, slips
from generator.checks.quote_ambiguous import ways
from generator.diagnostics import Diagnostic
from generator.formats import Quote
from generator.model import Article, Corpus, Span
from generator.text import Folded

_GAP = re.compile(r"[\[(]?(?:\.\.\.|…)[\])]?")
_NUMBER = re.compile(r"^[¶§#\[(]*\s*\d{1,3}[\])]?[.:]?\s+|^[¶§]\s*")


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each quote that stands nowhere; the help says what to write."""
    for story in corpus.stories:
        for lost in story.unanchored:
            quote = lost.annotation.quote
            if lost.spans or quote is None:
                continue
            message, help_ = in_words(quote, story.article(lost.annotation.article))
            yield Diagnostic("quote-not-found", message, lost.annotation.place("quote"), help_)


def in_words(quote: Quote, article: Article) -> tuple[str, str]:
    """What is wrong with a quote that stands nowhere, and what to write in its place."""
    text, folded = article.text, anchor.prepare(article.text)
    if spans := anchor.match(Quote(exact=quote.exact), folded):
        message = f"these words stand in {article.id}, but not between this prefix and suffix"
        return message, "leave both out; the words stand there once" if len(spans) == 1 else ways(spans, text)
    found = (slip(quote, text, folded) for slip in (_form, _number, _gap, _nearest))
    help_ = next(filter(None, found), "nothing in this article is like it; is it from another one?")
    return f"these words do not stand in {article.id}", help_


def _form(quote: Quote, text: str, article: Folded) -> str:
    """The words stand there in capitals, in quotation marks, or however else they are typed."""
    del article
    typed = slips.find(quote.exact, text)
    return f"the article has them in this form: {_words(text, typed[0])}" if len(typed) == 1 else ""


def _number(quote: Quote, text: str, article: Folded) -> str:
    """The number of the paragraph was copied, too."""
    del text
    rest = _NUMBER.sub("", quote.exact)
    stands = rest and rest != quote.exact and anchor.match(Quote(exact=rest), article)
    return "leave out the number of the paragraph; the words behind it stand there" if stands else ""


def _gap(quote: Quote, text: str, article: Folded) -> str:
    """Words were left out, and the ellipsis does not stand between spaces, or a part of the words is not there."""
    del text
    parts = [part.strip() for part in _GAP.split(quote.exact) if part.strip()]
    if len(parts) < 2:
        return ""
    missing = [part for part in parts if not anchor.match(Quote(exact=part), article)]
    if missing:
        return f"this part is not there: {missing[0]}"
    return f"quote one passage, or the beginning and the end of one, so: {parts[0]} … {parts[-1]}"


def _nearest(quote: Quote, text: str, article: Folded) -> str:
    del article
    found = anchor.nearest(quote, text)
    return f"the article says: {_words(text, found)}" if found else ""


def _words(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())
