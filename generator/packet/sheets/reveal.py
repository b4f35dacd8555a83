"""Behind the documents, for the teacher: what the head notes must not tell. In a blind packet: who is who."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compare.chains import reports_behind
from generator.model import Article
from generator.packet.desk import Desk
from generator.packet.lesson.briefing import OUTLETS
from generator.packet.manuscript import Listing, Manner, Paragraph, Row, Section, Table, Words
from generator.packet.texts import known
from generator.packet.texts.citing import listed

TITLE = "Behind the documents"
HELD_BACK = (
    "What stands here would answer questions, or give a hidden outlet away. The students’ copies do not have it."
)
HAND_OUT = "Only the teacher’s copy has this page, and it answers no question: copy it for the class at the end."
SHARED = "Documents of one outlet share its letter, so that a class can see that one outlet is no second witness."


def sections(desk: Desk) -> tuple[Section, ...]:
    """The sheets of the teacher's copy: what was held back, if anything, and in a blind packet the outlets."""
    return (*_behind(desk), *_outlets(desk)) if desk.answered else ()


def _behind(desk: Desk) -> Iterator[Section]:
    entries = tuple(
        (Paragraph((Words(f"Document {desk.letter(article.id)}. ", strong=True), Words(" ".join(said)))),)
        for article in desk.story.articles
        if (said := tuple(_said(desk, article)))
    )
    if entries:
        yield Section("behind", TITLE, (Paragraph((Words(HELD_BACK),), Manner.SMALL), Listing(entries)))


def _outlets(desk: Desk) -> Iterator[Section]:
    if not desk.choice.blind:
        return
    heads = tuple((Words(text),) for text in ("Doc.", "Called", "Outlet", "Headline", "Date", "Address"))
    rows = tuple(
        Row(tuple(((Words(text, strong=not at),),) for at, text in enumerate(_cells(desk, article))))
        for article in desk.story.articles
    )
    table = Table("Who published what", (0.8, 1.4, 2, 4, 2, 3), heads, rows)
    told = (Paragraph((Words(HAND_OUT),), Manner.SMALL), table, Paragraph((Words(SHARED),), Manner.SMALL))
    yield Section("outlets", OUTLETS, told, wide=True)


def _cells(desk: Desk, article: Article) -> tuple[str, ...]:
    real = desk.revealed.get(article.id, article)
    headline = real.head.headline or "no headline in the saved text"
    address = str(real.head.url or real.head.taken_from.address or known.NOT_GIVEN)
    return desk.letter(article.id), known.outlet(article), known.outlet(real), headline, known.date(real), address


def _said(desk: Desk, article: Article) -> Iterator[str]:
    """What it retells, and each inferred fact whose evidence the head note holds back."""
    sources = desk.story.file.sources
    if behind := [sources[name].name for name in reports_behind(desk.story, article.id)]:
        yield f"It retells {listed(behind)}."
    real = desk.revealed.get(article.id, article)
    for key, shown in real.head.inferred.items():
        if known.holds_back(desk, article, key):
            yield f"{key.capitalize()}, inferred: {shown.rstrip('.')}."
