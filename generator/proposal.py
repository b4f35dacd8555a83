"""What a branch proposes: two revisions laid out, read, compared, and the findings that this is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from generator import build, changes, corpus, disk, history
from generator.changes import Changes
from generator.diagnostics import Diagnostic
from generator.model import Corpus


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes, and the findings that they concern; `elsewhere` counts the others, `outside` names files of no data.

    `files` are the head's texts, for the report.
    """

    changes: Changes
    findings: tuple[Diagnostic, ...]
    elsewhere: int
    outside: tuple[str, ...]
    files: Mapping[str, str]


def read(root: Path, base: str, head: str | None = None) -> Proposal:
    """What `head`, or the folder as it is, proposes since it parted from `base`.

    Raises RashomonError where git, the repository or a revision is missing.
    """
    parted = history.merge_base(root, base, head or "HEAD")
    paths = history.changed_paths(root, parted, head)
    with history.laid_out(root, parted) as before, _folder(root, head) as after:
        loaded = build.load(after)
        findings = _concerned(loaded.findings, paths, before)
        found = changes.between(_corpus(before), loaded.corpus, loaded.findings, paths)
    elsewhere = len(loaded.findings) - len(findings)
    return Proposal(found, findings, elsewhere, changes.outside(paths), loaded.files)


def _folder(root: Path, head: str | None) -> AbstractContextManager[Path]:
    return history.laid_out(root, head) if head else nullcontext(root)


def _corpus(folder: Path) -> Corpus:
    return corpus.read(disk.gather(folder).files)[0]


def _concerned(findings: Sequence[Diagnostic], paths: Sequence[str], before: Path) -> tuple[Diagnostic, ...]:
    """The findings in files that changed, and those that the base did not have: a quote may have lost its text."""
    changed = frozenset(paths)
    if all(finding.place.path in changed for finding in findings):
        return tuple(findings)
    known = frozenset(map(_what, build.load(before).findings))
    return tuple(f for f in findings if f.place.path in changed or _what(f) not in known)


def _what(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.code, finding.place.path, finding.message
