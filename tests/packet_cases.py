"""tests/cases/packet/*.yml, in the form of tests/site_cases.py -> a project with a story for each case."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from generator import build
from generator.edition import Edition
from generator.model import Corpus
from generator.packet.contents import packet
from generator.packet.desk import Origin
from generator.packet.manuscript import Choice, Packet
from tests import site_cases
from tests.golden import ROOT

CASES = Path(__file__).parent / "cases" / "packet"
SPANISH, UNMARKED = "puente-del-molino", "mill-bridge-unmarked"
SAMPLE = "venezuela-strikes"
ORIGIN = Origin("0" * 64, ("rashomon 0.0.0",))


def project(root: Path) -> Path:
    """A project with the stories of all cases."""
    cases = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CASES.glob("*.yml"))}
    return site_cases.project(root, cases)


@cache
def corpus() -> Corpus:
    """The stories of the cases and the sample; raises AssertionError when a check finds anything."""
    with TemporaryDirectory() as folder:
        loaded = build.load(project(Path(folder) / "project"))
    sample = build.load(ROOT)
    assert not loaded.findings and not sample.findings, (*loaded.findings, *sample.findings)
    return Corpus(sample.corpus.codebook, (*loaded.corpus.stories, *sample.corpus.stories))


@cache
def a_packet_of(story: str, choice: Choice, edition: Edition = Edition.CLASSROOM) -> Packet:
    """The packet of a story of `corpus`."""
    chosen = next(each for each in corpus().stories if each.id == story)
    return packet(chosen, corpus().codebook, edition, choice, ORIGIN)[0]
