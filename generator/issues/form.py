"""The text that a form made -> the answers by label, and what is wrong with them.

The form is `.github/ISSUE_TEMPLATE/annotation.yml`. The forge writes each answer below a heading with its label,
YAML between fences, an empty answer as `_No response_`. All of it is a stranger's, and can be edited by hand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from generator.issues.nouns import AGREED, ANNOTATION, ARTICLE, LABELS, TERMS, Problem
from generator.schema import did_you_mean

_EMPTY = "_No response_"
_RUN = re.compile(r"`{3,}")
_FENCED = re.compile(r"(`{3,})[^`\n]*\n(.*\n)?\1`*[ \t]*", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s?#]+/([^\s/?#]+)/([^\s/?#]+)/?(?:[?#]\S*)?")
_KEY = re.compile(r"^[\w-]+[ \t]*:", re.MULTILINE)
_TICKED = re.compile(r"- \[[xX]\] " + re.escape(AGREED))


def answers(body: str) -> tuple[dict[str, str], list[Problem]]:
    """The answers by label. A heading counts outside fences, once, in the form's order."""
    found: dict[str, list[str]] = {}
    problems: list[Problem] = []
    label = fence = ""
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        heading = line.removeprefix("### ").strip()
        if fence or not line.startswith("### ") or heading not in LABELS:
            found.setdefault(label, []).append(line)
            fence = _fence(line, fence)
            continue
        label = heading
        if label in found:
            problems.append(Problem(label, f"the heading `### {label}` stands twice", "leave the second one out"))
        found.setdefault(label, [])
    found.pop("", None)
    missing = (label for label in LABELS if label not in found)
    problems += [Problem(label, f"the heading `### {label}` is missing", _lost(fence)) for label in missing]
    if not problems and tuple(found) != LABELS:
        order = ", ".join(LABELS)
        problems.append(Problem(next(iter(found)), "the headings stand in another order", f"the order is {order}"))
    texts = {label: "\n".join(lines).strip("\n") for label, lines in found.items()}
    return {label: "" if text.strip() == _EMPTY else text for label, text in texts.items()}, problems


def fenced(answer: str) -> str | None:
    """What stands between the two fences of an answer, or None where it does not stand so."""
    found = _FENCED.fullmatch(answer)
    return (found[2] or "") if found else None


def article(answer: str) -> str:
    """`story/article` of the address of an article's page; any other answer as it is."""
    found = _ADDRESS.fullmatch(answer.strip())
    return f"{found[1]}/{found[2]}" if found else answer


def not_the_file(written: str) -> Problem | None:
    """The problem of an annotation that has no line like `key: value`: free text, or nothing at all."""
    if _KEY.search(written):
        return None
    help_ = "open the article, choose Suggest a mark, and copy the file here"
    return Problem(ANNOTATION, "this is not the file that the page makes", help_)


def wrong(given: Mapping[str, str], articles: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the answers themselves; `articles` are those that are known."""
    about, annotation = given.get(ARTICLE), given.get(ANNOTATION)
    if about == "":
        yield Problem(ARTICLE, "nothing is written here", "write story/article, as in the address of its page")
    elif about is not None and about not in articles:
        shown = f"{about[:80]}…" if len(about) > 80 else about
        yield Problem(ARTICLE, f"there is no article {shown!r}", did_you_mean(about[:200], articles))
    if annotation is not None and fenced(annotation) is None:
        help_ = "put ```yaml above it and ``` below it, each on a line of its own, and nothing else beside"
        unfenced = Problem(ANNOTATION, "the YAML does not stand between two lines of ```", help_)
        yield not_the_file(annotation) or unfenced
    if TERMS in given and not any(_TICKED.fullmatch(line.strip()) for line in given[TERMS].split("\n")):
        yield Problem(TERMS, "the box is not ticked", f"tick “{AGREED}”; without it nothing can be published")


def _fence(line: str, fence: str) -> str:
    """The fence that is open behind a line: CommonMark 0.31.2, section 4.5, at the margin only."""
    run = _RUN.match(line)
    rest = line[run.end() :] if run else ""
    if not fence:
        return run[0] if run and "`" not in rest else ""
    return "" if run and len(run[0]) >= len(fence) and not rest.strip() else fence


def _lost(fence: str) -> str:
    if fence:
        return f"end the text that begins with {fence} with such a line, and let no other line of it begin so"
    return "put back the headings that the form made, or open a new issue with the form"
