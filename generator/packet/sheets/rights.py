"""The copyright page: what may be done with each text, as its rights say, and with the annotations; the colophon."""

from __future__ import annotations

from collections.abc import Iterator

from generator import edition as editions
from generator.choices import Publish
from generator.model import Article
from generator.packet.desk import Desk
from generator.packet.manuscript import Block, Heading, Line, Listing, Manner, Paragraph, Section, Words
from generator.packet.sheets import colophon
from generator.packet.texts.citing import documents, opening

BASES = {
    "quotation": "The text belongs to its publisher. It is quoted for comment and comparison.",
    "public-domain": "The text is in the public domain.",
    "licence": "The text is printed under a licence",
    "permission": "The text is printed with permission",
    "own-work": "The text was written for this project.",
}
SHOWN = {
    Publish.FULL: "The whole text may be published.",
    Publish.EXCERPT: "In public, only its headline and the sentences around marks may be shown.",
    Publish.QUOTES: "In public, only its headline and the marked words may be shown.",
    Publish.LINK: "In public, no words of it may be shown, only where it is to be read.",
    Publish.NONE: "It may not be published.",
}
COPYING = (
    "Whether a text may be copied for a class, how much of it and how often depends on the law of your country and on "
    "the licences that your school holds. Ask there; this page is no legal advice.",
    "What is usual: one copy for each pupil, for this class, at no charge, with this page. A packet with whole texts "
    "does not belong on a public website, nor into a collection that is handed out year after year.",
    "Where a text is in the public domain or its licence allows more, you may do what the licence says.",
)
ANNOTATIONS = (
    "The marks, notes, questions, answers and worksheets are licensed under Creative Commons Attribution 4.0 "
    "International (CC BY 4.0), https://creativecommons.org/licenses/by/4.0/. Name “Rashomon annotators”. The words "
    "quoted from articles are not covered by this licence."
)


def sections(desk: Desk) -> tuple[Section, ...]:
    """The page; documents with the same rights stand together."""
    alike: dict[str, list[Article]] = {}
    for article in desk.story.articles:
        alike.setdefault(" ".join(_sentences(desk, article)), []).append(article)
    entries = tuple((Paragraph(_entry(desk, found, said)),) for said, found in alike.items())
    copying: tuple[Block, ...] = tuple(Paragraph((Words(text),), Manner.SMALL) for text in COPYING)
    notice = Paragraph((Words(ANNOTATIONS),), Manner.SMALL)
    blocks = (Listing(entries), Heading("Copies for a class"), *copying, Heading("The annotations"), notice)
    return (Section("rights", "Copyright", (*blocks, Heading("Colophon"), *colophon.blocks(desk))),)


def _entry(desk: Desk, found: list[Article], said: str) -> Line:
    named = documents(desk, found)
    return Words(f"{opening(named)}. ", strong=True), Words(said)


def _sentences(desk: Desk, article: Article) -> Iterator[str]:
    """What is known of the rights; in a blind packet only the teacher's copy names the publisher."""
    known_to = desk.original(article) if desk.answered else article
    rights = known_to.head.rights
    yield f"{_owner(desk, known_to)}."
    detail = {"licence": rights.licence, "permission": rights.permission_ref}.get(rights.basis)
    basis = BASES[rights.basis]
    yield basis if basis.endswith(".") else f"{basis}{f' ({detail})' if detail else ''}."
    if not editions.shows_whole(article, editions.Edition.PUBLIC):
        yield SHOWN[rights.publish]
    if known_to.head.url:
        yield f"Published at {known_to.head.url}"


def _owner(desk: Desk, article: Article) -> str:
    if article.head.outlet is None and not article.head.rights.credit:
        return "The publisher is not named in the saved text"
    if desk.choice.blind and not desk.answered:
        return f"{article.head.outlet or 'The publisher'}; named in the teacher’s copy"
    inferred = " (inferred)" if "outlet" in article.head.inferred else ""
    return (article.head.rights.credit or f"{article.head.outlet}{inferred}").rstrip(".")
