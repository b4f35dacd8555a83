"""The answers of the form -> the annotation file that they propose."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from generator import schema, yamlfile
from generator.diagnostics import Diagnostic
from generator.formats import AnnotationFile
from generator.issues import form
from generator.issues.nouns import ANNOTATION, ARTICLE, LOGIN, Issue, Problem, ProposedFile
from generator.model import Place
from generator.yamlfile import Tree

SCHEMA_LINE = "# yaml-language-server: $schema=../annotation.schema.json"
_NAMES_SCHEMA = re.compile(r"#.*\byaml-language-server\b")


def proposed(issue: Issue, articles: Collection[str]) -> tuple[ProposedFile | None, tuple[Problem, ...]]:
    """The file that an issue proposes for one of `articles` (`story/article`), and what is wrong with the issue.

    None where no file can be made of it. Whether the notes in it hold, only the whole corpus can tell.
    Raises ValueError for a login that no forge gives.
    """
    if not re.fullmatch(LOGIN, issue.login):
        raise ValueError(f"{issue.login!r} is no user name")
    given, unread = form.answers(issue.body)
    if ARTICLE in given:
        given[ARTICLE] = form.article(given[ARTICLE])
    problems = [*unread, *form.wrong(given, articles)]
    written = form.fenced(given.get(ANNOTATION, ""))
    if written is None:
        return None, tuple(problems)
    article = given.get(ARTICLE, "")
    file, of_file = _file(written, article, issue)
    return file if article in articles else None, (*problems, *of_file)


def _file(written: str, article: str, issue: Issue) -> tuple[ProposedFile | None, tuple[Problem, ...]]:
    """The file, with the person's words and comments as they are.

    Added are the line that names the schema and, where nobody is named, the login.
    """
    lines = written.rstrip().split("\n")
    own = _NAMES_SCHEMA.match(lines[0]) is not None
    text = "\n".join([SCHEMA_LINE, *lines[own:], ""])
    draft = ProposedFile(article, ANNOTATION, text, added=() if own else (1,))
    tree = yamlfile.read(text, draft.path)
    if not isinstance(tree.data, dict):
        if other := form.not_the_file(written):
            return None, (other,)
        findings = tree.findings or schema.validate(AnnotationFile, tree)[1]
        return None, tuple(draft.problem(finding) for finding in findings)
    draft = _signed(draft, tree, issue.login)
    tree = yamlfile.read(draft.text, draft.path)
    problems = tuple(draft.problem(finding) for finding in (*_of_review(tree), *_of_schema(draft)))
    day = str(tree.data.get("on"))
    name = day if re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII) else "undated"
    path = f"annotations/{article}/{name}-issue-{issue.number}.yml"
    return replace(draft, path=path, by=str(tree.data.get("by"))), problems


def _signed(draft: ProposedFile, tree: Tree, login: str) -> ProposedFile:
    """The same with `by: login` above the first key, where it names nobody and such a line can stand."""
    if "by" in tree.data:
        return draft
    first = min((place.line for keys, place in tree.keys.items() if len(keys) == 1), default=1)
    lines = draft.text.split("\n")
    lines.insert(first - 1, f"by: {login}")
    signed = "\n".join(lines)
    if yamlfile.read(signed, draft.path).data != {**tree.data, "by": login}:
        return draft
    return replace(draft, text=signed, added=(*draft.added, first))


def _of_review(tree: Tree) -> Iterator[Diagnostic]:
    """A proposal is not reviewed: that is for other people to say."""
    status = tree.data.get("status")
    if status in ("reviewed", "disputed", "withdrawn"):
        message, help_ = f"a proposal cannot be {status!r} yet", "write `status: proposed`, or leave the line out"
        yield Diagnostic("not-allowed", message, tree.keys["status",], help_)
    if tree.data.get("reviewed_by"):
        message, help_ = "nobody has reviewed a proposal yet", "write `reviewed_by: []`, or leave the line out"
        yield Diagnostic("not-allowed", message, tree.keys["reviewed_by",], help_)


def _of_schema(draft: ProposedFile) -> Iterator[Diagnostic]:
    """Editors load what such a line names, from anywhere: only ours may stand there."""
    for number, line in enumerate(draft.text.split("\n")[1:], 2):
        if _NAMES_SCHEMA.search(line):
            message, help_ = "this line names a schema for editors", "leave it out; the first line names ours"
            yield Diagnostic("not-allowed", message, Place(draft.path, number), help_)
