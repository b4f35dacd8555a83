"""Revisions are laid out as they were committed, and nothing in them is run or followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import build, disk, history
from generator.diagnostics import RashomonError
from tests.repositories import GAZETTE, NOTES, Repository, a_repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return a_repository(tmp_path / "work")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_revision_is_laid_out_as_it_was_committed(repository: Repository) -> None:
    """Later edits do not show, files of no data are left out, and the bytes are the committed ones."""
    repository.write("seeds/mill-bridge/odd.txt", "one\r\ntwo\r\n")
    first = repository.commit()
    kept = files(repository.root)
    repository.replace(NOTES, "lifeline", "ribbon").write(
        "annotations/mill-bridge/hill-radio/new.yml", "by: x"
    ).commit()
    with history.laid_out(repository.root, first) as folder:
        assert files(folder) == {name: data for name, data in kept.items() if name.startswith(history.PARTS)}
        assert build.load(folder).sound
    assert not folder.exists()


def test_filters_and_line_endings_of_the_repository_have_no_say(repository: Repository) -> None:
    """A filter that git would run at a checkout is not run."""
    marker = repository.top.parent / "ran"
    repository.git("config", "filter.evil.smudge", f"touch {marker}")
    repository.git("config", "core.autocrlf", "true")
    commit = repository.write(".gitattributes", "* filter=evil\n").commit()
    with history.laid_out(repository.root, commit) as folder:
        assert b"\r" not in (folder / NOTES).read_bytes()
    assert not marker.exists()


def test_a_project_below_the_top_of_a_repository_is_found(tmp_path: Path) -> None:
    """Paths are relative to the project; one outside it says so."""
    repository = a_repository(tmp_path, "a folder/näme")
    base = repository.git("rev-parse", "HEAD")
    repository.replace(NOTES, "lifeline", "ribbon")
    (repository.top / "README").write_text("x")
    head = repository.commit()
    with history.laid_out(repository.root, base) as folder:
        assert build.load(folder).sound
    assert history.changed_paths(repository.root, base, head) == ("../../README", NOTES)
    repository.write("seeds/new one.txt", "x")
    assert history.changed_paths(repository.root, base) == ("../../README", NOTES, "seeds/new one.txt")


def test_a_revision_before_the_project_is_an_empty_project(tmp_path: Path) -> None:
    """The first commit of a repository may hold nothing but a README."""
    repository = Repository(tmp_path, tmp_path)
    commit = repository.write("README.md", "x").commit()
    with history.laid_out(tmp_path, commit) as folder:
        assert list(folder.iterdir()) == []
        assert build.load(folder).corpus.stories == ()


@pytest.mark.parametrize("name", [NOTES, GAZETTE, "corpus", "annotations", "annotations/mill-bridge"])
def test_a_link_in_a_revision_is_a_finding_and_never_followed(repository: Repository, name: str) -> None:
    """Whether it stands for a file or for a whole folder, what it points to is not read."""
    secret = repository.top.parent / "secret"
    secret.mkdir()
    (secret / "key.md").write_text("secret")
    repository.git("rm", "-rq", name)
    (repository.root / name).parent.mkdir(parents=True, exist_ok=True)
    (repository.root / name).symlink_to(secret / "key.md" if name.endswith((".yml", ".md")) else secret)
    with history.laid_out(repository.root, repository.commit()) as folder:
        found = build.load(folder)
        assert ("symlink", name) in [(finding.code, finding.place.path) for finding in found.findings]
        assert not any("secret" in text for text in found.files.values())
        assert not (folder / name).exists()


def test_a_seed_behind_a_link_is_not_read(repository: Repository) -> None:
    """The article says that its seed is missing."""
    seed = repository.root / "seeds/mill-bridge/gazette.txt"
    kept = seed.read_bytes()
    seed.unlink()
    (repository.top / "elsewhere").write_bytes(kept)
    seed.symlink_to("../../elsewhere")
    with history.laid_out(repository.root, repository.commit()) as folder:
        assert [finding.code for finding in build.load(folder).findings] == ["seed-missing"]


def test_a_repository_within_the_repository_is_told_and_not_entered(repository: Repository) -> None:
    """A submodule in the place of an article's annotations is a finding like a link."""
    commit = repository.git("rev-parse", "HEAD")
    repository.git("rm", "-rq", "annotations/mill-bridge/hill-radio")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{commit},annotations/mill-bridge/hill-radio")
    repository.git("commit", "--quiet", "--message", "x")
    with history.laid_out(repository.root, "HEAD") as folder:
        assert [finding.code for finding in disk.gather(folder).findings] == ["symlink"]


def test_a_file_that_is_too_large_is_told_and_not_written(repository: Repository) -> None:
    """It stands there with its size, takes no room, and is the finding that disk makes of it."""
    repository.write("annotations/mill-bridge/hill-radio/big.yml", "# x\n" * 600_000)
    with history.laid_out(repository.root, repository.commit()) as folder:
        big = folder / "annotations/mill-bridge/hill-radio/big.yml"
        assert big.stat().st_size == 2_400_000 and big.stat().st_blocks * 512 < 100_000
        assert [finding.code for finding in disk.gather(folder).findings] == ["too-large"]


def test_a_revision_with_more_than_can_be_kept_is_refused(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is told, and nothing is laid out."""
    monkeypatch.setattr(history, "MAX_BYTES", 1000)
    with pytest.raises(RashomonError, match="holds more than"), history.laid_out(repository.root, "HEAD"):
        pass


def test_a_commit_that_names_more_files_than_are_read_is_refused(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few objects can name ten billion files: git is ended as soon as it tells of too many."""
    monkeypatch.setattr(history, "_MOST_TOLD", 200)
    with pytest.raises(RashomonError, match="more files than are read"):
        history.changed_paths(repository.root, "HEAD", "HEAD")
    with pytest.raises(RashomonError, match="more files than are read"), history.laid_out(repository.root, "HEAD"):
        pass


def test_a_name_with_which_windows_would_leave_the_folder_is_refused(repository: Repository) -> None:
    """There a backslash ends a folder's name, too."""
    commit = repository.write("annotations/..\\..\\x.yml", "x").commit()
    with pytest.raises(RashomonError, match="no folder can have"), history.laid_out(repository.root, commit):
        pass


def test_a_path_that_leads_out_of_the_folder_is_refused(repository: Repository) -> None:
    """A commit that was made by hand can hold `..`; nothing is written outside the temporary folder."""
    blob = repository.git("hash-object", "-w", NOTES)
    tree = repository.top / "tree"
    for name in (b"x.yml", b"..", b"corpus"):
        entry = (b"100644 " if name == b"x.yml" else b"40000 ") + name + b"\0" + bytes.fromhex(blob)
        tree.write_bytes(entry)
        blob = repository.git("hash-object", "-t", "tree", "-w", "--literally", str(tree))
    commit = repository.git("commit-tree", blob, "-m", "x")
    with (
        pytest.raises(RashomonError, match="a path that no folder can have"),
        history.laid_out(repository.root, commit),
    ):
        pass


def test_unusual_names_of_files_come_back_as_they_are(repository: Repository) -> None:
    """Spaces, line breaks, quotation marks, a leading hyphen and other alphabets; a renamed file under both names."""
    names = ["seeds/-rf", "seeds/a\nb", 'seeds/q"u', "seeds/ж ö", "seeds/:x", "seeds/*"]
    base = repository.commit()
    for name in names:
        repository.write(name, "x")
    repository.git("mv", NOTES, f"{NOTES}.old")
    expected = sorted([*names, NOTES, f"{NOTES}.old"])
    assert list(history.changed_paths(repository.root, base)) == expected
    assert list(history.changed_paths(repository.root, base, repository.commit())) == expected


def test_a_name_that_is_no_utf8_does_not_stop_the_reading(repository: Repository) -> None:
    """It is laid out and named, with what cannot be read as surrogates."""
    name = os.fsdecode(b"annotations/mill-bridge/hill-radio/\xff.yml")
    (repository.root / name).write_text("by: ada\non: 2026-01-01\n")
    commit = repository.commit()
    assert history.changed_paths(repository.root, f"{commit}~1", commit) == (name,)
    with history.laid_out(repository.root, commit) as folder:
        assert name in build.load(folder).files


def test_the_merge_base_is_where_two_branches_parted(repository: Repository) -> None:
    """Commits that came to the base afterwards do not count."""
    parted = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "--quiet", "-b", "work")
    repository.replace(NOTES, "lifeline", "ribbon").commit()
    repository.git("checkout", "--quiet", "main")
    repository.replace(GAZETTE, "Monday", "Tuesday").commit()
    assert history.merge_base(repository.root, "main", "work") == parted


def test_branches_without_a_common_commit_are_told(repository: Repository) -> None:
    """There is nothing to compare."""
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.replace(NOTES, "lifeline", "ribbon").commit()
    with pytest.raises(RashomonError, match=r"'main' and 'other' have no commit in common$"):
        history.merge_base(repository.root, "main", "other")


def test_a_shallow_clone_says_how_to_fetch_the_rest(repository: Repository, tmp_path: Path) -> None:
    """Neither an older commit nor a base that was never fetched is there."""
    old = repository.git("rev-parse", "HEAD")
    repository.replace(NOTES, "lifeline", "ribbon").commit()
    repository.git("checkout", "--quiet", "-b", "zzz")
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.top}", str(tmp_path / "shallow"))
    for name in (old, "something-else"):
        with pytest.raises(RashomonError, match="this clone is shallow: fetch the rest with `git fetch --unshallow`"):
            history.resolve(tmp_path / "shallow", name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mian", "did you mean 'main'?"),
        ("v1.O", "did you mean 'v1.0'?"),
        ("quite-another", "known: main, v1.0"),
        ("--all", "known: main, v1.0"),
        ("--output=/tmp/x", "known: main, v1.0"),
        ("", "known: main, v1.0"),
        ("a\0b", "known: main, v1.0"),
        ("main..HEAD", "known: main, v1.0"),
        ("\u202egnp", "known: main, v1.0"),
    ],
)
def test_an_unknown_revision_names_the_nearest(repository: Repository, name: str, said: str) -> None:
    """A name that git would take for an option is no revision either."""
    repository.git("tag", "v1.0")
    with pytest.raises(RashomonError) as caught:
        history.resolve(repository.root, name)
    assert str(caught.value) == f"there is no revision {name!r}; {said}"


def test_a_branch_that_only_the_remote_has_is_named(repository: Repository, tmp_path: Path) -> None:
    """After a clone, other branches are known with the remote's name before them."""
    repository.git("branch", "elsewhere")
    repository.git("clone", "--quiet", f"file://{repository.top}", str(tmp_path / "clone"))
    with pytest.raises(RashomonError, match="did you mean 'origin/elsewhere'"):
        history.resolve(tmp_path / "clone", "elsewhere")


def test_a_branch_may_have_an_odd_name(repository: Repository) -> None:
    """What git allows as a name is found."""
    for name in ("naïve/ß", "$(x)", "a;b", "refs-heads", "\u202egnp"):
        repository.git("branch", name)
        assert history.resolve(repository.root, name) == repository.git("rev-parse", "HEAD")


def test_outside_a_repository_git_has_nothing_to_say(tmp_path: Path) -> None:
    """The message names the folder."""
    with pytest.raises(RashomonError, match="lies in no git repository"):
        history.resolve(tmp_path, "main")


def test_without_git_the_reason_is_told(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git runs everything else."""
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(RashomonError, match="git is not installed"):
        history.resolve(repository.root, "main")


def test_the_environment_cannot_send_git_elsewhere(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook hands GIT_DIR on to what it calls; the project's own repository is read all the same."""
    other = Repository(tmp_path / "other", tmp_path / "other")
    other.commit()
    here = repository.git("rev-parse", "HEAD")
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "x")
    assert history.resolve(repository.root, "HEAD") == here
    with history.laid_out(repository.root, "HEAD") as folder:
        assert (folder / NOTES).is_file()
    assert history.changed_paths(repository.root, "HEAD") == ()
