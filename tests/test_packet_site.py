"""The packets that a site offers: what is offered, when it is set anew, and that nothing else suffers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from generator import disk, store
from generator.cli import rashomon
from generator.diagnostics import Diagnostic, Severity
from generator.model import Place
from generator.packet.manuscript import Written
from tests import site_cases
from tests.broken_links import broken

pytestmark = pytest.mark.xdist_group("packet-site")  # one worker builds the project that all of them copy
KEPT = ".rashomon/packets/classroom"
FORMS = ["PDF, A4", "PDF, Letter", "EPUB", "DOCX"]
FILES = sorted(
    f"{copy}{ending}"
    for copy in ("student", "discussion", "teacher")
    for ending in (".pdf", "-letter.pdf", ".epub", ".docx")
)


def a_case(town: str) -> dict[str, object]:
    """A story of two short articles and one question, about an invented town."""
    return {
        "title": f"Who moved the clock of {town}?",
        "summary": "An invented town found its clock in another place.",
        "question": "Who says that it was moved?",
        "claims": {"clock-moved": {"statement": "The clock was moved.", "type": "factual"}},
        "teaching": {
            "questions": [{"ask": "Who was asked?", "kind": "sourcing", "answer": "Only the keeper was asked."}],
            "rubric": [{"criterion": "Evidence", "excellent": "Quotes.", "developing": "Some.", "beginning": "None."}],
        },
        "articles": [
            {
                "id": f"{town.lower()}-post", "short": "Post", "published": "2026-03-01",
                "paragraphs": ["The clock was moved by night.", "Nobody in the town has seen it happen."],
                "notes": {"claims": [{"claim": "clock-moved", "stance": "asserts", "quote": "The clock was moved"}]},
                "rights": {"publish": "link", "basis": "quotation"},
            },
            {"id": f"{town.lower()}-radio", "short": "Radio", "published": "2026-03-02",
             "paragraphs": ["The clock stands where it stood, the keeper said."]},
        ],
    }  # fmt: skip


def a_project(root: Path, options: str = "{packets: true}") -> Path:
    """A project of two stories whose site offers packets."""
    site_cases.project(root, {"aldham": a_case("Aldham"), "birchley": a_case("Birchley")})
    edit(root / "mkdocs.yml", "- rashomon\n", f"- rashomon: {options}\n")
    return root


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def build(root: Path, *options: str) -> Result:
    return CliRunner().invoke(rashomon, ["build", "--project", str(root), *options])


def offered(site: Path, story: str = "aldham") -> BeautifulSoup:
    return BeautifulSoup((site / story / "index.html").read_text("utf-8"), "html.parser")


def packets(site: Path, story: str = "aldham") -> dict[str, str]:
    """The SHA-256 of the packets of a story on a built site, by name."""
    return dict(disk.tree(site / story / "packet"))


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A project whose site was built once, and what was said."""
    root = a_project(tmp_path_factory.mktemp("built") / "project")
    return root, build(root)


@pytest.fixture
def root(first: tuple[Path, Result], tmp_path: Path) -> Path:
    """A copy of the built project, with what it keeps."""
    shutil.copytree(first[0], tmp_path / "project")
    return tmp_path / "project"


def test_the_story_page_offers_every_copy_in_every_form(first: tuple[Path, Result]) -> None:
    """A table of copies and forms; each cell leads to a file and says how large it is."""
    root, done = first
    assert done.exit_code == 0, done.output
    for story in ("aldham", "birchley"):
        assert sorted(packets(root / "site", story)) == sorted(f"{story}-{name}" for name in FILES)
        table = offered(root / "site", story).select_one("#teach ~ .scroll table")
        assert [cell.get_text() for cell in table.select("thead th")] == ["Packet", *FORMS]
        rows = table.select("tbody tr")
        assert [row.th.get_text() for row in rows] == [
            "Student’s copyno marks, no answers", "Discussion copywith marks and notes", "Teacher’s copywith answers",
        ]  # fmt: skip
        links = [link for row in rows for link in row.select("a")]
        assert len(links) == 12
        for link in links:
            file = root / "site" / story / link["href"]
            assert link.get_text() == f"{-(-file.stat().st_size // 1000):,} kB"
            assert link["aria-label"].endswith(f"{link.find_parent('td')['data-of']}, {link.get_text()}")
    assert broken(root / "site") == []


def test_only_the_teachers_copy_has_the_answers(first: tuple[Path, Result]) -> None:
    """On the site as on paper."""
    folder = first[0] / "site/aldham/packet"
    held = {path.name: "Only the keeper was asked" in text_of(path) for path in folder.glob("*.pdf")}
    assert {name for name, found in held.items() if found} == {"aldham-teacher.pdf", "aldham-teacher-letter.pdf"}
    assert "Only the keeper was asked" not in offered(first[0] / "site").get_text()


def test_a_first_build_says_which_packets_are_set(first: tuple[Path, Result]) -> None:
    """A line for each story on standard error, so that nobody waits in silence."""
    assert first[1].stderr.splitlines() == [
        "setting the packets of aldham (1 of 2)", "setting the packets of birchley (2 of 2)",
    ]  # fmt: skip


def test_a_second_build_sets_nothing(root: Path) -> None:
    """Nothing is said, nothing is written."""
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    done = build(root)
    assert done.stderr == "" and ", 0 written, 0 removed" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()} == before


def test_an_edit_sets_the_packets_of_its_story_only(root: Path) -> None:
    """The other story's stay as they are, and what is no longer needed is no longer kept."""
    before = {story: packets(root / "site", story) for story in ("aldham", "birchley")}
    kept = {path.name for path in (root / KEPT).iterdir()}
    edit(root / "annotations/aldham/story.yml", "Who was asked?", "Whom did they ask?")
    edit(root / "annotations/aldham/aldham-post/2026-11-21-notes.yml", "asserts", "hedges")
    done = build(root)
    assert done.stderr.splitlines() == ["setting the packets of aldham (1 of 2)"]
    assert packets(root / "site", "birchley") == before["birchley"]
    assert packets(root / "site") != before["aldham"]
    now = {path.name for path in (root / KEPT).iterdir()}
    assert len(now) == len(kept) == 24 and len(now & kept) == 12


def test_what_is_kept_is_worth_nothing_when_it_is_damaged(root: Path) -> None:
    """A file that is cut short, or holds something else, is set anew."""
    before = packets(root / "site")
    one, two, three, *_ = sorted((root / KEPT).iterdir())
    one.write_bytes(one.read_bytes()[:-100])
    two.write_bytes(b"")
    three.write_bytes(b'{"sha256": 1}\nx')
    done = build(root)
    assert done.exit_code == 0 and "setting the packets" in done.stderr
    assert packets(root / "site") == before


def test_what_is_kept_comes_back_with_its_findings(tmp_path: Path) -> None:
    """A build that sets nothing shows the same findings as the one that did."""
    place, other = Place("corpus/a/b.md", 3, 4, 5), Place("corpus/a/c.md")
    finding = Diagnostic("some-code", "a message\n{}", place, "a help", Severity.WARNING, (other,))
    written = Written(b"bytes\nand more\n", (finding, finding))
    store.write(tmp_path, store.key("a"), written)
    assert store.read(tmp_path, store.key("a")) == written
    assert store.read(tmp_path, store.key("b")) is None


def test_a_letter_that_no_face_has_is_shown_at_every_build(root: Path) -> None:
    """The site is there, so the exit code is 0, whether the packets were set or kept."""
    edit(root / "corpus/aldham/aldham-post.md", "Nobody in the town", "Nobody (漢) in the town")
    for done in (build(root), build(root)):
        assert done.exit_code == 0
        assert done.stdout.count("warning[character-not-in-fonts]") == 1
    assert done.stderr == ""


def test_search_reads_no_packet(root: Path) -> None:
    """The index holds the same pages with packets and without."""
    fragments = len(list((root / "site/pagefind/fragment").iterdir()))
    edit(root / "mkdocs.yml", "- rashomon: {packets: true}", "- rashomon")
    assert build(root).exit_code == 0
    assert len(list((root / "site/pagefind/fragment").iterdir())) == fragments


def test_a_site_without_packets_says_how_to_print_one(root: Path) -> None:
    """No table, no file of an earlier build, and the rubric stands on the page."""
    edit(root / "mkdocs.yml", "- rashomon: {packets: true}", "- rashomon")
    assert build(root).exit_code == 0
    assert not (root / "site/aldham/packet").exists()
    page = offered(root / "site")
    assert "rashomon packet aldham" in [code.get_text() for code in page.select("#teach ~ p code")]
    assert not page.select("a[href*='packet/']") and "A rubric for the writing task" in page.get_text()


def test_mkdocs_build_offers_the_same_packets(root: Path) -> None:
    """The plugin takes what `rashomon build` keeps, and prints the same files."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", "by-mkdocs"]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    assert packets(root / "by-mkdocs") == packets(root / "site") != {}
    assert "setting the packets" not in done.stderr
    assert (root / "by-mkdocs/aldham/index.html").read_bytes() == (root / "site/aldham/index.html").read_bytes()


def test_a_folder_for_a_stick_holds_the_packets(root: Path) -> None:
    """In the folder and in the zip, and every link leads to its file."""
    assert build(root, "--offline", "--site-dir", str(root / "stick")).exit_code == 0
    assert packets(root / "stick") == packets(root / "site")
    assert broken(root / "stick") == []
    with zipfile.ZipFile(root / "stick.zip") as made:
        assert len([name for name in made.namelist() if "/packet/" in name]) == 24


def test_the_packets_obey_the_edition_of_the_site(root: Path) -> None:
    """In the public edition the text that may only be linked is in no packet; each edition keeps its own."""
    assert "Nobody in the town has seen it" in text_of(root / "site/aldham/packet/aldham-teacher.pdf")
    assert build(root, "--edition", "public").exit_code == 0
    public = root / "site/aldham/packet"
    assert sorted(path.name for path in public.glob("*teacher*")) == [
        "aldham-teacher-public-letter.pdf", "aldham-teacher-public.docx", "aldham-teacher-public.epub",
        "aldham-teacher-public.pdf",
    ]  # fmt: skip
    assert "Nobody in the town has seen it" not in text_of(public / "aldham-teacher-public.pdf")
    for name in public.glob("*.docx"):
        assert b"Nobody in the town has seen it" not in zipfile.ZipFile(name).read("word/document.xml")
    assert build(root).stderr == ""


def test_crawlers_are_kept_from_packets_with_texts_that_the_rights_do_not_free(root: Path) -> None:
    """In the classroom edition, which holds whole texts."""
    assert "Disallow: /aldham/packet/" in (root / "site/robots.txt").read_text().splitlines()


@pytest.mark.parametrize("command", [("generator", "build"), ("mkdocs", "build")])
def test_without_the_extra_the_site_stays_as_it_was(root: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    """The message names the command that installs it; nothing is half built."""
    (tmp_path / "absent").mkdir()
    (tmp_path / "absent/typst.py").write_text("raise ModuleNotFoundError('no typst', name='typst')")
    edit(root / "annotations/aldham/story.yml", "Who was asked?", "Whom did they ask?")
    before = disk.tree(root / "site")
    path = os.pathsep.join([str(tmp_path / "absent"), str(site_cases.ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=root, env={**os.environ, "PYTHONPATH": path}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode and "-m pip install 'rashomon[packet]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert disk.tree(root / "site") == before


def test_a_moment_that_is_none_stops_the_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in SOURCE_DATE_EPOCH is said and not passed over."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    assert "SOURCE_DATE_EPOCH is 'today'" in str(build(root).exception)


@pytest.mark.parametrize("options", ["{packets: perhaps}", "{packet: true}"])
def test_a_slip_in_mkdocs_yml_is_named(root: Path, options: str) -> None:
    """A value that is neither true nor false, and an option that does not exist."""
    edit(root / "mkdocs.yml", "{packets: true}", options)
    assert re.match(r"mkdocs.yml: plugin `rashomon`: `packets?`: ", str(build(root).exception))


def test_an_edition_that_is_no_option_is_not_passed_over(root: Path) -> None:
    """Who writes `rashomon: public` means the public edition, and must not get whole texts."""
    edit(root / "mkdocs.yml", "{packets: true}", "public")
    assert "'public' is no option; write `rashomon: {edition: public}`" in str(build(root).exception)


def test_a_story_without_articles_has_no_packets(root: Path) -> None:
    """Its page says so by offering none; the other stories have theirs."""
    for name in ("corpus/birchley", "seeds/birchley", "annotations/birchley/birchley-post"):
        shutil.rmtree(root / name)
    assert build(root).exit_code == 0
    assert not (root / "site/birchley/packet").exists() and len(packets(root / "site")) == 12
    assert not offered(root / "site", "birchley").select("a[href*='packet/']")
    assert "rashomon packet" not in offered(root / "site", "birchley").text
