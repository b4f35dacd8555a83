"""A passage that an answer cites must stand in its article exactly once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.anchor import match, nearest, prepare
from generator.diagnostics import Diagnostic
from generator.formats import Evidence
from generator.model import Corpus, Place, Story
from generator.schema import did_you_mean


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each piece of evidence whose article or words are not there."""
    for story in corpus.stories:
        texts = {article.id: prepare(article.text) for article in story.articles}
        for n, question in enumerate(story.file.teaching.questions):
            for m, evidence in enumerate(question.evidence):
                path = ("teaching", "questions", n, "evidence", m)
                if evidence.article not in texts and evidence.article in story.written.get("articles", ()):
                    continue  # its corpus file has a finding of its own
                if evidence.article not in texts:
                    message, help_ = f"there is no article {evidence.article!r}", did_you_mean(evidence.article, texts)
                    yield Diagnostic("evidence-not-found", message, story.places[*path, "article"], help_)
                elif len(found := match(evidence.quote, texts[evidence.article])) != 1:
                    yield _finding(story, evidence, story.places[*path, "quote"], len(found))


def _finding(story: Story, evidence: Evidence, place: Place, times: int) -> Diagnostic:
    text = story.article(evidence.article).text
    if times:
        message, help_ = f"these words stand {times} times in {evidence.article}", "quote more of the sentence"
    else:
        near = nearest(evidence.quote, text)
        message = f"these words do not stand in {evidence.article}"
        help_ = f"the article says: {text[near.start : near.end]}" if near else ""
    return Diagnostic("evidence-not-found", message, place, help_)
