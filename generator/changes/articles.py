"""The articles of a story on both sides: their metadata, their text, and their annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set

from generator.changes.fields import differences, flat
from generator.changes.notes import Stood, by_article, told
from generator.changes.nouns import ArticleChange, Fate, FieldChange, Note, NoteChange, TextChange
from generator.changes.pairing import pairs
from generator.model import Article, Corpus, Story

Side = tuple[Corpus, Story | None]


def article_changes(base: Side, head: Side, broken: Set[str]) -> tuple[ArticleChange, ...]:
    """The articles with a change, in the order of the head, then those that are gone."""
    old, new = by_article(base[1]), by_article(head[1])
    changes: list[ArticleChange] = []
    for before, after in _pairs(base[1], head[1]):
        if before and not after and before.path in broken:
            changes.append(ArticleChange(before.id, before.head.short, Fate.UNREAD, (), None, ()))
            continue
        notes = tuple(_notes((base, before, old), (head, after, new), broken))
        change = _article(before, after, notes)
        if change.fate or change.fields or change.text or change.notes:
            changes.append(change)
    return tuple(changes)


def _pairs(base: Story | None, head: Story | None) -> Iterator[tuple[Article | None, Article | None]]:
    """Articles of one id, else those that were made of the same saved page and so only got another name."""
    old = {article.id: article for article in base.articles} if base else {}
    new = {article.id: article for article in head.articles} if head else {}
    seeds = {article.head.seed_sha256: article for article in old.values() if article.id not in new}
    for article in new.values():
        before = old.get(article.id) or seeds.pop(article.head.seed_sha256, None)
        yield before, article
    renamed = {article.id for article in old.values() if article.id not in new} - {a.id for a in seeds.values()}
    for article in old.values():
        if article.id not in new and article.id not in renamed:
            yield article, None


def _article(before: Article | None, after: Article | None, notes: tuple[NoteChange, ...]) -> ArticleChange:
    found = after or before
    assert found is not None
    fate = None if before and after else Fate.ADDED if after else Fate.REMOVED
    fields = differences(_head(before), _head(after)) if after else ()
    return ArticleChange(found.id, found.head.short, fate, fields, _text(before, after), notes)


def _head(article: Article | None) -> Mapping[str, str]:
    return {"id": article.id, **flat(article.head)} if article else {}


def _text(before: Article | None, after: Article | None) -> TextChange | None:
    """How two texts differ: words counted without regard to their order, paragraphs whole."""
    if not before or not after or before.text == after.text:
        return None
    old, new = Counter(before.text.split()), Counter(after.text.split())
    return TextChange((new - old).total(), (old - new).total(), _lacking(before, after), _lacking(after, before))


def _lacking(article: Article, other: Article) -> tuple[tuple[str, str], ...]:
    """The paragraphs that the other text does not have, with their places."""
    known = {block.text for block in other.blocks}
    return tuple((article.place_of(b.start), b.text) for b in article.blocks if b.text not in known)


Told = tuple[Side, Article | None, Mapping[str, tuple[Stood, ...]]]


def _notes(base: Told, head: Told, broken: Set[str]) -> Iterator[NoteChange]:
    """The annotations that differ, in order of the head's text."""
    old, new = _stoods(base), _stoods(head)
    same_text = bool(base[1] and head[1] and base[1].text == head[1].text)
    order = {id(stood): number for number, stood in enumerate((*new, *old))}
    found = [pair for pair in pairs(old, new, same_text) if _differs(*pair)]
    for before, after in sorted(found, key=lambda pair: order[id(pair[1] or pair[0])]):
        yield _change(_told(before, base), _told(after, head), broken)


def _stoods(side: Told) -> tuple[Stood, ...]:
    article = side[1]
    return side[2].get(article.id, ()) if article else ()


def _told(stood: Stood | None, side: Told) -> Note | None:
    (corpus, story), article, _ = side
    if stood is None:
        return None
    assert story is not None and article is not None
    return told(stood, story, corpus.codebook, article)


def _differs(before: Stood | None, after: Stood | None) -> bool:
    """Whether anything was written anew; another file, or another place in the text, is no change."""
    if before is None or after is None:
        return True
    one, other = before.annotation, after.annotation
    return (one.note, one.by, one.on, one.status, one.reviewed_by, before.state) != (
        other.note, other.by, other.on, other.status, other.reviewed_by, after.state,
    )  # fmt: skip


def _change(before: Note | None, after: Note | None, broken: Set[str]) -> NoteChange:
    if after is None:
        assert before is not None
        return NoteChange(Fate.UNREAD if before.path in broken else Fate.REMOVED, before, None)
    if before is None:
        return NoteChange(Fate.ADDED, None, after)
    withdrawn = after.state == "withdrawn" != before.state
    fields = differences(dict(before.fields), dict(after.fields)) + _place(before, after)
    return NoteChange(Fate.WITHDRAWN if withdrawn else Fate.CHANGED, before, after, fields)


def _place(before: Note, after: Note) -> tuple[FieldChange, ...]:
    """That a quote lost, or found, its place in the text."""
    both = before.field("quote") and after.field("quote") and "withdrawn" not in (before.state, after.state)
    if not both or before.state == after.state:
        return ()
    return (FieldChange("place", before.state or "found", after.state or "found"),)
