"""Packet -> a file: which writer sets a format, what the file is called, the moment that it bears.

The writers of PDF and DOCX need packages of the extra `packet`. They are loaded when they are asked for, so that
the rest of the program, and the EPUB, do without.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from generator.diagnostics import RashomonError
from generator.edition import Edition
from generator.model import Story
from generator.packet.binding.archive import EARLIEST
from generator.packet.desk import Origin
from generator.packet.manuscript import Choice, Copy, Packet, Paper, Variant, Written

Writer = Callable[[Packet, datetime.datetime], Written]
EXTRA = ("typst", "docx")  # what the extra `packet` brings, as it is imported
PROGRAMS = ("rashomon", "typst", "python-docx")
# What decides bytes, too, and is no news to a reader.
BELOW = ("jinja2", "lxml", "markupsafe")
# A zip can name no moment after this one, nor before the earliest.
LATEST = datetime.datetime(2107, 12, 31, tzinfo=datetime.UTC)
MAX_DIGITS = 20


class Format(StrEnum):
    """What kind of file."""

    PDF = "pdf"
    EPUB = "epub"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Order:
    """A file that somebody wants: what is chosen, of which articles (none named: of all), in which format."""

    choice: Choice
    format: Format = Format.PDF
    articles: tuple[str, ...] = ()


# What the site offers of a story: every copy in the standard setting.
OFFERED = tuple(
    Order(Choice(copy, paper=paper), form)
    for copy in Copy
    for form, paper in (
        (Format.PDF, Paper.A4),
        (Format.PDF, Paper.LETTER),
        (Format.EPUB, Paper.A4),
        (Format.DOCX, Paper.A4),
    )
)


def printed(packet: Packet, form: Format, moment: datetime.datetime) -> Written:
    """The packet in a format. `moment` is the one that the file names: the same packet and moment, the same bytes.

    Raises RashomonError where the packages of the extra `packet` are not installed.
    """
    return writer(form)(packet, moment)


def writer(form: Format) -> Writer:
    """The function that sets a format. Raises RashomonError where the packages of the extra are not installed."""
    try:
        write: Writer = import_module(f"generator.packet.{form.value}").write
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA:
            raise
        command = f"{shlex.quote(sys.executable)} -m pip install 'rashomon[packet]'"
        raise RashomonError(
            f"{form.value.upper()} needs the packages of the extra `packet`; install them with: {command}"
        ) from error
    return write


def file_name(story: str, order: Order, edition: Edition) -> str:
    """`<story>-<copy>` and then only what is not usual; an EPUB has no paper.

    The order is that of the choices: `-large-print` or `-easy-read`, `-blind`, `-excerpt`, `-2-articles-1f3a`,
    `-public`, `-letter`. The four digits belong to these articles: another pair has others.
    """
    choice = order.choice
    unusual = (
        (choice.variant is not Variant.STANDARD, choice.variant.value),
        (choice.blind, "blind"),
        (choice.excerpt, "excerpt"),
        (bool(order.articles), _selection(order.articles)),
        (edition is Edition.PUBLIC, "public"),
        (choice.paper is not Paper.A4 and order.format is not Format.EPUB, choice.paper.value),
    )
    return "-".join([story, choice.copy.value, *(word for said, word in unusual if said)]) + f".{order.format.value}"


def _selection(articles: tuple[str, ...]) -> str:
    digits = hashlib.sha256(" ".join(sorted(articles)).encode()).hexdigest()[:4]
    return f"{len(articles)}-article{'s' if len(articles) > 1 else ''}-{digits}"


def origin(story: Story, files: Mapping[str, str]) -> Origin:
    """What the packet is made from: the story's own files by path and text, and the codebook."""
    articles = {article.id for article in story.articles}
    own = sorted((path, text) for path, text in files.items() if _belongs(path.split("/"), story.id, articles))
    return Origin(hashlib.sha256(json.dumps(own).encode()).hexdigest(), versions())


def versions() -> tuple[str, ...]:
    """The programs that are here, by name and version: what a colophon names."""
    return tuple(_versions(PROGRAMS))


def decisive() -> tuple[str, ...]:
    """Every program that decides the bytes of a packet, by name and version, and Python's."""
    return (*_versions((*PROGRAMS, *BELOW)), f"Python {sys.version}")


def _versions(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def moment(packet: Packet, named: datetime.datetime | None) -> datetime.datetime:
    """The moment that a file bears: the one that is named, else the packet's day at midnight (UTC)."""
    day = datetime.datetime.combine(packet.day, datetime.time(), datetime.UTC)
    return min(max(named or day, EARLIEST), LATEST)


def moment_named(environment: Mapping[str, str]) -> datetime.datetime | None:
    """The moment that SOURCE_DATE_EPOCH names (reproducible-builds.org), None where it is not set.

    Raises RashomonError for what is no number of seconds since 1970, or later than a zip can name.
    """
    seconds = environment.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    digits = seconds.isascii() and seconds.isdigit() and len(seconds) <= MAX_DIGITS
    if not digits or int(seconds) > LATEST.timestamp():
        wanted = "a whole number of seconds since 1 January 1970, as in 1767225600"
        raise RashomonError(f"SOURCE_DATE_EPOCH is {seconds!r}; it must be {wanted}, or not be set")
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)


def _belongs(path: list[str], story: str, articles: Iterable[str]) -> bool:
    """Whether a file, by the parts of its path, is the codebook, the story's, or of one of its articles."""
    if path == ["annotations", "codebook.yml"]:
        return True
    return len(path) > 2 and path[1] == story and (path[2] == "story.yml" or path[2].partition(".")[0] in articles)
