"""The text files of a project -> Corpus: parse, anchor, put together. Pure; what is wrong becomes findings."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

from generator import anchor, articles, codebook
from generator.annotations import parse as parse_annotations
from generator.annotations import parse_story
from generator.choices import Status
from generator.diagnostics import Diagnostic
from generator.formats import is_id
from generator.model import Anchored, Annotation, Article, Corpus, Cut, Place, Story, Unanchored
from generator.schema import did_you_mean
from generator.strip import parse_cuts
from generator.yamlfile import Path

_UNDATED = datetime.date.max


def read(files: Mapping[str, str]) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """The corpus of the files below `corpus/` and `annotations/` (path -> text), and every finding."""
    findings: list[Diagnostic] = list(_misplaced(files))
    labels, label_findings = codebook.parse(files.get(codebook.PATH, "labels: []"))
    findings += label_findings
    stories: list[Story] = []
    for story in sorted({path.split("/")[1] for path in files if path.count("/") > 1}):
        if is_id(story):
            built, story_findings = _story(story, files)
            findings += story_findings
            stories += [built] if built else []
    return Corpus(labels, tuple(stories), codebook_sound=not label_findings), tuple(findings)


def _misplaced(files: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Files that stand where nothing is read, and names that are no ids."""
    for path in files:
        match path.split("/"):
            case ["annotations", "codebook.yml"]:
                continue
            case ["annotations", story, "story.yml"]:
                ids = [story]
            case ["annotations", story, article, _] if path.endswith(".yml"):
                ids = [story, article]
            case ["annotations", story, name] if name.endswith(".yml"):
                help_ = f"annotations stand one folder deeper: annotations/{story}/<article>/{name}"
                yield Diagnostic("misplaced-file", "nothing is read at this place", Place(path), help_)
                continue
            case ["corpus", story, name]:
                ids = [story, name.removesuffix(".md").removesuffix(".cuts.yml")]
                if name.endswith(".cuts.yml") and path.removesuffix(".cuts.yml") + ".md" not in files:
                    help_ = "rename it like its article, or remove it and run `rashomon strip`"
                    yield Diagnostic("misplaced-file", "these cuts belong to no article", Place(path), help_)
            case _:
                help_ = (
                    "corpus files are corpus/<story>/<article>.md, annotations annotations/<story>/<article>/<name>.yml"
                )
                yield Diagnostic("misplaced-file", "nothing is read at this place", Place(path), help_)
                continue
        for name in ids:
            if not is_id(name):
                help_ = "small letters a-z, digits and hyphens, 3 to 64 of them, a letter first; no reserved word"
                yield Diagnostic("bad-id", f"{name!r} cannot name a story or an article", Place(path), help_)


def _story(story: str, files: Mapping[str, str]) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    findings: list[Diagnostic] = []
    places: dict[Path, Place] = {}
    parsed_articles = list(_articles(story, files, findings, places))
    path = f"annotations/{story}/story.yml"
    if path not in files:
        help_ = "write title, summary and question there; `rashomon explain missing-story` shows an example"
        findings.append(Diagnostic("missing-story", f"the story {story!r} has no story.yml", Place(path), help_))
        return None, tuple(findings)
    parsed = parse_story(files[path], path)
    findings += parsed.findings
    notes = list(_annotations(story, files, {article.id for article in parsed_articles}, findings))
    if parsed.file is None:
        return None, tuple(findings)
    marks, absences, unanchored = _anchor(notes, parsed_articles)
    built = Story(
        id=story,
        path=path,
        file=parsed.file,
        articles=tuple(sorted(parsed_articles, key=_by_date)),
        marks=marks,
        absences=absences,
        unanchored=unanchored,
        places={**parsed.places, **places},
        written={**parsed.names, "articles": frozenset(name for _, name in _below(files, f"corpus/{story}/", ".md"))},
        cuts=dict(_cuts(story, files)),
        withdrawn=tuple(note for note in notes if note.status is Status.WITHDRAWN),
    )
    return built, tuple(findings)


def _by_date(article: Article) -> tuple[datetime.date, list[str | int]]:
    """Articles of one day stand as a person counts: outlet-2 before outlet-10."""
    parts = re.split(r"(\d+)", article.id)
    return article.day or _UNDATED, [int(part) if part.isdigit() else part for part in parts]


def _articles(
    story: str, files: Mapping[str, str], findings: list[Diagnostic], places: dict[Path, Place]
) -> Iterator[Article]:
    for path, name in _below(files, f"corpus/{story}/", ".md"):
        if is_id(name):
            parsed = articles.parse(files[path], path, story, name)
            findings += parsed.findings
            places |= {("articles", name, *at): place for at, place in parsed.places.items()}
            if parsed.article:
                yield parsed.article


def _annotations(
    story: str, files: Mapping[str, str], known: set[str], findings: list[Diagnostic]
) -> Iterator[Annotation]:
    for path, name in _below(files, f"annotations/{story}/", ".yml"):
        article, _, file = name.partition("/")
        if not file:
            continue
        written, file_findings = parse_annotations(files[path], path, article)
        findings += file_findings
        if article in known:
            yield from written
        elif f"corpus/{story}/{article}.md" not in files:
            message = f"there is no article {article!r} in the story {story!r}"
            findings.append(Diagnostic("unknown-article", message, Place(path), did_you_mean(article, known)))


def _below(files: Mapping[str, str], folder: str, ending: str) -> Iterator[tuple[str, str]]:
    for path in sorted(files):
        if path.startswith(folder) and path.endswith(ending):
            yield path, path.removeprefix(folder).removesuffix(ending)


def _anchor(
    notes: Iterable[Annotation], known: Iterable[Article]
) -> tuple[tuple[Anchored, ...], tuple[Annotation, ...], tuple[Unanchored, ...]]:
    """Marks in order of the texts, notes without a quote, notes whose quote cannot be placed.

    A withdrawn note is none of these: it stays in its file and nowhere else.
    """
    prepared = {article.id: anchor.prepare(article.text) for article in known}
    marks: list[Anchored] = []
    absences: list[Annotation] = []
    unanchored: list[Unanchored] = []
    for note in notes:
        if note.status is Status.WITHDRAWN:
            continue
        if note.quote is None:
            absences.append(note)
            continue
        spans = anchor.match(note.quote, prepared[note.article])
        if len(spans) != 1:
            unanchored.append(Unanchored(note, spans))
        else:
            marks.append(Anchored(note, spans[0]))
    marks.sort(key=lambda mark: (mark.annotation.article, mark.span.start, -mark.span.end, mark.id))
    return tuple(marks), tuple(absences), tuple(unanchored)


def _cuts(story: str, files: Mapping[str, str]) -> Iterator[tuple[str, tuple[Cut, ...]]]:
    for path, article in _below(files, f"corpus/{story}/", ".cuts.yml"):
        with contextlib.suppress(ValueError):
            yield article, parse_cuts(files[path]).cuts
