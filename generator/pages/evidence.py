"""The evidence: every annotation of a story in one table, and what the table can be narrowed by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import edition as editions
from generator import links
from generator.choices import Stance, Status, Voice
from generator.compare.evidence import Record, records
from generator.edition import Edition
from generator.formats import ClaimNote, Codebook, FramingNote, SourceNote
from generator.model import Kind, Page, Story
from generator.pages import head
from generator.pages.passages import address
from generator.templates import render

# What is longer opens on demand.
LONG_NOTE = 240
FACETS = ("article", "kind", "stance", "voice", "claim", "source", "label", "frame", "status", "by")
FACET_NAMES = {"by": "annotator"}
ORDERED: Mapping[str, Sequence[str]] = {
    "kind": tuple(Kind), "stance": tuple(Stance), "voice": tuple(Voice), "status": tuple(Status),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row: what the annotation says, its manner in words, and its value of each facet that it has.

    `words` is None where the edition may not quote the article; `url` leads to the passage.
    """

    record: Record
    what: str
    what_url: str
    words: str | None
    manner: tuple[str, ...]
    url: str
    values: Mapping[str, str]

    @property
    def is_long(self) -> bool:
        """Whether the note is too long to stand open in a table."""
        return len(self.record.annotation.note.note or "") > LONG_NOTE


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the table can be narrowed to, with the number of rows that have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """What the table can be narrowed by: its key in the address, its name, its values."""

    key: str
    name: str
    choices: tuple[Choice, ...]


def page(story: Story, codebook: Codebook, edition: Edition) -> Page:
    """The page that holds every annotation of the story."""
    url = links.evidence(story)
    rows = tuple(_row(story, codebook, record, edition) for record in records(story))
    reviewed = sum(row.record.annotation.status is Status.REVIEWED for row in rows)
    body = render(
        "evidence.html",
        root=links.root(url),
        links=links,
        story=story,
        rows=rows,
        facets=_facets(story, codebook, rows),
        reviewed=reviewed,
        statuses=Counter(row.record.annotation.status for row in rows),
    )
    robots = head.robots_of_passages((row.record.article for row in rows), edition)
    title = f"Evidence: {story.file.title}"
    return Page(
        url,
        title,
        f"Every annotation in one table: {story.file.title}"[:200],
        body,
        head=robots + head.files(url, "search.css", "evidence.css", "evidence.js"),
    )


def _row(story: Story, codebook: Codebook, record: Record, edition: Edition) -> EvidenceRow:
    article = record.article
    quoted = editions.quotable(article, edition)
    what, what_url, manner, own = _said(story, codebook, record, edition)
    values = {
        "article": article.id, "kind": record.annotation.kind.value, **own,
        "status": record.annotation.status.value, "by": record.annotation.by,
    }  # fmt: skip
    url = address(story, article, record.span, record.annotation.id, edition) if record.span else links.article(article)
    manner = tuple(part for part in manner if part)
    words = record.words if quoted else None
    found = {key: value for key, value in values.items() if value}
    return EvidenceRow(record, what, what_url, words, manner, url, found)


Said = tuple[str, str, tuple[str, ...], dict[str, str]]


def _said(story: Story, codebook: Codebook, record: Record, edition: Edition) -> Said:
    """The name of what is annotated, its page, the manner in words, the values of the facets of its kind."""
    note = record.annotation.note
    if isinstance(note, ClaimNote):
        return _claim(story, note)
    if isinstance(note, SourceNote):
        cue = editions.cue(record.article, note.cue, edition)
        name = story.file.sources[note.source].name
        manner = (f"“{cue}”" if cue else "", f"{note.form} speech")
        return name, links.source(story, note.source), manner, {"source": note.source}
    return _framing(story, codebook, note)


def _claim(story: Story, note: ClaimNote) -> Said:
    manner = "checked, not there" if note.stance is Stance.OMITS else note.stance.value
    source = story.file.sources[note.source].name if note.source else ""
    source = f"{'to' if note.stance is Stance.ATTRIBUTES else 'with'} {source}" if source else ""
    own = {"stance": note.stance.value, "claim": note.claim, "source": note.source or ""}
    statement = story.file.claims[note.claim].statement
    return statement, links.claim(story, note.claim), (manner, source, note.value or ""), own


def _framing(story: Story, codebook: Codebook, note: FramingNote) -> Said:
    target = story.file.targets[note.target].name if note.target else ""
    frame = _label(codebook, note.frame) if note.frame else ""
    voice = f"{note.voice} voice"
    own = {"voice": note.voice.value, "label": note.label, "frame": note.frame or ""}
    manner = (voice, f"of {target}" if target else "", note.polarity or "", frame)
    return _label(codebook, note.label), links.label(note.label), manner, own


def _label(codebook: Codebook, name: str) -> str:
    known = codebook.get(name)
    return known.name if known else name


def _facets(story: Story, codebook: Codebook, rows: tuple[EvidenceRow, ...]) -> tuple[Facet, ...]:
    """The facets that part the rows: one with a single value that every row has tells nothing."""
    found = (_facet(key, _names(story, codebook, key), rows) for key in FACETS)
    kept = ("article", "kind", "status", "by")
    return tuple(facet for facet in found if facet.choices and (len(facet.choices) > 1 or facet.key in kept))


def _facet(key: str, names: Mapping[str, str], rows: tuple[EvidenceRow, ...]) -> Facet:
    counts = Counter(row.values[key] for row in rows if key in row.values)
    choices = [Choice(value, names.get(value, value), count) for value, count in counts.items()]
    if key in ORDERED:
        choices.sort(key=lambda choice: ORDERED[key].index(choice.value))
    elif key != "article":
        choices.sort(key=lambda choice: choice.name.casefold())
    return Facet(key, FACET_NAMES.get(key, key), tuple(choices))


def _names(story: Story, codebook: Codebook, key: str) -> Mapping[str, str]:
    labels = {label.id: label.name for label in codebook.labels}
    return {
        "article": {article.id: article.head.short for article in story.articles},
        "claim": {name: entry.statement for name, entry in story.file.claims.items()},
        "source": {name: entry.name for name, entry in story.file.sources.items()},
        "label": labels,
        "frame": labels,
        "stance": {"omits": "checked, not there"},
    }.get(key, {})
