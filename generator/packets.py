"""Story -> printed packets, readable as a table of contents: choose, write the contents, set them in a format.

For a person they are set one by one, as they are ordered. For the site they are kept, and set anew only where
something changed that decides their bytes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator import links, store
from generator.diagnostics import Diagnostic
from generator.edition import Edition, only, published
from generator.model import Corpus, PacketFile, Story
from generator.packet import printing
from generator.packet.contents import packet
from generator.packet.manuscript import Paper, Written
from generator.packet.printing import Format, Order


@dataclass(frozen=True, slots=True)
class Printed:
    """A packet as a file: of which story, as it was ordered, its name, its bytes, and what they could not carry."""

    story: str
    order: Order
    name: str
    data: bytes
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """The packets that a site offers of each of its stories; none, if nothing is said.

    `moment` is the one that their files bear, instead of the day of what is in them; `tell` hears what is being set.
    """

    orders: tuple[Order, ...] = ()
    moment: datetime.datetime | None = None
    tell: Callable[[str], object] = str


def printed(
    corpus: Corpus, files: Mapping[str, str], story: Story, order: Order, edition: Edition,
    moment: datetime.datetime | None = None,
) -> Printed:  # fmt: skip
    """One packet of a story of the corpus, which was read from these files; `moment` as in an offer."""
    chosen = only(story, order.articles) if order.articles else story
    made, findings = packet(chosen, corpus.codebook, edition, order.choice, printing.origin(chosen, files))
    written = printing.printed(made, order.format, printing.moment(made, moment))
    name = printing.file_name(story.id, order, edition)
    return Printed(story.id, order, name, written.data, (*findings, *written.findings))


def offered(
    corpus: Corpus, files: Mapping[str, str], edition: Edition, offer: Offer, kept: Path
) -> tuple[Printed, ...]:
    """The packets that a site offers, out of the folder `kept` or set anew. What is no longer needed leaves it.

    What decides the bytes of one is the text of its story's files, what was ordered, and the program: as long as these
    stay, not even its contents are written anew.

    Raises RashomonError where a format cannot be set.
    """
    if not offer.orders:
        return ()
    program = store.program()
    stories = [story for story in corpus.stories if published(story).articles]
    found: dict[str, Printed] = {}
    for number, story in enumerate(stories, 1):
        tell = _once(offer.tell, f"setting the packets of {story.id} ({number} of {len(stories)})")
        origin = printing.origin(story, files)
        for order in offer.orders:
            key = store.key(story.id, order, edition, origin, offer.moment, program, printing.decisive())
            written = store.read(kept, key)
            if written is None:
                tell()
                made = printed(corpus, files, story, order, edition, offer.moment)
                written = Written(made.data, made.findings)
                store.write(kept, key, written)
            name = printing.file_name(story.id, order, edition)
            found[key] = Printed(story.id, order, name, written.data, written.findings)
    store.keep_only(kept, found)
    return tuple(found.values())


def page_entry(made: Printed) -> PacketFile:
    """What the page of its story needs of a packet."""
    form = made.order.format.value.upper()
    paper = {Paper.A4: "A4", Paper.LETTER: "Letter"}[made.order.choice.paper]
    told = f"{form}, {paper}" if made.order.format is Format.PDF else form
    return PacketFile(made.story, path(made), made.order.choice.copy.value, told, len(made.data))


def path(made: Printed) -> str:
    """Where a packet stands on the site."""
    return links.packet(made.story, made.name)


def _once(tell: Callable[[str], object], words: str) -> Callable[[], object]:
    """A function that says the words when it is first called."""
    return cache(lambda: tell(words))
