"""Where contributions go: addresses at each kind of forge, and what mkdocs.yml says of the repository."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from generator.cli import rashomon
from generator.mkdocs_plugin import settings_of
from generator.repository import Forge, repository
from tests import site_cases

PATH = "annotations/a-story/a paper/2026-02-03-notes.yml"


@pytest.mark.parametrize(
    ("address", "forge"),
    [
        ("https://github.com/example/news", Forge.GITHUB),
        ("https://github.com/example/news.git", Forge.GITHUB),
        ("https://codeberg.org/example/news/", Forge.FORGEJO),
        ("https://gitlab.example.org/example/news", Forge.GITLAB),
        ("https://git.example.org/example/news", None),
    ],
)
def test_the_host_tells_the_forge(address: str, forge: Forge | None) -> None:
    """Known hosts tell their kind of forge; a slash or `.git` at the end does not count."""
    found = repository(address)
    assert (found.forge, found.address.endswith("/example/news")) == (forge, True)


def test_a_named_forge_wins_over_the_host() -> None:
    """An own server says nothing by its name, so mkdocs.yml may name the kind of forge."""
    assert repository("https://github.example.org/example/news", "forgejo").forge is Forge.FORGEJO


@pytest.mark.parametrize(
    "address", ["git@github.com:example/news.git", "javascript:alert(1)", "example/news", "https://"]
)
def test_an_address_that_is_not_of_the_web_is_refused(address: str) -> None:
    """A reader's browser can follow nothing else."""
    with pytest.raises(ValueError, match="is not a web address"):
        repository(address)


def test_an_address_with_a_password_is_refused() -> None:
    """What stands in the address stands on every page."""
    with pytest.raises(ValueError, match="leave name and password out"):
        repository("https://ada:secret@github.com/example/news")


@pytest.mark.parametrize(
    ("address", "view", "edit"),
    [
        ("https://github.com/e/n", "/e/n/blob/main/", "/e/n/edit/main/"),
        ("https://codeberg.org/e/n", "/e/n/src/branch/main/", "/e/n/_edit/main/"),
        ("https://gitlab.com/e/n", "/e/n/-/blob/main/", "/e/n/-/edit/main/"),
    ],
)
def test_a_file_is_read_and_edited_at_the_address_of_its_forge(address: str, view: str, edit: str) -> None:
    """Blanks of a path are escaped, slashes are not."""
    kept, path = repository(address), PATH.replace(" ", "%20")
    assert (urlsplit(kept.view(PATH)).path, urlsplit(kept.edit(PATH)).path) == (view + path, edit + path)


def test_an_unknown_forge_offers_its_address_only() -> None:
    """Better the front page than an address that may not exist."""
    kept = repository("https://git.example.org/e/n")
    assert {kept.view(PATH), kept.edit(PATH), kept.issue("correction")} == {kept.address}


def test_github_fills_the_fields_of_a_form() -> None:
    """Every field comes out of the address as it went in."""
    fields = {"mark": "a & b=c #1", "why": "“no”\nmore"}
    query = urlsplit(repository("https://github.com/e/n").issue("correction", "A mark", fields)).query
    assert parse_qs(query) == {"template": ["correction.yml"], "title": ["A mark"], "mark": ["a & b=c #1"],
                               "why": ["“no”\nmore"]}  # fmt: skip


@pytest.mark.parametrize(
    ("address", "key"), [("https://codeberg.org/e/n", "body"), ("https://gitlab.com/e/n", "issue[description]")]
)
def test_other_forges_get_the_fields_as_text(address: str, key: str) -> None:
    """What a form would hold stands in the text of the issue."""
    query = parse_qs(urlsplit(repository(address).issue("correction", "A mark", {"mark": "x", "why": "y"})).query)
    assert query[key] == ["mark: x\n\nwhy: y"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("corpus", "annotations", "seeds", "site_overrides"):
        shutil.copytree(site_cases.ROOT / name, tmp_path / name)
    site_cases.frame_without_packets(tmp_path)
    return tmp_path


def build(project: Path, **variables: str) -> str:
    result = CliRunner().invoke(rashomon, ["build", "--project", str(project)], env=variables)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_repository_is_linked_and_its_popularity_is_not_asked_for(project: Path) -> None:
    """Material's own widget would ask the forge for stars; our pages link, and ask nobody."""
    build(project, REPO_URL="https://github.com/example/news")
    page = (project / "site/contribute/index.html").read_text("utf-8")
    assert "https://github.com/example/news" in page
    assert 'data-md-component="source"' not in page


def test_without_a_repository_no_page_leads_to_one(project: Path) -> None:
    """The sample names no repository, so nothing is made up."""
    build(project, REPO_URL="")
    assert settings_of(project / "mkdocs.yml", str).repository is None


def test_a_variable_that_changes_makes_the_frame_anew(project: Path) -> None:
    """The address of the site comes from the environment of the build, not from an earlier one."""
    build(project, SITE_URL="https://one.example.org/")
    build(project, SITE_URL="https://two.example.org/")
    page = (project / "site/method/index.html").read_text("utf-8")
    assert ("two.example.org" in page, "one.example.org" in page) == (True, False)


def test_a_repository_that_cannot_be_one_is_told(project: Path) -> None:
    """The mistake is named with its place, and nothing is built."""
    wrong = {"REPO_URL": "git@example.org:news.git"}
    result = CliRunner().invoke(rashomon, ["build", "--project", str(project)], env=wrong, standalone_mode=False)
    assert "repo_url" in str(result.exception)
