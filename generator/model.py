"""The nouns that travel through the house. All are frozen; a new state is a new type.

Offsets are Unicode code points of the article text (W3C Web Annotation, section 4.2.4), lines and
columns are 1-based. What people write in YAML is in `formats`; here is what is made of it.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.choices import Status
from generator.formats import ArticleHead, ClaimNote, Codebook, FramingNote, Quote, SourceNote, StoryFile


class Kind(StrEnum):
    """The three layers of annotation."""

    CLAIM = "claim"
    SOURCE = "source"
    FRAMING = "framing"


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTATION = "quotation"
    ITEM = "item"

    @property
    def running(self) -> bool:
        """Whether it is text that runs on, and no heading."""
        return self not in (BlockKind.HEADLINE, BlockKind.HEADING)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line in a file: 1-based line and column, `end_column` exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 2


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of an article's text: code points, `end` exclusive."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether both hold a character in common."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether all of the other lies in it."""
        return self.start <= other.start and other.end <= self.end


class SeedForm(StrEnum):
    """How a saved page is written down."""

    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Seed:
    """A saved page as text: `encoding` is how its bytes were read, `sha256` is of the bytes."""

    path: str
    text: str
    encoding: str
    sha256: str
    form: SeedForm = SeedForm.TEXT


@dataclass(frozen=True, slots=True)
class Cut:
    """A line of the page that is not in the article: 1-based line, its exact text, the rule.

    `evidence` says what spoke against the line where the rule is a judgement and not a pattern.
    """

    line: int
    text: str
    rule: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an article; `start` is its offset in the article text."""

    kind: BlockKind
    text: str
    start: int

    @property
    def span(self) -> Span:
        """The block's passage in the article text."""
        return Span(self.start, self.start + len(self.text))


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the corpus. `text` joins the blocks' text by newlines; the headline is block 0."""

    story: str
    id: str
    path: str
    head: ArticleHead
    blocks: tuple[Block, ...]
    text: str

    @property
    def day(self) -> datetime.date | None:
        """The day of publication, or None when nothing tells it."""
        published = self.head.published
        return published.date() if isinstance(published, datetime.datetime) else published

    @property
    def words(self) -> int:
        """How many words the article text has."""
        return len(self.text.split())

    def number(self, block: Block) -> int:
        """The number of a block on the site and in packets: 1-based, the headline is 0."""
        return self._index(block.start) + (self.blocks[0].kind is not BlockKind.HEADLINE)

    def place_of(self, offset: int) -> str:
        """How the site names the block that holds an offset: `headline`, or `paragraph 3`."""
        number = self.number(self.block_at(offset))
        return f"paragraph {number}" if number else "headline"

    def block_at(self, offset: int) -> Block:
        """The block that holds an offset of the article text, in code points."""
        return self.blocks[self._index(offset)]

    def _index(self, offset: int) -> int:
        return bisect_right(self.blocks, offset, key=lambda block: block.start) - 1


@dataclass(frozen=True, slots=True)
class Annotation:
    """One note by one annotator on one article; `places` tells where each of its keys is written.

    A `salvaged` one lacks what could not be read: nothing can be said about what is missing in it.
    """

    id: str
    kind: Kind
    article: str
    note: ClaimNote | SourceNote | FramingNote
    by: str
    on: datetime.date
    status: Status
    reviewed_by: tuple[str, ...]
    places: Mapping[str, Place]
    salvaged: bool = False

    @property
    def quote(self) -> Quote | None:
        """The words it marks, or None for a checked absence."""
        return self.note.quote

    def place(self, key: str = "") -> Place:
        """Where `key` is written, else where the annotation begins."""
        return self.places.get(key, self.places[""])


@dataclass(frozen=True, slots=True)
class Anchored:
    """An annotation whose quote stands exactly once in its article."""

    annotation: Annotation
    span: Span

    @property
    def id(self) -> str:
        """The annotation's id."""
        return self.annotation.id

    @property
    def kind(self) -> Kind:
        """The annotation's layer."""
        return self.annotation.kind


@dataclass(frozen=True, slots=True)
class Unanchored:
    """An annotation whose quote stands nowhere (`spans` empty) or several times in its article."""

    annotation: Annotation
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story with its articles by date and its annotations, anchored.

    `places` tells where the parts of story.yml are written, and below ("articles", id) those of the
    articles' metadata; `written` holds the registry's ids as
    written, those of broken entries too; `cuts` the lines that strip took from each article; `withdrawn` the
    annotations that are kept in their files and shown nowhere; `by_article` the marks of each article, in order
    of the text.
    """

    id: str
    path: str
    file: StoryFile
    articles: tuple[Article, ...]
    marks: tuple[Anchored, ...]
    absences: tuple[Annotation, ...]
    unanchored: tuple[Unanchored, ...]
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict)
    written: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cuts: Mapping[str, tuple[Cut, ...]] = field(default_factory=dict)
    withdrawn: tuple[Annotation, ...] = ()
    by_article: Mapping[str, tuple[Anchored, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        marks: dict[str, list[Anchored]] = {}
        for mark in self.marks:
            marks.setdefault(mark.annotation.article, []).append(mark)
        object.__setattr__(self, "by_article", {article: tuple(found) for article, found in marks.items()})

    def article(self, article: str) -> Article:
        """The article with this id. Raises KeyError for an unknown one."""
        for known in self.articles:
            if known.id == article:
                return known
        raise KeyError(article)

    def place_in(self, article: Article, *keys: str) -> Place:
        """Where the value under `keys` stands in the metadata of an article, else the file."""
        return self.places.get(("articles", article.id, *keys), Place(article.path))

    def marks_of(self, article: str, kind: Kind | None = None) -> tuple[Anchored, ...]:
        """The anchored annotations of one article, in order of the text, of one kind if named."""
        marks = self.by_article.get(article, ())
        return marks if kind is None else tuple(mark for mark in marks if mark.kind is kind)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that was read: the codebook and the stories. A codebook with mistakes is not `codebook_sound`."""

    codebook: Codebook
    stories: tuple[Story, ...]
    codebook_sound: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site before it meets the frame: `url` is relative to the root and ends in `/`.

    `body` is HTML, and so is `head`, what goes to the end of the page's head. `slot` names the hand-written
    page that receives it; an empty slot means that the page stands in the shell of its depth.
    """

    url: str
    title: str
    description: str
    body: str
    slot: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class PacketFile:
    """A printed packet that the site offers: its story, its path relative to the root, how it is told apart, bytes."""

    story: str
    path: str
    copy: str
    form: str
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the site that is no page: its path relative to the root, and its whole text."""

    path: str
    text: str
