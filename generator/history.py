"""The only room that runs git: a revision's files, the merge base, the paths that changed.

Nothing of a revision is run: its files are read as objects and written into a temporary folder, so no hook, filter
or attribute of the repository has a say, and a link is never followed. The variables with which the environment can
send git to another repository are not handed on; revisions are turned into hashes before they are used.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from generator.diagnostics import RashomonError
from generator.disk import MAX_FILE, MAX_PAGE
from generator.schema import nearest

PARTS = ("corpus", "annotations", "seeds", "mkdocs.yml")
MAX_FILES, MAX_BYTES = 100_000, 500_000_000
_MOST_TOLD = 50_000_000  # bytes of one answer: a commit of few objects can name ten billion files
_SAFE = ("--literal-pathspecs", "-c", "core.fsmonitor=false")
_ENVIRONMENT = {
    "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
}  # fmt: skip
_FILE_MODES = ("100644", "100755", "100664")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a commit: `path` is relative to the project; `size` in bytes."""

    mode: str
    blob: str
    size: int
    path: str

    @property
    def is_file(self) -> bool:
        """Whether it is a file, and no link and no repository of its own."""
        return self.mode in _FILE_MODES

    @property
    def is_kept(self) -> bool:
        """Whether anything reads it: larger ones are told by their size alone."""
        return self.size <= (MAX_PAGE if self.path.startswith("seeds/") else MAX_FILE)


@contextmanager
def laid_out(root: Path, revision: str) -> Iterator[Path]:
    """A temporary folder with the `corpus/`, `annotations/`, `seeds/` and `mkdocs.yml` of a revision, as committed.

    What the revision does not have is not there. A link, and a repository within the repository, becomes a link that
    leads nowhere; a file that is too large to be read becomes an empty one of its size. Raises RashomonError for an
    unknown revision, and for one whose files cannot be laid out.
    """
    entries = _entries(root, resolve(root, revision))
    with tempfile.TemporaryDirectory(prefix="rashomon-") as name:
        folder = Path(name) / "project"
        folder.mkdir()
        _write_files(root, folder, [entry for entry in entries if entry.is_file])
        for entry in entries:
            if not entry.is_file:
                _link_to_nowhere(folder, entry.path)
        yield folder


def resolve(root: Path, name: str) -> str:
    """The hash of the commit that a branch, a tag or a hash names. Raises RashomonError where there is none."""
    _prefix(root)  # says so where there is no repository
    if name and not name.startswith("-") and "\0" not in name:
        found = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if found.returncode == 0:
            return found.stdout.decode().strip()
    raise RashomonError(f"there is no revision {name!r}; {_nearest_name(root, name)}".removesuffix("; "))


def merge_base(root: Path, one: str, other: str) -> str:
    """The hash of the commit at which two revisions parted. Raises RashomonError where they share none."""
    found = _run(root, "merge-base", resolve(root, one), resolve(root, other))
    if found.returncode == 0:
        return found.stdout.decode().split()[0]
    help_ = "; this clone is shallow: fetch the rest with `git fetch --unshallow`" if _is_shallow(root) else ""
    raise RashomonError(f"{one!r} and {other!r} have no commit in common{help_}")


def changed_paths(root: Path, base: str, head: str | None = None) -> tuple[str, ...]:
    """Every path that differs between two revisions, or between one and the folder as it is, in order.

    Relative to the project: one that lies outside it begins with `../`. A renamed file is told under both names.
    """
    old = resolve(root, base)
    found = _unlike_folder(root, old) if head is None else _unlike(root, old, resolve(root, head))
    prefix = _prefix(root)
    names = {os.fsdecode(name) for name in found if name}
    return tuple(sorted(posixpath.relpath(name, prefix) if prefix else name for name in names))


def _unlike(root: Path, one: str, other: str) -> Iterable[bytes]:
    """The paths of two commits that are not the same in both: git's own comparison would hold them all in memory."""
    before, after = (
        frozenset(_output(root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")) for commit in (one, other)
    )
    return (line.partition(b"\t")[2] for line in before ^ after)


def _unlike_folder(root: Path, commit: str) -> Iterable[bytes]:
    options = ("--name-only", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv")
    found = _output(root, "diff", "-z", *options, "--ignore-submodules=dirty", commit, "--")
    top = os.fsdecode(_output(root, "rev-parse", "--show-cdup").removesuffix(b"\n")) or "."
    found += _output(root, "ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", top)
    return found.split(b"\0")


def _entries(root: Path, commit: str) -> tuple[_Entry, ...]:
    prefix = _prefix(root)
    listed = _output(root, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *(prefix + part for part in PARTS))
    entries = tuple(_entry(line, prefix) for line in listed.split(b"\0") if line)
    kept = sum(entry.size for entry in entries if entry.is_kept)
    if len(entries) > MAX_FILES or kept > MAX_BYTES:
        limits = f"{MAX_FILES:,} files or {MAX_BYTES // 1_000_000} MB"
        raise RashomonError(f"the commit {commit[:10]} holds more than {limits} of data; it is not read")
    return entries


def _entry(line: bytes, prefix: str) -> _Entry:
    facts, _, name = line.partition(b"\t")
    mode, _, blob, size = facts.decode().split()
    path = os.fsdecode(name).removeprefix(prefix)
    parts = re.split(r"[/\\]", path)  # either ends a folder's name on Windows
    if any(part in ("", ".", "..") or part.lower() == ".git" for part in parts):
        raise RashomonError(f"the commit holds a path that no folder can have: {path!r}")
    return _Entry(mode, blob, int(size) if size.isdigit() else 0, path)


def _write_files(root: Path, folder: Path, files: Sequence[_Entry]) -> None:
    """The files with their bytes; `cat-file` hands them over as they are committed."""
    command = [*_git(root), "cat-file", "--batch"]
    with subprocess.Popen(
        command, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as git:
        assert git.stdin is not None and git.stdout is not None
        for entry in files:
            with _new(folder / entry.path) as file:
                if not entry.is_kept:
                    file.truncate(entry.size)
                    continue
                git.stdin.write(f"{entry.blob}\n".encode())
                git.stdin.flush()
                header = git.stdout.readline().split()
                if header[1:] != [b"blob", str(entry.size).encode()]:
                    raise RashomonError(f"git cannot read {entry.path!r}; the clone may be incomplete")
                file.write(git.stdout.read(entry.size))
                git.stdout.read(1)
        git.stdin.close()


@contextmanager
def _new(path: Path) -> Iterator[BinaryIO]:
    """A file that was not there; a commit can hold names that a folder cannot."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            yield file
    except OSError as error:
        raise RashomonError(f"the commit holds a path that cannot be written: {path.name!r}") from error


def _link_to_nowhere(folder: Path, name: str) -> None:
    """A link that can be seen and not followed, in the place of one that a commit holds."""
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(folder.parent / "not-kept")
    except OSError as error:
        raise RashomonError(f"the commit holds a path that cannot be written: {path.name!r}") from error


def _nearest_name(root: Path, name: str) -> str:
    """What may have been meant: a branch or a tag; or that a shallow clone does not hold it."""
    listed = _output(root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
    known = sorted({ref for ref in listed.decode(errors="replace").split() if ref.isprintable()})
    meant = next((ref for ref in known if name and ref.endswith(f"/{name}")), None) or nearest(name, known)
    if meant:
        return f"did you mean {meant!r}?"
    if _is_shallow(root):
        return "this clone is shallow: fetch the rest with `git fetch --unshallow`"
    return f"known: {', '.join(known[:12])}{', …' if len(known) > 12 else ''}" if known else ""


def _is_shallow(root: Path) -> bool:
    return _output(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _prefix(root: Path) -> str:
    """Where the project lies in its repository: empty at the top, else a path that ends in `/`."""
    found = _run(root, "rev-parse", "--show-prefix")
    if found.returncode == 0:
        return os.fsdecode(found.stdout.removesuffix(b"\n"))
    said = os.fsdecode(found.stderr).strip().split("\n")[0].removeprefix("fatal: ")
    if "not a git repository" in said:
        raise RashomonError(f"{root} lies in no git repository; `git init` makes one")
    raise RashomonError(f"git cannot read the repository of {root}: {said}")


def _output(root: Path, *arguments: str) -> bytes:
    found = _run(root, *arguments)
    if found.returncode:
        said = os.fsdecode(found.stderr).strip().split("\n")[0].removeprefix("fatal: ")
        raise RashomonError(f"git cannot read the repository of {root}: {said}")
    return found.stdout


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git says and how it ends. Raises RashomonError without git, and where it says too much."""
    command = [*_git(root), *arguments]
    try:
        with (
            tempfile.TemporaryFile() as complaints,
            subprocess.Popen(
                command, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints
            ) as git,
        ):
            assert git.stdout is not None
            told = git.stdout.read(_MOST_TOLD + 1)
            if len(told) > _MOST_TOLD:
                git.kill()
                raise RashomonError("the commit names more files than are read; it is not read")
            code = git.wait()
            complaints.seek(0)
            return subprocess.CompletedProcess(command, code, told, complaints.read())
    except FileNotFoundError as error:
        raise RashomonError("git is not installed, or not on the path") from error


def _git(root: Path) -> tuple[str, ...]:
    return "git", *_SAFE, "-C", str(root)


def _environment() -> dict[str, str]:
    """The environment without what sends git to another repository, with its messages in English."""
    return {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | _ENVIRONMENT
