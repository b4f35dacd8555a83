"""The folder that opens by double-click: every link names a file, nothing else changes, the zip holds the folder."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from generator import build, disk
from generator.build import Settings
from generator.cli import rashomon
from generator.diagnostics import RashomonError
from generator.mkdocs_plugin import frame_builder
from generator.offline import offline as for_folder
from generator.offline import relink
from tests.broken_links import broken, parsed
from tests.golden import ROOT
from tests.rights import sample_with

NAMES = {"index.html", "a/index.html", "a/b/index.html", "a/c/index.html", "a/b/notes.txt"}


def offline(folder: Path, root: Path = ROOT) -> build.Built:
    _, built = build.offline_site(root, folder, Settings(), frame_builder(root / "mkdocs.yml"))
    assert built is not None
    return built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offline") / "reader"
    offline(folder)
    return folder


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("../", "../index.html"),
        ("../c/", "../c/index.html"),
        ("../c", "../c/index.html"),
        ("../..", "../../index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("../c/#claims", "../c/index.html#claims"),
        ("../c/?x=1&amp;y=2#p2", "../c/index.html?x=1&amp;y=2#p2"),
    ],
)
def test_a_link_to_a_folder_names_its_page(before: str, after: str) -> None:
    """Query and fragment stay at the end."""
    assert (
        relink(f'<a class="x" href="{before}">c</a>', "a/b/index.html", NAMES) == f'<a class="x" href="{after}">c</a>'
    )


@pytest.mark.parametrize(
    "link",
    ["#p2", "?x=1", "", "notes.txt", "../../assets/mark.svg", "../unknown/", "https://example.org/c/", "//example.org/",
     "mailto:a@example.org", "http://[", "/a/", "../../../"],
)  # fmt: skip
def test_other_links_stay_as_they_are(link: str) -> None:
    """Fragments, files, what is not there, other sites and what is no address."""
    page = f"<a href='{link}'>../c/</a>"
    assert relink(page, "a/b/index.html", NAMES) == page


@pytest.mark.parametrize(
    "page",
    [
        '<p>&lt;a href="../c/"&gt; href="../c/"</p>',
        "<script>const link = '<a href=\"../c/\">';</script>",
        '<script type="application/ld+json">{"url": "../c/"}</script>',
        '<!-- <a href="../c/"> -->',
        '<title><a href="../c/"></title>',
        """<a title='> href="../c/"' name=x>c</a>""",
        '<a title="x href=../c/ y">c</a>',
        '<img src="../c/"><p data-href="../c/" href="../c/">',
    ],
)
def test_text_scripts_comments_and_other_attributes_are_not_touched(page: str) -> None:
    """What only looks like a link is left alone."""
    assert relink(page, "a/b/index.html", NAMES) == page


def test_a_form_and_a_drawing_lead_to_files_too() -> None:
    """Not only `a` elements of HTML lead somewhere."""
    assert relink('<form action="../c/">', "a/b/index.html", NAMES) == '<form action="../c/index.html">'
    assert relink('<svg><a href="../c/"/></svg>', "a/b/index.html", NAMES) == '<svg><a href="../c/index.html"/></svg>'


def test_every_internal_link_of_every_page_leads_to_a_file_and_a_fragment(site: Path) -> None:
    """No link needs a server, and none is broken."""
    pages = list(site.rglob("*.html"))
    paths = {urlsplit(link).path for page in pages for link in parsed(page.read_text("utf-8")).links if ":" not in link}
    assert len(pages) > 100 and broken(site) == []
    assert not [path for path in paths if path.endswith(("/", "."))]


def test_what_needs_a_server_is_left_out(site: Path) -> None:
    """No search index, no page for lost visitors, nothing for crawlers."""
    names = set(disk.tree(site))
    assert not [name for name in names if name.startswith("pagefind/")]
    assert not names & {"404.html", "robots.txt", "sitemap.xml"}


def test_the_zip_holds_the_folder(site: Path) -> None:
    """It unpacks into one folder with the very files."""
    with zipfile.ZipFile(site.with_name("reader.zip")) as made:
        assert made.testzip() is None
        assert {name for name in made.namelist() if not name.startswith("reader/")} == set()
        packed = {name.removeprefix("reader/"): made.read(name) for name in made.namelist()}
    assert packed == {name: (site / name).read_bytes() for name in disk.tree(site)}


def test_two_zips_of_one_corpus_are_equal_to_the_byte(tmp_path: Path) -> None:
    """There is no clock in a zip, and nothing of the machine: two copies of a project give the same bytes."""
    for copy in ("one", "two"):
        for name in ("corpus", "annotations", "seeds", "site_overrides"):
            shutil.copytree(ROOT / name, tmp_path / copy / name)
        shutil.copy(ROOT / "mkdocs.yml", tmp_path / copy)
    for copy in ("one", "two"):
        offline(tmp_path / copy / "reader", tmp_path / copy)
    assert (tmp_path / "one/reader.zip").read_bytes() == (tmp_path / "two/reader.zip").read_bytes()


def test_a_second_offline_build_writes_nothing(tmp_path: Path) -> None:
    """Where nothing changed, neither a page nor the zip is touched."""
    assert offline(tmp_path / "reader").written > 100
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert offline(tmp_path / "reader").written == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_folder_and_a_zip_of_somebody_else_are_refused(tmp_path: Path) -> None:
    """What Rashomon did not write stays, and nothing is written beside it."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")
    with pytest.raises(RashomonError, match="did not write"):
        offline(tmp_path / "mine")
    (tmp_path / "other.zip").write_bytes(b"years of work")
    with pytest.raises(RashomonError, match="not Rashomon's"):
        offline(tmp_path / "other")
    assert (tmp_path / "other.zip").read_bytes() == b"years of work"
    assert not (tmp_path / "other").exists() and not (tmp_path / "mine.zip").exists()


def test_a_served_site_becomes_an_offline_one_without_rest(tmp_path: Path) -> None:
    """Built into the folder of a site with search, the offline build takes the index away."""
    build.site(ROOT, tmp_path / "reader", Settings(), frame_builder(ROOT / "mkdocs.yml"))
    assert (tmp_path / "reader/pagefind").is_dir()
    offline(tmp_path / "reader")
    assert not (tmp_path / "reader/pagefind").exists()
    assert not (tmp_path / "reader/404.html").exists()


def test_the_command_names_the_folder_and_the_zip(tmp_path: Path) -> None:
    """`rashomon build --offline` says what to copy."""
    target, root = tmp_path / "stick", sample_with(tmp_path / "project", {})
    done = CliRunner().invoke(rashomon, ["build", "--offline", "--site-dir", str(target), "--project", str(root)])
    assert done.exit_code == 0, done.output
    assert f"{target}: " in done.output and str(target.with_name("stick.zip")) in done.output


def test_a_folder_waits_for_its_fonts() -> None:
    """From a folder a face is read with the page: style sheets say so, other files keep their bytes."""
    rule = b"src: url(a.woff2); font-display: optional;"
    made = for_folder({"a.css": rule, "a.woff2": rule})
    assert made == {"a.css": rule.replace(b"optional", b"block"), "a.woff2": rule}
