"""The scripts that the site sends are shorter than those that people read, and do the same."""

from __future__ import annotations

from pathlib import Path

from generator.scripts import sent
from tests.golden import ROOT


def assets() -> dict[str, bytes]:
    """Our scripts and styles by their names on the site."""
    root = ROOT / "site_overrides"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "assets").rglob("*.[jc]s*")}


def test_a_script_comes_without_its_comments() -> None:
    """Comments go; code, texts and templates stay to the letter."""
    written = (
        b'// why\n"use strict";\n/** @type {string} */\nconst a = `two  ${b} // no comment`; // end\n  c("/* x */");\n'
    )
    short = sent({"assets/a.js": written})["assets/a.js"]
    assert short.split() == b'"use strict";const a=`two  ${b} // no comment`;c("/* x */");'.split()


def test_files_that_are_not_ours_stay_as_they_are() -> None:
    """Material's scripts, pages and styles are sent byte for byte."""
    files = {
        "assets/javascripts/bundle.js": b"// theirs\n",
        "a/registry.js": b"// data\n",
        "assets/a.css": b"/* c */\n",
    }
    assert sent(files) == files


def test_the_parts_of_the_sheet_are_one_script(tmp_path: Path) -> None:
    """In the order of their names, in one scope; the parts themselves are not sent."""
    files = {
        "assets/capture/2-b.js": b"b = a;\n",
        "assets/capture/1-a.js": b"const a = 1;\n",
        "assets/other.js": b"c;\n",
    }
    found = sent(files)
    assert found["assets/capture.js"].strip() == b'"use strict";{const a=1;b=a;}'
    assert set(found) == {"assets/capture.js", "assets/other.js"}


def test_the_same_files_give_the_same_bytes() -> None:
    """Two builds of one site differ in nothing, whatever order their files come in."""
    files = assets()
    assert sent(files) == sent(dict(reversed(files.items())))
    assert "assets/capture.js" in sent(files) and not any("capture/" in name for name in sent(files))
