"""What the guides say can be looked up: examples stand in the sample, files are valid, buttons exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generator import build
from generator.formats import AnnotationFile
from tests.golden import ROOT

REVIEW, PRACTICE, GUIDE = (ROOT / name for name in ("docs/review.md", "docs/practice.md", "CONTRIBUTING.md"))
_YAML = re.compile(r"^( *)```yaml\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_ASSETS = ROOT / "site_overrides" / "assets"


def blocks(page: Path) -> list[str]:
    """The YAML of a page, without the indentation of its list."""
    return [re.sub(rf"(?m)^{indent}", "", text) for indent, text in _YAML.findall(page.read_text("utf-8"))]


def marks(word: str) -> list[tuple[str, str, str, str]]:
    """The marks of the review guide that are called good or bad: kind of id, id, the words or the search, the note."""
    found = []
    for text in blocks(REVIEW):
        for item in re.split(r"(?m)^(?=- )", text):
            if re.search(rf"# {word}\b", item):
                (each,) = yaml.safe_load(item)
                found.append(
                    (
                        each.get("label") or each["claim"],
                        str(each.get("quote") or each["searched"]),
                        each.get("note", ""),
                    )
                )
    return found


def sample() -> list[tuple[str, str, str]]:
    """The notes of the sample in the same form."""
    (story,) = build.load(ROOT).corpus.stories
    notes = [*(mark.annotation.note for mark in story.marks), *(absence.note for absence in story.absences)]
    return [
        (
            getattr(note, "label", "") or getattr(note, "claim", ""),
            note.quote.exact if note.quote else str(list(note.searched)),
            note.note or "",
        )
        for note in notes
    ]


def test_the_good_marks_of_the_review_guide_stand_in_the_sample() -> None:
    """Id, words and note, each as it is there; so a change of the sample cannot leave the guide behind."""
    assert len(marks("good")) == 4
    assert not [each for each in marks("good") if each not in sample()]


def test_the_bad_marks_of_the_review_guide_stand_nowhere() -> None:
    """They were invented for the guide."""
    assert len(marks("bad")) == 2
    assert not [each for each in marks("bad") if each in sample()]


@pytest.mark.parametrize("page", [PRACTICE, GUIDE], ids=["practice", "contributing"])
def test_the_annotation_files_of_the_guides_are_valid(page: Path) -> None:
    """What a reader copies has the shape of an annotation file."""
    files = [text for text in blocks(page) if re.search(r"(?m)^by: ", text)]
    assert files
    for text in files:
        AnnotationFile.model_validate(yaml.load(text, Loader=yaml.BaseLoader))


@pytest.mark.parametrize("page", [GUIDE, ROOT / "site_overrides/pages/contribute.md"], ids=["contributing", "site"])
@pytest.mark.parametrize("button", ["Mark these words", "Suggest a mark", "Make the file"])
def test_the_buttons_that_the_guides_name_are_on_the_page(page: Path, button: str) -> None:
    """Who looks for them finds them under these words."""
    assert f"*{button}*" in " ".join(page.read_text("utf-8").split())
    assert any(f'"{button}"' in script.read_text("utf-8") for script in _ASSETS.rglob("*.js"))


def test_the_links_beside_a_note_are_called_what_the_guide_calls_them() -> None:
    """*suggest a change* leads to these three."""
    template = (ROOT / "generator/templates/contribute.html").read_text("utf-8")
    guides = " ".join((GUIDE.read_text("utf-8") + PRACTICE.read_text("utf-8")).split())
    for words in ("Change the file", "Say what should change", "Disagree with the mark"):
        assert words in template
        assert words in guides


@pytest.mark.parametrize("name", ["CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "docs/review.md", "docs/practice.md"])
def test_no_address_of_a_person_is_invented(name: str) -> None:
    """Reports go through the forge or to people of the repository; there is no mailbox that nobody reads."""
    assert not re.search(r"\w@\w", (ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/review.md", "docs/practice.md"])
def test_the_rules_of_working_together_are_linked(name: str) -> None:
    """Wherever somebody begins, they find the code of conduct; and the two codes lead to each other."""
    assert "CODE_OF_CONDUCT.md)" in (ROOT / name).read_text("utf-8")
