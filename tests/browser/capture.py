"""What the tests of the sheet share: a strict server, hands that select, a project that takes the file."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import io
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page, Route

from generator import build
from generator.cli import rashomon
from generator.diagnostics import Diagnostic
from generator.export.registry import registry
from generator.repository import Repository, repository
from tests.browser.conftest import ROOT, STORY, QuietHandler

ARTICLE = f"/{STORY}/slay-news/"
POLICY = (
    "default-src 'none'; script-src 'self' {}; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
# What the parts of the script share, and tests may ask.
INSIDE = "article, match, prepare, describe, scalar, file, spanOf, wordsOf, nearest, runs"
SELECT = """([words, nth]) => {
  const walker = document.createTreeWalker(document.querySelector(".rashomon.article"), NodeFilter.SHOW_TEXT,
    node => node.parentElement.closest("#p_0, [data-number]") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
  const spots = [];
  let all = "", at = -1;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let n = 0; n < node.length; n++) spots.push([node, n]);
    all += node.data;
  }
  for (let n = 0; n <= nth; n++) at = all.indexOf(words, at + 1);
  if (at < 0) throw new Error("not on the page: " + words);
  const range = document.createRange();
  range.setStart(...spots[at]);
  const [node, last] = spots[at + words.length - 1];
  range.setEnd(node, last + 1);
  range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
  const [first] = range.getClientRects(), end = [...range.getClientRects()].pop();
  return { range, points: [first.left + 1, first.top + first.height / 2, end.right - 1, end.top + end.height / 2] };
}"""


class StrictHandler(QuietHandler):
    """Sends every page with the strictest policy under which the frame's own inline scripts still run."""

    def send_head(self) -> io.BytesIO | None:  # type: ignore[override]
        """The file with its headers."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        data = path.read_bytes()
        hashes = " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in _INLINE.findall(data)
        )
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", POLICY.format(hashes))
        self.end_headers()
        return io.BytesIO(data)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a server that sends a site under the strict policy."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(StrictHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def select(page: Page, words: str, nth: int = 0) -> None:
    """Drag the mouse over words of the text."""
    left, top, right, bottom = page.evaluate(f"given => ({SELECT})(given).points", [words, nth])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=3)
    page.mouse.move(right, bottom, steps=3)
    page.mouse.up()


def highlight(page: Page, words: str, nth: int = 0) -> None:
    """Select words as the system does for a finger or for the keys of caret browsing."""
    page.evaluate(
        f"given => {{ const found = ({SELECT})(given).range, now = getSelection();"
        " now.removeAllRanges(); now.addRange(found); }",
        [words, nth],
    )


def begin(page: Page, words: str, nth: int = 0) -> None:
    """Select words with the mouse and press the button beside them."""
    select(page, words, nth)
    page.get_by_role("button", name="Mark these words").click()
    page.wait_for_selector(".capture[open]")


def choose(page: Page, **chosen: str) -> None:
    """Choose and write what the form asks for, by the ids of its fields."""
    for name, value in chosen.items():
        control = page.locator(f"[id='capture-{name}']")
        if not control.count():
            page.locator(f"[name='capture-{name}'][value='{value}']").check()
        elif control.evaluate("control => control.localName") == "select":
            control.select_option(value)
        else:
            control.fill(value)


def finish(page: Page, handle: str = "ada") -> str:
    """Go on to the file, give a handle, and read the text of the file."""
    page.get_by_role("button", name="Make the file").click()
    page.locator("#capture-handle").fill(handle)
    return page.locator(".capture pre").text_content() or ""


def checked(folder: Path, text: str, root: Path = ROOT) -> tuple[Diagnostic, ...]:
    """What the check says of a project with this file for the article in it."""
    for name in ("annotations", "corpus", "seeds"):
        shutil.copytree(root / name, folder / name, dirs_exist_ok=True)
    place = folder / f"annotations{ARTICLE}2026-11-22-ada-abc123.yml"
    place.write_bytes(text.encode())
    return build.load(folder).findings


def untidy(folder: Path) -> str:
    """What `rashomon fmt --check` says of a project."""
    return CliRunner().invoke(rashomon, ["fmt", "--check", "--project", str(folder)]).output


def keep_at(page: Page, address: str, forge: str) -> None:
    """Let the site be kept in a repository: the registry is that of a build with its address."""
    _register(page, ROOT, repository(address, forge))


def unsearched(page: Page, root: Path) -> Path:
    """A project in which nobody has searched the article for a claim yet; the registry is that of a build of it."""
    for name in ("annotations", "corpus", "seeds"):
        shutil.copytree(ROOT / name, root / name)
    notes = root / "annotations" / STORY / "slay-news/2026-11-21-claims.yml"
    kept, found = re.subn(
        r"^- claim: .*\n  stance: omits\n(?:  .*\n)*", "", notes.read_text("utf-8"), flags=re.MULTILINE
    )
    assert found
    notes.write_text(kept, "utf-8")
    _register(page, root, None)
    return root


def _register(page: Page, root: Path, kept: Repository | None) -> None:
    corpus = build.load(root).corpus
    script = registry(corpus.stories[0], corpus.codebook, kept).text
    page.route("**/registry.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))


def open_up(page: Page) -> None:
    """Let the tests ask what the parts of the script share."""

    def opened(route: Route) -> None:
        body = route.fetch().text().rstrip().removesuffix("}")
        body += f"window.inside = {{ {INSIDE} }}; }}"
        route.fulfill(body=body, content_type="text/javascript")

    page.route("**/assets/capture.js", opened)


def load(page: Page, address: str = ARTICLE) -> None:
    """Open an article with its sheet, closed again, and what it shares open to questions."""
    open_up(page)
    page.goto(address)
    page.get_by_role("button", name="Suggest a mark").click()
    page.wait_for_selector(".capture[open]")
    page.keyboard.press("Escape")
