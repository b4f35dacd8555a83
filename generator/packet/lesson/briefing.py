"""What a teacher should know of this packet before class, worked out from the story: no fact is written here.

These are the limits of the material. A class that does not know them takes them for faults of the outlets.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.compare.chains import reports_behind
from generator.compare.claims import claim_table
from generator.compare.coverage import coverage
from generator.compare.origins import claim_origins
from generator.compare.timeline import timeline
from generator.model import Article
from generator.packet.desk import Desk
from generator.packet.lesson import left_out
from generator.packet.manuscript import Line, Words
from generator.packet.texts.citing import counted, documents, listed, number, opening
from generator.packet.texts.level import grade
from generator.templates import date_in_words

COPIES = (
    "The student, discussion and teacher copies have the same texts with the same numbers. The discussion copy shows "
    "marks and notes in the texts and holds no answers. It tells the class what is marked: hand it out after the "
    "worksheets, not before.",
    "The answers to the questions name document, paragraph in brackets and, in print, the lines; the tables name "
    "document and paragraph. All numbers are worked out from the passages themselves. A passage that the texts of "
    "this packet leave out is “not in this copy”.",
    "Words in quotation marks beside such a place are the exact words of the document. All others are ours.",
)
SENSITIVE = (
    "Texts may touch your class: violence, flight, family, faith, insults. They stand here as they were published; "
    "that is no leave to use their words."
)
INFERRED = "The text prints no date: the day was inferred from what it tells, and may be a little out."
UNDATED = "What could be known on that day is open: draw no conclusion from what is not there."
DEPENDENT = "Documents that retell one report are no independent witnesses: their agreement confirms nothing."
NOT_TOLD = "Pupils should say so and not guess."
ONE_ORIGIN = "all documents that name a source have it from the same one; see the last column of the claim table."
FORMULA = (
    "School grades in the United States by the formula of Flesch and Kincaid, which knows the length of words and "
    "sentences and nothing else. It is no Lexile measure."
)
OUTLETS = "Who is who"
HIDDEN = f"The pupils’ copies do not name the outlets. This copy does, on the page “{OUTLETS}” behind the worksheets."
GAPS = "Words are left out where […] stands. In doubt, look into the whole text."
ANEW = "The others are numbered anew, and a plan that you know may name other numbers."
REMAINING = "The questions on the sheet may speak of more documents than there are here: read them first."
MARKS = "A class may contradict any of them."

Points = Iterator[tuple[str, str]]


def lines(desk: Desk) -> tuple[Line, ...]:
    """The points, each with what it is about in bold."""
    points = (
        ("With care.", SENSITIVE),
        *_dates(desk),
        *_origins(desk),
        *_gaps(desk),
        *_levels(desk),
        *_shortened(desk),
        *_left_out(desk),
        *([("Hidden outlets.", HIDDEN)] if desk.choice.blind else []),
        *_review(desk),
    )
    return tuple((Words(f"{head} ", strong=True), Words(text)) for head, text in points)


def _dates(desk: Desk) -> Points:
    """Whether the documents are from one day; inferred and missing dates."""
    dated = [moment for moment in timeline(desk.story) if moment.day and moment.articles]
    days = [f"{documents(desk, moment.articles)} on {date_in_words(moment.day)}" for moment in dated]
    if len(days) > 1:
        yield "Not one moment.", f"{'; '.join(days)}. What was not yet known is no omission. {_news(desk)}".strip()
    inferred = [article for article in desk.story.articles if article.day and "published" in article.head.inferred]
    if inferred:
        yield "Inferred dates.", f"{_about(desk, inferred)}. {INFERRED}"
    undated = [article for article in desk.story.articles if not article.day]
    if undated:
        yield "No date.", f"{_about(desk, undated)}. {UNDATED}"


def _news(desk: Desk) -> str:
    first = min(article.day for article in desk.story.articles if article.day)
    claims = desk.story.file.claims.values()
    later = sum(claim.since is not None and claim.since > first for claim in claims)
    return f"{later} of the {len(claims)} claims collected here may have been public only later." if later else ""


def _origins(desk: Desk) -> Points:
    """Reports that documents retell, and claims that have one origin in all of them."""
    behind: dict[str, list[Article]] = {}
    for article in desk.story.articles:
        for report in reports_behind(desk.story, article.id):
            behind.setdefault(report, []).append(article)
    if behind:
        told = "; ".join(_retold(desk, report, found) for report, found in behind.items())
        many = any(len(found) > 1 for found in behind.values())
        yield "Retold reports.", f"{told}. {DEPENDENT if many else ''}".strip()
    single = sum(found.single for found in claim_origins(desk.story))
    if single:
        yield "One origin.", f"For {counted(single, 'claim')} {ONE_ORIGIN}"


def _retold(desk: Desk, report: str, found: list[Article]) -> str:
    share = f" ({number(len(found))} of {number(len(desk.story.articles))})" if len(found) > 1 else ""
    return f"{desk.story.file.sources[report].name} by {documents(desk, found)}{share}"


def _gaps(desk: Desk) -> Points:
    """What the saved texts do not tell of themselves."""
    articles = desk.story.articles
    missing = {
        "outlet": [article for article in articles if not article.head.outlet],
        "headline": [article for article in articles if not article.head.headline],
        "writer": [article for article in articles if not article.head.byline],
    }
    told = [f"the {what} ({documents(desk, found)})" for what, found in missing.items() if found]
    if told:
        yield "Not told.", f"The saved texts lack {listed(told)}. {NOT_TOLD}"


def _about(desk: Desk, articles: list[Article]) -> str:
    told = documents(desk, articles)
    return opening(told)


def _levels(desk: Desk) -> Points:
    graded = [(article, grade(article)) for article in desk.story.articles]
    known = [f"{documents(desk, [article])} about {level}" for article, level in graded if level]
    if known:
        yield "Reading level.", f"{'; '.join(known)}. {FORMULA}"


def _shortened(desk: Desk) -> Points:
    cut = left_out.shortened(desk)
    if cut:
        yield "Shortened.", f"{_about(desk, list(cut))}. {GAPS}"


def _left_out(desk: Desk) -> Points:
    """How many questions this packet cannot ask."""
    if not left_out.lacks_documents(desk):
        return
    asked = left_out.asked(desk)
    missing = len(desk.story.file.teaching.questions) - len(asked)
    told = (
        [f"Questions left out, since they rest on documents that are not here: {number(missing)}. {ANEW}"]
        if missing
        else []
    )
    yield "Fewer documents.", " ".join((*told, *([REMAINING] if asked else [])))


def _review(desk: Desk) -> Points:
    """How far the marks can be relied on."""
    if not desk.story.marks:
        yield "No marks yet.", "Nobody has annotated these texts: the tables are blank in this copy, too."
        return
    found = coverage(desk.story)
    yield "Marks.", f"A second reader has looked at {found.second_reader} of {len(desk.story.marks)} marks. {MARKS}"
    open_cells = sum(len(row.unreviewed) for row in claim_table(desk.story))
    if open_cells:
        yield "Not reviewed.", f"{counted(open_cells, 'cell')} of the claim table say nothing yet."
