"""A page from the web: politely, within limits, or not at all. Only this room and `forge` reach other computers.

Everything is refused that is not a page: other schemes than http and https, other contents than HTML,
text and PDF, more than 10 MB, more than a minute. `robots.txt` is obeyed (RFC 9309), for every host on the way.
"""

from __future__ import annotations

import datetime
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from importlib.metadata import version
from ssl import create_default_context
from typing import TypeVar
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
import urllib3
from protego import Protego
from urllib3 import exceptions

from generator.saved.packed import decode_content
from generator.saved.page import Saved, TooLargeError, UnreadableError, web_address

T = TypeVar("T")
_ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
    "application/pdf": ".pdf",
}  # fmt: skip
_ROBOTS_BYTES = 500_000  # RFC 9309, section 2.5, asks to read at least 500 KiB
_BY_HAND = "open it in a browser, save it, and add the file"
_STEP = 65_536


class NotFetchedError(UnreadableError):
    """There is no page at an address, or it may not be had."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a page may take: bytes, redirects, and seconds for each step and for everything."""

    size: int = 10_000_000
    redirects: int = 5
    step: float = 20
    total: float = 60


def user_agent(repository: str | None) -> str:
    """Who we are: `rashomon/0.1.0`, and where to learn more if the project's repository is known."""
    known = web_address(repository)
    return f"rashomon/{version('rashomon')}" + (f" (+{known})" if known else "")


def fetch(address: str, agent: str, limits: Limits = Limits()) -> Saved:
    """The page at an address. Raises NotFetchedError, and TooLargeError, with the reason and the nearest remedy."""
    wanted = web_address(address)
    if wanted is None:
        raise NotFetchedError("this is no address that can be fetched", "it begins with https:// and holds no password")
    visit = _Visit(agent, limits)
    return within(limits.total, lambda: visit.page(wanted), NotFetchedError(
        f"the server took longer than {limits.total:g} seconds", _BY_HAND,
    ))  # fmt: skip


def within(seconds: float, work: Callable[[], T], late: Exception) -> T:
    """What `work` gives. Raises `late` when that takes longer; then the work is left alone, to end with the program.

    A thread, since nothing else ends a look-up of a name, or a server that sends a byte now and then.
    """
    outcome: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failure:
        raise failure[0]
    if not outcome:
        raise late
    return outcome[0]


class _Visit:
    """One address with all its redirects. What robots.txt of a host says is asked once."""

    def __init__(self, agent: str, limits: Limits) -> None:
        self.agent, self.limits = agent, limits
        self.allowed = lru_cache(self._robots)

    def page(self, address: str) -> Saved:
        """The page at the end of the redirects."""
        for _ in range(self.limits.redirects + 1):
            host = "{0.scheme}://{0.netloc}".format(urlsplit(address))
            robots = self.allowed(host)
            if robots is None or not robots.can_fetch(address, self.agent):
                raise NotFetchedError(f"{host}/robots.txt asks programs not to fetch this page", _BY_HAND)
            answer = self._ask(address, self.limits.size)
            if answer.to is None:
                return _saved(answer)
            address = _next(address, answer.to)
        raise NotFetchedError(f"the server leads on more than {self.limits.redirects} times", _BY_HAND)

    def _robots(self, host: str) -> Protego | None:
        """The rules of a host; None where it cannot tell them and so must be left alone (RFC 9309, section 2.3.1)."""
        address = f"{host}/robots.txt"
        for _ in range(self.limits.redirects + 1):
            answer = self._ask(address, _ROBOTS_BYTES, cut=True)
            if answer.to is None:
                break
            address = _next(address, answer.to)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return None
        return Protego.parse(answer.body.decode("utf-8", "replace") if answer.status == HTTPStatus.OK else "")

    def _ask(self, address: str, size: int, cut: bool = False) -> _Answer:
        """One request and the whole answer, or its first `size` bytes where the rest may be `cut`."""
        try:
            with pool(address) as connections:
                response = connections.request(
                    "GET", address, redirect=False, retries=False, preload_content=False, decode_content=False,
                    timeout=urllib3.Timeout(self.limits.step),
                    headers={"User-Agent": self.agent, "Accept": ", ".join(_ENDINGS), "Accept-Encoding": "gzip, br"},
                )  # fmt: skip
                try:
                    return self._answer(address, response, size, cut)
                finally:
                    response.close()
        except (exceptions.LocationValueError, UnicodeError) as error:
            raise NotFetchedError("this is no address that can be fetched", "copy it from the browser") from error
        except exceptions.HTTPError as error:
            raise NotFetchedError(trouble(address, error), _BY_HAND) from error

    def _answer(self, address: str, response: urllib3.BaseHTTPResponse, size: int, cut: bool) -> _Answer:
        kind, to = response.headers.get("Content-Type", ""), response.get_redirect_location() or None
        if to is None and response.status == HTTPStatus.OK and not cut:
            _refuse_other_types(kind)
        data = b""
        while len(data) <= size and (more := response.read(_STEP)):
            data += more
        if len(data) > size and not cut:
            raise TooLargeError(f"the page is larger than {size // 1_000_000} MB", _BY_HAND)
        if not cut or len(data) <= size:
            data = decode_content(data, response.headers.get("Content-Encoding", ""), size)
        return _Answer(address, response.status, kind, data[:size], to)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server said: `to` is where it leads on."""

    address: str
    status: int
    kind: str
    body: bytes
    to: str | None


def _saved(answer: _Answer) -> Saved:
    """The page of an answer, named so that its kind can be told. The day is today's: nothing else knows it."""
    if answer.status != HTTPStatus.OK:
        raise NotFetchedError(f"the server answers {answer.status} ({_reason(answer.status)})", _BY_HAND)
    charset = re.split("[;,]", answer.kind.lower().partition("charset=")[2])[0].strip(" \"'") or None
    suffix = _ENDINGS.get(_name_of(answer.kind), ".html")
    stem = urlsplit(answer.address).path.rstrip("/").rpartition("/")[2].partition(".")[0] or "page"
    today = datetime.datetime.now(datetime.UTC).date()
    return Saved(stem + suffix, answer.body, answer.address, today, charset)


def _refuse_other_types(kind: str) -> None:
    name = _name_of(kind)
    if name and name not in _ENDINGS:
        raise NotFetchedError(f"there is no page at this address, but {name!r}", "only HTML, text and PDF are fetched")


def _name_of(kind: str) -> str:
    """A media type without parameters; the first where a server sends several."""
    return re.split("[;,]", kind)[0].strip().lower()


def _next(address: str, to: str) -> str:
    """Where a redirect leads. Raises NotFetchedError where that is not on the web."""
    target = web_address(urljoin(address, to))
    if target is None:
        raise NotFetchedError(f"the server leads on to {to!r}, which is no page on the web")
    return target


def pool(address: str) -> urllib3.PoolManager:
    """Connections as the machine is set up: its proxies, its certificates, and those that come with certifi."""
    context = create_default_context()
    context.load_verify_locations(certifi.where())
    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy, ssl_context=context)
    return urllib3.PoolManager(ssl_context=context)


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase.lower()
    except ValueError:
        return "no known answer"


def trouble(address: str, error: exceptions.HTTPError) -> str:
    """What went wrong, in a line."""
    host = urlsplit(address).hostname
    match error:
        case exceptions.NameResolutionError():
            return f"there is no server called {host}, or this computer is not online"
        case exceptions.SSLError():
            return f"the certificate of {host} cannot be trusted"
        case exceptions.NewConnectionError() | exceptions.ProxyError():
            return f"{host} cannot be reached"
        case exceptions.TimeoutError():
            return f"{host} does not answer"
        case exceptions.ProtocolError():
            return f"{host} broke off its answer"
    return f"{host} cannot be fetched ({type(error).__name__})"
