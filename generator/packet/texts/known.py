"""What is known of an article outside its text, in the words of the head note; what nobody knows is said to be unknown.

A fact that somebody inferred is printed with the words that show it, unless they would answer a question: where they
name the report that the article retells, or quote what the key quotes. Then only the teacher's copy tells them.
"""

from __future__ import annotations

import re

from generator.compare.chains import reports_behind
from generator.model import Article
from generator.packet.desk import Desk
from generator.packet.texts.citing import number, opening
from generator.packet.texts.level import grade
from generator.packet.texts.mask import bounded
from generator.templates import date_in_words
from generator.text import fold_words

NOT_GIVEN = "not given in the saved text"
HIDDEN = "hidden in this packet"
HELD_BACK = "; the teacher’s copy says how"
NOTHING_CHANGED = "nothing else was changed"
NAMES_CHANGED = "outlets’ names were replaced by letters, and nothing else was changed"
LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hu": "Hungarian", "it": "Italian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip


def outlet(article: Article) -> str:
    """The outlet, or that none is given."""
    return article.head.outlet or "outlet not given"


def date(article: Article) -> str:
    """The day, as far as it is known: `about` stands before one that was inferred."""
    about = "about " if "published" in article.head.inferred else ""
    return about + date_in_words(article.day) if article.day else "date not given"


def length(desk: Desk, article: Article) -> str:
    """How long the article is, and for English how hard to read: with its own words, whatever stands for them here."""
    article = desk.original(article)
    found = grade(article)
    level = f", about grade {found} (Flesch–Kincaid; a formula, not a Lexile measure)" if found else ""
    return f"{article.words:,} words{level}"


def spoken(article: Article) -> str:
    """The language of the text: its English name if we know it, else its tag."""
    tag = article.head.language
    return LANGUAGES.get(tag.partition("-")[0], tag)


def who(desk: Desk, article: Article) -> str:
    """Who published it and who wrote it."""
    original = desk.original(article)
    named = f"{article.head.outlet}{_shown(desk, article, 'outlet')}" if article.head.outlet else ""
    byline = HIDDEN if desk.choice.blind and original.head.byline else article.head.byline or NOT_GIVEN
    return f"Outlet: {named or NOT_GIVEN}. Writer: {byline}{_shown(desk, article, 'byline')}."


def when(desk: Desk, article: Article) -> str:
    """When it was published."""
    day = date_in_words(article.day) if article.day else NOT_GIVEN
    return f"{opening(day)}{_shown(desk, article, 'published')}."


def found(desk: Desk, article: Article) -> str:
    """Where the text was found, and what was done to it."""
    original = desk.original(article).head
    address = original.taken_from.address or original.url
    if desk.choice.blind:
        where = f"address {HIDDEN if address else NOT_GIVEN}"
    else:
        where = str(address) if address else f"address {NOT_GIVEN}"
    loaded = original.taken_from.retrieved
    day = f", loaded on {date_in_words(loaded)}" if loaded else ""
    return f"From a saved copy; {where}{day}. {_cut(desk, article)}".rstrip()


def holds_back(desk: Desk, article: Article, key: str) -> bool:
    """Whether only the teacher's copy may tell how an inferred fact is known."""
    written = dict(article.head.inferred)
    return key in written and ((desk.choice.blind and key == "outlet") or spoils(desk, article, written[key]))


def spoils(desk: Desk, article: Article, words: str) -> bool:
    """Whether the words would answer a question: they name a report behind it, or quote evidence of the key."""
    behind = (desk.story.file.sources[name].name for name in reports_behind(desk.story, article.id))
    questions = desk.story.file.teaching.questions
    pieces = (piece.quote.exact for each in questions for piece in each.evidence if piece.article == article.id)
    folded = fold_words(words).casefold()
    said = filter(None, (fold_words(text).casefold() for text in (*behind, *pieces)))
    return any(re.search(bounded(re.escape(text)), folded) for text in said)


def _shown(desk: Desk, article: Article, key: str) -> str:
    written = dict(article.head.inferred)
    if key not in written:
        return ""
    how = HELD_BACK if holds_back(desk, article, key) else f": {written[key].rstrip('.')}"
    return f" (inferred{how})"


def _cut(desk: Desk, article: Article) -> str:
    if article.id not in desk.story.cuts:
        return ""
    count = len(desk.story.cuts[article.id])
    if not count:
        return "No line of it was removed."
    lines, were = ("line", "was") if count == 1 else ("lines", "were")
    removed = f"{number(count)} {lines} of the saved page {were} removed as no part of the article"
    return f"{opening(removed)}; {NAMES_CHANGED if desk.choice.blind else NOTHING_CHANGED}."
