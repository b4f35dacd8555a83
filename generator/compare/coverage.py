"""How far a story has been annotated: what is reviewed, what may be missing. Gaps, never grades."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from generator.choices import Status
from generator.compare.chains import chains_of_claim
from generator.compare.claims import claim_table
from generator.model import Article, Kind, Span, Story
from generator.text import sentence_spans

# Cues of attribution in English: verbs of saying and thinking, and "according to" (PARC 3.0 calls all of them cues).
CUES = re.compile(
    r"\b(?:[Aa]ccording to|accus(?:es|ed|ing)|acknowledg(?:es|ed)|add(?:s|ed)|announc(?:es|ed)|argu(?:es|ed)"
    r"|believ(?:es|ed)|blast(?:s|ed)|call(?:s|ed) on|cit(?:es|ed|ing)|claim(?:s|ed)?|confirm(?:s|ed)|declin(?:es|ed)"
    r"|den(?:ies|ied)|describ(?:es|ed)|indicat(?:es?|ed)|insist(?:s|ed)|not(?:es|ed)|pledg(?:es|ed)|report(?:s|ed|edly)"
    r"|said|says|stat(?:es|ed)|suggest(?:s|ed)|tells?|told|warn(?:s|ed))\b",
)


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A sentence that speaks of a source and carries no source mark; `span` is its passage in the article text."""

    article: Article
    span: Span
    cue: str

    @property
    def paragraph(self) -> int:
        """The number of its block on the site."""
        return self.article.number(self.article.block_at(self.span.start))

    @property
    def sentence(self) -> str:
        """Its words."""
        return self.article.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The state of a story: cells of the claim table by what they say, marks by kind, and the gaps."""

    cells: tuple[tuple[str, int], ...]
    marks: tuple[tuple[Kind, int], ...]
    second_reader: int
    unmarked: tuple[Unmarked, ...]
    without_origin: tuple[str, ...]


def coverage(story: Story) -> Coverage:
    """The coverage of one story."""
    rows = claim_table(story)
    cells = Counter("has a passage" if cell.marks else str(cell.absence) for row in rows for cell in row.cells)
    kinds = Counter(mark.kind for mark in story.marks)
    return Coverage(
        cells=tuple(sorted(cells.items())),
        marks=tuple((kind, kinds[kind]) for kind in Kind),
        second_reader=sum(mark.annotation.status is Status.REVIEWED for mark in story.marks),
        unmarked=tuple(gap for article in story.articles for gap in _unmarked(story, article)),
        without_origin=tuple(
            row.id for row in rows if not row.entry.first_reported_by and not chains_of_claim(story, row.id)
        ),
    )


def _unmarked(story: Story, article: Article) -> tuple[Unmarked, ...]:
    marked = [mark.span for mark in story.marks_of(article.id, Kind.SOURCE)]
    found: list[Unmarked] = []
    for block in article.blocks:
        for start, end in sentence_spans(block.text):
            span = Span(block.start + start, block.start + end)
            cue = CUES.search(article.text, span.start, span.end)
            if cue and not any(map(span.overlaps, marked)):
                found.append(Unmarked(article, span, cue[0]))
    return tuple(found)
