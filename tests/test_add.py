"""`rashomon add` on a project in a temporary folder: what is written, what is said, what is left alone."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import add as adding
from generator import articles, disk
from generator.cli import rashomon
from tests import saved_files as made
from tests.golden import project
from tests.news import ARTICLE, NEWS
from tests.saved_files import ADDRESS, FIRST, HEADLINE, SECOND

STEM = "crack-could-close-mill-bridge"
HTML = {"Content-Type": "text/html"}
PAGE = made.html().encode()
PASTE = f"{HEADLINE}\n\n{FIRST}\n\nShare.\n".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(None, tmp_path / "project")


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "given").mkdir()
    return tmp_path / "given"


def add(folder: Path, *arguments: object) -> Result:
    return CliRunner().invoke(rashomon, ["add", "--project", str(folder), *map(str, arguments)])


def a_file(given: Path, name: str, data: bytes) -> Path:
    (given / name).write_bytes(data)
    return given / name


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def new_in(folder: Path, before: dict[str, bytes]) -> list[str]:
    return sorted(set(snapshot(folder)) - set(before))


def head_of(folder: Path, article: str = STEM) -> dict[str, Any]:
    front, _ = articles.split((folder / f"corpus/mill-bridge/{article}.md").read_text("utf-8"))
    assert front is not None
    loaded: dict[str, Any] = yaml.safe_load(front)
    return loaded


# What is written


def test_a_saved_page_becomes_seed_article_and_cuts(folder: Path, given: Path) -> None:
    """The seed has the page's own bytes; the three files have one name."""
    before = snapshot(folder)
    result = add(folder, a_file(given, "Save me (1).html", PAGE))
    assert result.exit_code == 0, result.output
    assert new_in(folder, before) == [
        f"corpus/mill-bridge/{STEM}.cuts.yml", f"corpus/mill-bridge/{STEM}.md", f"seeds/mill-bridge/{STEM}.html",
    ]  # fmt: skip
    assert (folder / f"seeds/mill-bridge/{STEM}.html").read_bytes() == PAGE
    text = (folder / f"corpus/mill-bridge/{STEM}.md").read_text("utf-8")
    assert FIRST in text and SECOND in text


def test_the_metadata_that_the_page_states_stand_in_the_corpus_file(folder: Path, given: Path) -> None:
    """To the letter; the label for tables is the outlet."""
    add(folder, a_file(given, "a.html", PAGE))
    head = head_of(folder)
    assert (head["headline"], head["outlet"], head["short"]) == (HEADLINE, "Aldham Courier", "Aldham Courier")
    assert (head["byline"], str(head["published"]), head["url"]) == ("Ada Example", "2026-03-10", ADDRESS)
    assert head["seed_sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert head["inferred"] == {} and "taken_from" not in head


def test_what_the_page_does_not_state_is_null_and_named(folder: Path, given: Path) -> None:
    """A paste tells nothing but its text."""
    result = add(folder, a_file(given, "a.txt", PASTE))
    (corpus,) = [
        path for path in snapshot(folder) if path.startswith("corpus/") and STEM in path and path.endswith("md")
    ]
    head = head_of(folder, Path(corpus).stem)
    assert {head[key] for key in ("outlet", "byline", "published", "url")} == {None}
    assert result.output.count("not found") >= 4
    assert "rashomon check" in result.output and "rashomon build" in result.output


def test_what_was_inferred_has_its_evidence(folder: Path, given: Path) -> None:
    """An outlet that only the host shows is said to be inferred, in the file and at the terminal."""
    page = made.html(head=f'<title>{HEADLINE}</title><link rel="canonical" href="{ADDRESS}">')
    result = add(folder, a_file(given, "a.html", page.encode()))
    assert ADDRESS in head_of(folder)["inferred"]["outlet"]
    assert "inferred from the host of the page's address" in result.output


def test_the_result_passes_check_and_strip(folder: Path, given: Path) -> None:
    """What add writes is current, and no finding."""
    files = {
        "a.html": made.html(body=f"<h1>{HEADLINE}</h1><p>One. {FIRST}</p>").encode(), "b.txt": PASTE,
        "c.md": b"# Mill Bridge\n\nThe crack is thirty centimetres long, a walker says.\n", "d.mhtml": made.mhtml(PAGE),
        "e.warc.gz": made.warc([(ADDRESS, made.html(before="<!-- e -->").encode(), HTML)]),
        "f.pdf": made.pdf([[FIRST, "It was a walker who saw it first, in the early morning."]]),
        "g.html": made.html(charset="", body=f"<p>Après l'été, {FIRST}</p>").encode("cp1252"),
    }  # fmt: skip
    result = add(folder, *(a_file(given, name, data) for name, data in files.items()))
    assert result.exit_code == 0, result.output
    for command in (["check"], ["strip", "--check"]):
        again = CliRunner().invoke(rashomon, [*command, "--project", str(folder)])
        assert again.exit_code == 0, again.output


def test_no_markup_gets_into_the_article(folder: Path, given: Path) -> None:
    """The text of an HTML page is what a reader sees."""
    add(folder, a_file(given, "a.html", PAGE))
    body = articles.split((folder / f"corpus/mill-bridge/{STEM}.md").read_text("utf-8"))[1]
    assert "<" not in body and HEADLINE not in body


def test_of_a_whole_news_page_the_article_is_kept(folder: Path, given: Path) -> None:
    """Its blocks are the corpus file's body, and strip would write the same again."""
    assert add(folder, a_file(given, "a.html", NEWS.encode())).exit_code == 0
    path = folder / "corpus/mill-bridge/ferry-cable-snaps-at-mill-bridge.md"
    assert articles.parse_body(articles.split(path.read_text("utf-8"))[1]) == ARTICLE
    assert "form: html" in path.with_suffix(".cuts.yml").read_text("utf-8")
    again = CliRunner().invoke(rashomon, ["strip", "--check", "--project", str(folder)])
    assert again.exit_code == 0, again.output


def test_the_rules_that_a_project_has_for_the_outlet_count_from_the_first(folder: Path, given: Path) -> None:
    """The outlet that the page states is looked up in seeds/*.rules.yml."""
    (folder / "seeds/courier.rules.yml").write_text(
        "outlet: Aldham Courier\nrules:\n  courier-clerk:\n    why: the clerk's line stands below every text\n"
        "    languages:\n      en:\n        lines: [the clerk has measured it…]\n"
        "        cuts: [The clerk has measured it twice.]\n        keeps: [The clerk has measured the bridge.]\n"
    )
    line = "The clerk has measured it for the readers of this newspaper."
    page = made.html(body=f"<h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{line}</p>")
    add(folder, a_file(given, "a.html", page.encode()))
    assert line not in (folder / f"corpus/mill-bridge/{STEM}.md").read_text("utf-8")
    assert "rule: courier-clerk" in (folder / f"corpus/mill-bridge/{STEM}.cuts.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (made.html(body="<div id='root'></div><script src='/app.js'></script>"), "page-needs-scripts"),
        (made.html(body="<iframe src='https://courier.example/story'></iframe>"), "page-is-frames"),
        (made.html(body=f'<script>{{"articleBody": "{FIRST * 5}"}}</script>'), "page-states-json"),
        (made.html(body="<nav><a href='/'>Home</a></nav>"), "seed-empty"),
        ("<div>" * 5000, "seed-empty"),
    ],
)
def test_a_page_that_yields_nothing_is_a_finding_and_no_file(folder: Path, given: Path, page: str, code: str) -> None:
    """Though it states headline and outlet, no article without text is written; the finding names the file given."""
    before = snapshot(folder)
    result = add(folder, a_file(given, "a.html", page.encode()))
    assert (result.exit_code, f"error[{code}]" in result.output, "a.html" in result.output) == (1, True, True)
    assert snapshot(folder) == before


def test_hostile_metadata_stay_text(folder: Path, given: Path) -> None:
    """Signs of YAML, quotation marks and line ends in a title are no YAML."""
    title = 'Crack: {close} # "Mill\' Bridge"\n---\nurl: evil & [soon] \\ done'
    page = made.html(
        head=f"<meta property='og:site_name' content='- *x: !!y'><title>{title}</title>", body=f"<p>{FIRST}</p>"
    )
    result = add(folder, a_file(given, "a.html", page.encode()))
    assert result.exit_code == 0, result.output
    (seed,) = [path for path in snapshot(folder) if path.startswith("seeds/") and path.endswith(".html")]
    head = head_of(folder, Path(seed).stem)
    assert head["headline"] == " ".join(title.split())
    assert (head["outlet"], head["url"]) == ("- *x: !!y", None)


# Where a page comes from


def test_a_page_from_a_container_names_the_container(folder: Path, given: Path) -> None:
    """File, SHA-256, address and day; the container itself stays out of the project."""
    archive = a_file(given, "bridge.warc.gz", made.warc([(ADDRESS, PAGE, HTML)]))
    add(folder, archive)
    assert {key: str(value) for key, value in head_of(folder)["taken_from"].items()} == {
        "file": "bridge.warc.gz", "sha256": hashlib.sha256(archive.read_bytes()).hexdigest(), "address": ADDRESS,
        "retrieved": "2026-03-10",
    }  # fmt: skip
    assert (folder / f"seeds/mill-bridge/{STEM}.html").read_bytes() == PAGE


def test_the_encoding_of_a_header_is_kept_for_later_readers(folder: Path, given: Path) -> None:
    """The bytes alone would be read otherwise; strip reads them as the server said."""
    text = "Мост у мельницы закроют до весны, сказал секретарь совета во вторник утром."
    page = made.html(head="<title>Мост</title>", charset="", body=f"<p>{text}</p>").encode("koi8-r")
    sent = {"Content-Type": "text/html; charset=koi8-r"}
    result = add(folder, a_file(given, "a.warc", made.warc([(ADDRESS, page, sent)], packed=False)))
    (seed,) = [path for path in snapshot(folder) if path.startswith("seeds/") and path.endswith(".html")]
    assert head_of(folder, Path(seed).stem)["taken_from"]["encoding"] == "koi8-r"
    assert text in (folder / f"corpus/mill-bridge/{Path(seed).stem}.md").read_text("utf-8")
    assert "read as    koi8-r" in result.output
    assert CliRunner().invoke(rashomon, ["strip", "--check", "--project", str(folder)]).exit_code == 0


def test_an_archive_of_several_pages_asks_which(folder: Path, given: Path) -> None:
    """The finding "choose-page" lists them; --page takes an address, or * for anything."""
    other = "https://hill.example/bridge?id=[1]"
    second = made.html(head="<title>Radio</title>", body=f"<p>{SECOND}</p>").encode()
    archive = a_file(given, "a.warc.gz", made.warc([(ADDRESS, PAGE, HTML), (other, second, HTML)]))
    before = snapshot(folder)
    result = add(folder, archive)
    assert result.exit_code == 1
    assert "error[choose-page]: this archive holds 2 pages" in result.output
    assert ADDRESS in result.output and other in result.output
    assert add(folder, archive, "--page", "https://nowhere.example/*").exit_code == 1
    assert snapshot(folder) == before
    assert add(folder, archive, "--page", other).exit_code == 0
    assert [path for path in new_in(folder, before) if path.endswith(".html")] != []
    assert f"seeds/mill-bridge/{STEM}.html" not in snapshot(folder)
    assert add(folder, archive, "--page", "https://*").exit_code == 0
    assert f"seeds/mill-bridge/{STEM}.html" in snapshot(folder)


def test_an_archive_of_very_many_pages_lists_a_few(folder: Path, given: Path) -> None:
    """The rest is counted."""
    pages = [(f"https://courier.example/{n}", PAGE, HTML) for n in range(50)]
    result = add(folder, a_file(given, "a.warc.gz", made.warc(pages)))
    assert result.output.count("https://courier.example/") == adding.SHOWN
    assert "… and 30 more" in result.output


# Again, and beside others


def test_the_same_bytes_are_there_already(folder: Path, given: Path) -> None:
    """A second run changes nothing, says so, and is no failure."""
    page = a_file(given, "a.html", PAGE)
    add(folder, page)
    before = snapshot(folder)
    result = add(folder, page, a_file(given, "again.mhtml", made.mhtml(PAGE + b"\r\n")))
    assert "it is there already as seeds/mill-bridge/" in result.output
    assert {path: data for path, data in snapshot(folder).items() if path in before} == before
    assert add(folder, folder / f"seeds/mill-bridge/{STEM}.html").exit_code == 0


def test_another_version_of_a_page_gets_a_name_and_a_label_of_its_own(folder: Path, given: Path) -> None:
    """The first is not touched; the two are told apart by day and number."""
    add(folder, a_file(given, "a.html", PAGE))
    before = snapshot(folder)
    for n in (2, 3):
        result = add(
            folder,
            a_file(given, "a.html", made.html(body=f"<h1>{HEADLINE}</h1><p>{FIRST}</p><p>{n} lorries.</p>").encode()),
        )
        assert f"corpus/mill-bridge/{STEM}.md comes from the same address" in result.output or n == 3
    assert {path: data for path, data in snapshot(folder).items() if path in before} == before
    assert [head_of(folder, f"{STEM}-{n}")["short"] for n in (2, 3)] == [
        "Aldham Courier, 10 March", "Aldham Courier, 10 March (2)",
    ]  # fmt: skip
    assert CliRunner().invoke(rashomon, ["check", "--project", str(folder)]).exit_code == 0


def test_a_name_that_a_file_has_is_never_taken(folder: Path, given: Path) -> None:
    """Not a seed's without an article, and not an article's of another story."""
    (folder / f"seeds/mill-bridge/{STEM}.html").write_bytes(b"<p>Mine</p>")
    add(folder, a_file(given, "a.html", PAGE))
    assert (folder / f"seeds/mill-bridge/{STEM}.html").read_bytes() == b"<p>Mine</p>"
    assert head_of(folder, f"{STEM}-2")["headline"] == HEADLINE


def test_an_id_is_unique_in_the_project_and_no_reserved_word(folder: Path, given: Path) -> None:
    """The same headline in another story gets another id, and a text that begins with a word of the site, too."""
    add(folder, a_file(given, "a.html", PAGE))
    add(folder, given / "a.html", "--story", "other-story")
    assert (folder / f"corpus/other-story/{STEM}-2.md").is_file()
    add(folder, a_file(given, "b.txt", f"Claims.\n\n{FIRST}\n".encode()), "--story", "mill-bridge")
    assert (folder / "corpus/mill-bridge/claims-2.md").is_file()


def test_what_fails_leaves_nothing_and_the_others_are_added(folder: Path, given: Path) -> None:
    """Findings come last, and the exit code is 1."""
    files = [
        a_file(given, "empty.txt", b""), a_file(given, "a.html", PAGE),
        a_file(given, "photo.jpg", b"\xff\xd8\xff\xe0" * 9),
        given / "nowhere.html", given, a_file(given, "furniture.txt", b"Share.\n\nSubscribe\n"),
    ]  # fmt: skip
    before = snapshot(folder)
    result = add(folder, *files)
    assert result.exit_code == 1
    assert len(new_in(folder, before)) == 3
    assert result.output.count("error[page-unreadable]") == 4
    assert "error[seed-empty]" in result.output


def test_a_failure_in_the_middle_of_writing_leaves_nothing(
    folder: Path, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full at the last file, the first ones go, too."""
    page = a_file(given, "a.html", PAGE)
    before = snapshot(folder)
    write = disk.write_bytes

    def full(path: Path, data: bytes) -> bool:
        if path.suffix == ".md":
            raise OSError(28, "no space left on device")
        return write(path, data)

    monkeypatch.setattr(disk, "write_bytes", full)
    assert isinstance(add(folder, page).exception, OSError)
    assert snapshot(folder) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_pipes_and_devices_are_not_waited_for(folder: Path, given: Path) -> None:
    """What never ends is no file."""
    os.mkfifo(given / "pipe.html")
    result = add(folder, given / "pipe.html", "/dev/zero")
    assert result.output.count("there is no such file") == 2


def test_files_over_the_limit_are_refused(folder: Path, given: Path) -> None:
    """The finding "too-large", with the size that may be, and before they are read where they are huge."""
    with (given / "huge.warc.gz").open("wb") as file:
        file.truncate(adding.MAX_FILE + 1)
    result = add(folder, given / "huge.warc.gz", a_file(given, "big.html", b"<p>" + b"Mill Bridge. " * 3_900_000))
    assert result.output.count("error[too-large]") == 2
    assert "larger than 200 MB" in result.output and "larger than 10 MB" in result.output


# Which story


def test_the_only_story_is_meant_when_none_is_named(folder: Path, given: Path) -> None:
    """With two, or none, the command says which there are."""
    (folder / "annotations/other-story").mkdir()
    (folder / "annotations/other-story/story.yml").write_text("title: x\n", "utf-8")
    result = add(folder, a_file(given, "a.html", PAGE))
    assert "there are 2 stories: mill-bridge, other-story" in str(result.exception)
    assert add(folder, given / "a.html", "--story", "other-story").exit_code == 0
    assert (folder / f"seeds/other-story/{STEM}.html").is_file()


def test_a_new_story_is_told_what_it_needs(folder: Path, given: Path) -> None:
    """Its folders are made; story.yml is a person's."""
    result = add(folder, a_file(given, "a.html", PAGE), "--story", "mill-bridge-again")
    assert "it needs annotations/mill-bridge-again/story.yml" in result.output
    assert (folder / f"corpus/mill-bridge-again/{STEM}.md").is_file()


@pytest.mark.parametrize("name", ["../evil", "Mill Bridge", "claims", "a", ""])
def test_a_story_with_a_bad_name_is_refused(folder: Path, given: Path, name: str) -> None:
    """Paths, capitals, reserved words."""
    before = snapshot(folder.parent)
    assert "cannot name a story" in str(add(folder, a_file(given, "a.html", PAGE), "--story", name).exception)
    assert new_in(folder.parent, before) == ["given/a.html"]


# From an address


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on this machine with the page at /news/crack."""
    monkeypatch.setenv("no_proxy", "*")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/news/crack":
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_: object) -> None:
            pass

    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_address[1]}"
    found.shutdown()
    found.server_close()


def test_a_page_on_the_web_is_added_with_address_and_day(folder: Path, server: str) -> None:
    """The seed is what the server sent."""
    result = add(folder, f"{server}/news/crack")
    assert result.exit_code == 0, result.output
    assert (folder / f"seeds/mill-bridge/{STEM}.html").read_bytes() == PAGE
    taken = head_of(folder)["taken_from"]
    assert taken["address"] == f"{server}/news/crack" and taken.keys() == {"address", "retrieved"}


@pytest.mark.parametrize("address", ["/nowhere", "ftp://courier.example/a", "file:///etc/passwd"])
def test_an_address_that_gives_no_page_is_a_finding(folder: Path, server: str, address: str) -> None:
    """The finding "not-fetched", with the reason."""
    before = snapshot(folder)
    result = add(folder, f"{server}{address}" if address.startswith("/") else address)
    assert result.exit_code == 1
    assert "error[not-fetched]" in result.output
    assert snapshot(folder) == before


def test_an_address_without_its_beginning_is_recognised(folder: Path) -> None:
    """It is no file, and the remedy is named."""
    assert "an address begins with https://" in add(folder, "www.courier.example/news").output
