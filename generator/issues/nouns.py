"""What an issue is, what it proposes, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Diagnostic

ARTICLE, ANNOTATION, TERMS = "Article", "Annotation", "Licence"
LABELS = (ARTICLE, ANNOTATION, TERMS)  # of the form's fields, in their order
AGREED = "I wrote this annotation and release it under CC BY 4.0."
LOGIN = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue: its number, its text, and the user name and number of who wrote it."""

    number: int
    body: str
    login: str
    id: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way: the field, what is wrong, the nearest remedy.

    `line` is the 1-based line of the answer as the person wrote it (0 for none), `words` what stands there.
    """

    field: str
    message: str
    help: str = ""
    line: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class ProposedFile:
    """The file that an issue proposes for an article, `story/article`; `by` is who signs it.

    `added` are its 1-based lines that the person did not write.
    """

    article: str
    path: str
    text: str
    by: str = ""
    added: tuple[int, ...] = ()

    def problem(self, finding: Diagnostic) -> Problem:
        """A finding in the file, told by the person's own lines; one that it causes elsewhere, with that place."""
        message, places = finding.message, (finding.place, *finding.related)
        if finding.place.path != self.path:
            message = f"{message} ({finding.place.path}, line {finding.place.line})"
        place = next((place for place in places if place.path == self.path), None)
        if place is None:
            return Problem(ANNOTATION, message, finding.help)
        line = place.line - sum(added <= place.line for added in self.added)
        words = self.text.split("\n")[place.line - 1 : place.line]
        return Problem(ANNOTATION, message, finding.help, max(line, 1), "".join(words).strip())
