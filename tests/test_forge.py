"""A forge that does not do what it is asked: each reason in plain words, and the token in none of them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from generator.diagnostics import RashomonError
from generator.fetch import Limits
from generator.forge import Forge
from generator.forge.connection import Connection, ForgeError
from tests.forge_server import BOT, REPOSITORY, TOKEN, State, running


@pytest.fixture
def state() -> State:
    return State()


@pytest.fixture
def forge(state: State) -> Iterator[Forge]:
    with running(state) as address:
        yield Forge(REPOSITORY, Connection(address, TOKEN, Limits(size=100_000, step=1, total=2)))


def refusal(state: State, forge: Forge, status: int, answer: Any, headers: dict[str, str] | None = None) -> str:
    """What is said when the forge answers so to a new pull request."""
    state.refuse["POST", "/pulls"] = (status, headers or {}, answer)
    with pytest.raises(ForgeError) as raised:
        forge.open_pull_request("t", "b", "annotation/issue-12", "main")
    assert TOKEN not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (403, {"message": "Resource not accessible by integration"},
         "the token lacks the permission `pull-requests: write`; it says: Resource not accessible by integration"),
        (403, {"message": "GitHub Actions is not permitted to create or approve pull requests."},
         "workflows may not open pull requests in this repository; allow it under "
         "Settings, Actions, General, Workflow permissions"),
        (404, {"message": "Not Found"},
         "the forge has nothing there that the token may see (POST /repos/octo-press/bridge/pulls)"),
        (422, {"message": "Validation Failed", "errors": [{"message": "No commits between main and x"}]},
         "the forge refuses this (422, POST /repos/octo-press/bridge/pulls); "
         "it says: Validation Failed No commits between main and x"),
        (502, b"<html>Bad gateway</html>",
         "the forge has a fault of its own (502, POST /repos/octo-press/bridge/pulls); run this again later"),
        (307, {"message": "Moved"},
         "the forge leads elsewhere (307, POST /repos/octo-press/bridge/pulls): was the repository renamed?"),
        (201, b"no JSON", "the answer of the forge cannot be read (POST /repos/octo-press/bridge/pulls)"),
        (201, {"number": 1}, "the answer of the forge cannot be read (POST /repos/octo-press/bridge/pulls)"),
        (201, b"[" * 60_000, "the answer of the forge cannot be read (POST /repos/octo-press/bridge/pulls)"),
        (201, b" " * 200_000, "the answer of the forge is larger than 0 MB"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_missing(state: State, forge: Forge, status: int, answer: Any, words: str) -> None:
    """The permission, the setting, the address, or that it is not our fault."""
    assert refusal(state, forge, status, answer) == words


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Retry-After": "60"}, "the forge asks for a pause of 60 seconds; run this again then"),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1772357400"},
         "the forge asks for a pause until 09:30 UTC; run this again then"),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "soon"},
         "the forge asks for a pause; run this again then"),
    ],
)  # fmt: skip
def test_a_limit_says_when_to_come_again(state: State, forge: Forge, headers: dict[str, str], words: str) -> None:
    """Both 403 and 429 are used for it."""
    assert refusal(state, forge, 403, {"message": "limit"}, headers) == words
    assert refusal(state, forge, 429, {"message": "limit"}, headers) == words


def test_a_wrong_token_is_named_as_such(state: State, forge: Forge) -> None:
    """Its value is in no message, and not in what the object shows of itself."""
    wrong = Forge(REPOSITORY, Connection(forge.connection.address, "another-token"))
    with pytest.raises(ForgeError, match="does not accept the token") as raised:
        wrong.branch("main")
    assert "another-token" not in str(raised.value) + repr(wrong)


def test_what_the_forge_says_is_shown_without_hidden_characters(state: State, forge: Forge) -> None:
    """And no longer than a line or two."""
    said = refusal(state, forge, 422, {"message": "a\u202eb\x1b[31m\n" + "c" * 500})
    assert "\\u202e" in said and "\x1b" not in said and len(said) < 300


def test_a_forge_that_is_not_there_is_told() -> None:
    """The reason is that of any other address."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
    with pytest.raises(ForgeError, match=r"^127\.0\.0\.1 cannot be reached$"):
        Forge(REPOSITORY, Connection(address, TOKEN)).branch("main")


def test_a_forge_that_never_answers_is_left() -> None:
    """The time for one question is limited."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ForgeError, match=r"does not answer|took longer"):
            Forge(REPOSITORY, Connection(address, TOKEN, Limits(step=0.2, total=0.5))).branch("main")


@pytest.mark.parametrize("address", ["http://example.org", "ftp://example.org", "", "http://127.0.0.1.example.org"])
def test_the_token_goes_nowhere_in_the_clear(address: str) -> None:
    """Only this machine may be asked without encryption, for tests."""
    with pytest.raises(RashomonError, match="begins with https://"):
        Connection(address, TOKEN)


def test_a_comment_of_somebody_else_is_never_changed(state: State, forge: Forge) -> None:
    """The mark alone does not make it ours; the author does."""
    stranger = state.comment(7, "<!-- mark -->\nmine", {"login": "octo-reader", "id": 5, "type": "User"})
    state.comment(7, "<!-- mark -->\nmine", {"login": "other-app[bot]", "id": 6, "type": "Bot"})
    assert forge.keep_comment(7, "<!-- mark -->", "first")
    assert forge.keep_comment(7, "<!-- mark -->", "second")
    assert not forge.keep_comment(7, "<!-- mark -->", "second")
    assert stranger["body"] == "<!-- mark -->\nmine"
    assert [one["body"] for one in state.comments if one["user"] == BOT] == ["<!-- mark -->\nsecond"]


def test_a_person_s_own_token_writes_under_their_name(state: State, forge: Forge) -> None:
    """At a terminal the comment is the maintainer's."""
    state.user = {"login": "octo-editor", "id": 5550124, "type": "User"}
    forge.keep_comment(7, "<!-- mark -->", "first")
    forge.keep_comment(7, "<!-- mark -->", "second")
    assert [(one["user"]["login"], one["body"]) for one in state.comments] == [("octo-editor", "<!-- mark -->\nsecond")]


def test_our_comment_is_found_behind_a_hundred_others(state: State, forge: Forge) -> None:
    """The list comes in pages."""
    for number in range(230):
        state.comment(7, f"comment {number}", {"login": "octo-reader", "id": 5, "type": "User"})
    forge.keep_comment(7, "<!-- mark -->", "first")
    forge.keep_comment(7, "<!-- mark -->", "second")
    assert len(state.comments) == 231


def test_comments_and_forks_of_deleted_accounts_are_read(state: State, forge: Forge) -> None:
    """The forge gives no user and no repository for them."""
    state.comments.append({"id": 1, "issue": 7, "user": None, "body": "<!-- mark -->\n"})
    assert forge.keep_comment(7, "<!-- mark -->", "first")
    pull = state.pull("x", "1" * 40, "octo-reader/bridge")
    pull["head"]["repo"] = None
    assert forge.pull_requests("octo-reader", "x")[0].repository == ""


def test_a_label_that_is_gone_is_no_mistake(state: State, forge: Forge) -> None:
    """Somebody may have taken it off in the meantime."""
    state.labels[12] = ["annotation"]
    forge.remove_label(12, "make-pull-request")
    assert state.labels[12] == ["annotation"]
