"""The pages are HTML as the standard has it, judged by the Nu HTML checker (`make test` installs it in .venv/nu/)."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.edition import Edition
from generator.packet.printing import OFFERED
from generator.packets import Offer
from tests import site_cases

JAR = site_cases.ROOT / ".venv/nu/node_modules/vnu-jar/build/dist/vnu.jar"
# Material's own markup, the same on every page; nothing of ours is left out.
FRAME = [
    # The heading of a list of contents that is hidden, on a page that stands in no navigation.
    ("The value of the “for” attribute of the “label”", re.compile(r'for="__toc"')),
    # Its three switches without a script: browsers need autocomplete="off" to forget them on reload.
    ("Attribute “autocomplete” is only allowed", re.compile(r'<input class="md-(toggle|option)"[^>]*>')),
]


def test_every_page_is_valid_html(tmp_path: Path) -> None:
    """The sample in both editions, once with packets, and every case of bad input: no error in what is ours."""
    sites = [site_cases.site(tmp_path / "cases")]
    for edition, offer in ((Edition.CLASSROOM, Offer(OFFERED)), (Edition.PUBLIC, Offer())):
        sites.append(site_cases.built(site_cases.ROOT, tmp_path / edition.value, edition, offer))
    pages = [page for site in sites for page in site.rglob("*.html")]
    assert len(pages) > 300
    wrong = [message for message in judged(pages) if message["type"] == "error" and not of_the_frame(message)]
    assert not wrong, "\n".join(told(wrong))


def test_the_checker_finds_a_mistake(tmp_path: Path) -> None:
    """A page with an id twice and a stray end tag has two errors: the checker is really asked."""
    page = tmp_path / "wrong.html"
    body = "<p id=one>a<p id=one>b</section>"
    page.write_text(f"<!doctype html><html lang=en><title>t</title>{body}", "utf-8")
    errors = [message["message"] for message in judged([page]) if message["type"] == "error"]
    assert any("Duplicate ID" in error for error in errors)
    assert any("Stray end tag" in error for error in errors)


def judged(pages: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The checker's messages on some pages, from one process of it."""
    assert JAR.is_file(), "the HTML checker is missing: sh tests/nu.sh"
    command = ["java", "-Xss8m", "-jar", str(JAR), "--format", "json", "--exit-zero-always", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    yield from json.loads(done.stderr)["messages"]


def of_the_frame(message: dict[str, Any]) -> bool:
    """Whether a message is about the frame's own markup."""
    extract = message.get("extract", "")
    return any(message["message"].startswith(words) and where.search(extract) for words, where in FRAME)


def told(messages: list[dict[str, Any]]) -> list[str]:
    """A line for each mistake: how often it is made, what it is, and the first place with its words."""
    places: dict[str, list[dict[str, Any]]] = {}
    for message in messages:
        places.setdefault(message["message"], []).append(message)
    firsts = {words: (len(same), same[0]) for words, same in places.items()}
    return [
        f"{count} x {words} First on {one['url']}, line {one.get('lastLine')}: {one.get('extract')!r}"
        for words, (count, one) in firsts.items()
    ]
