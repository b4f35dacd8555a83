"""The source audit: who speaks in each document, how they know, who carried the words, whether a reader can check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.compare.chains import chains_of_article, independent_origins
from generator.compare.speakers import Voices, speakers
from generator.formats import ClaimNote, SourceEntry, SourceNote
from generator.model import Anchored, Article
from generator.packet.desk import Desk
from generator.packet.lesson.worked import printed, put_first
from generator.packet.manuscript import Block, Heading, Line, Manner, Paragraph, Row, Section, Table, Variant, Words
from generator.packet.texts import known
from generator.packet.texts.citing import cited_mark, each_document, listed, paragraphs, places, references
from generator.packet.texts.excerpt import words

COLUMNS = (
    "Doc.",
    "Who is speaking?",
    "Named, by role, or unnamed?",
    "Who are they, and how do they know?",
    "Who carried the words?",
    "Could we check it? How?",
    "Where?",
)
WIDTHS = (0.5, 1.3, 0.8, 1.3, 1.1, 1.2, 1.6)
KEY_WIDTHS = (0, 1.6, 0.8, 1.7, 1.1, 2.1, 1.5)
LINES = 2
WORDS_A_ROW = 60
# In large print so many columns are too narrow for their words: some share one.
SHARED = ((0,), (1, 2), (3, 4), (5, 6))
TASK = (
    "Find those on whose word {document} relies: people, offices, papers, other outlets. Write no more than the "
    "document says; if it does not say how they know, write “not said”. "
)
WORKED = "The first row has been done for you."
EXAMPLE = (
    "An example from no document here: a person “familiar with the bridge” · unnamed · how: not said · carried by "
    "another newspaper · cannot be checked, there is nobody to ask · paragraph 4."
)
KEY = (
    "This is what the documents say of their sources, as our readers marked it; how to check is a rule for all sources "
    "of one sort. Pupils may find other sources and better ways to check."
)
FIGURES = (
    "Sources are those that an attribution or a claim is marked with; origins are the first reports behind them, as "
    "far back as the documents tell. Named, role only and unnamed count the marked attributions. A count is no score: "
    "a document may have reasons to protect a source."
)
KINDS = {
    "official": "Official",
    "military": "Armed forces",
    "opposition": "Opposition",
    "foreign-government": "Foreign government",
    "intergovernmental": "Organisation of several states",
    "expert": "Expert",
    "ngo": "Group outside government (NGO)",
    "business": "Business",
    "witness": "Witness",
    "document": "Document",
    "data": "Figures",
    "other-outlet": "Another outlet",
    "social-media": "Social media",
    "own-reporting": "The outlet’s own reporting",
}
CHECKS = {
    "other-outlet": "Yes: find the report and read it.",
    "document": "Yes: find the paper and read it.",
    "data": "Yes: find the figures and how they were gathered.",
    "own-reporting": "In part: ask the outlet how it knows.",
    "named": "Yes: look for the words where they were first said.",
    "role-only": "In part: the office can be asked, the person cannot.",
    "unnamed": "Not by a reader. Look for a second source, independent of this one.",
}


@dataclass(frozen=True, slots=True)
class _Heard:
    """A source in one document, and the marks that speak of it, in order of the text. In the key: in all of them."""

    article: Article
    id: str
    entry: SourceEntry
    marks: tuple[Anchored, ...]


def sections(desk: Desk) -> tuple[Section, ...]:
    """The audit of all documents in one table; in the teacher's copy with figures."""
    return (Section("audit", "Source audit", tuple(_sheet(desk)), wide=True, named=not desk.answered),)


def _sheet(desk: Desk) -> Iterator[Block]:
    found = tuple(heard for voices in speakers(desk.story) for heard in _heard(desk, voices))
    found, worked = _worked(desk, found)
    task = TASK.format(document=each_document(desk)) + (WORKED if worked else "")
    yield Paragraph((Words(task.strip()),), Manner.SMALL)
    if not worked:
        yield Paragraph((Words(EXAMPLE),), Manner.SMALL)
    if desk.answered and found:
        yield Paragraph((Words(KEY),), Manner.SMALL)
        yield _table(desk, tuple(_row(desk, heard, ()) for heard in _merged(found)), key=True)
        yield from _figures(desk)
    else:
        example = (_row(desk, heard, _letter(desk, heard.article)) for heard in found[:worked])
        yield _table(desk, (*example, *_blank(desk)))


def _table(desk: Desk, rows: tuple[Row, ...], key: bool = False) -> Table:
    """The audit; in the key without the column of documents."""
    alone = tuple((at,) for at in range(len(COLUMNS)))
    columns = (SHARED if desk.choice.variant is Variant.LARGE_PRINT else alone)[key:]
    more = max(map(len, columns)) - 1
    return Table(
        "The sources of each document",
        tuple(sum((KEY_WIDTHS if key else WIDTHS)[at] for at in column) for column in columns),
        tuple((Words(" ".join(COLUMNS[at] for at in column)),) for column in columns),
        tuple(
            Row(
                tuple(tuple(line for at in column for line in row.cells[at]) for column in columns),
                row.lines + more if row.lines else 0,
            )
            for row in rows
        ),
        small=key,
    )


def _merged(found: tuple[_Heard, ...]) -> tuple[_Heard, ...]:
    """Each source once, with what is marked of it in all documents, in their order."""
    every: dict[str, list[_Heard]] = {}
    for heard in found:
        every.setdefault(heard.id, []).append(heard)
    return tuple(replace(same[0], marks=tuple(mark for each in same for mark in each.marks)) for same in every.values())


def _heard(desk: Desk, voices: Voices) -> tuple[_Heard, ...]:
    """The sources of a document, most often cited first, then those that only claims name."""
    marks: dict[str, list[Anchored]] = {speaker.source: [] for speaker in voices.speakers}
    for mark in desk.story.marks_of(voices.article.id):
        note = mark.annotation.note
        if isinstance(note, SourceNote | ClaimNote) and note.source in desk.story.file.sources:
            marks.setdefault(note.source or "", []).append(mark)
    names = desk.story.file.sources
    return tuple(_Heard(voices.article, source, names[source], tuple(found)) for source, found in marks.items())


def _worked(desk: Desk, found: tuple[_Heard, ...]) -> tuple[tuple[_Heard, ...], bool]:
    """The sources, the worked one first if any can be: best is one of the first document that somebody carried.

    One whose names tell which report a document retells is none, and the only source of all documents is none.
    """
    first = next((article for article in desk.story.articles if desk.story.marks_of(article.id)), None)
    if len(_merged(found)) < 2:
        return found, False
    return put_first(
        desk,
        found,
        lambda heard: heard.marks,
        lambda heard: (heard.article is first, bool(heard.entry.via)),
        lambda heard: known.spoils(desk, heard.article, ", ".join((*_carriers(desk, heard.entry), heard.entry.name))),
    )


def _carriers(desk: Desk, entry: SourceEntry) -> tuple[str, ...]:
    """The names of those who carried a source's words, nearest first."""
    names = desk.story.file.sources
    return tuple(names[name].name for name in entry.via if name in names)


def _blank(desk: Desk) -> Iterator[Row]:
    """Empty rows, as many for a document as its length asks for, and about sixteen in all."""
    most = min(8, max(1, 16 // len(desk.story.articles))) if desk.story.articles else 0
    for article in desk.story.articles:
        for _ in range(min(most, max(2, words(article, desk.shown[article.id]) // WORDS_A_ROW))):
            yield Row((_letter(desk, article), *(() for _ in COLUMNS[1:])), LINES)


def _row(desk: Desk, heard: _Heard, documents: tuple[Line, ...]) -> Row:
    entry = heard.entry
    said = ", ".join(filter(None, (KINDS[entry.kind], entry.role)))
    sort = entry.kind if entry.kind in CHECKS and entry.identity != "unnamed" else entry.identity
    carried = _carriers(desk, entry)
    return Row((
        documents,
        ((Words(entry.name, strong=True),),),
        _cell(entry.identity.replace("-", " ")),
        _cell(said),
        _cell(", who had it from ".join(carried) if carried else "nobody named"),
        _cell(CHECKS[sort]),
        (places(desk, heard.marks),) if desk.answered else _where(desk, printed(desk, heard.marks) or heard.marks),
    ))  # fmt: skip


def _where(desk: Desk, marks: tuple[Anchored, ...]) -> tuple[Line, ...]:
    """The words of the first mark, and the paragraphs of the others."""
    _, *others = paragraphs(map(desk.mark, marks))
    return (cited_mark(desk, marks[0]), *([(Words("Also "), *references(others))] if others else []))


def _figures(desk: Desk) -> Iterator[Block]:
    yield Heading("In figures")
    yield Paragraph((Words(FIGURES),), Manner.SMALL)
    heads = ("Doc.", "Sources marked", "Attributions marked", "Named", "Role only", "Unnamed", "Independent origins")
    rows = tuple(_figure(desk, voices) for voices in speakers(desk.story))
    widths = (0.4, 1, 1.2, 0.7, 0.8, 0.8, 6)
    yield Table("Attributions by document", widths, tuple((Words(head),) for head in heads), rows, small=True)


def _figure(desk: Desk, voices: Voices) -> Row:
    names = desk.story.file.sources
    origins = independent_origins(chains_of_article(desk.story, voices.article.id))
    told = [names[origin].name for origin in origins if origin in names]
    counts = (len(_heard(desk, voices)), voices.attributions, *(count for _, count in voices.identities))
    return Row((
        _letter(desk, voices.article),
        *(_cell(f"{count:,}") for count in counts),
        _cell(f"{len(told)}: {listed(told)}" if told else "none marked"),
    ))  # fmt: skip


def _letter(desk: Desk, article: Article) -> tuple[Line, ...]:
    return ((Words(desk.letter(article.id), strong=True),),)


def _cell(text: str) -> tuple[Line, ...]:
    return ((Words(text),),)
