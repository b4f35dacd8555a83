"""Many pages at once: what goes in, what comes out, and what no page can do to the others."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.batch import batch
from generator.batch.cluster import strip_there
from generator.batch.groups import MAX_GROUP, chunks, groups, rows
from generator.batch.guard import Worker
from generator.batch.local import AHEAD, strip_here
from generator.batch.pages import Answer, BatchPage, BatchResult, Row, read, strip_page
from generator.batch.worker import Limits
from generator.diagnostics import RashomonError
from generator.model import Seed, SeedForm
from generator.strip import nothing
from tests.golden import HEARS_CTRL_C, ROOT
from tests.news import ARTICLE, HEADLINE, NEWS, days, site_page

STORY = (
    "The parish council closed Mill Bridge to lorries on Monday, after a crack was found in its northern pier.",
    "Ida Marsh, who runs the bakery beside the river, said that deliveries would now take twice as long.",
    "An engineer will look at the pier in March, and the council will then decide whether the bridge can be mended.",
)
TEXT = "\n".join((*STORY, "Share"))
HTML = (
    "<!doctype html><html><head><title>Mill Bridge</title></head><body><nav><a href='/'>Home</a></nav><article>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    + "</article></body></html>"
)
HOSTILE = "tests.hostile_worker"
SOON = Limits(processor=0.5, clock=1.5)


def lines(*found: Any) -> str:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in found)


def process(*arguments: str, cwd: Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "generator", "strip", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, **options)


def answers(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def strip(folder: Path, content: str | bytes, *options: str) -> tuple[list[dict[str, Any]], str, int]:
    """What a batch over `content` writes, what it says, and its exit code."""
    (folder / "in.jsonl").write_bytes(content if isinstance(content, bytes) else content.encode())
    done = process("--jsonl", "in.jsonl", "out.jsonl", *options, cwd=folder)
    out = folder / "out.jsonl"
    return answers(out.read_bytes()) if out.exists() else [], done.stderr.decode(), done.returncode


def code_of(row: Any) -> str:
    """The code of the problem that one row gives, or ''."""
    page = read(1, row if isinstance(row, bytes) else json.dumps(row).encode())
    result = strip_page(page) if isinstance(page, BatchPage) else page
    return result.problem.code if result.problem else ""


# What goes in and comes out


def test_a_row_becomes_its_text_and_its_cuts(tmp_path: Path) -> None:
    """Text, and every line that was taken out with its number and rule; keys that strip does not know are ignored."""
    (found,), said, code = strip(tmp_path, lines({"id": "a", "text": TEXT, "colour": "red"}))
    assert found["id"] == "a"
    assert found["text"] == "\n".join(STORY)
    (cut,) = found["cuts"]
    assert (cut["line"], cut["text"]) == (4, "Share")
    assert set(cut) - {"evidence"} == {"line", "rule", "text"}
    assert re.fullmatch(r"1 page, \d+\.\d s\n", said)
    assert code == 0


def test_the_headline_goes_from_the_text_to_its_key(tmp_path: Path) -> None:
    """A headline that the row states, or that the text repeats, is named beside the text."""
    (found,), _, _ = strip(tmp_path, lines({"id": 1, "headline": "Bridge Shut", "text": f"Bridge Shut\n{TEXT}"}))
    assert found["headline"] == "Bridge Shut"
    assert "Bridge Shut" not in found["text"]


def test_html_is_preferred_where_a_row_has_both(tmp_path: Path) -> None:
    """The page tells more than its copied text."""
    (found,), _, _ = strip(tmp_path, lines({"id": 1, "html": HTML, "text": "Something else.\n"}))
    assert "Something else" not in found["text"]
    assert STORY[1] in found["text"]


def test_a_page_of_html_becomes_its_article(tmp_path: Path) -> None:
    """Text, headline and cuts as `rashomon strip` makes them of a seed; a judgement has its evidence."""
    (found,), _, code = strip(tmp_path, lines({"id": "ferry", "html": NEWS}))
    assert (found["text"].split("\n"), found["headline"]) == ([text for _, text in ARTICLE], HEADLINE)
    cuts = {cut["text"]: cut for cut in found["cuts"]}
    assert cuts["Farming"]["rule"] == "classifier"
    assert "named for navigation" in cuts["Farming"]["evidence"]
    assert set(cuts["Print"]) == {"line", "rule", "text"}
    assert code == 0


def test_one_bad_line_does_not_stop_the_batch(tmp_path: Path) -> None:
    """It is reported with its number, the others are stripped, and the exit code says that something was found."""
    content = lines({"id": "a", "text": TEXT}, "{oops", "", [1, 2], {"id": "b", "text": TEXT})
    found, said, code = strip(tmp_path, content)
    assert [row["id"] for row in found] == ["a", 2, 4, "b"]
    assert [row.get("problem", {}).get("code") for row in found] == [None, "row-unreadable", "row-unreadable", None]
    assert found[1]["problem"]["message"].startswith("line 2 is not JSON")
    assert said.startswith("4 pages, 2 no row that can be read")
    assert code == 1


def test_ids_come_back_as_they_were(tmp_path: Path) -> None:
    """Text and whole numbers, twice the same too; where there is none, the number of the line."""
    ids = ["é", "\ud800", 7, 7, {"a": [1]}, None]
    found, _, _ = strip(tmp_path, lines(*({"id": known, "text": TEXT} for known in ids), {"text": TEXT}))
    assert [row["id"] for row in found] == ["é", "\ud800", 7, 7, 5, 6, 7]


def test_a_page_that_yields_nothing_is_reported_and_not_written_as_an_article(tmp_path: Path) -> None:
    """No `text`, and a problem with code and message."""
    (found,), said, _ = strip(tmp_path, lines({"id": "a", "text": "Share\nSubscribe\n"}))
    assert set(found) == {"id", "problem"}
    assert (found["problem"]["code"], "nothing is left" in found["problem"]["message"]) == ("seed-empty", True)
    assert said.startswith("1 page, 1 yielded nothing")


def test_gzip_and_the_standard_streams_give_the_same_bytes(tmp_path: Path) -> None:
    """`-` reads and writes the streams; a name that ends in .gz is packed, and packed input is known by itself."""
    content = lines({"id": "a", "text": TEXT}, {"id": "b", "html": HTML}).encode()
    strip(tmp_path, content)
    plain = (tmp_path / "out.jsonl").read_bytes()
    (tmp_path / "in.gz").write_bytes(gzip.compress(content))
    process("--jsonl", "in.gz", "out.gz", cwd=tmp_path)
    assert gzip.decompress((tmp_path / "out.gz").read_bytes()) == plain
    assert process("--jsonl", "-", "-", cwd=tmp_path, input=content).stdout == plain
    assert process("--jsonl", "-", "-", cwd=tmp_path, input=gzip.compress(content)).stdout == plain


def test_packed_input_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    """The last answer says that the rest is missing."""
    content = lines(*({"id": n, "text": f"{TEXT}\nIt was the {n}th of {n * n} days."} for n in range(500))).encode()
    found, _, code = strip(tmp_path, gzip.compress(content)[:-2000])
    assert len(found) > 100
    assert not any("problem" in row for row in found[:-2])
    assert "breaks off" in found[-1]["problem"]["message"]
    assert code == 1


def test_the_output_is_the_same_however_many_work(tmp_path: Path) -> None:
    """One process or three, the same bytes in the order of the input."""
    content = lines(*({"id": n, "site": f"s{n // 7}", "text": f"{TEXT}\n{n} people came."} for n in range(300)))
    strip(tmp_path, content, "--workers", "1")
    one = (tmp_path / "out.jsonl").read_bytes()
    found, _, _ = strip(tmp_path, content, "--workers", "3")
    assert (tmp_path / "out.jsonl").read_bytes() == one
    assert [row["id"] for row in found] == list(range(300))


# Files


def test_a_second_run_overwrites_its_own_result(tmp_path: Path) -> None:
    """What an earlier batch wrote may be replaced."""
    strip(tmp_path, lines({"id": "a", "text": TEXT}))
    found, _, code = strip(tmp_path, lines({"id": "b", "text": TEXT}))
    assert ([row["id"] for row in found], code) == (["b"], 0)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("pages.jsonl", lines({"id": "x", "text": TEXT}), "holds something that strip did not write"),
        ("in.jsonl", None, "is also the input"),
        ("folder", None, "is no file"),
        ("missing/out.jsonl", None, "there is no folder"),
    ],
)
def test_no_other_file_is_overwritten(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    """Not the input, not pages (the two names exchanged), not a folder."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "in.jsonl").write_text(lines({"id": "a", "text": TEXT}), "utf-8")
    if content:
        (tmp_path / name).write_text(content, "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = process("--jsonl", "in.jsonl", name, cwd=tmp_path)
    assert message in done.stderr.decode()
    assert done.returncode == 2
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_missing_input_is_said(tmp_path: Path) -> None:
    """Exit code 2, and no output file."""
    done = process("--jsonl", "none.jsonl", "out.jsonl", cwd=tmp_path)
    assert b"none.jsonl" in done.stderr
    assert b"Traceback" not in done.stderr
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])


@pytest.mark.parametrize(
    "arguments",
    [("--jsonl", "a", "b", "--check"), ("--jsonl", "a", "b", "mill-bridge"), ("--workers", "2"), ("--dask", "tcp://x")],
)
def test_options_of_the_other_use_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Seeds and many pages are two uses of the command."""
    done = process(*arguments, cwd=tmp_path)
    assert b"--jsonl" in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_the_old_result_and_nothing_else(tmp_path: Path, stop: signal.Signals) -> None:
    """Exit code 130, the file of the last run as it was, no temporary file, no process."""
    strip(tmp_path, lines({"id": "old", "text": TEXT}))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    command = [sys.executable, "-m", "generator", "strip", "--jsonl", "-", "out.jsonl", "--workers", "2"]
    with subprocess.Popen(
        [*HEARS_CTRL_C, *command], cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        row = lines({"id": 1, "text": TEXT}).encode()
        while len(children := children_of(running.pid)) < 2:  # the input never ends, so the batch cannot either
            running.stdin.write(row * 100)
            running.stdin.flush()
        running.send_signal(stop)
        said = running.stderr.read()
        assert running.wait() == 130
    assert b"Traceback" not in said
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert all(gone(child) for child in children)


def children_of(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(child) for child in found.stdout.split()]


def gone(pid: int) -> bool:
    """Whether a process ends by itself, within a time that no killed one needs."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


# What no page can do


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """A real worker process whose pages do what their text says."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    worker = Worker(HOSTILE, SOON)
    yield worker
    worker.close()


def asked(worker: Worker, *texts: str) -> list[dict[str, Any]]:
    found = worker.strip(
        [Row(n, json.dumps({"id": f"p{n}", "text": text}).encode()) for n, text in enumerate(texts, 1)]
    )
    return [json.loads(answer.line) for answer in found]


@pytest.mark.parametrize(
    ("does", "code", "told"),
    [
        ("compute", "page-too-slow", "was not done after 0.5 seconds"),
        ("sleep", "page-too-slow", "was not done after 1.5 seconds"),
        ("read address 0", "page-crashed", "SIGSEGV"),
        ("take memory", "page-crashed", ""),
    ],
)
def test_a_page_that_hangs_or_kills_is_reported_and_the_others_go_on(
    hostile: Worker, does: str, code: str, told: str
) -> None:
    """Its neighbours of the same group are answered in full and in order, and so is the next group."""
    first, bad, last = asked(hostile, TEXT, does, TEXT)
    assert (bad["id"], bad["problem"]["code"]) == ("p2", code)
    assert told in bad["problem"]["message"]
    assert first["text"] == last["text"] == "\n".join(STORY)
    assert [row["text"] for row in asked(hostile, TEXT)] == ["\n".join(STORY)]


def test_a_group_in_which_every_page_kills_is_answered(hostile: Worker) -> None:
    """Each page has its own problem."""
    found = asked(hostile, "read address 0", "compute", "read address 0")
    assert [row["problem"]["code"] for row in found] == ["page-crashed", "page-too-slow", "page-crashed"]


def test_what_a_library_prints_is_not_taken_for_an_answer(hostile: Worker) -> None:
    """Standard output of the worker goes elsewhere."""
    (found,) = asked(hostile, "print")
    assert found["id"] == "p1"


def test_a_worker_that_was_killed_while_it_waited_costs_no_page(hostile: Worker) -> None:
    """The next group is done by a new process."""
    asked(hostile, TEXT)
    (child,) = [pid for pid in children_of(os.getpid()) if HOSTILE in command_of(pid)]
    os.kill(child, signal.SIGKILL)
    (found,) = asked(hostile, TEXT)
    assert found["text"] == "\n".join(STORY)


def command_of(pid: int) -> str:
    return subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout


def test_a_worker_that_cannot_start_is_the_fault_of_no_page() -> None:
    """Nothing is reported as a page's problem when the installation is broken."""
    with pytest.raises(RashomonError, match="no worker process can be started"):
        Worker("generator.no_such_module").strip([Row(1, b'{"text": "a"}')])


def test_only_a_few_chunks_are_in_memory() -> None:
    """The input is read as answers are taken, not before."""
    taken = 0

    def endless() -> Iterator[tuple[tuple[Row, ...], ...]]:
        nonlocal taken
        while True:
            taken += 1
            yield ((Row(taken, json.dumps({"text": TEXT}).encode()),),)

    with contextlib.closing(strip_here(endless(), 2)) as found:
        for _ in range(10):
            next(found)
        assert taken <= 10 + 2 * AHEAD


# Groups


def named(*sites: str) -> list[list[int]]:
    """The lines of each group that rows with these sites make."""
    found = groups(rows(json.dumps({"text": "x", "site": site}).encode() for site in sites))
    return [[row.number for row in group] for group in found if not isinstance(group, Answer)]


def test_neighbours_of_one_site_are_a_group() -> None:
    """Rows without a site stand alone, and so does a site that comes again later."""
    assert named("a", "a", "b", "", "", "a") == [[1, 2], [3], [4], [5], [6]]


def test_the_host_of_the_address_counts_where_no_site_is_named() -> None:
    """With and without www. it is one site; an address that is none makes no group."""
    urls = ["https://www.gazette.example/1", "https://gazette.example/2", "http://[", 7]
    found = list(groups(rows(json.dumps({"text": "x", "url": url}).encode() for url in urls)))
    assert [len(group) for group in found] == [2, 1, 1]


def test_lines_that_stand_on_several_pages_of_a_site_are_cut(tmp_path: Path) -> None:
    """Each is named with what spoke against it; without a site the same pages keep them."""
    frame = ["The Gazette has walked these hills since 1891", "Ring the newsroom on Saturdays"]
    days = [
        [f"On the {day} the {who} {did} beside the river, and everybody came to see it." for did in ("sang", "ate")]
        for day, who in (("first", "bakers"), ("second", "ringers"), ("third", "ferrymen"))
    ]
    texts = ["\n".join((frame[0], *day, *frame)) for day in days]
    found, _, _ = strip(tmp_path, lines(*({"site": "gazette", "text": text} for text in texts)))
    for row in found:
        assert not any(line in row["text"] for line in frame)
        cuts = {cut["text"]: cut for cut in row["cuts"]}
        assert "3 of 3 saved pages of gazette" in cuts[frame[1]]["evidence"]
        assert cuts[frame[1]]["rule"] == "repeated"
    alone, _, _ = strip(tmp_path, lines(*({"text": text} for text in texts)))
    assert all(frame[1] in row["text"] for row in alone)


def test_lines_that_stand_on_several_html_pages_of_a_site_are_cut(tmp_path: Path) -> None:
    """The host of the address is the site; each page keeps its own sentences, and without a site all are kept."""
    urls = [f"https://courier.example/{number}" for number in range(3)]
    pages: list[dict[str, Any]] = [{"url": url, "html": site_page(number)} for number, url in enumerate(urls)]
    found, _, _ = strip(tmp_path, lines(*pages))
    for number, row in enumerate(found):
        assert row["text"].split("\n") == days(number)
        (cut,) = [cut for cut in row["cuts"] if "walked these hills" in cut["text"]]
        assert (cut["rule"], cut["evidence"]) == ("repeated", "stands on 3 of 3 saved pages of courier.example")
    alone, _, _ = strip(tmp_path, lines(*({"html": page["html"]} for page in pages)))
    assert all("walked these hills" in row["text"] for row in alone)


def test_a_group_is_cut_where_it_becomes_too_long() -> None:
    """A million pages of one site are many groups."""
    assert [len(group) for group in named(*["a"] * (2 * MAX_GROUP + 1))] == [MAX_GROUP, MAX_GROUP, 1]


def test_chunks_hold_every_group_once_and_in_order() -> None:
    """None is lost where a chunk is full."""
    made = list(groups(rows(json.dumps({"text": "x" * (n * 997 % 50_000)}).encode() for n in range(300))))
    found = list(chunks(made))
    assert [group for chunk in found for group in chunk] == made
    assert len(found) > 3


# Bad input


@pytest.mark.parametrize(
    "row",
    [
        b"\xff\xfe\x00", b"null", b'"text"', b"[" * 100_000, b'{"a":' * 100_000, b'{"id": NaN, "text": "x"}',
        b'{"id": 1}', b'{"id": 1, "text": null}', b'{"id": 1, "text": ["x"]}', b"1" * 5000, b"\x00",
    ],
    ids=lambda row: repr(row[:20]),
)  # fmt: skip
def test_a_line_that_is_no_row_is_a_finding(row: bytes) -> None:
    """Whatever stands there, the answer is `row-unreadable`, with the number of the line in it."""
    result = read(7, row)
    assert isinstance(result, BatchResult)
    assert result.problem is not None
    assert (result.problem.code, "line 7" in result.problem.message) == ("row-unreadable", True)


@pytest.mark.parametrize(("known", "kept"), [('"the \\"id\\""', 'the "id"'), ("12", 12), ('["x"]', 3)])
def test_a_row_of_fifty_megabytes_is_too_large(tmp_path: Path, known: str, kept: Any) -> None:
    """It is not parsed; its id is kept where it stands first, else the number of its line. The next row is read."""
    huge = f'{{"id": {known}, "text": "{"x" * 50_000_000}"}}\n'
    found, said, _ = strip(tmp_path, f"\n\n{huge}{lines({'id': 'b', 'text': TEXT})}")
    assert [row["id"] for row in found] == [kept, "b"]
    assert found[0]["problem"]["code"] == "too-large"
    assert said.startswith("2 pages, 1 too large")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"text": ""}, "seed-empty"),
        ({"html": " \n "}, "seed-empty"),
        ({"text": "%PDF-1.7\n\x00\x00\x00" + "\x00\x01\ufffd" * 400}, "seed-unreadable"),
        ({"text": "Der B\ufffdrgermeister sagte am Montag. " * 20}, "seed-unreadable"),
        ({"text": TEXT.replace("council", "coun\ufffdil", 1)}, ""),
        ({"text": "Ida Marsh runs the bakery beside the river.\n" * 100_001}, "too-large"),
        ({"html": "Ida Marsh runs the bakery<br>" * 100_001}, "too-large"),
        ({"html": "<p>Der B\ufffdrgermeister sagte am Montag.</p>" * 20}, "seed-unreadable"),
        ({"html": HTML.replace("council", "coun\ufffdil", 1)}, ""),
    ],
)
def test_a_page_that_is_no_text_is_reported(row: dict[str, str], code: str) -> None:
    """Empty, binary, of endless lines, or read in a wrong encoding throughout; one lost character is not enough."""
    assert code_of(row) == code


def why(page: str) -> tuple[str, str]:
    found = nothing.why(Seed("seeds/mill-bridge/page.html", page, "utf-8", "", SeedForm.HTML))
    return found.code, found.help


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ('<body><div id="root"></div><script src="/app.js"></script></body>', "page-needs-scripts"),
        ("<body><noscript>Please enable JavaScript.</noscript><script>go()</script></body>", "page-needs-scripts"),
        ('<frameset cols="20%,80%"><frame src="/menu"><frame src="/story"></frameset>', "page-is-frames"),
        ('<body><iframe width="100%" src="https://gazette.example/story"></iframe></body>', "page-is-frames"),
        (
            f'<body><script type="application/ld+json">{{"articleBody": "{" ".join(STORY) * 2}"}}</script></body>',
            "page-states-json",
        ),
        ("<body><nav><a href='/'>Home</a></nav></body>", "seed-empty"),
        ("", "seed-empty"),
        ("\x00" * 5000, "seed-unreadable"),
    ],
)
def test_a_page_without_an_article_says_why(page: str, code: str) -> None:
    """The most telling reason is given."""
    assert why(page)[0] == code


MENU = "<ul><li><a href='/news'>News</a><li><a href='/sport'>Sport</a></ul>"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<div>" * 9000 + MENU, "seed-empty"),
        (f"<html><body><nav>{MENU * 300}</nav></body></html>", "seed-empty"),
        (f"<html><body><nav>{MENU}</nav><article><p", "seed-empty"),
        (f"<html><body><nav>{MENU}</nav><frameset><frame src='/a'><frame src='/b", "page-is-frames"),
        (f"<nav>{MENU}</nav><div id='app'></div><script src='/app.js'></script>", "page-needs-scripts"),
        (f'<nav>{MENU}</nav><script>window.page = {{"body": "{" ".join(STORY) * 2}"}}</script>', "page-states-json"),
        (f"<nav>{MENU}</nav><script>" + "x = 1;" * 50_000, "page-needs-scripts"),
        (
            "<h1>Page not found</h1><p>The page you are looking for does not exist.</p><a href='/'>Home</a>",
            "seed-empty",
        ),
    ],
    ids=lambda value: f"{value[:30]!r}",
)
def test_a_page_of_which_strip_leaves_nothing_is_a_finding(page: str, code: str) -> None:
    """Nested, cut off, of frames, of scripts or of data: the row has the reason, and never an empty text."""
    assert code_of({"html": page}) == code


def test_a_page_that_breaks_off_gives_what_came_before() -> None:
    """A saved page that ends in the middle of a tag keeps the sentences that it holds."""
    cut_off = NEWS[: NEWS.index("Ruth Ganz")] + "Ruth Ganz, who keeps <a hre"
    found = strip_page(read(1, json.dumps({"html": cut_off}).encode()))
    assert found.stripped is not None
    assert [block for block in found.stripped.blocks if block in ARTICLE[:8]] == list(ARTICLE[:8])


def test_a_page_of_frames_names_the_address_to_save_instead() -> None:
    """The remedy is the nearest one."""
    assert why('<iframe class="x" src="https://gazette.example/story">')[1].endswith("https://gazette.example/story")


@pytest.mark.parametrize(
    "piece", ["<script", "<iframe ", "<iframe src", '"text":"', "<", "<script></style>", '"text" : ']
)
def test_the_reason_is_found_in_a_time_that_grows_with_the_page(piece: str) -> None:
    """Four times the page costs not many times more: no pattern is tried again from every place."""

    def cost(count: int) -> float:
        page = piece * count
        started = time.process_time()
        why(page)
        return time.process_time() - started

    assert cost(400_000 // len(piece)) < 12 * cost(100_000 // len(piece)) + 0.2


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 30_000 + f"<p>{STORY[0]}</p>",
        "<b><i>" * 50_000, "<table><tr><td>" * 30_000, f"<html><body><p>{STORY[0]}</p><p", "<!--" + "<p>x</p>" * 1000,
        "<" * 200_000, "&" * 200_000, "&amp" * 50_000, "<a href='" * 20_000, "\x00<p>\x01</p>\x02", "%PDF-1.4 \x00\x00",
        "<svg>" * 20_000 + "<style>" * 20_000, "<p>" + "\u202e" * 1000 + "</p>", "<p " + "a='b' " * 50_000 + ">",
        "<script>" + "x" * 1_000_000, "<select><option>" * 20_000, "<h1>" * 20_000, "<textarea>" + "<p>" * 20_000,
    ],
    ids=lambda page: f"{page[:16]!r}…",
)  # fmt: skip
def test_no_page_stops_a_real_worker(page: str) -> None:
    """Nested, unclosed, truncated, binary: an article or a finding, and the page after it is stripped."""
    worker = Worker()
    try:
        first, second = worker.strip(
            [Row(1, json.dumps({"html": page}).encode()), Row(2, json.dumps({"text": TEXT}).encode())]
        )
    finally:
        worker.close()
    found = json.loads(first.line)
    assert found.get("text") or found["problem"]["code"] in {
        "seed-empty", "seed-unreadable", "page-needs-scripts", "page-is-frames", "page-states-json", "page-too-slow",
    }  # fmt: skip
    assert json.loads(second.line)["text"] == "\n".join(STORY)


# On a cluster


@pytest.mark.slow
def test_a_dask_cluster_of_two_workers_gives_the_same_file(tmp_path: Path) -> None:
    """The command with --dask writes what it writes here, to the byte; its scheduler serves the next run, too."""
    with cluster() as address:
        content = lines(*({"id": n, "site": f"s{n // 7}", "text": f"{TEXT}\n{n} people came."} for n in range(300)))
        strip(tmp_path, content)
        here = (tmp_path / "out.jsonl").read_bytes()
        for _ in range(2):
            _, said, code = strip(tmp_path, content, "--dask", address)
            assert (tmp_path / "out.jsonl").read_bytes() == here
            assert (code, said.startswith("300 pages, ")) == (0, True)


@pytest.mark.slow
def test_a_page_that_kills_is_reported_on_a_cluster_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers of Dask live on, and so do the other pages."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(lines({"text": TEXT}, {"text": "read address 0"}, {"text": TEXT}), "utf-8")
    with cluster() as address:
        *_, tally = batch(str(source), str(target), lambda work: strip_there(work, address, module=HOSTILE))
    assert (tally.pages, dict(tally.problems)) == (3, {"page-crashed": 1})


@contextlib.contextmanager
def cluster(workers: int = 2) -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0") as running:
        yield running.scheduler_address


def test_a_scheduler_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    """After the patience of the caller, with the address; there is no output file."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(lines({"text": TEXT}), "utf-8")
    with pytest.raises(RashomonError, match=r"no Dask scheduler answers at 'tcp://127\.0\.0\.1:1'"):
        list(batch(str(source), str(target), lambda work: strip_there(work, "tcp://127.0.0.1:1", patience=1)))
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.slow
def test_a_cluster_without_workers_is_said(tmp_path: Path) -> None:
    """It would be waited for without end."""
    with cluster(workers=0) as address, pytest.raises(RashomonError, match="no worker of the Dask cluster"):
        next(strip_there([], address, patience=1))


def test_without_dask_the_command_that_installs_it_is_named(tmp_path: Path) -> None:
    """In an environment without the extra, --dask says what to install."""
    (tmp_path / "distributed.py").write_text("raise ModuleNotFoundError(name='distributed')\n", "utf-8")
    (tmp_path / "in.jsonl").write_text(lines({"text": TEXT}), "utf-8")
    options = {"env": os.environ | {"PYTHONPATH": str(tmp_path)}}
    done = process("--jsonl", "in.jsonl", "out.jsonl", "--dask", "tcp://x:1", cwd=tmp_path, **options)
    assert b"pip install 'rashomon[cluster]'" in done.stderr
    assert done.returncode == 2


def test_the_other_commands_do_not_wait_for_dask() -> None:
    """What `rashomon check` and even `rashomon strip` load holds no cluster."""
    code = "import sys, generator.cli.check, generator.cli.strip; print({m.split('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "'generator'" in done.stdout
    assert not re.search("'(dask|distributed|multiprocessing)'", done.stdout)
