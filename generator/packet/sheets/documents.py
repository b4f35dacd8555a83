"""The documents: each article with what we know of it, its numbered paragraphs, and its notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.edition import ShownBlock, quotable, shows_whole
from generator.model import Article, BlockKind, Span
from generator.notes import note_view
from generator.packet.desk import Desk
from generator.packet.manuscript import Block, Document, Line, Manner, Note, Paragraph, Section, TextBlock, Words
from generator.packet.texts import known
from generator.packet.texts.citing import opening
from generator.packet.texts.excerpt import words
from generator.packet.texts.glossary import explained
from generator.packet.texts.stretches import named

GAP = Words("[…]")


def sections(desk: Desk) -> tuple[Section, ...]:
    """A section for each article, in order of date."""
    letters = ((desk.letter(article.id), article) for article in desk.story.articles)
    return tuple(
        Section(f"doc-{letter.lower()}", f"Document {letter}", tuple(_blocks(desk, letter, article)))
        for letter, article in letters
    )


def _blocks(desk: Desk, letter: str, article: Article) -> Iterator[Block]:
    for label, text in _head_note(desk, article):
        yield Paragraph((Words(f"{label} ", strong=True), Words(text)), Manner.BOX)
    notes = tuple(_notes(desk, article)) if desk.marked else ()
    yield Document(letter, article.path, article.head.language, tuple(_text(desk, article)), notes)


def _head_note(desk: Desk, article: Article) -> Iterator[tuple[str, str]]:
    language = f" In {known.spoken(article)}." if article.head.language.partition("-")[0] != "en" else ""
    source = f"{known.outlet(article)}, {known.date(article)}. {known.length(desk, article)}.{language}"
    yield "Source", opening(source)
    if article.head.headline is None:
        yield "Headline", f"{opening(known.NOT_GIVEN)}."
    yield "Who", known.who(desk, article)
    yield "When", known.when(desk, article)
    yield "For whom", f"{opening(known.NOT_GIVEN)}."
    yield "How we know", known.found(desk, article)
    if part := _part(desk, article):
        yield "Shown here", part


def _part(desk: Desk, article: Article) -> str:
    """How much of the text stands here where it is not all of it, and where the rest is to be read."""
    if words(article, desk.shown[article.id]) == article.words:
        return ""
    address = article.head.url or article.head.taken_from.address
    original = f" The whole text: {address}" if address and not desk.choice.blind else ""
    if not quotable(article, desk.edition):
        return f"The text may not be printed in this edition.{original}"
    whole = shows_whole(article, desk.edition)
    why = " The packet without excerpts has the whole text." if whole else " This edition may not print all of it."
    count = sum(_words(desk, article, block) for block in desk.shown[article.id].blocks)
    return f"{count:,} of {desk.original(article).words:,} words; […] stands for what is left out.{why}{original}"


def _words(desk: Desk, article: Article, shown: ShownBlock) -> int:
    """How many words of a block are shown: of a whole one those that it has itself, whatever stands for them here."""
    if shown.spans == (shown.block.span,):
        return len(desk.original(article).blocks[article.blocks.index(shown.block)].text.split())
    return sum(len(article.text[span.start : span.end].split()) for span in shown.spans)


def _text(desk: Desk, article: Article) -> Iterator[TextBlock]:
    shown = desk.shown[article.id]
    terms = explained(desk.story, article, shown)
    for block in shown.blocks:
        if block.gap_before and block.spans[0].start == block.block.start:
            yield TextBlock(None, BlockKind.PARAGRAPH, (GAP,))
        yield TextBlock(article.number(block.block), block.block.kind, _line(desk, article, block, terms))
    if shown.gap_after and quotable(article, desk.edition):
        yield TextBlock(None, BlockKind.PARAGRAPH, (GAP,))


def _line(desk: Desk, article: Article, block: ShownBlock, terms: Mapping[Span, str]) -> Line:
    line: Line = ()
    for at, span in enumerate(block.spans):
        gap = bool(at) or (block.gap_before and span.start > block.block.start)
        space = " " if at else ""
        line += (*((Words(f"{space}{GAP.text} "),) if gap else ()), *named(desk, article, span, terms))
    return line


def _notes(desk: Desk, article: Article) -> Iterator[Note]:
    seen = (mark for mark in desk.story.marks_of(article.id) if desk.visible(article, mark.span))
    for number, mark in enumerate(seen, 1):
        view = note_view(desk.story, desk.codebook, mark, desk.edition)
        where = desk.mark(mark)
        said = tuple(text for text in (" · ".join(view.facts), view.words) if text)
        yield Note(number, where.passage, mark.kind, view.heading, view.manner, said, where)
