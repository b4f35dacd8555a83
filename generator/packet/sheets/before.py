"""Before you read: what a class already thinks, and the words that it needs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.packet.desk import Desk
from generator.packet.lesson.left_out import lacks_documents
from generator.packet.manuscript import Block, Heading, Listing, Manner, Paragraph, Rules, Section, Words
from generator.packet.texts.glossary import CRAFT, elsewhere

KNOW = "What do you already know about this? Write down from where you know it."
EXPECT = (
    "Look at the list of documents on the cover, at the outlets and the dates. Which do you expect to differ, and why?"
)
EXPECT_ALONE = "Look at the outlet and the date on the cover. What do you expect to read, and why?"
EXPECT_HIDDEN = "Look at the dates on the cover. What might a later document know that an earlier one could not?"
EXPECT_HIDDEN_ALONE = "Look at the date on the cover. What could be known on that day, and what could not?"
SURE = "What would you have to see or hear to be sure of an answer to the question on the cover?"
ROOM, LITTLE_ROOM = 4, 2  # lines; so few where many words are to be known, so that a page holds both
MANY = 8


def sections(desk: Desk) -> tuple[Section, ...]:
    """Three prompts with room to write, and the words that are explained in no text."""
    words = tuple(_needed(desk))
    room = LITTLE_ROOM if len(words) > MANY else ROOM
    asked = tuple((Paragraph((Words(prompt),)), Rules(room)) for prompt in (KNOW, _expected(desk), SURE))
    blocks: tuple[Block, ...] = (Listing(asked, ordered=True), *_known(desk, words))
    return (Section("before", "Before you read", blocks, named=True),)


def _expected(desk: Desk) -> str:
    if len(desk.story.articles) == 1:
        return EXPECT_HIDDEN_ALONE if desk.choice.blind else EXPECT_ALONE
    return EXPECT_HIDDEN if desk.choice.blind else EXPECT


def _needed(desk: Desk) -> Iterator[str]:
    """The words that no text explains; where documents are left out, no word that stands in these alone."""
    texts = [article.text.casefold() for article in desk.story.articles]
    for term in elsewhere(desk.story, desk.shown):
        folded = term.strip().casefold()
        if folded in CRAFT or not lacks_documents(desk) or any(folded in text for text in texts):
            yield term


def _known(desk: Desk, terms: tuple[str, ...]) -> tuple[Block, ...]:
    glossary = desk.story.file.teaching.glossary
    entries = tuple(
        (Paragraph((Words(f"{term}: ", strong=True), Words(glossary[term])), Manner.SMALL),) for term in terms
    )
    return (Heading("Words to know"), Listing(entries)) if entries else ()
