"""The cover: the question, whose copy it is, and the documents."""

from __future__ import annotations

from generator.packet.desk import Desk
from generator.packet.manuscript import Block, Copy, Manner, Paragraph, Row, Table, Words
from generator.packet.texts import known

COPIES = {
    Copy.STUDENT: "With room for marks of your own and for answers",
    Copy.DISCUSSION: "With marks and notes in the texts, without answers",
    Copy.TEACHER: "With marks, notes and answers",
}
ORDER = "The documents stand in order of date"


def blocks(desk: Desk) -> tuple[Block, ...]:
    """The central question, whose copy it is, and the list of documents."""
    articles = desk.story.articles
    undated = any(article.day is None for article in articles)
    order = f"{ORDER}; those without a date come last." if undated else f"{ORDER}."
    guessed = any("published" in article.head.inferred for article in articles)
    about = " “About” stands before a date that the saved text does not state." if guessed else ""
    later = " A later text could know more than an earlier one." if len(articles) > 1 else ""
    heads = tuple((Words(text),) for text in ("Doc.", "Outlet", "Date", "Words"))
    rows = tuple(Row(tuple(((Words(text, strong=not at),),) for at, text in enumerate(_cells(desk, position))))
        for position in range(len(articles)))  # fmt: skip
    return (
        Paragraph((Words(desk.story.file.question),), Manner.LEAD),
        Paragraph((Words(" ".join(f"{kind}." for kind in (COPIES[desk.choice.copy], *_kinds(desk)))),)),
        Table("The documents", (1, 4, 4, 1.2), heads, rows),
        Paragraph((Words(order + about + later),), Manner.SMALL),
    )


def _cells(desk: Desk, position: int) -> tuple[str, ...]:
    article = desk.story.articles[position]
    inferred = " (inferred)" if "outlet" in article.head.inferred else ""
    words = f"{desk.original(article).words:,}"
    return desk.letter(article.id), known.outlet(article) + inferred, known.date(article), words


def _kinds(desk: Desk) -> tuple[str, ...]:
    hidden = "The outlets are hidden" if desk.choice.blind else ""
    short = "Long texts are shortened; what is left out is shown by […]" if desk.choice.excerpt else ""
    return tuple(filter(None, (hidden, short)))
