"""Text files become a corpus."""

from __future__ import annotations

from pathlib import Path

from generator import checks, corpus, disk

ROOT = Path(__file__).parents[1]
NOTES = "annotations/venezuela-strikes/slay-news/2026-02-01-withdrawn.yml"
WITHDRAWN = """by: ada
on: 2026-02-01
status: withdrawn
framing:
- {label: loaded-language, quote: words that stand nowhere, voice: outlet}
- {label: loaded-language, quote: a terrible leader, voice: outlet}
claims:
- {claim: no-decision-yet, stance: omits, searched: [decide]}
"""


def test_a_withdrawn_note_is_neither_shown_nor_judged() -> None:
    """Its quote may be lost and its passage unmarked: it stays in its file and nowhere else."""
    files = dict(disk.gather(ROOT).files)
    before, _ = corpus.read(files)
    found, findings = corpus.read(files | {NOTES: WITHDRAWN})
    assert not findings and not checks.judge(found)
    assert found.stories[0].marks == before.stories[0].marks
    assert found.stories[0].absences == before.stories[0].absences
