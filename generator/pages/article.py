"""The article: its text with marks and notes, how we know its metadata, what was removed."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten

from generator import edition as editions
from generator import links
from generator.choices import Publish
from generator.compare.chains import reports_behind
from generator.edition import Edition, ShownBlock
from generator.formats import Codebook, FramingNote, SourceNote
from generator.model import Anchored, Article, Block, BlockKind, Cut, Kind, Page, Story
from generator.notes import NoteView, note_view
from generator.pages import head
from generator.pages.downloads import downloads
from generator.pages.segments import Segment, segments
from generator.pages.wordings import SharedWording, Stretch
from generator.strip.judge import JUDGEMENTS
from generator.templates import render

SHOWN = {
    Publish.EXCERPT: "the sentences around the marks", Publish.QUOTES: "the marked words", Publish.LINK: "no text",
}  # fmt: skip
LOADED = ("reading.css", "article.js", "margin.js", "cite.js", "suggest.js")
WORDS_PER_MINUTE, MAX_TITLE = 230, 90
CHARACTERS_A_LINE, NOTE_LINES_A_TEXT_LINE = 64, 1.7


@dataclass(frozen=True, slots=True)
class TextRow:
    """A block with its pieces (a gap stands between two) and the notes that begin in it."""

    number: int
    block: Block
    pieces: tuple[tuple[Segment, ...], ...]
    notes: tuple[NoteView, ...]
    shared: tuple[Stretch, ...]
    gap_before: bool

    @property
    def notes_fit(self) -> bool:
        """Whether its notes, all open, take about as much room beside it as its text; else they open on demand."""
        room = NOTE_LINES_A_TEXT_LINE * (len(self.block.text) / CHARACTERS_A_LINE + 1)
        taken = sum(note.lines for note in self.notes) + sum(note.lines for note in self.shared)
        return taken <= room


def page(story: Story, article: Article, codebook: Codebook, edition: Edition, shared: SharedWording) -> Page:
    """The page of one article; `shared` is the shared wording of the story."""
    url = links.article(article)
    shown = editions.shown(story, article, edition)
    stretches = shared.stretches[article.id]
    rows = [_row(story, article, codebook, edition, block, stretches) for block in shown.blocks]
    headline = [row for row in rows if row.block.kind is BlockKind.HEADLINE]
    position = story.articles.index(article) + 1
    previous, following = ((None, *story.articles)[position - 1], (*story.articles, None)[position])
    title = article.head.headline or f"{article.head.short}: no headline in the saved text"
    day = article.day
    cuts = _cuts(story, article, edition)
    body = render(
        "article.html",
        root=links.root(url),
        links=links,
        story=story,
        article=article,
        title=title,
        headline=headline[0] if headline else None,
        rows=[row for row in rows if row.block.kind is not BlockKind.HEADLINE],
        gap_after=shown.gap_after,
        counts={kind: len(story.marks_of(article.id, kind)) for kind in Kind},
        wordings=sum(len(row.shared) for row in rows),
        minutes=max(1, round(article.words / WORDS_PER_MINUTE)),
        behind=[story.file.sources[name] for name in reports_behind(story, article.id)],
        filters=_filters(story, article, codebook),
        cuts=cuts,
        withheld=len(story.cuts.get(article.id, ())) - len(cuts),
        edition=edition,
        shown="" if editions.shows_whole(article, edition) else SHOWN[article.head.rights.publish],
        reach=_reach(article, edition, len(rows) > len(headline)),
        position=position,
        previous=previous,
        following=following,
        other=following or previous,
        downloads=downloads(story, article, edition),
    )
    description = f"{article.head.outlet or article.head.short}: the text with its claims, sources and framing marked."
    return Page(
        url,
        f"{shorten(title, MAX_TITLE, placeholder=' …')} · {day.year if day else article.head.short}",
        description,
        body,
        head=head.article(story, article, edition) + head.files(url, *LOADED),
    )


def _reach(article: Article, edition: Edition, has_text: bool) -> str:
    """How much of the text a reader can select in: the `whole`, `parts` or `none`."""
    return "whole" if editions.shows_whole(article, edition) else "parts" if has_text else "none"


def _filters(story: Story, article: Article, codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """What a search can be narrowed by, beside outlet, story and year: the names of what is marked."""
    found: dict[str, dict[str, None]] = {"label": {}, "frame": {}, "source": {}, "claim": {}}
    for mark in story.marks_of(article.id):
        note = mark.annotation.note
        if isinstance(note, FramingNote):
            for key, label in (("label", codebook.get(note.label)), ("frame", codebook.get(note.frame or ""))):
                found[key] |= {label.name: None} if label else {}
        elif isinstance(note, SourceNote):
            found["source"][story.file.sources[note.source].name] = None
        else:
            found["claim"][story.file.claims[note.claim].statement] = None
    return {key: tuple(names) for key, names in found.items()}


def _cuts(story: Story, article: Article, edition: Edition) -> tuple[Cut, ...]:
    """The removed lines. What a judgement took away may be the article's: only an edition with whole texts shows it."""
    whole = editions.shows_whole(article, edition)
    return tuple(cut for cut in story.cuts.get(article.id, ()) if whole or cut.rule not in JUDGEMENTS)


def _row(
    story: Story,
    article: Article,
    codebook: Codebook,
    edition: Edition,
    shown: ShownBlock,
    stretches: tuple[Stretch, ...],
) -> TextRow:
    marks = story.marks_of(article.id)
    inside = tuple(one for one in stretches if one.span.overlaps(shown.block.span))
    spans = {one.id: one.span for one in inside}
    return TextRow(
        article.number(shown.block),
        shown.block,
        tuple(segments(article.text, span, marks, spans) for span in shown.spans),
        _notes(story, codebook, edition, shown.block, marks),
        inside,
        shown.gap_before,
    )


def _notes(
    story: Story, codebook: Codebook, edition: Edition, block: Block, marks: tuple[Anchored, ...]
) -> tuple[NoteView, ...]:
    begins = (mark for mark in marks if block.start <= mark.span.start <= block.span.end)
    return tuple(note_view(story, codebook, mark, edition) for mark in begins)
