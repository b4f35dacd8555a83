"""The site as files: what is written, what is not, and that text stays text."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from generator import build, disk
from generator.build import Settings
from generator.cli import rashomon
from generator.diagnostics import RashomonError
from generator.edition import Edition
from generator.mkdocs_plugin import frame_builder
from tests import site_cases

ROOT = Path(__file__).parents[1]
ARTICLE = "venezuela-strikes/slay-news/index.html"
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7*7 }} <![x y *[a](javascript:alert(1))*"
    "{: onclick=alert(1) } rashomon-shell-title <!-- rashomon:body <h1 --> \"'&amp;"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sample project; its packets are for tests of packets."""
    for name in ("corpus", "annotations", "seeds", "site_overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    site_cases.frame_without_packets(tmp_path)
    return tmp_path


Builder = Callable[..., Path]


@pytest.fixture
def built(project: Path) -> Builder:
    def make(name: str = "site", edition: Edition = Edition.CLASSROOM) -> Path:
        loaded, done = build.site(project, project / name, Settings(edition), frame_builder(project / "mkdocs.yml"))
        assert done is not None, loaded.findings
        return project / name

    return make


def html(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text("utf-8"), "html.parser")


def pages(site: Path) -> dict[str, str]:
    """Every file but Pagefind's, whose order of filters changes from run to run of that program."""
    return {name: digest for name, digest in disk.tree(site).items() if not name.startswith("pagefind/")}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_same_corpus_gives_the_same_bytes(built: Builder) -> None:
    """Two builds of one corpus into two folders are equal to the byte, the search index aside."""
    assert pages(built("one")) == pages(built("two"))


def test_mkdocs_build_gives_the_same_pages(project: Path, built: Builder) -> None:
    """Plain `mkdocs build` prints the pages that `rashomon build` prints."""
    ours = pages(built())
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "by-mkdocs"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    assert pages(project / "by-mkdocs") == ours


def test_a_second_build_writes_nothing(project: Path, built: Builder) -> None:
    """Where nothing changed, no file is touched."""
    site = built()
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    built()
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before


def test_a_page_whose_article_vanished_is_removed(project: Path, built: Builder) -> None:
    """No page of a former build stays behind."""
    site = built()
    assert (site / ARTICLE).is_file()
    for path in ("corpus/venezuela-strikes/slay-news.md", "corpus/venezuela-strikes/slay-news.cuts.yml"):
        (project / path).unlink()
    shutil.rmtree(project / "annotations/venezuela-strikes/slay-news")
    story = project / "annotations/venezuela-strikes/story.yml"
    story.write_text(story.read_text("utf-8").split("\nteaching:")[0] + "\n", "utf-8")
    built()
    assert not (site / ARTICLE).exists()


def test_a_folder_with_files_of_somebody_else_is_not_touched(project: Path, built: Builder) -> None:
    """A site folder that Rashomon did not write is refused."""
    (project / "site").mkdir()
    (project / "site/thesis.txt").write_text("years of work")
    with pytest.raises(RashomonError, match="did not write"):
        built()
    assert (project / "site/thesis.txt").read_text() == "years of work"


def test_a_manifest_that_was_tampered_with_removes_nothing_outside_the_site(project: Path, built: Builder) -> None:
    """Names that lead out of the site, or into hidden folders, are not ours to remove."""
    site = built()
    (project / "precious.txt").write_text("precious")
    (site / ".git").mkdir()
    (site / ".git/config").write_text("[core]")
    names = [str(project / "precious.txt"), "../precious.txt", ".git/config"]
    (site / ".rashomon-manifest.json").write_text(json.dumps(names))
    built()
    assert (project / "precious.txt").read_text() == "precious"
    assert (site / ".git/config").exists()


def test_a_build_that_was_interrupted_is_made_good_by_the_next(project: Path, built: Builder) -> None:
    """A build that stopped half way leaves nothing that the next one trips over."""
    site = project / "site"
    (site / "search").mkdir(parents=True)
    (site / ".rashomon-manifest.json").write_text('["search/index.html", "venezuela-strikes/index.html"]')
    (site / "search/index.html").write_text("half")
    assert pages(built()) == pages(built("fresh"))


def test_the_search_index_follows_the_edition_even_after_an_interruption(project: Path, built: Builder) -> None:
    """An index that was made from other pages than those that stand there is made anew."""
    site = built()
    whole = disk.tree(site / "pagefind")
    (site / ".rashomon-indexed.json").unlink()
    built(edition=Edition.PUBLIC)
    assert set(disk.tree(site / "pagefind")) != set(whole)


def test_mkdocs_build_keeps_hidden_files_and_leaves_the_site_when_the_corpus_is_wrong(project: Path) -> None:
    """`.nojekyll` stays; with an error in the annotations the old site stays as it was."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (project / "site/.nojekyll").touch()
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    assert (project / "site/.nojekyll").exists()
    before = disk.tree(project / "site")
    framing = project / "annotations/venezuela-strikes/slay-news/2026-11-21-framing.yml"
    edit(framing, "funnels its poison", "funnels its potion")
    failed = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True)
    assert failed.returncode != 0 and "quote-not-found" in failed.stderr
    assert disk.tree(project / "site") == before


def test_the_edition_of_mkdocs_yml_holds_for_rashomon_build(project: Path) -> None:
    """`plugins: rashomon: {edition: public}` is obeyed by the command, too."""
    edit(project / "mkdocs.yml", "plugins:\n- rashomon", "plugins:\n- rashomon: {edition: public}")
    edit(project / "corpus/venezuela-strikes/slay-news.md", "publish: excerpt", "publish: link")
    done = CliRunner().invoke(rashomon, ["build", "--project", str(project)])
    assert done.exit_code == 0, done.output
    assert "Four sources close" not in (project / "site" / ARTICLE).read_text("utf-8")


def test_nothing_is_built_while_a_quote_is_lost(project: Path) -> None:
    """An error in the annotations leaves the site as it was."""
    edit(
        project / "annotations/venezuela-strikes/slay-news/2026-11-21-framing.yml",
        "funnels its poison",
        "funnels its potion",
    )
    loaded, done = build.site(project, project / "site", Settings(), frame_builder(project / "mkdocs.yml"))
    assert done is None
    assert "quote-not-found" in {finding.code for finding in loaded.findings}
    assert not (project / "site").exists()


def test_hostile_words_stay_words(project: Path, built: Builder) -> None:
    """Markup, template code and our own markers in headline, text, notes and titles are shown as written."""
    corpus = project / "corpus/venezuela-strikes/slay-news.md"
    edit(corpus, "Sources indicate that although", f"{HOSTILE} Sources indicate that although")
    edit(corpus, 'short: "Slay News"', f"short: '<b>{HOSTILE[:20]}'")
    story = project / "annotations/venezuela-strikes/story.yml"
    edit(story, "title: Would the United States strike inside Venezuela?", "title: " + repr(HOSTILE.replace("'", "")))
    site = built()
    page = html(site, ARTICLE)
    assert HOSTILE in page.select_one(".text").get_text()
    story_page = html(site, "venezuela-strikes/index.html")
    assert story_page.h1.get_text() == HOSTILE.replace("'", "")
    assert story_page.title.get_text().startswith(HOSTILE.replace("'", ""))
    for soup in (page, story_page):
        assert not soup.select("img[onerror], [onclick], a[href^=javascript]")
        assert not [script for script in soup.select("main script") if "alert" in script.get_text()]
        assert "49" not in soup.select_one(".rashomon h1").get_text()


def test_the_public_edition_shows_only_sentences_around_marks(project: Path, built: Builder) -> None:
    """A text published as excerpt shows marked sentences and a sign for each gap; search reads no more."""
    marked, unmarked = "funnels its poison", "Two of the sources were familiar with the specific discussions"
    for file in (project / "annotations/venezuela-strikes/slay-news").glob("*.yml"):
        kept = "claims: []\n" if "framing" not in file.name else ""
        if kept:
            file.write_text(f"by: rashomon\non: 2026-11-21\n{kept}", "utf-8")
    (project / "annotations/venezuela-strikes/slay-news/2026-11-21-framing.yml").write_text(
        f"by: rashomon\non: 2026-11-21\nframing:\n- label: loaded-language\n  quote: {marked}\n  voice: outlet\n",
        "utf-8",
    )
    whole = html(built("whole"), ARTICLE).select_one(".text").get_text()
    public = html(built("public", Edition.PUBLIC), ARTICLE).select_one(".text").get_text()
    assert marked in whole and unmarked in whole
    assert marked in public and unmarked not in public and "[…]" in public


def test_an_article_that_may_not_be_published_is_not_built(project: Path, built: Builder) -> None:
    """`publish: none` leaves no trace of the article on the site, in either edition."""
    edit(project / "corpus/venezuela-strikes/slay-news.md", "publish: excerpt", "publish: none")
    site = built()
    assert not (site / ARTICLE).exists()
    assert "Slay News" not in html(site, "venezuela-strikes/index.html").get_text()


def test_every_page_names_no_other_origin(built: Builder) -> None:
    """No page loads a script, style, font or picture from elsewhere."""
    for path in built().rglob("*.html"):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        loaded = [
            tag.get("src") or tag.get("href")
            for tag in soup.select("script[src], img[src], link[rel~=stylesheet], iframe")
        ]
        assert not [url for url in loaded if url and "//" in url], path


def test_two_builds_of_one_project_at_a_time_do_not_harm_each_other(project: Path, tmp_path: Path) -> None:
    """While one build makes the frame, another finishes: its frame stays as it is, and both sites are whole."""
    shutil.rmtree(project / ".rashomon", ignore_errors=True)
    make = frame_builder(project / "mkdocs.yml")

    def slow(folder: Path) -> None:
        build.site(project, tmp_path / "other", Settings(), make)
        make(folder)

    _, done = build.site(project, tmp_path / "one", Settings(), slow)
    assert done is not None and done.written > 50
    assert (tmp_path / "one/index.html").read_text() == (tmp_path / "other/index.html").read_text()
    assert [path.name for path in (project / ".rashomon/frames").iterdir() if path.name.startswith(".")] == []
    assert len(list((project / ".rashomon/frames").iterdir())) == 1


def test_builds_with_other_settings_keep_their_frames(project: Path, tmp_path: Path) -> None:
    """While one build reads its frame, others with other settings come and go; only a few frames stay in the end."""
    make = frame_builder(project / "mkdocs.yml")

    def builds(number: int) -> None:
        build.site(project, tmp_path / "site", Settings(configuration=str(number)), make)

    def slow(folder: Path) -> None:
        builds(1)
        builds(2)
        make(folder)

    _, done = build.site(project, tmp_path / "one", Settings(), slow)
    assert done is not None and done.written > 50
    for number in range(2, 8):
        builds(number)
    assert len(list((project / ".rashomon/frames").iterdir())) == build.FRAMES
