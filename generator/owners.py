"""CODEOWNERS: who is asked to review what, by story. Pure.

GitHub and Forgejo read `.github/CODEOWNERS`: a pattern and handles on a line; of several patterns that fit, the last
one counts. Lines that people wrote stay where they are; ours stand between two marks, at the end of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model import Story

PATH = ".github/CODEOWNERS"
_BEGIN = "# rashomon owners: from `editors` in the story.yml files. Changes here are lost; write yours outside."
_END = "# rashomon owners: end"
_MARKED = re.compile(r"^# rashomon owners: from .*?^# rashomon owners: end$\n?", re.MULTILINE | re.DOTALL)
_EMPTY = """\
# Who is asked to review which files: https://docs.github.com/articles/about-code-owners
# A story's editors stand in its story.yml, as `editors: [handle, group/team]`; `rashomon owners` writes them here.

"""
_FOLDERS = ("annotations", "corpus", "seeds")


def code_owners(stories: Iterable[Story], before: str | None) -> str:
    """The text of CODEOWNERS: what stood there `before` (None: no file), with our part made anew."""
    lines = [_BEGIN, *(line for story in stories for line in _lines(story)), _END]
    part = "\n".join(lines) + "\n"
    text = _EMPTY if before is None else before
    if _MARKED.search(text):
        return _MARKED.sub(lambda _: part, text, count=1)
    return text + ("\n" if text and not text.endswith("\n") else "") + part


def _lines(story: Story) -> Iterable[str]:
    editors = " ".join(f"@{name.removeprefix('@')}" for name in dict.fromkeys(story.file.editors))
    return [f"/{folder}/{story.id}/ {editors}" for folder in _FOLDERS] if editors else []
