"""Side by side: the articles of a story in columns, and what each does with the claim that is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from generator import edition as editions
from generator import links
from generator.compare.claims import Cell, Row, claim_table
from generator.edition import Edition, Shown
from generator.model import Article, BlockKind, Kind, Page, Story
from generator.pages import head
from generator.pages.segments import Segment, segments
from generator.templates import render


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a column: its number, its kind, its pieces (a gap stands between two)."""

    number: int
    kind: BlockKind
    pieces: tuple[tuple[Segment, ...], ...]
    gap_before: bool


@dataclass(frozen=True, slots=True)
class Column:
    """An article with what it does with each claim, in order of the registry.

    `gap_after` tells whether text is left out at the end.
    """

    article: Article
    paragraphs: tuple[Paragraph, ...]
    gap_after: bool
    cells: tuple[tuple[Row, Cell], ...]


def page(story: Story, edition: Edition) -> Page:
    """The page that holds every article of a story; the address chooses two or three of them."""
    url = links.compare(story)
    rows = claim_table(story)
    body = render(
        "compare.html",
        root=links.root(url),
        links=links,
        story=story,
        rows=rows,
        columns=[_column(story, article, rows, edition) for article in story.articles],
    )
    title = f"Side by side: {story.file.title}"
    return Page(
        url,
        title,
        f"{title} Choose a claim and read it in two or three articles.",
        body,
        head=head.robots(story.articles, edition) + head.files(url, "compare.css", "compare.js"),
    )


def _column(story: Story, article: Article, rows: tuple[Row, ...], edition: Edition) -> Column:
    at = story.articles.index(article)
    shown = editions.shown(story, article, edition)
    cells = tuple((row, row.cells[at]) for row in rows)
    return Column(article, _paragraphs(story, article, shown), shown.gap_after, cells)


def _paragraphs(story: Story, article: Article, shown: Shown) -> tuple[Paragraph, ...]:
    marks = story.marks_of(article.id, Kind.CLAIM)
    return tuple(
        Paragraph(
            article.number(each.block),
            each.block.kind,
            tuple(segments(article.text, span, marks) for span in each.spans),
            each.gap_before,
        )
        for each in shown.blocks
    )
