"""A passage that an answer cites must stand in its article exactly once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.anchor import match, prepare
from generator.checks.quote_ambiguous import ways
from generator.checks.quote_not_found import in_words
from generator.diagnostics import Diagnostic
from generator.formats import Evidence
from generator.model import Corpus, Place, Span, Story
from generator.schema import did_you_mean
from generator.text import Folded


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each piece of evidence whose article or words are not there."""
    for story in corpus.stories:
        texts = _cited(story)
        for n, question in enumerate(story.file.teaching.questions):
            for m, evidence in enumerate(question.evidence):
                path = ("teaching", "questions", n, "evidence", m)
                if evidence.article not in texts and evidence.article in story.written.get("articles", ()):
                    continue  # its corpus file has a finding of its own
                if evidence.article not in texts:
                    known = [article.id for article in story.articles]
                    message, help_ = f"there is no article {evidence.article!r}", did_you_mean(evidence.article, known)
                    yield Diagnostic("evidence-not-found", message, story.places[*path, "article"], help_)
                elif len(found := match(evidence.quote, texts[evidence.article])) != 1:
                    yield _finding(story, evidence, story.places[*path, "quote"], found)


def _cited(story: Story) -> dict[str, Folded]:
    """The texts of the articles that an answer cites, ready for matching."""
    cited = {evidence.article for question in story.file.teaching.questions for evidence in question.evidence}
    return {article.id: prepare(article.text) for article in story.articles if article.id in cited}


def _finding(story: Story, evidence: Evidence, place: Place, spans: Sequence[Span]) -> Diagnostic:
    article = story.article(evidence.article)
    if spans:
        message, help_ = f"these words stand {len(spans)} times in {article.id}", ways(spans, article.text)
    else:
        message, help_ = in_words(evidence.quote, article)
    return Diagnostic("evidence-not-found", message, place, help_)
