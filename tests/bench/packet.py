"""How long packets take and how much memory: `python -m tests.bench.packet`, beside the limits that we set ourselves.

Every file is made in a process of its own, which reads the corpus first; seconds are of making the packet and
writing it, memory is the most that the process had. No test: nothing here passes or fails.
"""

from __future__ import annotations

import datetime
import importlib
import itertools
import multiprocessing
import resource
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator import build
from generator.edition import Edition
from generator.model import Story
from generator.packet.contents import packet
from generator.packet.desk import Origin
from generator.packet.manuscript import Choice, Copy, Variant

ROOT = Path(__file__).parents[2]
SAMPLE = "venezuela-strikes"
FORMATS = ("pdf", "epub", "docx")
MOMENT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """A file to be made: a choice, a format, and how often the articles of the sample stand in it."""

    choice: Choice
    form: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Figures:
    """Wall-clock and processor seconds, bytes of the file, and the most memory of the process in megabytes."""

    seconds: float
    processor: float
    size: int
    memory: float


def repeated(story: Story, times: int) -> Story:
    """A story with each article and its annotations so many times, under other ids."""

    def named(name: str, at: int) -> str:
        return f"{name}-{at}" if at else name

    marks = (
        replace(
            mark,
            annotation=replace(
                mark.annotation, id=named(mark.annotation.id, at), article=named(mark.annotation.article, at)
            ),
        )
        for mark in story.marks
        for at in range(times)
    )
    return replace(
        story,
        articles=tuple(replace(each, id=named(each.id, at)) for each in story.articles for at in range(times)),
        marks=tuple(marks),
        absences=tuple(
            replace(each, id=named(each.id, at), article=named(each.article, at))
            for each in story.absences
            for at in range(times)
        ),
        cuts={},
    )


def measure(case: Case) -> Figures:
    """What one file costs."""
    corpus = build.load(ROOT).corpus
    story = repeated(next(each for each in corpus.stories if each.id == SAMPLE), case.times)
    writer = importlib.import_module(f"generator.packet.{case.form}")
    began, before = time.perf_counter(), time.process_time()
    made, _ = packet(story, corpus.codebook, Edition.CLASSROOM, case.choice, Origin("0" * 64))
    written = writer.write(made, MOMENT)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figures(time.perf_counter() - began, time.process_time() - before, len(written.data), memory)


def table(cases: Iterable[Case]) -> list[Figures]:
    """Measure cases one after another, each in a new process, and print a row for each."""
    found = []
    print(f"  {'':40} {'seconds':>8} {'processor':>10} {'bytes':>11} {'memory MB':>10}")
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for case in cases:
            figures = pool.apply(measure, (case,))
            found.append(figures)
            name = f"{case.choice.words}, {case.form}"
            row = f"{figures.seconds:8.2f} {figures.processor:10.2f} {figures.size:11,} {figures.memory:10.0f}"
            print(f"  {name:40} {row}", flush=True)
    return found


def main() -> None:
    """Print both tables and the limits."""
    print("The sample: five articles")
    every = itertools.product(Copy, Variant, FORMATS)
    found = table(Case(Choice(copy, variant), form) for copy, variant, form in every)
    print(f"  all of these: {sum(each.seconds for each in found):.1f} s one after another; limit 20 s on two cores")
    print("\nThe sample four times over: twenty articles (a PDF: limit 10 s, 400 MB)")
    table(Case(Choice(copy, variant), "pdf", 4) for variant in Variant for copy in Copy)


if __name__ == "__main__":
    main()
