"""What lies on the desk while the sheets are written: the story, the choice, and where every passage stands.

References are made here and nowhere else, from anchored passages. No number is ever typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from generator import anchor
from generator.edition import Edition, Shown
from generator.formats import Codebook
from generator.model import Anchored, Article, Span, Story
from generator.packet.manuscript import Choice, Copy, Reference


@dataclass(frozen=True, slots=True)
class Origin:
    """What the packet is made from and with: SHA-256 of the story's files, names and versions of the programs."""

    sha256: str
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """The story as the packet shows it. `shown` and `passages` are by article; a passage has a name in its text.

    The name of a mark is its annotation's id; `q_2_1` is the first piece of evidence for question 2. `revealed`
    tells in a blind packet what stands behind each letter.
    """

    story: Story
    codebook: Codebook
    edition: Edition
    choice: Choice
    origin: Origin
    shown: Mapping[str, Shown]
    passages: Mapping[str, Mapping[str, Span]]
    revealed: Mapping[str, Article]

    @property
    def marked(self) -> bool:
        """Whether the copy shows marks and notes."""
        return self.choice.copy is not Copy.STUDENT

    @property
    def answered(self) -> bool:
        """Whether the copy holds the answers."""
        return self.choice.copy is Copy.TEACHER

    def original(self, article: Article) -> Article:
        """The article as it was before its outlet was hidden; the article itself in a packet that hides none."""
        return self.revealed.get(article.id, article)

    def letter(self, article: str) -> str:
        """The letter of the document with this article id: A … Z, AA, AB …."""
        return letter([each.id for each in self.story.articles].index(article))

    def visible(self, article: Article, span: Span) -> bool:
        """Whether the packet shows the whole of a passage."""
        spans = (span for block in self.shown[article.id].blocks for span in block.spans)
        left = [span]
        for shown in spans:
            left = [rest for part in left for rest in _without(part, shown)]
        return not any(article.text[part.start : part.end].strip() for part in left)

    def mark(self, mark: Anchored) -> Reference:
        """Where a mark stands."""
        return self.reference(self.story.article(mark.annotation.article), mark.id)

    def reference(self, article: Article, name: str) -> Reference:
        """Where a passage of an article stands, by its name."""
        span = self.passages[article.id][name]
        first, last = (article.number(article.block_at(at)) for at in (span.start, span.end - 1))
        letter_of = self.letter(article.id)
        return Reference(letter_of, passage_name(letter_of, name) if self.visible(article, span) else "", first, last)


def passage_name(letter_of: str, name: str) -> str:
    """The name of a passage in the whole packet."""
    return f"{letter_of}_{name}"


def evidence_name(question: int, piece: int) -> str:
    """The name of a piece of evidence; both count from 1. No annotation has one like it."""
    return f"q_{question}_{piece}"


def evidence_names(story: Story) -> frozenset[str]:
    """The names of all pieces of evidence for the story's questions."""
    asked = enumerate(story.file.teaching.questions, 1)
    return frozenset(evidence_name(number, at) for number, each in asked for at, _ in enumerate(each.evidence, 1))


def passages(story: Story) -> Mapping[str, Mapping[str, Span]]:
    """Every passage that a sheet may refer to, by article and name: the marks and the evidence of the questions."""
    found = {article.id: {mark.id: mark.span for mark in story.marks_of(article.id)} for article in story.articles}
    texts = {article.id: anchor.prepare(article.text) for article in story.articles}
    for number, question in enumerate(story.file.teaching.questions, 1):
        for at, piece in enumerate(question.evidence, 1):
            spans = anchor.match(piece.quote, texts[piece.article]) if piece.article in texts else ()
            if len(spans) == 1:
                found[piece.article][evidence_name(number, at)] = spans[0]
    return found


def letter(position: int) -> str:
    """The letter of a document: 0 is A, 25 is Z, 26 is AA."""
    more, last = divmod(position, len(ascii_uppercase))
    return (letter(more - 1) if more else "") + ascii_uppercase[last]


def _without(part: Span, taken: Span) -> tuple[Span, ...]:
    if not part.overlaps(taken):
        return (part,)
    sides = (Span(part.start, max(part.start, taken.start)), Span(min(part.end, taken.end), part.end))
    return tuple(side for side in sides if side.start < side.end)
