"""Shared wording as the site shows it: stretches beside the text of each article, the longest runs in the story."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import edition as editions
from generator.compare.wording import WORD, Wording, shared_wording
from generator.edition import Edition
from generator.model import Article, Span, Story
from generator.pages.passages import address
from generator.text import fold

MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class WordingPlace:
    """Where shared words stand: the article's name, the paragraph, the address of the stretch that holds them."""

    name: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class WordingView:
    """A run of shared words; `text` is empty where the edition does not show them in any article."""

    words: int
    text: str
    places: tuple[WordingPlace, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs of one article that overlap, joined, as far as the edition shows them; each other article stands once.

    `words` counts the words of the whole stretch; of these every other article holds a run.
    """

    id: str
    words: int
    span: Span
    elsewhere: tuple[WordingPlace, ...]

    @property
    def lines(self) -> float:
        """About how many lines of the margin it takes when it is open."""
        return 4 + len(self.elsewhere)


@dataclass(frozen=True, slots=True)
class SharedWording:
    """The shared wording of a story: the longest runs, how many there are more, the stretches of each article."""

    listed: tuple[WordingView, ...]
    more: int
    stretches: Mapping[str, tuple[Stretch, ...]]


def wordings(story: Story, edition: Edition) -> SharedWording:
    """What the pages of a story show of its shared wording."""
    found = shared_wording(story)
    spans: dict[str, set[Span]] = {article.id: set() for article in story.articles}
    for name, span in (place for run in found for place in run.places):
        spans[name].add(span)
    joined = {article.id: _joined(story, article, spans[article.id], edition) for article in story.articles}
    longest, more = _longest(found)
    listed = tuple(
        WordingView(
            run.words,
            _text(story, run, edition),
            tuple(_holding(joined, name, span).place for name, span in run.places),
        )
        for run in longest
    )
    return SharedWording(listed, more, _stretches(found, joined))


@dataclass(frozen=True, slots=True)
class _Joined:
    """A stretch before it is known where else its words stand; `shown` is what the edition shows of it."""

    id: str
    words: int
    span: Span
    shown: Span | None
    place: WordingPlace


def _joined(story: Story, article: Article, runs: Iterable[Span], edition: Edition) -> tuple[_Joined, ...]:
    """The runs of an article that overlap, joined, in order of the text."""
    joined: list[Span] = []
    for span in sorted(runs, key=lambda span: span.start):
        if joined and joined[-1].overlaps(span):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(_made(story, article, span, edition) for span in joined)


def _made(story: Story, article: Article, span: Span, edition: Edition) -> _Joined:
    words = WORD.findall(fold(article.text[span.start : span.end]).text.casefold())
    # The name comes from the words, so that it stays when other wording comes or goes.
    name = f"wording_{hashlib.sha256(' '.join(words).encode()).hexdigest()[:10]}"
    parts = editions.visible_in(story, article, span, edition)
    shown = Span(parts[0].start, parts[-1].end) if parts else None
    url = address(story, article, shown or span, name, edition)
    return _Joined(name, len(words), span, shown, WordingPlace(article.head.short, article.place_of(span.start), url))


def _holding(joined: Mapping[str, tuple[_Joined, ...]], article: str, run: Span) -> _Joined:
    return next(one for one in joined[article] if one.span.covers(run))


def _stretches(
    found: Iterable[Wording], joined: Mapping[str, tuple[_Joined, ...]]
) -> Mapping[str, tuple[Stretch, ...]]:
    """The stretches that are shown; another article stands where it holds the longest run of the stretch."""
    beside: dict[tuple[str, Span], dict[str, WordingPlace]] = {}
    for run in found:
        held = {name: _holding(joined, name, span) for name, span in run.places}
        for name, one in held.items():
            places = beside.setdefault((name, one.span), {})
            for other, there in held.items():
                places.setdefault(other, there.place)

    def elsewhere(article: str, one: _Joined) -> tuple[WordingPlace, ...]:
        places = beside[article, one.span]
        return tuple(places[other] for other in joined if other in places and other != article)

    return {
        name: tuple(Stretch(one.id, one.words, one.shown, elsewhere(name, one)) for one in every if one.shown)
        for name, every in joined.items()
    }


def _longest(found: Iterable[Wording]) -> tuple[list[Wording], int]:
    """The longest runs, none of them within another one of the same articles, and how many such there are more."""
    listed: list[Wording] = []
    more = 0
    for run in found:
        if any(_within(run, longer) for longer in listed):
            continue
        if len(listed) < MOST_LISTED:
            listed.append(run)
        else:
            more += 1
    return listed, more


def _within(run: Wording, longer: Wording) -> bool:
    holding = dict(longer.places)
    return all(name in holding and holding[name].covers(span) for name, span in run.places)


def _text(story: Story, run: Wording, edition: Edition) -> str:
    """The words as the first article that shows them all prints them."""
    for name, span in run.places:
        article = story.article(name)
        if editions.visible_in(story, article, span, edition) == (span,):
            return article.text[span.start : span.end]
    return ""
