"""What a reviewer should look at first: edits that are easily overlooked and hard to undo.

None of them is a mistake. Each is a sentence that names what, where, and why it deserves a look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from generator.changes.nouns import DATA, ArticleChange, Fate, NoteChange, StoryChange
from generator.changes.sentence import counted
from generator.choices import Publish
from generator.model import Corpus

_WIDTH = {publish.value: width for width, publish in enumerate(reversed(Publish))}
_HEAD = frozenset({"by", "on", "status", "reviewed by"})


def risks(base: Corpus, stories: Sequence[StoryChange], paths: Sequence[str]) -> Iterator[str]:
    """The sentences, the weightiest first: rights, other people's work, review, addresses, seeds, texts, claims."""
    articles = [article for story in stories for article in story.articles]
    for rule in (_rights, _addresses, _seeds, _texts):
        yield from chain.from_iterable(map(rule, articles))
    yield from _changed_seeds(base, paths)
    yield from _hidden(paths)
    yield from _others_work(articles)
    yield from chain.from_iterable(map(_names, articles))
    yield from chain.from_iterable(map(_reviews, articles))
    yield from chain.from_iterable(map(_statements, stories))


def _rights(article: ArticleChange) -> Iterator[str]:
    values = {field.name: field for field in article.fields}
    publish, basis = values.get("rights.publish"), values.get("rights.basis")
    if publish and article.fate is None and _WIDTH[publish.after] > _WIDTH[publish.before]:
        yield f"More of {article.name} is published: rights.publish goes from {publish.before} to {publish.after}."
    if publish and article.fate is Fate.ADDED and publish.after == Publish.FULL:
        ground = f" The ground given is {basis.after}." if basis else ""
        yield f"The whole text of the new article {article.name} is published.{ground}"


def _addresses(article: ArticleChange) -> Iterator[str]:
    for field in article.fields:
        if article.fate is None and field.name in ("url", "taken_from.address"):
            yield (
                f"An address of {article.name} changes: {field.name} was {field.before or 'empty'},"
                f" and is {field.after or 'empty'}."
            )


def _seeds(article: ArticleChange) -> Iterator[str]:
    names = [field.name for field in article.fields if field.name in ("seed", "seed_sha256")]
    if article.fate is None and names:
        yield f"{article.name} rests on another saved page: {' and '.join(names)} changed."


def _texts(article: ArticleChange) -> Iterator[str]:
    if article.text:
        counts = f"{counted(article.text.words_added, 'word')} added, {article.text.words_removed:,} taken out"
        yield f"The text of {article.name} changes ({counts}); quotes are checked against it."


def _changed_seeds(base: Corpus, paths: Iterable[str]) -> Iterator[str]:
    made = {article.head.seed: article.head.short for story in base.stories for article in story.articles}
    for path in paths:
        if path in made:
            yield f"The saved page {path} changes; the text of {made[path]} was made of it."


def _hidden(paths: Iterable[str]) -> Iterator[str]:
    """Files such as .gitattributes, with which a folder can hide from a reviewer what differs."""
    for path in paths:
        if path.startswith(DATA) and any(part.startswith(".") for part in path.split("/")):
            yield f"{path} is no data; such a file can change how differences are shown."


def _others_work(articles: Iterable[ArticleChange]) -> Iterator[str]:
    """Notes that are taken away, by an annotator of whom this change adds fewer."""
    changes = [(article, change) for article in articles for change in article.notes]
    added = Counter(change.note.by for _, change in changes if change.fate is Fate.ADDED)
    gone = [(each, change) for each, change in changes if change.fate in (Fate.REMOVED, Fate.WITHDRAWN)]
    fewer = Counter(change.note.by for _, change in gone) - added
    told = Counter((change.fate, change.note.by, each.name) for each, change in gone if change.note.by in fewer)
    for (fate, by, name), count in told.items():
        verb = "are" if count > 1 else "is"
        new = f"{added[by]:,}" if added[by] else "nothing"
        yield f"{counted(count, 'annotation')} by {by} in {name} {verb} {fate}; this change adds {new} by {by}."


def _names(article: ArticleChange) -> Iterator[str]:
    renamed = Counter(
        (field.before, field.after) for change in article.notes for field in change.fields if field.name == "by"
    )
    for (before, after), count in renamed.items():
        verb = "change" if count > 1 else "changes"
        yield f"{counted(count, 'annotation')} in {article.name} {verb} the annotator: from {before} to {after}."


def _reviews(article: ArticleChange) -> Iterator[str]:
    """Notes that stand as reviewed though this change writes their words."""
    count = sum(map(_comes_reviewed, article.notes))
    if count:
        notes = f"{counted(count, 'annotation')} in {article.name} {'are' if count > 1 else 'is'}"
        yield f"{notes} marked as reviewed, and this change writes the words."


def _comes_reviewed(change: NoteChange) -> bool:
    if change.after is None:
        return False
    reviewed = change.after.field("status") == "reviewed" or bool(change.after.field("reviewed by"))
    written = any(field.name not in _HEAD and field.name != "place" for field in change.fields)
    return reviewed and change.fate is not Fate.WITHDRAWN and (change.fate is Fate.ADDED or written)


def _statements(story: StoryChange) -> Iterator[str]:
    for entry in story.entries:
        changed = {field.name for field in entry.fields}
        if entry.kind == "claim" and entry.fate is Fate.CHANGED and "statement" in changed:
            yield f"The claim {entry.id} says something else; annotations that were made for the old words stay."
