"""How a sheet quotes a passage and says where it stands, and how its sentences count and list.

Words of an article come from here and from the texts alone, so that the edition decides what may be quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from generator import edition as editions
from generator.choices import Voice
from generator.model import Anchored, Article, Span
from generator.packet.desk import Desk
from generator.packet.manuscript import Line, Reference, Words
from generator.packet.texts.stretches import language

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# The signs after words in the outlet’s own voice and in that of somebody quoted.
VOICES = {Voice.OUTLET: "V", Voice.QUOTED: "Q"}


def cited(desk: Desk, article: Article, name: str) -> Line:
    """A passage in quotation marks, as far as the edition may quote it, and where it stands."""
    words = quotable(desk, article, desk.passages[article.id][name])
    where = desk.reference(article, name)
    return (quotation(words, article), Words(" "), where) if words else (where,)


def cited_mark(desk: Desk, mark: Anchored) -> Line:
    """The passage of a mark in quotation marks, and where it stands."""
    return cited(desk, desk.story.article(mark.annotation.article), mark.id)


def shortened(line: Line) -> Line:
    """The line with short references, for a column that names its document."""
    return tuple(replace(part, short=True) if isinstance(part, Reference) else part for part in line)


def numbers(desk: Desk, marks: Iterable[Anchored]) -> Line:
    """The paragraphs in which marks of one document stand, each once: `[3], [7]`."""
    return shortened(references(paragraphs(map(desk.mark, marks)), ", "))


def places(desk: Desk, marks: Iterable[Anchored]) -> Line:
    """The paragraphs in which marks stand, by document: `A [3], [7]; B [1]`."""
    line: Line = ()
    for article, found in groupby(marks, key=lambda mark: mark.annotation.article):
        line += (Words(f"{'; ' if line else ''}{desk.letter(article)}\u00a0"), *numbers(desk, found))
    return line


def quotation(words: str, article: Article) -> Words:
    """Words of an article in quotation marks: single ones around words that hold double ones themselves."""
    opening, closing = "‘’" if any(mark in words for mark in '“”"') else "“”"
    return Words(f"{opening}{words}{closing}", language=language(article))


def quotable(desk: Desk, article: Article, passage: Span) -> str:
    """The words of a passage that the edition shows; `[…]` stands where it leaves some out, empty if it shows none."""
    parts = editions.visible_in(desk.story, article, passage, desk.edition)
    return " ".join(_pieces(article.text, parts, passage)) if parts else ""


def _pieces(text: str, parts: Sequence[Span], passage: Span) -> Iterator[str]:
    at = passage.start
    for part in (*parts, Span(passage.end, passage.end)):
        if any(map(str.isalnum, text[at : part.start])):
            yield "[…]"
        if part.start < part.end:
            yield " ".join(text[part.start : part.end].split())
        at = part.end


def references(found: Iterable[Reference], between: str = "; ") -> Line:
    """References in one line."""
    line: Line = ()
    for reference in found:
        line += (*((Words(between),) if line else ()), reference)
    return line


def paragraphs(found: Iterable[Reference]) -> tuple[Reference, ...]:
    """Of the references to the same paragraphs of a document the first one."""
    first: dict[tuple[str, int, int], Reference] = {}
    for reference in found:
        first.setdefault((reference.letter, reference.first, reference.last), reference)
    return tuple(first.values())


def listed(words: Sequence[str]) -> str:
    """Words in a sentence: `A, B and C`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def number(count: int) -> str:
    """A number in a sentence: in words up to twelve."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """A number and what it counts: `three documents`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def each_document(desk: Desk) -> str:
    """The documents, one by one, in an instruction: of a single one `the document`."""
    return "the document" if len(desk.story.articles) == 1 else "each document"


def documents(desk: Desk, articles: Iterable[Article]) -> str:
    """The documents of these articles in a sentence: `Document A`, `Documents B, C and D`, `all documents`."""
    letters = [desk.letter(article.id) for article in articles]
    if len(letters) == len(desk.story.articles) > 2:
        return "all documents"
    return f"Document{'s' if len(letters) > 1 else ''} {listed(letters)}"


def opening(words: str) -> str:
    """The words as a sentence begins: with a capital letter."""
    return words[:1].upper() + words[1:]
