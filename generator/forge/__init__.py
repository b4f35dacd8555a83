"""The only room that speaks to a forge's REST API: what the workflows read there and write there.

The paths are GitHub's (REST API, version 2022-11-28). Forgejo and Gitea have those of pull requests and
comments, too, but not those that make a commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from generator.forge.connection import Connection, ForgeError

T = TypeVar("T")
ADDRESS = "https://api.github.com"
WORKFLOW_LOGIN = "github-actions[bot]"  # under which the token of a workflow writes
_PAGE, _PAGES = 100, 20
_COMMENTS = "issues: write, or pull-requests: write"


@dataclass(frozen=True, slots=True)
class PullRequest:
    """An open pull request: `head` is the id of its newest commit, `repository` where that comes from."""

    number: int
    address: str
    head: str
    repository: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on an issue or a pull request."""

    id: int
    author: str
    body: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its id, the tree of its files, its message."""

    id: str
    tree: str
    message: str


@dataclass(frozen=True, slots=True)
class Forge:
    """One repository, `owner/name`, as the owner of the connection's token may use it."""

    repository: str
    connection: Connection

    def login(self) -> str:
        """The name under which the token writes. A workflow's token may not ask for it."""
        try:
            return self.connection.ask("GET", "/user", lambda answer: str(answer["login"]), "read who it belongs to")
        except ForgeError as error:
            if error.status == HTTPStatus.FORBIDDEN:
                return WORKFLOW_LOGIN
            raise

    def branch(self, name: str) -> Commit | None:
        """The newest commit of a branch, or None when there is no such branch."""
        try:
            at = self._ask("GET", f"git/ref/heads/{quote(name)}", _sha_of_ref, "contents: read")
        except ForgeError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return None
            raise
        return self._ask("GET", f"git/commits/{at}", _commit, "contents: read")

    def commit(self, parent: Commit, path: str, text: str, message: str) -> Commit:
        """A new commit on `parent` that writes one file; no branch holds it yet."""
        entry = {"path": path, "mode": "100644", "type": "blob", "content": text}
        needs = "contents: write"
        tree = {"base_tree": parent.tree, "tree": [entry]}
        made = self._ask("POST", "git/trees", lambda answer: str(answer["sha"]), needs, tree)
        commit = {"message": message, "tree": made, "parents": [parent.id]}
        return self._ask("POST", "git/commits", _commit, needs, commit)

    def set_branch(self, name: str, commit: Commit, there: bool) -> None:
        """Let a branch end at a commit, whatever it held before; make it when it is not `there`."""
        if there:
            change = {"sha": commit.id, "force": True}
            self._ask("PATCH", f"git/refs/heads/{quote(name)}", _nothing, "contents: write", change)
        else:
            made = {"ref": f"refs/heads/{name}", "sha": commit.id}
            self._ask("POST", "git/refs", _nothing, "contents: write", made)

    def pull_requests(self, owner: str, branch: str) -> tuple[PullRequest, ...]:
        """The open pull requests from a branch of somebody's repository."""
        query = {"state": "open", "head": f"{owner}:{branch}"}
        return tuple(map(_pull_request, self._pages("pulls", "pull-requests: read", query)))

    def open_pull_request(self, title: str, text: str, branch: str, base: str) -> PullRequest:
        """A new pull request from a branch of this repository."""
        made = {"title": title, "body": text, "head": branch, "base": base}
        return self._ask("POST", "pulls", _pull_request, "pull-requests: write", made)

    def change_pull_request(self, number: int, title: str, text: str) -> PullRequest:
        """The same pull request with other words."""
        change = {"title": title, "body": text}
        return self._ask("PATCH", f"pulls/{number}", _pull_request, "pull-requests: write", change)

    def keep_comment(self, number: int, marker: str, text: str) -> bool:
        """Let the one comment of ours that begins with `marker` say `text`. False when it said so already.

        Somebody else's comment is never changed, whatever it begins with.
        """
        login, body = self.login(), f"{marker}\n{text}"
        path = f"issues/{number}/comments"
        there = map(_comment, self._pages(path, "issues: read"))
        ours = next((one for one in there if one.author == login and one.body.startswith(marker)), None)
        if ours is None:
            self._ask("POST", path, _nothing, _COMMENTS, {"body": body})
            return True
        if ours.body.replace("\r\n", "\n") == body:
            return False
        self._ask("PATCH", f"issues/comments/{ours.id}", _nothing, _COMMENTS, {"body": body})
        return True

    def remove_label(self, number: int, label: str) -> None:
        """Take a label off an issue, if it has it."""
        try:
            path = f"issues/{number}/labels/{quote(label, safe='')}"
            self._ask("DELETE", path, _nothing, "issues: write")
        except ForgeError as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise

    def _ask(self, method: str, path: str, read: Callable[[Any], T], needs: str, sent: Any = None) -> T:
        return self.connection.ask(method, f"/repos/{self.repository}/{path}", read, needs, sent)

    def _pages(self, path: str, needs: str, query: Mapping[str, str] | None = None) -> Iterator[Any]:
        """All entries of a list, page by page."""
        for page in range(1, _PAGES + 1):
            asked = urlencode({**(query or {}), "per_page": _PAGE, "page": page})
            entries = self._ask("GET", f"{path}?{asked}", _list, needs)
            yield from entries
            if len(entries) < _PAGE:
                return


def _nothing(answer: Any) -> None:
    del answer


def _list(answer: Any) -> list[Any]:
    if not isinstance(answer, list):
        raise TypeError
    return answer


def _sha_of_ref(answer: Any) -> str:
    return str(answer["object"]["sha"])


def _commit(answer: Any) -> Commit:
    return Commit(str(answer["sha"]), str(answer["tree"]["sha"]), str(answer["message"]))


def _pull_request(answer: Any) -> PullRequest:
    head = answer["head"]
    repository = head["repo"]["full_name"] if head["repo"] else ""  # none where the fork was deleted
    return PullRequest(int(answer["number"]), str(answer["html_url"]), str(head["sha"]), str(repository))


def _comment(answer: Any) -> Comment:
    author = answer["user"]["login"] if answer["user"] else ""  # none where the account was deleted
    return Comment(int(answer["id"]), str(author), str(answer["body"]))
