"""Two corpora -> Changes: the table of contents of the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from generator import checks, codebook
from generator.changes.articles import article_changes
from generator.changes.cells import cell_changes
from generator.changes.entries import label_changes, story_changes
from generator.changes.nouns import DATA, ArticleChange, Changes, Fate, StoryChange
from generator.changes.risks import risks
from generator.diagnostics import Diagnostic, Severity
from generator.model import Corpus, Story

# A check and its code have one name. These and the seeds' are judged; every other finding is about reading.
_JUDGED = frozenset(check.__module__.rpartition(".")[2].replace("_", "-") for check in checks.CHECKS)
_JUDGEMENTS = _JUDGED | {"seed-missing", "seed-changed"}


def between(base: Corpus, head: Corpus, findings: Sequence[Diagnostic] = (), paths: Sequence[str] = ()) -> Changes:
    """What `head` adds to `base`, changes and takes away.

    `findings` are those of the head: what stands in a file that cannot be read is then told as unread, not as
    removed. `paths` are the files that differ, as git names them: those that nothing else tells of are listed.
    """
    broken = frozenset(
        finding.place.path
        for finding in findings
        if finding.severity is Severity.ERROR and finding.code not in _JUDGEMENTS
    )
    stories = tuple(_stories(base, head, broken))
    labels = () if codebook.PATH in broken else label_changes(base.codebook, head.codebook)
    unread = sorted(broken & {*paths, *_unread(base, stories), codebook.PATH})
    told = {*unread, *_told(base, head, stories), *([codebook.PATH] if labels else [])}
    files = sorted(path for path in paths if path.startswith(DATA) and path not in told)
    return Changes(stories, labels, tuple(risks(base, stories, paths)), tuple(unread), tuple(files))


def outside(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that lie outside annotations/, corpus/ and seeds/."""
    return tuple(path for path in paths if not path.startswith(DATA))


def _stories(base: Corpus, head: Corpus, broken: Set[str]) -> Iterator[StoryChange]:
    old, new = ({story.id: story for story in corpus.stories} for corpus in (base, head))
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if before and not after and before.path in broken:
            yield StoryChange(name, before.file.title, Fate.UNREAD, (), (), ())
            continue
        entries = story_changes(before, after)
        articles = article_changes((base, before), (head, after), broken)
        cells = cell_changes(before, after, articles)
        if entries or articles or cells or not (before and after):
            fate = None if before and after else Fate.ADDED if after else Fate.REMOVED
            yield StoryChange(name, _story(before, after).file.title, fate, entries, articles, cells)


def _story(before: Story | None, after: Story | None) -> Story:
    found = after or before
    assert found is not None
    return found


def _unread(base: Corpus, stories: Iterable[StoryChange]) -> Iterator[str]:
    """The files of what is in the base and cannot be read in the head."""
    old = {story.id: story for story in base.stories}
    for story in stories:
        if story.fate is Fate.UNREAD:
            yield old[story.id].path
        for article in story.articles:
            yield from _paths(article, Fate.UNREAD)
            if article.fate is Fate.UNREAD:
                yield f"corpus/{story.id}/{article.id}.md"


def _paths(article: ArticleChange, *fates: Fate) -> Iterator[str]:
    for change in article.notes:
        if change.fate in fates:
            yield from (note.path for note in (change.before, change.after) if note)


def _told(base: Corpus, head: Corpus, stories: Iterable[StoryChange]) -> Iterator[str]:
    """The files that the changes tell of."""
    for change in stories:
        if change.entries or change.fate:
            yield f"annotations/{change.id}/story.yml"
        known = {
            article.id: article
            for corpus in (base, head)
            for story in corpus.stories
            if story.id == change.id
            for article in story.articles
        }
        for article in change.articles:
            yield from _paths(article, *Fate)
            if article.fate or article.fields or article.text:
                yield f"corpus/{change.id}/{article.id}.md"
                yield f"corpus/{change.id}/{article.id}.cuts.yml"
            if article.fate in (Fate.ADDED, Fate.REMOVED) and article.id in known:
                yield known[article.id].head.seed
