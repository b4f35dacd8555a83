"""The forms of the repository as links, for pages that work without a script."""

from __future__ import annotations

from dataclasses import dataclass

from generator.repository import Repository

# Form (.github/ISSUE_TEMPLATE/): its name, the issue's title, the fields that it asks for.
_FORMS = {
    "article": ("Suggest an article", "Article: ", ("story", "address", "outlet", "why")),
    "correction": ("Correct something", "Correction: ", ("file", "mark", "words", "why")),
    "disagreement": ("Disagree with a mark", "Disagreement: ", ("mark", "reason", "other")),
    "removal": ("Ask for a removal", "Removal: ", ("what", "who", "ground")),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its file in `.github/ISSUE_TEMPLATE/`, its name, and where it is filled in."""

    id: str
    title: str
    url: str


def forms(repository: Repository | None) -> tuple[Form, ...]:
    """The forms of a repository; none where the kind of its forge is not known, or where there is no repository."""
    if repository is None or repository.forge is None:
        return ()
    return tuple(
        Form(name, title, repository.issue(name, heading, dict.fromkeys(asked, "")))
        for name, (title, heading, asked) in _FORMS.items()
    )
