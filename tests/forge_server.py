"""A forge on this machine: a real HTTP server with the parts of GitHub's REST API that the commands use.

It keeps what it is told, so that a second run finds what the first one left. Answers have the recorded shapes,
cut down to what matters.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "a-token-for-tests"
BOT = {"login": "github-actions[bot]", "id": 41898282, "type": "Bot"}
REPOSITORY = "octo-press/bridge"


@dataclass
class State:
    """What the forge knows, and what it was asked."""

    trees: dict[str, dict[str, str]] = field(default_factory=dict)
    commits: dict[str, dict[str, Any]] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    labels: dict[int, list[str]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    refuse: dict[tuple[str, str], tuple[int, dict[str, str], Any]] = field(default_factory=dict)
    """(method, end of the path) -> status, headers and answer, instead of doing it."""
    user: dict[str, Any] | None = None
    """Whose token it is; None for that of a workflow, which may not ask."""

    def commit(self, tree: dict[str, str], message: str, parents: list[str]) -> str:
        """Keep a commit; its id."""
        tree_id = _id(json.dumps(tree, sort_keys=True))
        self.trees[tree_id] = tree
        sha = _id(json.dumps([tree_id, message, parents, len(self.commits)]))
        self.commits[sha] = {"sha": sha, "tree": {"sha": tree_id}, "message": message, "parents": parents}
        return sha

    def files(self, branch: str) -> dict[str, str]:
        """The files of a branch."""
        return self.trees[self.commits[self.branches[branch]]["tree"]["sha"]]

    def pull(self, head: str, sha: str, repository: str, base: str = "main", state: str = "open") -> dict[str, Any]:
        """Keep a pull request."""
        number = 21 + len(self.pulls)
        owner = repository.partition("/")[0]
        made = {
            "number": number, "state": state, "html_url": f"https://forge.example.org/{REPOSITORY}/pull/{number}",
            "title": "", "body": "", "base": {"ref": base},
            "head": {"ref": head, "label": f"{owner}:{head}", "sha": sha, "repo": {"full_name": repository}},
        }  # fmt: skip
        self.pulls.append(made)
        return made

    def comment(self, number: int, body: str, user: dict[str, Any]) -> dict[str, Any]:
        """Keep a comment."""
        made = {"id": 9000 + len(self.comments), "issue": number, "user": user, "body": body}
        self.comments.append(made)
        return made


class RefusedError(Exception):
    def __init__(self, status: int, message: str) -> None:
        self.status, self.message = status, message


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def handle_call(self) -> None:
        address = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        sent = json.loads(self.rfile.read(length)) if length else None
        state = self.server.state
        state.asked.append((self.command, unquote(address.path)))
        headers: dict[str, str] = {}
        planned = next(
            (v for (m, end), v in state.refuse.items() if m == self.command and address.path.endswith(end)), None
        )
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            status, answer = 401, {"message": "Bad credentials"}
        elif planned:
            status, headers, answer = planned
        else:
            try:
                query = {key: values[0] for key, values in parse_qs(address.query).items()}
                status, answer = _answer(state, self.command, unquote(address.path), query, sent)
            except RefusedError as error:
                status, answer = (
                    error.status,
                    {"message": error.message, "documentation_url": "https://docs.example.org"},
                )
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = handle_call  # noqa: N815

    def log_message(self, *arguments: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, state: State) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.state = state


@contextmanager
def running(state: State) -> Iterator[str]:
    """The address of the API while the block runs."""
    server = Server(state)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(state: State, method: str, path: str, query: dict[str, str], sent: Any) -> tuple[int, Any]:
    if path == "/user":
        if state.user is None:
            raise RefusedError(403, "Resource not accessible by integration")
        return 200, state.user
    prefix = f"/repos/{REPOSITORY}/"
    if not path.startswith(prefix):
        raise RefusedError(404, "Not Found")
    match method, path.removeprefix(prefix).split("/"):
        case "GET", ["git", "ref", "heads", *name]:
            return 200, _ref(state, "/".join(name))
        case "GET", ["git", "commits", sha]:
            return 200, state.commits[sha]
        case "POST", ["git", "trees"]:
            files = dict(state.trees[sent["base_tree"]])
            files |= {entry["path"]: entry["content"] for entry in sent["tree"]}
            tree = _id(json.dumps(files, sort_keys=True))
            state.trees[tree] = files
            return 201, {"sha": tree, "tree": []}
        case "POST", ["git", "commits"]:
            sha = state.commit(state.trees[sent["tree"]], sent["message"], sent["parents"])
            return 201, {**state.commits[sha], "author": BOT}
        case "POST", ["git", "refs"]:
            name = sent["ref"].removeprefix("refs/heads/")
            if name in state.branches:
                raise RefusedError(422, "Reference already exists")
            state.branches[name] = sent["sha"]
            return 201, _ref(state, name)
        case "PATCH", ["git", "refs", "heads", *name]:
            state.branches["/".join(name)] = sent["sha"]
            for pull in state.pulls:
                if pull["head"]["ref"] == "/".join(name):
                    pull["head"]["sha"] = sent["sha"]
            return 200, _ref(state, "/".join(name))
        case "GET", ["pulls"]:
            return 200, _page([p for p in state.pulls if _wanted(p, query)], query)
        case "POST", ["pulls"]:
            made = state.pull(sent["head"], state.branches[sent["head"]], REPOSITORY, sent["base"])
            made |= {"title": sent["title"], "body": sent["body"]}
            return 201, made
        case "PATCH", ["pulls", number]:
            (pull,) = (p for p in state.pulls if p["number"] == int(number))
            pull |= {key: sent[key] for key in ("title", "body")}
            return 200, pull
        case "GET", ["issues", number, "comments"]:
            return 200, _page([c for c in state.comments if c["issue"] == int(number)], query)
        case "POST", ["issues", number, "comments"]:
            return 201, state.comment(int(number), sent["body"], state.user or BOT)
        case "PATCH", ["issues", "comments", id_]:
            (comment,) = (c for c in state.comments if c["id"] == int(id_))
            comment["body"] = sent["body"]
            return 200, comment
        case "DELETE", ["issues", number, "labels", name]:
            if name not in state.labels.get(int(number), []):
                raise RefusedError(404, "Label does not exist")
            state.labels[int(number)].remove(name)
            return 200, []
    raise RefusedError(404, "Not Found")


def _ref(state: State, name: str) -> dict[str, Any]:
    if name not in state.branches:
        raise RefusedError(404, "Not Found")
    return {"ref": f"refs/heads/{name}", "object": {"type": "commit", "sha": state.branches[name]}}


def _wanted(pull: dict[str, Any], query: dict[str, str]) -> bool:
    return pull["state"] == query["state"] and pull["head"]["label"] == query["head"]


def _page(entries: list[Any], query: dict[str, str]) -> list[Any]:
    size, page = int(query["per_page"]), int(query["page"])
    return entries[(page - 1) * size : page * size]


def _id(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()
