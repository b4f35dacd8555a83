"""The claims that pupils do not get, in the teacher's copy: what each document does with them, and where."""

from __future__ import annotations

from generator.compare.claims import Cell, claim_table
from generator.compare.origins import claim_origins
from generator.model import Anchored
from generator.packet.desk import Desk
from generator.packet.lesson import grid
from generator.packet.lesson.grid import Grid, GridRow
from generator.packet.manuscript import Manner, Paragraph, Section, Words
from generator.packet.sheets import claims
from generator.packet.texts.citing import counted, numbers

WIDTHS = (1.8, 1.6)
SHORT = (
    "Here stand the word for what a document does with a claim, and the paragraphs; the notes on the documents have "
    "the words. What is “not there” was looked for in the whole document; what was “not yet known” is no omission."
)


def sections(desk: Desk) -> tuple[Section, ...]:
    """One table of small type; none where the claim table holds every claim, or nobody has marked any."""
    rows = claim_table(desk.story)
    taken = claims.chosen(rows)
    others = [row for row in rows if row not in taken]
    if not (others and desk.answered and claims.noted(taken)):
        return ()
    title = f"Claim table: the other {counted(len(others), 'claim')}"
    origins = {found.id: found for found in claim_origins(desk.story)}
    made = tuple(
        GridRow(
            claims.head(desk, row), tuple(_briefly(desk, cell) for cell in row.cells), claims.origin(desk, row, origins)
        )
        for row in others
    )
    table = Grid(title, "Claim", made, claims.END, WIDTHS, small=True).blocks(desk)
    return (Section("claims-others", title, (Paragraph((Words(SHORT),), Manner.SMALL), *table), wide=True),)


def _briefly(desk: Desk, cell: Cell) -> grid.Cell:
    """For each stance, and whom it is attributed to, the paragraphs and the numbers given there."""
    found: dict[str, list[Anchored]] = {}
    for mark in cell.marks:
        found.setdefault(claims.stance(desk, mark), []).append(mark)
    if not found:
        return ((Words(f"{cell.absence}.".capitalize()),),)
    return tuple(
        (Words(f"{stance} "), *numbers(desk, marks), *claims.values(map(claims.value, marks)))
        for stance, marks in found.items()
    )
