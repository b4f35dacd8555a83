"""The folder that packets are printed into: where it may stand, and what in it is never overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import disk, press
from generator.diagnostics import RashomonError
from generator.shelf import RECORD, put, refuse_others, shelf

NAME = "mill-bridge-teacher.docx"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with its usual folders."""
    for name in ("corpus/mill-bridge", "annotations", "seeds", "site_overrides", ".git"):
        (tmp_path / "project" / name).mkdir(parents=True)
    (tmp_path / "project/mkdocs.yml").write_text("site_name: Mill Bridge\n")
    return tmp_path / "project"


@pytest.fixture
def folder(root: Path) -> Path:
    return shelf(root, root / "packets")


@pytest.mark.parametrize(
    "name",
    [".", "corpus", "corpus/mill-bridge", "annotations/new", "seeds", "generator", "site", "site-offline/reader",
     "site_overrides", "docs", "tests", "Corpus", ".git", ".rashomon/packets"],
)  # fmt: skip
def test_the_project_and_its_own_folders_are_refused(root: Path, name: str) -> None:
    """Texts, annotations, seeds, the site and hidden folders are no place for packets, be they there or not."""
    before = set(root.rglob("*"))
    with pytest.raises(RashomonError, match="name another folder with --out"):
        shelf(root, root / name)
    assert set(root.rglob("*")) == before


def test_the_root_of_a_disk_is_refused(root: Path) -> None:
    """Nobody means it, and nobody would look there."""
    with pytest.raises(RashomonError, match="root of a disk"):
        shelf(root, Path("/"))


def test_a_link_that_leads_into_the_project_is_refused(root: Path, tmp_path: Path) -> None:
    """What counts is where the files would land."""
    (tmp_path / "handouts").symlink_to(root / "corpus", target_is_directory=True)
    with pytest.raises(RashomonError, match="corpus/ of the project"):
        shelf(root, tmp_path / "handouts/monday")


@pytest.mark.parametrize("name", ["reading", "reading/mill-bridge/packet"])
def test_a_built_site_of_any_name_is_refused(root: Path, tmp_path: Path, name: str) -> None:
    """The next build would clean it."""
    (tmp_path / "reading").mkdir()
    (tmp_path / "reading" / press.MANIFEST).write_text("[]")
    with pytest.raises(RashomonError, match="part of the site"):
        shelf(root, tmp_path / name)


@pytest.mark.parametrize("name", ["notes.txt", "notes.txt/packets", "loop", "a\0b"])
def test_a_place_where_no_folder_can_be_is_refused_with_its_reason(root: Path, tmp_path: Path, name: str) -> None:
    """A file, something below a file, a link that leads to itself, and a name that no folder can have."""
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(RashomonError, match=r"(is a file|nothing can be written into .* \(.+\)); name another folder"):
        shelf(root, tmp_path / name)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_what_was_printed_is_replaced_and_the_same_bytes_are_not_written_again(folder: Path) -> None:
    """Our own file may change with the story."""
    assert put(folder, NAME, b"one")
    assert not put(folder, NAME, b"one")
    assert put(folder, NAME, b"two")
    assert (folder / NAME).read_bytes() == b"two"


def test_a_file_that_was_changed_since_it_was_printed_is_left_alone(folder: Path) -> None:
    """A teacher's changes are worth more than a new print; the message names the file and the remedy."""
    put(folder, NAME, b"one")
    (folder / NAME).write_bytes(b"one, with my questions")
    with pytest.raises(RashomonError, match=rf"{NAME} was changed since it was printed.*; move it") as caught:
        put(folder, NAME, b"two")
    assert "--out" in str(caught.value)
    assert (folder / NAME).read_bytes() == b"one, with my questions"


def test_a_file_of_somebody_else_is_left_alone(folder: Path) -> None:
    """A file that no record names is not ours, whatever is in it."""
    (folder / NAME).write_bytes(b"years of work")
    with pytest.raises(RashomonError, match="was not printed by Rashomon"):
        put(folder, NAME, b"two")
    assert (folder / NAME).read_bytes() == b"years of work"


def test_a_link_and_a_folder_in_the_place_of_a_file_are_left_alone(folder: Path, root: Path) -> None:
    """Nothing is written through a link."""
    (root / "thesis.txt").write_text("years of work")
    put(folder, NAME, b"one")
    (folder / NAME).unlink()
    (folder / NAME).symlink_to(root / "thesis.txt")
    with pytest.raises(RashomonError, match="was not printed by Rashomon"):
        put(folder, NAME, b"two")
    assert (root / "thesis.txt").read_text() == "years of work"


def test_a_printed_file_that_was_removed_is_printed_again(folder: Path) -> None:
    """The record is no reason to leave it out."""
    put(folder, NAME, b"one")
    (folder / NAME).unlink()
    assert put(folder, NAME, b"one")


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', '{"a": 1}', "\udcff"])
def test_a_record_that_cannot_be_read_makes_nothing_ours(folder: Path, text: str) -> None:
    """Then every file that stands there is left alone, and nothing breaks."""
    put(folder, NAME, b"one")
    (folder / RECORD).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(RashomonError, match="was not printed by Rashomon"):
        refuse_others(folder, [NAME])
    assert put(folder, "other.pdf", b"two")


def test_a_file_is_still_ours_after_an_interruption(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the old bytes stand there or the new ones, the next run replaces them."""
    put(folder, NAME, b"one")
    write = disk.write_bytes

    def interrupted(path: Path, data: bytes) -> bool:
        if path.name == NAME:
            raise KeyboardInterrupt
        return write(path, data)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(disk, "write_bytes", interrupted)
        put(folder, NAME, b"two")
    assert (folder / NAME).read_bytes() == b"one"
    refuse_others(folder, [NAME])
    (folder / NAME).write_bytes(b"two")
    assert put(folder, NAME, b"three")
    assert json.loads((folder / RECORD).read_text()).keys() == {NAME}
    assert sorted(path.name for path in folder.iterdir()) == [RECORD, NAME]
