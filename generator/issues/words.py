"""What is said about a proposal: in the commit, the pull request, on the issue. A stranger's words do nothing there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.issues.nouns import AGREED, Issue, Problem, ProposedFile
from generator.report import visible

_MOST, _LONGEST = 20, 300
_NOBODY = "anonymous"


def title(issue: Issue, file: ProposedFile) -> str:
    """The title of the pull request, and the first line of the commit."""
    return f"Annotation of {file.article}, proposed in issue {issue.number}"


def mark(issue: Issue) -> str:
    """The line by which a commit of ours is known from somebody else's."""
    return f"Proposed-in: issue {issue.number}"


def credit(issue: Issue) -> str:
    """The line that makes a person a co-author of a commit."""
    return f"Co-authored-by: {issue.login} <{issue.id}+{issue.login}@users.noreply.github.com>"


def credited(issue: Issue, file: ProposedFile) -> bool:
    """Whether the commit names the account: not one without a number, nor where the file is signed `anonymous`."""
    return bool(issue.id) and not _unnamed(file)


def commit_message(issue: Issue, file: ProposedFile) -> str:
    """The whole message of the commit."""
    lines = [title(issue, file), "", mark(issue), *([credit(issue)] if credited(issue, file) else [])]
    return "\n".join(lines) + "\n"


def pull_request(issue: Issue, file: ProposedFile, summary: str) -> str:
    """The text of the pull request; `summary` tells what the file changes."""
    signed = "" if file.by == issue.login else f" The file is signed `{file.by}`."
    proposed = (
        f"Proposed in issue #{issue.number}" if _unnamed(file) else f"Proposed by `{issue.login}` in #{issue.number}"
    )
    return f"""{summary.strip()}

---

One file: `{file.path}`. {proposed}, with the words “{AGREED}”{signed}

Closes #{issue.number}

<sub>It passed `rashomon check` before this was opened. If no checks have started here, close and reopen this pull \
request: checks do not start by themselves on what a workflow opens.</sub>
"""


def offered(issue: Issue, pull_request_number: int) -> str:
    """The comment on an issue that became a pull request."""
    return f"""Thank you, {issue.login}. Your annotation is now a pull request: #{pull_request_number}

A maintainer reads it there and may ask you something. You need do nothing else. When it is accepted, it stands on \
the site under the name that you gave, as proposed, until a second person has reviewed it."""


def taken(branch: str) -> str:
    """The comment where somebody has changed the branch by hand."""
    return f"""The branch `{branch}` was changed by hand since it was made from this issue, so nothing was written \
over.

Maintainers: change the file in the pull request, or delete the branch and set the label again."""


def unchanged(issue: Issue, file: ProposedFile) -> str:
    """The comment where the file is part of the project already."""
    return f"Thank you, {issue.login}. This annotation is part of the project already: `{file.path}`."


def needs_change(issue: Issue, problems: Sequence[Problem]) -> str:
    """The comment that tells what stands in the way."""
    count = "One thing needs" if len(problems) == 1 else f"{len(problems)} things need"
    return f"""Thank you, {issue.login}. {count} a change before this can become a pull request:

{_block(listed(problems))}

Open the menu at the top right of your first post here, choose *Edit*, correct it and save. Then a maintainer sets \
the label again. Nothing that you wrote is lost."""


def listed(problems: Sequence[Problem]) -> str:
    """The problems as plain text: field and line, the words, the remedy."""
    shown = [_told(problem) for problem in problems[:_MOST]]
    more = [f"and {len(problems) - _MOST} more"] if len(problems) > _MOST else []
    return "\n\n".join([*shown, *more])


def _unnamed(file: ProposedFile) -> bool:
    return file.by.strip().lower() == _NOBODY


def _told(problem: Problem) -> str:
    place = f"{problem.field}, line {problem.line}" if problem.line else problem.field
    lines = [f"{place}: {_short(problem.message)}"]
    if problem.words:
        lines.append(f"    {_short(problem.words)}")
    if problem.help:
        lines.append(f"    help: {_short(problem.help)}")
    return "\n".join(lines)


def _short(words: str) -> str:
    shown = visible(words)
    return f"{shown[:_LONGEST]}…" if len(shown) > _LONGEST else shown


def _block(text: str) -> str:
    """The text as a code block, in which nothing is a link, a mention or HTML, and which it cannot end."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}text\n{text}\n{fence}"
