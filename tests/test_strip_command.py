"""`rashomon strip` on a project in a temporary folder: what is written, what is left alone, what is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import articles
from generator.cli import rashomon
from tests.golden import project

SEED = "seeds/mill-bridge/gazette.txt"
CORPUS = "corpus/mill-bridge/valley-gazette.md"
CUTS = "corpus/mill-bridge/valley-gazette.cuts.yml"
NEW_TEXT = "The new path opened.\n\nWalkers were glad.\n\nShare.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(None, tmp_path)


def strip(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(rashomon, ["strip", "--project", str(folder), *arguments])


def add_seed(folder: Path, data: bytes, name: str = "path.txt") -> None:
    (folder / "seeds/mill-bridge" / name).write_bytes(data)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def new_files(folder: Path) -> tuple[str, dict[str, object]]:
    """The new article's corpus file and cuts, made from the seed path.txt."""
    (path,) = [p for p in (folder / "corpus/mill-bridge").glob("*.md") if "path.txt" in p.read_text("utf-8")]
    cuts = yaml.safe_load(path.with_suffix(".cuts.yml").read_text("utf-8"))
    return path.read_text("utf-8"), cuts


def test_a_second_run_changes_nothing_and_says_so(folder: Path) -> None:
    """What is current is called unchanged, and no byte of the project differs."""
    before = snapshot(folder)
    result = strip(folder)
    assert result.exit_code == 0
    assert result.output.count("unchanged") == 2
    assert snapshot(folder) == before


def test_a_new_seed_gets_a_corpus_file_without_invented_metadata(folder: Path) -> None:
    """What the seed does not tell is null; furniture is in the cuts and not in the text."""
    add_seed(folder, NEW_TEXT.encode())
    assert "corpus/mill-bridge/the-new-path-opened.md: 2 blocks kept, 1 line cut, written" in strip(folder).output
    text, cuts = new_files(folder)
    head = yaml.safe_load(text.split("---\n")[1])
    assert {head[key] for key in ("headline", "outlet", "byline", "published", "url")} == {None}
    assert text.endswith("---\nThe new path opened.\n\nWalkers were glad.\n")
    assert cuts["cuts"] == [{"line": 5, "rule": "share", "text": "Share."}]
    assert strip(folder).output.count("unchanged") == 3


def test_two_seeds_with_the_same_first_words_get_two_files(folder: Path) -> None:
    """A new article never takes the name of another."""
    add_seed(folder, NEW_TEXT.encode())
    add_seed(folder, (NEW_TEXT + "Twice.\n").encode(), "second.txt")
    strip(folder)
    names = {path.name for path in (folder / "corpus/mill-bridge").glob("the-new*.md")}
    assert names == {"the-new-path-opened.md", "the-new-path-opened-2.md"}


@pytest.mark.parametrize("data", [b"", b" \r\n\n", b"Share.\n\nSubscribe\n"])
def test_a_seed_without_text_is_reported_and_nothing_is_written(folder: Path, data: bytes) -> None:
    """An empty seed and one that is all furniture are "seed-empty"."""
    add_seed(folder, data)
    before = snapshot(folder)
    result = strip(folder)
    assert result.exit_code == 1
    assert "error[seed-empty]" in result.output
    assert snapshot(folder) == before


def test_a_binary_seed_is_reported(folder: Path) -> None:
    """Bytes that are no text in any encoding are "seed-unreadable"."""
    add_seed(folder, bytes(range(256)) * 40)
    result = strip(folder)
    assert result.exit_code == 1
    assert "error[seed-unreadable]" in result.output


def test_one_bad_seed_does_not_keep_the_others_from_being_read(folder: Path) -> None:
    """The other seeds are stripped in the same run."""
    add_seed(folder, b"", "a-bad-one.txt")
    add_seed(folder, NEW_TEXT.encode())
    result = strip(folder)
    assert "error[seed-empty]" in result.output
    assert "the-new-path-opened.md" in result.output


@pytest.mark.parametrize("bom", [b"\xff\xfe", b""])
def test_a_seed_in_another_encoding_is_read_and_the_encoding_named(folder: Path, bom: bytes) -> None:
    """UTF-16 with its mark and Latin-1 without one become text, and the cuts say how."""
    french = "Le café du village a rouvert après l’été.\nLe maire est à côté de l’église, où l’école a fermé.\n"
    data = bom + french.encode("utf-16-le") if bom else french.replace("’", "'").encode("latin-1")
    add_seed(folder, data)
    strip(folder)
    text, cuts = new_files(folder)
    assert "Le café du village a rouvert après" in text
    assert cuts["encoding"] == "utf-16 (byte order mark)" if bom else cuts["encoding"].endswith("(detected)")


def test_a_byte_order_mark_does_not_get_into_the_text(folder: Path) -> None:
    """The mark is named in the cuts and stands nowhere else."""
    add_seed(folder, b"\xef\xbb\xbf" + NEW_TEXT.encode())
    strip(folder)
    text, cuts = new_files(folder)
    assert "\ufeff" not in text
    assert cuts["encoding"] == "utf-8-sig (byte order mark)"


def test_windows_line_ends_give_the_same_text(folder: Path) -> None:
    """CRLF is recorded and does not change the article."""
    add_seed(folder, NEW_TEXT.replace("\n", "\r\n").encode())
    strip(folder)
    text, cuts = new_files(folder)
    assert text.endswith("---\nThe new path opened.\n\nWalkers were glad.\n")
    assert cuts["line_ends"] == "crlf"


def test_a_nul_in_a_seed_is_taken_out_and_recorded(folder: Path) -> None:
    """The corpus holds no control character; the cuts hold the line as it was."""
    add_seed(folder, NEW_TEXT.replace("new", "n\x00ew").encode())
    strip(folder)
    text, cuts = new_files(folder)
    assert "The new path opened." in text
    assert cuts["changed"] == [{"line": 1, "text": "The n\x00ew path opened."}]
    assert "\x00" not in text


def test_a_text_edited_by_hand_is_not_overwritten(folder: Path) -> None:
    """An edit in the body is "body-edited": strip says so and leaves both files."""
    replace(folder / CORPUS, "the mayor said", "the mayor claimed")
    before = snapshot(folder)
    result = strip(folder)
    assert result.exit_code == 1
    assert "error[body-edited]" in result.output
    assert "--discard-edits" in result.output
    assert snapshot(folder) == before


def test_edits_are_thrown_away_only_on_request(folder: Path) -> None:
    """`--discard-edits` gives the text of the seed back."""
    before = (folder / CORPUS).read_bytes()
    replace(folder / CORPUS, "the mayor said", "the mayor claimed")
    assert strip(folder, "--discard-edits").exit_code == 0
    assert (folder / CORPUS).read_bytes() == before


def test_metadata_that_a_person_wrote_is_never_touched(folder: Path) -> None:
    """Comments, order and quotation marks of the front matter survive a rewrite."""
    replace(folder / CORPUS, "byline: null\n", "byline:   'A. Person'   # she said so\n")
    line = next(line for line in (folder / CORPUS).read_text("utf-8").split("\n") if "lifeline" in line)
    replace(folder / CORPUS, "drop: []", f'drop: ["{line}"]')
    front = articles.split((folder / CORPUS).read_text("utf-8"))[0]
    assert "written" in strip(folder).output
    after, body = articles.split((folder / CORPUS).read_text("utf-8"))
    assert after == front
    assert "lifeline" not in body


def test_check_fails_where_the_corpus_is_not_current_and_writes_nothing(folder: Path) -> None:
    """`--check` reports "corpus-not-current" with exit code 1."""
    replace(folder / CORPUS, "keep: []", 'keep: ["Share."]')
    before = snapshot(folder)
    result = strip(folder, "--check")
    assert result.exit_code == 1
    assert "error[corpus-not-current]" in result.output
    assert snapshot(folder) == before


def test_a_changed_seed_is_reported_before_anything_is_written(folder: Path) -> None:
    """A seed that is not the file of the metadata is "seed-changed"."""
    replace(folder / SEED, "Monday", "Tuesday")
    before = snapshot(folder)
    assert "error[seed-changed]" in strip(folder).output
    assert snapshot(folder) == before


def test_a_seed_that_is_a_link_is_not_read(folder: Path) -> None:
    """A link can lead anywhere: it is no seed, not even where it leads to one."""
    (folder / "seeds/mill-bridge/real.txt").write_bytes((folder / SEED).read_bytes())
    (folder / SEED).unlink()
    (folder / SEED).symlink_to(folder / "seeds/mill-bridge/real.txt")
    result = CliRunner().invoke(rashomon, ["check", "--project", str(folder)])
    assert "error[seed-missing]" in result.output
    assert "error[seed-missing]" in strip(folder).output


def test_a_seed_that_vanished_is_reported(folder: Path) -> None:
    """A corpus file without its seed is "seed-missing"."""
    (folder / SEED).unlink()
    result = strip(folder)
    assert result.exit_code == 1
    assert "error[seed-missing]" in result.output


def test_a_corpus_file_that_cannot_be_read_is_not_written_a_second_time(folder: Path) -> None:
    """A slip in the metadata is reported; its seed does not become a new article."""
    replace(folder / CORPUS, "headline: Mill", "headline: Mill: a")
    before = snapshot(folder)
    result = strip(folder)
    assert result.exit_code == 1
    assert "error[yaml-colon]" in result.output
    assert snapshot(folder) == before


def test_a_failure_while_writing_leaves_the_old_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is half-written when the last step fails, and no temporary file stays."""
    replace(folder / CORPUS, "keep: []", 'keep: ["Share."]')
    before = snapshot(folder)

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr(Path, "replace", full)
    assert isinstance(strip(folder).exception, OSError)
    assert snapshot(folder) == before


def test_only_the_stories_named_are_stripped(folder: Path) -> None:
    """A story that is not named is not looked at."""
    (folder / "seeds/other-story").mkdir()
    (folder / "seeds/other-story/path.txt").write_text(NEW_TEXT, "utf-8")
    assert "other-story" not in strip(folder, "mill-bridge").output
    assert strip(folder, "mill-bridge").output.count("unchanged") == 2


def test_a_story_folder_that_is_no_id_is_reported(folder: Path) -> None:
    """A folder of seeds is named like a story."""
    (folder / "seeds/My Story").mkdir()
    (folder / "seeds/My Story/path.txt").write_text(NEW_TEXT, "utf-8")
    assert "error[bad-id]" in strip(folder).output


def test_an_empty_project_says_where_seeds_go(tmp_path: Path) -> None:
    """Without seeds the command tells what to do and does not fail."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    result = strip(tmp_path)
    assert result.exit_code == 0
    assert "no seeds found; put saved articles into seeds/<story>/" in result.output


def test_a_correction_that_names_no_line_is_a_finding(folder: Path) -> None:
    """A typing error under `drop` is named with the line that was meant, and nothing is written."""
    replace(folder / CORPUS, "strip: {keep: [], drop: []}", 'strip: {keep: [], drop: ["Shares."]}')
    before = snapshot(folder)
    result = strip(folder)
    assert "error[no-such-line]: no line of the page is 'Shares.'" in result.output
    assert "help: the page has: Share." in result.output
    assert result.exit_code == 1
    assert snapshot(folder) == before
