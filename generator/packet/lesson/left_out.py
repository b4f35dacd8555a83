"""What a packet leaves out of its story: parts of texts, documents, and the questions that rest on these alone."""

from __future__ import annotations

from generator.edition import Shown
from generator.formats import Question
from generator.model import Article
from generator.packet.desk import Desk


def shortened(desk: Desk) -> tuple[Article, ...]:
    """The articles of which words are left out."""
    return tuple(article for article in desk.story.articles if _has_gaps(desk.shown[article.id]))


def asked(desk: Desk) -> tuple[tuple[int, Question], ...]:
    """The story's questions that this packet can ask, each with its number in the story.

    One with evidence is asked if some of it stands in a document of the packet, one without is always asked.
    """
    here = {article.id for article in desk.story.articles}
    return tuple(
        (number, question)
        for number, question in enumerate(desk.story.file.teaching.questions, 1)
        if not question.evidence or any(piece.article in here for piece in question.evidence)
    )


def lacks_documents(desk: Desk) -> bool:
    """Whether the story's questions speak of documents that are not in the packet."""
    here = {article.id for article in desk.story.articles}
    return any(piece.article not in here for each in desk.story.file.teaching.questions for piece in each.evidence)


def _has_gaps(shown: Shown) -> bool:
    inside = any(block.gap_before or len(block.spans) > 1 for block in shown.blocks)
    return inside or shown.gap_after or not shown.blocks
