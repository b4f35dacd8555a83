"""The names of a story's outlets, found in any text and put behind `[Outlet A]`.

Names are matched as they are written, or all in capitals, as whole words: an outlet called The Post leaves the post
office alone. A word that is only a part of a name (`Post`) does not count after another word with a capital letter: The
Washington Post is another outlet. A name that is an ordinary word is hidden where that word begins a sentence, too:
rather a word too many than an outlet given away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.compare.chains import carried_by
from generator.formats import ClaimNote, SourceEntry, SourceNote
from generator.model import Article, Span, Story
from generator.packet.desk import letter

_ARTICLES = frozenset({"the"})
_DAY = re.compile(r",.*|\s*\(.*\)")
_APOSTROPHES = "['’‘ʼ]"
_WORD_BEFORE = re.compile(r"(?<![\w’'])([^\W\d_]\w*)[^\S\n]+$")
# Words with a capital letter, at the beginning of a sentence or always, that do not belong to the name after them.
_NO_NAMES = frozenset({
    "a", "after", "also", "although", "an", "and", "as", "at", "because", "before", "both", "but", "by", "even",
    "every", "for", "from", "if", "in", "like", "no", "one", "only", "or", "since", "so", "some", "that", "the",
    "then", "this", "to", "two", "under", "until", "what", "when", "where", "while", "with", "yet",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip
_UNSPACED = "\u2e80"  # from here on scripts write words without spaces between them
_NAME, _PART = "n", "p"  # how a pattern begins: a whole name, or a part of one
_LINE_END = re.compile(r"(?<=\S)\n(?=\S)")
_SHORTEST = 6  # letters of a name that may be found in an address
_INITIALS, _CAPITALS = 2, 3  # letters of a short name of capitals, and of a name that is found in capitals, at least


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without names, and where the passages of the old one are in it."""

    text: str
    changes: tuple[tuple[Span, Span], ...]

    def span(self, old: Span) -> Span:
        """The same passage in the masked text; one that begins or ends inside a name takes all of it in."""
        return Span(self._moved(old.start, False), self._moved(old.end, True))

    def _moved(self, at: int, end: bool) -> int:
        shift = 0
        for old, new in self.changes:
            if old.start < at < old.end:
                return new.end if end else new.start
            if at <= old.start:
                break
            shift = new.end - old.end
        return at + shift


@dataclass(frozen=True, slots=True)
class Mask:
    """The names of the outlets; `outlets` tells what each group of the pattern stands for."""

    pattern: re.Pattern[str] | None
    outlets: tuple[str, ...]

    def over(self, text: str) -> Masked:
        """The text with `[Outlet A]` for every name."""
        parts, changes, done, length = [], [], 0, 0
        for name, outlet in self._found(text):
            parts += [text[done : name.start], outlet]
            length += name.start - done + len(outlet)
            changes.append((name, Span(length - len(outlet), length)))
            done = name.end
        return Masked("".join((*parts, text[done:])), tuple(changes))

    def __call__(self, text: str) -> str:
        """The text alone, with a line broken within a paragraph made whole: a name may stand across its end."""
        return self.over(_LINE_END.sub(" ", text)).text

    def _found(self, text: str) -> Iterator[tuple[Span, str]]:
        for found in self.pattern.finditer(text) if self.pattern else ():
            kind, at = (found.lastgroup or "")[0], int((found.lastgroup or "")[1:])
            if kind != _PART or not _of_another_name(text[max(0, found.start() - 40) : found.start()]):
                yield Span(*found.span()), f"[{self.outlets[at]}]"


def called(story: Story) -> Mapping[str, str]:
    """What each article's outlet is called, by article: the letter of the outlet's first document. None is left out."""
    first: dict[str, str] = {}
    for at, article in enumerate(story.articles):
        if article.head.outlet:
            first.setdefault(_key(article.head.outlet), f"Outlet {letter(at)}")
    return {each.id: first[_key(each.head.outlet)] for each in story.articles if each.head.outlet}


def mask(story: Story) -> Mask:
    """The mask over all names of the story's outlets; the longest name at a place counts."""
    outlets = called(story)
    ways = {way: outlets[article.id] for article in story.articles if article.id in outlets
            for way in _ways(story, article)}  # fmt: skip
    ordered = sorted(ways, key=lambda way: (-len(way), way))
    groups = "|".join(f"(?P<{way[0]}{at}>{way[1:]})" for at, way in enumerate(ordered))
    return Mask(re.compile(groups) if ordered else None, tuple(ways[way] for way in ordered))


def _of_another_name(before: str) -> bool:
    """Whether the text before a word ends with one that makes both a name: `Washington` before `Post`."""
    word = _WORD_BEFORE.search(before)
    return bool(word and word[1][0].isupper() and word[1].casefold() not in _NO_NAMES)


def bounded(pattern: str) -> str:
    """A pattern that finds these words as whole words, and anywhere in a script that writes no spaces."""
    return pattern if max(pattern) >= _UNSPACED else rf"(?<!\w){pattern}(?!\w)"


def _key(outlet: str) -> str:
    return " ".join(_without_article(outlet.split())).casefold()


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0].casefold() in _ARTICLES else words


def _ways(story: Story, article: Article) -> Iterator[str]:
    """The patterns that find the names of one article's outlet."""
    head = article.head
    for name in filter(None, (head.outlet, *_own_reporting(story, article))):
        yield from _names(name)
    short = _DAY.sub("", head.short)
    if len(short.split()) > 1 or (len(short) >= _INITIALS and short.isupper()):
        yield from _names(short)
    elif short.casefold() in (head.outlet or "").casefold().split():
        yield from _parts(short)
    if head.url and head.url.host:
        yield _address(head.url.host.removeprefix("www."))


def _names(name: str) -> Iterator[str]:
    words = name.split()
    rest = _without_article(words)
    if words:
        yield from (_whole(words), *_capitals(words))
    if rest != words:
        yield _whole(["the", *rest])
        yield from (_whole(rest), *_capitals(rest)) if len(rest) > 1 else _parts(rest[0])
    joined = "".join(filter(str.isalnum, name))
    if len(joined) >= _SHORTEST and len(words) > 1:
        yield _address(joined)


def _whole(words: Iterable[str]) -> str:
    escaped = [re.sub(_APOSTROPHES, lambda _: _APOSTROPHES, re.escape(word)) for word in words]
    name = r"(?:[^\S\n]+|-)".join(escaped)
    return _NAME + bounded(name)


def _capitals(words: Iterable[str]) -> Iterator[str]:
    """The name as it stands in a line of capitals, unless it is so short that it would be an ordinary word there."""
    if len("".join(words)) >= _CAPITALS:
        yield _whole([word.upper() for word in words])


def _parts(word: str) -> Iterator[str]:
    """A word that is a part of a name."""
    yield (_PART if word[:1].isupper() else _NAME) + _whole([word])[1:]
    yield from _capitals([word])


def _address(name: str) -> str:
    """A name as it stands in addresses and accounts, with its domain."""
    return rf"{_NAME}(?<!\w)@?(?:www\.)?(?i:{re.escape(name)})(?:\.[a-z]{{2,}})*(?!\w)"


def _own_reporting(story: Story, article: Article) -> Iterator[str]:
    """The names under which the registry holds the article's own outlet."""
    for mark in story.marks_of(article.id):
        note = mark.annotation.note
        if isinstance(note, ClaimNote | SourceNote) and note.source:
            entries = (story.file.sources.get(name) for name in carried_by(story, note.source))
            yield from (entry.name for entry in entries if entry and _is_name(entry))


def _is_name(entry: SourceEntry) -> bool:
    """Whether it is called by a name; `own reporting` is none."""
    return entry.kind == "own-reporting" and entry.name[:1].isupper()
