"""What a change is made of: plain words and numbers, ready to be told. All are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model import Kind

DATA = ("annotations/", "corpus/", "seeds/")


class Fate(StrEnum):
    """What became of something; `unread` is in a file of the head that cannot be read whole."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value before and after, in words; empty where there was or is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Marked words with some words before and after; `place` is `headline` or `paragraph 3`."""

    place: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation as one side has it.

    `heading` is the claim's statement, the source's or the label's name; `fields` its values by name, in words.
    `passage` is None where no words of the article can be shown, and `state` says why; `state` is empty else.
    """

    id: str
    kind: Kind
    heading: str
    by: str
    path: str
    line: int
    fields: tuple[tuple[str, str], ...]
    passage: Passage | None
    state: str

    def field(self, name: str) -> str:
        """The value with this name, in words; empty where there is none."""
        return dict(self.fields).get(name, "")


@dataclass(frozen=True, slots=True)
class NoteChange:
    """An annotation before and after; one of the two is None where it was added or removed."""

    fate: Fate
    before: Note | None
    after: Note | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def note(self) -> Note:
        """The annotation as it is, else as it was."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class TextChange:
    """How an article's text differs: words added and removed, and the paragraphs (place, text) that differ."""

    words_added: int
    words_removed: int
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What happened to one article and to its annotations; `fate` is None where only they changed."""

    id: str
    name: str
    fate: Fate | None
    fields: tuple[FieldChange, ...]
    text: TextChange | None
    notes: tuple[NoteChange, ...]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry of a registry or of the codebook; `kind` is `claim`, `source`, `target`, `label` and so on."""

    kind: str
    id: str
    name: str
    fate: Fate
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of the claim table: what it says before and after."""

    claim: str
    article: str
    before: str
    after: str
    filled: bool
    emptied: bool


@dataclass(frozen=True, slots=True)
class StoryChange:
    """What happened to a story; `fate` is None where only its parts changed."""

    id: str
    title: str
    fate: Fate | None
    entries: tuple[EntryChange, ...]
    articles: tuple[ArticleChange, ...]
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two corpora.

    `risks` are sentences about what a reviewer should look at first; `unread` the files of the head that cannot be
    read and are not compared; `files` the changed files of the project's data that nothing else here tells of.
    """

    stories: tuple[StoryChange, ...]
    labels: tuple[EntryChange, ...]
    risks: tuple[str, ...]
    unread: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.stories or self.labels or self.unread or self.files)

    @property
    def articles(self) -> tuple[ArticleChange, ...]:
        """The articles with a change, of all stories."""
        return tuple(article for story in self.stories for article in story.articles)

    @property
    def cells(self) -> tuple[CellChange, ...]:
        """The cells of the claim tables that differ, of all stories."""
        return tuple(cell for story in self.stories for cell in story.cells)
