"""The claim table: what each article does with each claim, and why not where it does nothing."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from generator.choices import Stance
from generator.formats import ClaimEntry, ClaimNote
from generator.model import Anchored, Annotation, Article, Story

_VALUE = re.compile(
    r"(?:[^\d\s]?)(?P<low>\d[\d,]*(?:\.\d+)?)(?P<more>\+)?(?:[-–](?P<high>\d[\d,]*(?:\.\d+)?))?\s*(?P<unit>.*)"
)


class Absence(StrEnum):
    """Why a cell holds no passage. Only the first says anything about the article."""

    OMITS = "checked, not there"
    NOT_YET_KNOWN = "not yet known"
    NOT_REVIEWED = "not reviewed"


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity: `low` to `high` (None: exactly `low`, or open upward where `open_ended`)."""

    written: str
    low: float | None
    high: float | None
    open_ended: bool
    unit: str

    def contradicts(self, other: Value) -> bool:
        """Whether no number fits both: `3` and `1` contradict, `8+` and `8` or a vague word do not."""
        if self.low is None or other.low is None:
            return False
        return max(self.low, other.low) > min(self._top, other._top)

    @property
    def _top(self) -> float:
        if self.open_ended or self.low is None:
            return math.inf
        return self.high if self.high is not None else self.low


@dataclass(frozen=True, slots=True)
class Cell:
    """One article's treatment of one claim: passages, or the kind of absence."""

    article: Article
    marks: tuple[Anchored, ...] = ()
    absence: Absence | None = None
    checked: Annotation | None = None

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The stances in order of the text, each once."""
        return tuple(dict.fromkeys(mark.annotation.note.stance for mark in self.marks))  # type: ignore[union-attr]

    @property
    def values(self) -> tuple[Value, ...]:
        """The quantities that the article gives, each once."""
        notes = (mark.annotation.note for mark in self.marks)
        written = dict.fromkeys(note.value for note in notes if isinstance(note, ClaimNote) and note.value)
        return tuple(parse_value(value) for value in written)


@dataclass(frozen=True, slots=True)
class Row:
    """One claim with its cells, one per article by date."""

    id: str
    entry: ClaimEntry
    cells: tuple[Cell, ...]

    @property
    def present(self) -> tuple[Cell, ...]:
        """The cells with a passage."""
        return tuple(cell for cell in self.cells if cell.marks)

    @property
    def differs(self) -> bool:
        """Whether two articles give quantities that cannot both hold."""
        values = [value for cell in self.cells for value in cell.values]
        return any(one.contradicts(other) for one, other in combinations(values, 2))

    @property
    def disputed(self) -> bool:
        """Whether an article disputes the claim."""
        return any(Stance.DISPUTES in cell.stances for cell in self.cells)

    @property
    def shared(self) -> bool:
        """Whether every article that was reviewed and could have known the claim carries it: two at least."""
        return len(self.reviewed) > 1 and all(cell.marks for cell in self.reviewed)

    @property
    def reviewed(self) -> tuple[Cell, ...]:
        """The cells that say something about their article: a passage, or a checked absence."""
        return tuple(cell for cell in self.cells if cell.marks or cell.absence is Absence.OMITS)

    @property
    def unreviewed(self) -> tuple[Cell, ...]:
        """The cells that nobody has looked at."""
        return tuple(cell for cell in self.cells if cell.absence is Absence.NOT_REVIEWED)

    @property
    def alone(self) -> Article | None:
        """The only article that carries it, where another one was checked and does not; else None."""
        only = len(self.present) == 1 and len(self.reviewed) > 1
        return self.present[0].article if only else None


def claim_table(story: Story) -> tuple[Row, ...]:
    """A row for each claim of the registry, in its order."""
    marks: dict[tuple[str, str], list[Anchored]] = {}
    for mark in story.marks:
        if isinstance(mark.annotation.note, ClaimNote):
            marks.setdefault((mark.annotation.note.claim, mark.annotation.article), []).append(mark)
    checked = {
        (absence.note.claim, absence.article): absence
        for absence in reversed(story.absences)
        if isinstance(absence.note, ClaimNote)
    }
    return tuple(
        Row(
            claim,
            entry,
            tuple(
                _cell(entry, article, tuple(marks.get((claim, article.id), ())), checked.get((claim, article.id)))
                for article in story.articles
            ),
        )
        for claim, entry in story.file.claims.items()
    )


def _cell(entry: ClaimEntry, article: Article, marks: tuple[Anchored, ...], checked: Annotation | None) -> Cell:
    if marks:
        return Cell(article, marks)
    if checked:
        return Cell(article, absence=Absence.OMITS, checked=checked)
    if entry.since and article.day and article.day < entry.since:
        return Cell(article, absence=Absence.NOT_YET_KNOWN)
    return Cell(article, absence=Absence.NOT_REVIEWED)


def parse_value(written: str) -> Value:
    """A quantity as written: `3 boats`, `3+ boats`, `8-10 ships`; vague words have no number."""
    found = _VALUE.fullmatch(written)
    if not found:
        return Value(written, None, None, False, written)
    number = {key: float(found[key].replace(",", "")) if found[key] else None for key in ("low", "high")}
    return Value(written, number["low"], number["high"], bool(found["more"]), found["unit"])
