"""rashomon strip: seeds -> corpus files, or a file of many pages -> a file of their articles."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Generator, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

import click

from generator import disk
from generator.batch import Engine, Tally, batch
from generator.batch.cluster import strip_there
from generator.batch.local import strip_here
from generator.cli.console import counted, project, show
from generator.diagnostics import Diagnostic
from generator.model import Place
from generator.restrip import restrip

EVERY = 0.5  # seconds between two lines of progress
NAMED = {
    "page-too-slow": "too slow", "page-crashed": "crashed", "too-large": "too large",
    "row-unreadable": "no row that can be read", "seed-unreadable": "no text that can be read",
}  # fmt: skip


@click.command("strip")
@click.argument("stories", nargs=-1, metavar="[STORY]...")
@click.option("--check", is_flag=True, help="Write nothing; fail where the corpus is not what strip would write.")
@click.option("--discard-edits", is_flag=True, help="Overwrite a text that was edited by hand.")
@click.option("--jsonl", nargs=2, metavar="IN OUT", help="Strip many pages: a JSON object a line in IN, one in OUT.")
@click.option(
    "--workers", type=click.IntRange(1, 1024), default=None, metavar="N",
    help="Processes for --jsonl.  [default: one less than there are processors]",
)  # fmt: skip
@click.option("--dask", metavar="ADDRESS", help="Do --jsonl on the Dask cluster with this scheduler.")
@project
def command(
    stories: tuple[str, ...], check: bool, discard_edits: bool, jsonl: tuple[str, str] | None,
    workers: int | None, dask: str | None, root: Path,
) -> None:  # fmt: skip
    """Take page furniture out of saved articles.

    Ads, polls, share buttons, forms and the like are cut; sentences of the article never are.

    Reads seeds/<story>/ and writes corpus/<story>/<article>.md and <article>.cuts.yml, which records
    every line taken out with its rule. Metadata that a person wrote stays as it is.

    With --jsonl no project is needed: each line of IN is {"id", "html" or "text"}, each line of OUT
    {"id", "text", "cuts"}, or {"id", "problem"} for a page that gives no article.
    """
    if jsonl:
        if stories or check or discard_edits:
            raise click.UsageError("--jsonl takes no story, and neither --check nor --discard-edits")
        if workers and dask:
            raise click.UsageError("--workers are processes here, --dask is a cluster: give one of them")
        raise SystemExit(_many(*jsonl, workers, dask))
    if workers or dask:
        raise click.UsageError("--workers and --dask are for --jsonl IN OUT")
    raise SystemExit(_seeds(stories, check, discard_edits, root))


def _seeds(stories: tuple[str, ...], check: bool, discard_edits: bool, root: Path) -> bool:
    """Strip the seeds of a project, and say what became of each. Whether there are findings."""
    folder = disk.find_root(root)
    findings: list[Diagnostic] = []
    results = list(restrip(folder, stories, write=not check, discard_edits=discard_edits))
    for result in results:
        if result.problem:
            findings.append(result.problem)
        elif check and result.changed:
            help_ = "run `rashomon strip` and read the difference before you commit it"
            message = "the text or its cuts are not what strip writes from the seed"
            findings.append(Diagnostic("corpus-not-current", message, Place(result.corpus), help_))
        else:
            state = "written" if result.changed else "unchanged"
            taken = f"{counted(result.kept, 'block')} kept, {counted(result.removed, 'line')} cut"
            guessed = "" if result.encoding == "utf-8" else f", read as {result.encoding}"
            click.echo(f"{result.corpus}: {taken}, {state}{guessed}")
    if not results:
        where = f"seeds/{stories[0]}/" if stories else "seeds/<story>/"
        click.echo(f"no seeds found; put saved articles into {where}")
    show(findings, disk.gather(folder).files if findings else {})
    return bool(findings)


def _many(source: str, target: str, workers: int | None, dask: str | None) -> bool:
    """Strip the pages of a file, and say how it went on standard error. Whether there are problems."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the end of a job leaves no more behind than Ctrl+C
    engine: Engine = partial(strip_here, count=workers or max(1, (os.cpu_count() or 1) - 1))
    if dask:
        engine = partial(strip_there, address=dask)
    started = time.monotonic()
    tally = Tally()
    with closing(_shown(batch(source, target, engine), started)) as tallies:
        for tally in tallies:  # noqa: B007  # the last one counts
            pass
    click.echo(_summary(tally, time.monotonic() - started), err=True)
    return bool(tally.problems)


def _shown(tallies: Iterable[Tally], started: float) -> Generator[Tally, None, None]:
    """The same tallies; at a terminal, each half second a line of progress that the next one overwrites."""
    shown = 0.0
    for tally in tallies:
        now = time.monotonic()
        if sys.stderr.isatty() and now - shown >= EVERY:
            shown = now
            rate = tally.pages / (now - started)
            click.echo(f"\r{counted(tally.pages, 'page')}, {rate:,.0f} a second \x1b[K", nl=False, err=True)
        yield tally
    if shown:
        click.echo("\r\x1b[K", nl=False, err=True)


def _summary(tally: Tally, seconds: float) -> str:
    """What became of all pages, in a line: those in NAMED by their reason, the others as yielding nothing."""
    named = {text: tally.problems[code] for code, text in NAMED.items()}
    named = {"yielded nothing": tally.problems.total() - sum(named.values())} | named
    parts = [f"{count:,} {text}" for text, count in named.items() if count]
    return ", ".join([counted(tally.pages, "page"), *parts, f"{seconds:.1f} s"])
