"""Quotes that can be mended without a judgement -> edits of the files. Pure; a person reads the difference.

A quote is mended in two cases. Its words stand in the article if slips of typing do not count: then the article's own
words take their place. Or its words stand, and the context around them no longer does: then it gets a new context, or
none. Nothing is ever mended by the likeness of the words; the context may be, where one place is like it and no other.

An edit is made on the text of the file, so that comments, order and every other byte stay. It counts only when the
file, read again, says what was wanted and nothing else. A note that had no id keeps the one that was made of its old
words: links to it go on leading there.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from generator import anchor, slips, yamledit, yamlfile
from generator.formats import Quote
from generator.model import Annotation, Article, Corpus, Place, Span, Story
from generator.requote import edits
from generator.yamledit import Edit
from generator.yamlfile import Path

_LIKE, _MARGIN = 70, 20  # percent: how like the old context a place must be, and how much more so than any other
_ELLIPSIS = re.compile(r" (?:\.\.\.|…) ")


@dataclass(frozen=True, slots=True)
class Left:
    """A quote that only a person can mend, and why."""

    place: Place
    why: str


@dataclass(frozen=True, slots=True)
class FileFix:
    """A file with mended quotes: its text before and after, and the edits of each quote, made one after the other."""

    path: str
    before: str
    after: str
    steps: tuple[tuple[Edit, ...], ...]


@dataclass(frozen=True, slots=True)
class _Broken:
    """A quote to mend: where it is written (`at` in the file's values), its article, and the id that its note keeps."""

    place: Place
    at: Path
    quote: Quote
    article: Article
    kept_id: str | None = None


@dataclass(slots=True)
class _File:
    """A file while its quotes are mended."""

    before: str
    text: str
    steps: list[tuple[Edit, ...]] = field(default_factory=list)


class _Unclear(Exception):  # noqa: N818 - a judgement that is not ours, no error
    """Only a person can say; the text says why."""


def fixes(corpus: Corpus, files: Mapping[str, str]) -> tuple[tuple[FileFix, ...], tuple[Left, ...]]:
    """What can be mended in annotation files and in the evidence of story.yml, by file, and what cannot."""
    mended: dict[str, _File] = {}
    left: list[Left] = []
    for broken in (each for story in corpus.stories for each in _broken(story, files)):
        path = broken.place.path
        file = mended.setdefault(path, _File(files[path], files[path]))
        try:
            _mend(file, broken)
        except _Unclear as reason:
            left.append(Left(broken.place, str(reason)))
    changed = [FileFix(path, file.before, file.text, tuple(file.steps)) for path, file in sorted(mended.items())]
    return tuple(each for each in changed if each.steps), tuple(left)


def _broken(story: Story, files: Mapping[str, str]) -> Iterator[_Broken]:
    """The quotes that stand nowhere or several times, and those with characters that nobody sees."""
    lost = [each.annotation for each in story.unanchored]
    hiding = {path for path, text in files.items() if yamlfile.hides(text)}
    for note in (*lost, *(mark.annotation for mark in story.marks if mark.annotation.place().path in hiding)):
        path = note.place().path
        at = _path_of(note, files[path])
        if note.quote and not note.salvaged and (note in lost or _hides(files[path], at)):
            published = note in lost and note.note.id is None  # it may have been, before the article changed
            yield _Broken(
                note.place("quote"), at, note.quote, story.article(note.article), note.id if published else None
            )
    known = {article.id: article for article in story.articles}
    for n, question in enumerate(story.file.teaching.questions):
        for m, evidence in enumerate(question.evidence):
            article, at = known.get(evidence.article), ("teaching", "questions", n, "evidence", m, "quote")
            if article and len(anchor.match(evidence.quote, anchor.prepare(article.text))) != 1:
                yield _Broken(story.places[at], at, evidence.quote, article)


def _path_of(note: Annotation, text: str) -> Path:
    """Where in the values of its file the quote of a note stands."""
    places = yamlfile.read(text, note.place().path).places
    return next((*path, "quote") for path, place in places.items() if len(path) == 2 and place == note.place())


def _hides(text: str, at: Path) -> bool:
    node = yamledit.layout(text)[at]
    return yamlfile.hides(text[node.start : node.end])


def _mend(file: _File, broken: _Broken) -> None:
    wanted = _wanted(broken, own=_hides(file.text, broken.at))
    step = edits(file.text, broken.at, broken.quote, wanted, broken.kept_id)
    after = yamledit.applied(file.text, step)
    if not _says(file.text, after, broken.at, wanted, broken.kept_id):
        raise _Unclear(f"the file is written so that only a person can put in: {wanted.exact}")
    file.text = after
    file.steps.append(step)


def _says(before: str, after: str, at: Path, wanted: Quote, kept: str | None) -> bool:
    """Whether the new text says the wanted quote and the kept id, and all else as before."""
    old, new = yamlfile.read(before, ""), yamlfile.read(after, "")
    if new.data is None or len(new.findings) > len(old.findings):
        return False
    expected: Any = copy.deepcopy(old.data)
    note, written = _at(expected, at[:-1]), _at(new.data, at)
    note[at[-1]] = written
    if kept:
        note["id"] = kept
    return new.data == expected and Quote.model_validate(written) == wanted


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _wanted(broken: _Broken, own: bool) -> Quote:
    """The quote that means the place that was meant; with the article's `own` words where the old ones do not stand."""
    text, quote = broken.article.text, broken.quote
    folded = anchor.prepare(text)
    strict = anchor.match(Quote(exact=quote.exact), folded)
    meant = dict.fromkeys(strict, quote.exact) if strict and not own else _meant(quote.exact, text)
    if not meant:
        raise _Unclear(f"no passage of {broken.article.id} has these words, however they are typed")
    span = next(iter(meant)) if len(meant) == 1 else _by_context(quote, tuple(meant), text)
    try:
        context = anchor.describe(span, text, folded)
        wanted = Quote(exact=meant[span], prefix=context.prefix, suffix=context.suffix)
    except ValueError:  # a very long passage, or one that nothing sets apart
        wanted = Quote(exact=meant[span])
    if anchor.match(wanted, folded) != (span,):
        raise _Unclear("the passage cannot be told from another one by a few words of context")
    return wanted


def _meant(words: str, text: str) -> dict[Span, str]:
    """The passages that words mean if slips of typing do not count, each with the words by which it is quoted."""

    def own(span: Span) -> str:
        return " ".join(text[span.start : span.end].split())

    whole = {span: own(span) for span in slips.find(words, text)}
    if whole or len(parts := _ELLIPSIS.split(words, maxsplit=1)) < 2:
        return whole
    starts, ends = (slips.find(part, text) for part in parts)
    return {
        Span(start.start, end.end): f"{own(start)} … {own(end)}"
        for start in starts
        for end in ends
        if start.end <= end.start
    }


def _by_context(quote: Quote, spans: tuple[Span, ...], text: str) -> Span:
    """The one place whose surroundings are those that were written, or clearly more like them than any other."""
    times = f"these words stand {len(spans)} times in the article"
    if not quote.prefix and not quote.suffix:
        raise _Unclear(f"{times}; which is meant?")
    prefix, suffix = slips.fold(quote.prefix).text, slips.fold(quote.suffix).text
    sides = {span: (slips.fold(text[: span.start]).text, slips.fold(text[span.end :]).text) for span in spans}
    fitting = [span for span, (before, after) in sides.items() if before.endswith(prefix) and after.startswith(suffix)]
    if len(fitting) == 1:
        return fitting[0]
    likeness = {
        span: fuzz.ratio(prefix + "\n" + suffix, before[len(before) - len(prefix) :] + "\n" + after[: len(suffix)])
        for span, (before, after) in sides.items()
    }
    best, second = sorted(spans, key=lambda span: -likeness[span])[:2]
    if fitting or likeness[best] < _LIKE or likeness[best] - likeness[second] < _MARGIN:
        raise _Unclear(f"{times}, and prefix and suffix fit none of them clearly; which is meant?")
    return best
