"""Shared wording as the site shows it: beside the text in each article, and in one table of the story."""

from __future__ import annotations

from dataclasses import dataclass

from generator import edition as editions
from generator import links
from generator.compare.wording import Wording, shared_wording
from generator.edition import Edition
from generator.model import Article, Span, Story


@dataclass(frozen=True, slots=True)
class WordingPlace:
    """Where a run stands: the article's name, the number of the paragraph, the address of the words."""

    article: Article
    span: Span
    name: str
    paragraph: int
    url: str


@dataclass(frozen=True, slots=True)
class WordingView:
    """A run of shared words; `text` is empty where the edition does not show them in any article."""

    id: str
    words: int
    text: str
    places: tuple[WordingPlace, ...]

    def beside(self, article: Article) -> WordingNote:
        """The note on it in one of its articles."""
        return WordingNote(self.id, self.words, tuple(place for place in self.places if place.article != article))

    def span_in(self, article: Article) -> Span | None:
        """Where it stands in an article, or None."""
        return next((place.span for place in self.places if place.article == article), None)


@dataclass(frozen=True, slots=True)
class WordingNote:
    """What the margin of one article says about a run: where else it stands."""

    id: str
    words: int
    elsewhere: tuple[WordingPlace, ...]

    @property
    def lines(self) -> float:
        """About how many lines of the margin it takes when it is open."""
        return 4 + len(self.elsewhere)


def wordings(story: Story, edition: Edition) -> tuple[WordingView, ...]:
    """The shared wording of a story, the longest run first; the ids are the same on every page."""
    visible = {article.id: _visible(story, article, edition) for article in story.articles}
    return tuple(_view(story, f"wording_{n}", one, visible) for n, one in enumerate(shared_wording(story), 1))


def _view(story: Story, name: str, found: Wording, visible: dict[str, tuple[Span, ...]]) -> WordingView:
    text = ""
    places = []
    for article_id, span in found.places:
        article = story.article(article_id)
        shown = any(piece.start <= span.start and span.end <= piece.end for piece in visible[article_id])
        text = text or (article.text[span.start : span.end] if shown else "")
        paragraph = article.number(article.block_at(span.start))
        url = links.article(article) + (f"#{name}" if shown else "")
        places.append(WordingPlace(article, span, article.head.short, paragraph, url))
    return WordingView(name, found.words, text, tuple(places))


def _visible(story: Story, article: Article, edition: Edition) -> tuple[Span, ...]:
    return tuple(span for _, spans in editions.shown(story, article, edition) for span in spans)
