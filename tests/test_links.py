"""No link of the site is broken: every address and fragment of the built pages, styles and scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edition import Edition
from tests import site_cases
from tests.broken_links import broken
from tests.rights import sample_with

RIGHTS = [
    {"slay-news": "link", "unnamed-drone-strikes": "quotes"},
    {"slay-news": "quotes", "unnamed-within-hours": "link"},
]


@pytest.mark.parametrize("edition", Edition)
def test_every_link_of_the_sample_leads_somewhere(tmp_path: Path, edition: Edition) -> None:
    """In both editions every link between our pages, with its fragment, has a target."""
    assert broken(site_cases.built(site_cases.ROOT, tmp_path / "site", edition)) == []


@pytest.mark.parametrize("rights", RIGHTS)
def test_no_link_leads_to_words_that_the_edition_does_not_show(tmp_path: Path, rights: dict[str, str]) -> None:
    """Passages, paragraphs and shared wording of an article that may only be linked, or quoted, have no fragment."""
    root = sample_with(tmp_path / "project", rights)
    assert broken(site_cases.built(root, tmp_path / "site", Edition.PUBLIC)) == []


def test_every_link_of_the_bad_input_leads_somewhere(tmp_path: Path) -> None:
    """Strange stories have no broken link either."""
    assert broken(site_cases.site(tmp_path)) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    """A page that is not there, a fragment that is not there and a missing font are each reported."""
    page = '<p id="here"><a href="gone/">a</a> <a href="#nowhere">b</a> <a href="./#here">c</a> <img src="a.css">'
    (tmp_path / "index.html").write_text(page, "utf-8")
    (tmp_path / "a.css").write_text("@font-face { src: url(fonts/gone.woff2) }", "utf-8")
    assert broken(tmp_path) == ["/ -> #nowhere", "/ -> gone/", "/a.css -> fonts/gone.woff2"]
