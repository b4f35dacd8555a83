"""Where the words of a glossary stand in the texts: each is explained at its first place in each document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.edition import Shown
from generator.model import Article, Span, Story

# Words that we use of texts. An article means something else by them ("could lead to", "the sources claim"),
# so they are explained before the texts and never in them.
CRAFT = frozenset({
    "agency", "angle", "anonymous source", "attribution", "bias", "byline", "claim", "context", "corroboration",
    "evidence", "frame", "framing", "headline", "hedge", "independent sources", "lead", "loaded language", "naming",
    "omission", "on background", "outlet", "quotation", "quote", "source", "stance", "tone", "voice", "wire",
})  # fmt: skip


def explained(story: Story, article: Article, shown: Shown) -> Mapping[Span, str]:
    """The first place of each word in the running text that is shown of an article; a plural with `s` counts."""
    written = (term for term in story.file.teaching.glossary if term.strip().casefold() not in CRAFT)
    terms = [term for term in written if any(map(str.isalnum, term))]
    if not terms:
        return {}
    wanted = _pattern(terms)
    found: dict[str, Span] = {}
    for span in (span for each in shown.blocks if each.block.kind.running for span in each.spans):
        for match in wanted.finditer(article.text, span.start, span.end):
            found.setdefault(terms[int(match.lastgroup[1:])] if match.lastgroup else "", Span(*match.span()))
    return {span: term for term, span in found.items()}


def elsewhere(story: Story, shown: Mapping[str, Shown]) -> tuple[str, ...]:
    """The words of the glossary that are explained in no document, in its order."""
    used = {term for article in story.articles for term in explained(story, article, shown[article.id]).values()}
    return tuple(term for term in story.file.teaching.glossary if term not in used)


def _pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """Any of the terms as whole words; of two that begin at one place the longer."""
    numbered = sorted(enumerate(terms), key=lambda pair: -len(pair[1]))
    ways = "|".join(f"(?P<t{at}>{' '.join(map(re.escape, term.split()))})" for at, term in numbered)
    return re.compile(rf"(?<!\w)(?:{ways})s?(?!\w)", re.IGNORECASE)
