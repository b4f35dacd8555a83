"""Fetching, against real servers on this machine: what is had, what is refused, and in which words."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest

from generator.fetch import Limits, NotFetchedError, fetch, user_agent, within
from generator.saved.page import TooLargeError
from tests import saved_files as made

PAGE = made.html().encode()
AGENT = user_agent("https://code.example/bridge")
QUICK = Limits(size=200_000, redirects=3, step=1, total=2)

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web server whose answers a test writes; `asked` holds the requests as (path, user agent)."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.server = server
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server.server_address[1]}{path}"

    def has(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> str:
        """Put an answer at a path; underscores stand for hyphens."""
        sent = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
        self.answers[path] = lambda request: _send(request, status, body, sent)
        return self.url(path)

    def does(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return self.url(path)


def _send(request: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]) -> None:
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server on a free port of this machine, reached without any proxy."""
    monkeypatch.setenv("no_proxy", "*")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, self.headers["User-Agent"]))
            answer = found.answers.get(self.path)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                answer(self) if answer else self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(server)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def refusal(url: str, limits: Limits = QUICK) -> str:
    with pytest.raises(NotFetchedError) as caught:
        fetch(url, AGENT, limits)
    return str(caught.value)


def test_a_page_is_fetched_with_address_day_and_encoding(site: Site) -> None:
    """The bytes are the server's own, and the header's encoding is kept."""
    url = site.has("/news/crack", Content_Type="text/html; charset=ISO-8859-1")
    page = fetch(url, AGENT, QUICK)
    assert (page.name, page.data, page.address, page.encoding) == ("crack.html", PAGE, url, "iso-8859-1")
    assert page.retrieved is not None


def test_we_say_who_we_are(site: Site) -> None:
    """Name, version and the project's repository, at every request."""
    fetch(site.has("/a"), AGENT, QUICK)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]
    assert {agent for _, agent in site.asked} == {AGENT}
    assert AGENT.startswith("rashomon/") and AGENT.endswith(" (+https://code.example/bridge)")
    assert "(" not in user_agent(None)


@pytest.mark.parametrize(("coding", "pack"), [("gzip", made.zipped), ("br", brotli.compress)])
def test_a_packed_answer_is_unpacked(site: Site, coding: str, pack: Callable[[bytes], bytes]) -> None:
    """The seed holds the page, not what the line carried."""
    assert fetch(site.has("/a", pack(PAGE), Content_Encoding=coding), AGENT, QUICK).data == PAGE


def test_the_fragment_of_an_address_is_left_out(site: Site) -> None:
    """It names a place in the page."""
    url = site.has("/a")
    assert fetch(f"{url}#comments", AGENT, QUICK).address == url


@pytest.mark.parametrize("rules", ["User-agent: *\nDisallow: /news/", "User-agent: rashomon\nDisallow: /*/crack$"])
def test_robots_are_obeyed(site: Site, rules: str) -> None:
    """What robots.txt closes is not asked for, by wildcard, too."""
    site.has("/robots.txt", rules.encode(), Content_Type="text/plain")
    assert "robots.txt asks programs not to fetch" in refusal(site.has("/news/crack"))
    assert [path for path, _ in site.asked] == ["/robots.txt"]
    assert fetch(site.has("/open"), AGENT, QUICK).data == PAGE


def test_a_host_that_cannot_tell_its_rules_is_left_alone(site: Site) -> None:
    """An error of the server is no permission; a missing file is one (RFC 9309)."""
    site.has("/robots.txt", b"", status=503)
    assert "robots.txt" in refusal(site.has("/a"))


def test_redirects_are_followed_and_the_last_address_counts(site: Site) -> None:
    """The page's address is where it was found."""
    site.has("/old", b"", status=301, Location="/new")
    new = site.has("/new")
    assert fetch(site.url("/old"), AGENT, QUICK).address == new


def test_a_redirect_to_another_host_asks_that_hosts_robots(site: Site) -> None:
    """Permission of one host is none of another."""
    site.has("/away", b"", status=302, Location=site.url("/a", "localhost"))
    site.has("/a")
    fetch(site.url("/away"), AGENT, QUICK)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/away", "/robots.txt", "/a"]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://courier.example/a", "https://ada:secret@courier.example/"]
)
def test_a_redirect_that_leaves_the_web_is_not_followed(site: Site, target: str) -> None:
    """Only http and https, and no password."""
    assert "which is no page on the web" in refusal(site.has("/a", b"", status=302, Location=target))


def test_redirects_in_a_circle_end(site: Site) -> None:
    """After a few steps it is said."""
    assert "leads on more than 3 times" in refusal(site.has("/a", b"", status=302, Location="/a"))


@pytest.mark.parametrize(("status", "words"), [
    (404, "404 (not found)"), (403, "403 (forbidden)"), (429, "429 (too many requests)"), (500, "500 (internal"),
    (451, "451 (unavailable for legal"), (599, "599 (no known answer)"), (204, "204 (no content)"),
])  # fmt: skip
def test_an_error_page_is_no_article(site: Site, status: int, words: str) -> None:
    """The answer is named by number and words."""
    assert words in refusal(site.has("/a", PAGE if status > 204 else b"", status=status))


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "video/mp4", "application/json"])
def test_other_contents_are_refused_before_they_are_read(site: Site, kind: str) -> None:
    """Pictures, archives, films, data."""
    assert repr(kind) in refusal(site.has("/a", b"x" * 100, Content_Type=kind))


def test_text_and_pdf_are_fetched(site: Site) -> None:
    """The name tells the kind on."""
    assert fetch(site.has("/a.php", b"Mill Bridge", Content_Type="text/plain"), AGENT, QUICK).name == "a.txt"
    assert fetch(site.has("/b", made.pdf([["x"]]), Content_Type="application/pdf"), AGENT, QUICK).name == "b.pdf"
    assert fetch(site.has("/"), AGENT, QUICK).name == "page.html"


@pytest.mark.parametrize("bomb", [made.zipped(b"0" * 5_000_000), b"0" * 300_000])
def test_a_page_over_the_limit_is_refused(site: Site, bomb: bytes) -> None:
    """As it is sent, and unpacked."""
    coding = {"Content_Encoding": "gzip"} if bomb.startswith(b"\x1f\x8b") else {}
    with pytest.raises(TooLargeError):
        fetch(site.has("/a", bomb, **coding), AGENT, QUICK)


def test_a_server_that_never_stops_talking_is_left(site: Site) -> None:
    """An answer without an end is cut at the limit."""

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        for _ in range(2000):
            request.wfile.write(b"x" * 1000)

    with pytest.raises(TooLargeError):
        fetch(site.does("/a", endless), AGENT, QUICK)


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_drips_is_left_after_the_whole_time(site: Site, part: str) -> None:
    """A byte now and then keeps no connection open for ever."""

    def drip(request: BaseHTTPRequestHandler) -> None:
        if part == "body":
            request.send_response(200)
            request.send_header("Content-Type", "text/html")
            request.end_headers()
        for _ in range(60):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.1)

    assert "longer than 2 seconds" in refusal(site.does("/a", drip))


def test_a_server_that_is_silent_is_left(site: Site) -> None:
    """It does not answer, and that is said."""
    assert "127.0.0.1 does not answer" in refusal(site.does("/a", lambda _: time.sleep(1.5)))


def test_an_answer_that_breaks_off_is_no_page(site: Site) -> None:
    """Less than was promised, and a broken line."""
    assert "broke off" in refusal(site.has("/a", PAGE[:50], Content_Length="5000"))
    assert "broke off" in refusal(site.does("/b", lambda request: request.connection.shutdown(socket.SHUT_RDWR)))


def test_work_that_takes_too_long_is_left_alone() -> None:
    """The error of our choice is raised; what is done in time comes back, and so does its failure."""
    ended = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.05, ended.wait, TimeoutError())
    ended.set()
    assert within(5, lambda: 7, TimeoutError()) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0, TimeoutError())


def test_nobody_there_is_said() -> None:
    """A closed port, and a name that does not exist (RFC 6761 keeps .invalid free)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "127.0.0.1 cannot be reached" in refusal(f"http://127.0.0.1:{port}/")


def test_a_host_without_a_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name does not exist; RFC 6761 keeps .invalid free for this."""
    monkeypatch.setenv("no_proxy", "*")
    assert "there is no server called courier.invalid" in refusal("https://courier.invalid/a", Limits(step=5, total=20))


def test_a_server_that_speaks_no_tls_is_said(site: Site) -> None:
    """A certificate that cannot be checked is not trusted."""
    assert "certificate of 127.0.0.1" in refusal(site.url("/").replace("http:", "https:"))


@pytest.mark.parametrize("address", [
    "ftp://courier.example/a", "file:///etc/passwd", "https://", "https://ada:secret@courier.example/a", "http://[",
    "https://a b/", "http://" + "a" * 3000, "http://a\x00b/", "http://..", "http://a:99999/",
])  # fmt: skip
def test_what_is_no_address_is_not_asked_for(address: str) -> None:
    """Other schemes, half addresses, passwords."""
    assert "no address that can be fetched" in refusal(address)
