"""The only room that opens files. Reads are checked, writes are whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from generator.diagnostics import Diagnostic, RashomonError
from generator.model import Place, Seed, SeedForm
from generator.saved.encoding import decode

MAX_FILE, MAX_PAGE = 2_000_000, 10_000_000


@dataclass(frozen=True, slots=True)
class Gathered:
    """The text files of a project by path (relative, with `/`) and what was wrong with the others."""

    files: Mapping[str, str]
    findings: tuple[Diagnostic, ...]


def find_root(start: Path) -> Path:
    """The nearest folder upward that holds `mkdocs.yml`. Raises RashomonError when there is none."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise RashomonError(f"no project here: {start} and the folders above it hold no mkdocs.yml")


def gather(root: Path, folders: Iterable[str] = ("corpus", "annotations")) -> Gathered:
    """Every .md and .yml file below the folders. Links, too large files and bytes that are no UTF-8 are findings."""
    files: dict[str, str] = {}
    findings: list[Diagnostic] = []
    for path in (found for folder in folders for found in _walk(root / folder)):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            findings.append(Diagnostic(
                "symlink", "a link to another file stands here", Place(name), "put the file itself here",
            ))  # fmt: skip
        elif path.suffix in (".md", ".yml"):
            text = _read_text(path, name)
            if isinstance(text, Diagnostic):
                findings.append(text)
            else:
                files[name] = text
        elif path.suffix == ".yaml":
            findings.append(Diagnostic(
                "misplaced-file", "files that end in .yaml are not read", Place(name), "rename it to .yml",
            ))  # fmt: skip
        elif name.startswith("annotations/") and name.count("/") > 2:
            findings.append(Diagnostic(
                "misplaced-file", "only files that end in .yml are read here", Place(name),
                f"rename it to {path.stem}.yml, or remove it",
            ))  # fmt: skip
    return Gathered(files, tuple(findings))


def _walk(folder: Path) -> Iterator[Path]:
    """Files and links below a folder, in order of name; folders behind links are not entered.

    A link in the place of the folder itself is all that is there.
    """
    if folder.is_symlink():
        yield folder
        return
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in sorted([*names, *links]) if not name.startswith("."))


def _read_text(path: Path, name: str) -> str | Diagnostic:
    if path.stat().st_size > MAX_FILE:
        return Diagnostic("too-large", "the file is larger than 2 MB", Place(name), "split it into several files")
    data = path.read_bytes()
    try:
        return as_text(data)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x} cannot be read"
        return Diagnostic("not-utf8", message, Place(name, line, column, column + 1), "save it as UTF-8")


def as_text(data: bytes) -> str:
    """UTF-8 as text: no byte order mark, every line ended by a newline. Raises UnicodeDecodeError."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def outlet_rules(root: Path) -> Gathered:
    """The cleaning rules that a project has for single outlets: `seeds/*.rules.yml`."""
    files: dict[str, str] = {}
    findings: list[Diagnostic] = []
    for path in sorted((root / "seeds").glob("*.rules.yml")):
        name = path.relative_to(root).as_posix()
        link = Diagnostic("symlink", "a link to another file stands here", Place(name), "put the file itself here")
        text = link if path.is_symlink() else _read_text(path, name)
        if isinstance(text, Diagnostic):
            findings.append(text)
        else:
            files[name] = text
    return Gathered(files, tuple(findings))


def matching(root: Path, pattern: str) -> tuple[str, ...]:
    """The paths of the files that a pattern such as `annotations/*/story.yml` fits, in order; none behind a link."""
    below = (path for path in _walk(root / PurePosixPath(pattern).parts[0]) if not path.is_symlink())
    return tuple(name for path in below if PurePosixPath(name := path.relative_to(root).as_posix()).match(pattern))


def seeds(root: Path) -> tuple[str, ...]:
    """The paths of all seeds, `seeds/<story>/<file>`, in order."""
    found = (path.relative_to(root).as_posix() for path in _walk(root / "seeds") if not path.is_symlink())
    return tuple(name for name in found if name.count("/") == 2)


def read_seed(root: Path, name: str, encoding: str | None = None) -> Seed:
    """A seed as text, in the `encoding` that the metadata name, if they do.

    Else by its byte order mark, by what an HTML page says of itself, as UTF-8, or as charset-normalizer sees it.
    Raises RashomonError, with the reason, for a path outside `seeds/`, a missing, too large, empty
    or unreadable file.
    """
    path = root / name
    form = SeedForm.HTML if path.suffix.lower() in (".html", ".htm") else SeedForm.TEXT
    limit = MAX_PAGE if form is SeedForm.HTML else MAX_FILE
    try:
        path = _inside(root / "seeds", path, name)
        if not path.is_file():
            raise RashomonError(f"{name}: there is no such seed")
        if path.stat().st_size > limit:
            raise RashomonError(f"{name}: the seed is larger than {limit // 1_000_000} MB")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise RashomonError(f"{name!r}: no file can be read there") from error
    if not data.strip():
        raise RashomonError(f"{name}: the seed is empty")
    try:
        read = decode(data, encoding, form is SeedForm.HTML)
    except ValueError as error:
        raise RashomonError(f"{name}: the seed is {error}") from error
    return Seed(name, read.text, read.encoding, hashlib.sha256(data).hexdigest(), form)


def read_given(name: str, limit: int) -> bytes:
    """The bytes of a file that somebody names, anywhere. Raises RashomonError with the reason."""
    path = Path(name)
    try:
        if path.is_dir():
            raise RashomonError("this is a folder; name the files in it")
        if not path.is_file():  # a device or a pipe may never end
            raise RashomonError("there is no such file")
        if path.stat().st_size > limit:
            raise RashomonError(f"the file is larger than {limit // 1_000_000} MB")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise RashomonError("the file cannot be read") from error


def write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet, all of them or none. Raises RashomonError where one is there."""
    if taken := [name for name in files if (root / name).exists() or (root / name).is_symlink()]:
        raise RashomonError(f"{taken[0]} is there already")
    try:
        for name, data in files.items():
            write_bytes(root / name, data)
    except BaseException:
        for name in files:
            remove(root / name)
        raise


def _inside(folder: Path, path: Path, name: str) -> Path:
    if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
        raise RashomonError(f"{name}: the path leads out of {folder.name}/")
    return path


def write(path: Path, text: str) -> bool:
    """Put `text` into a file, whole or not at all. Returns False when the file held it already."""
    return write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> bool:
    """The same for bytes: a temporary file beside it takes its place when it is complete."""
    if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(data)
    return True


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when the block ends. After an exception all is as it was."""
    handle, temporary = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise


def read(path: Path) -> str | None:
    """The text of a UTF-8 file, or None when there is none."""
    return path.read_text("utf-8") if path.is_file() else None


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file, or None when there is none."""
    return path.read_bytes() if path.is_file() else None


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def ends_with(path: Path, ending: bytes) -> bool:
    """Whether there is a file that ends with these bytes."""
    return path.is_file() and path.read_bytes().endswith(ending)


def tree(folder: Path) -> Mapping[str, str]:
    """SHA-256 of every file below a folder, by relative path."""
    return {path.relative_to(folder).as_posix(): digest(path) for path in _walk(folder) if path.is_file()}


def remove(path: Path) -> None:
    """Remove a file and the folders that it leaves empty."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    with contextlib.suppress(OSError):
        path.parent.rmdir()


def replace_folder(target: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new folder and put it in the place of `target`; a failure leaves the old one as it was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        fill(new)
        new.chmod(0o755)
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent)) / "old"
        if target.exists():
            target.rename(old)
        new.rename(target)
        shutil.rmtree(old.parent, ignore_errors=True)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def new_folder(target: Path, fill: Callable[[Path], None]) -> None:
    """Fill a folder that appears when it is whole; where another process was quicker, its folder stays."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        fill(new)
        new.chmod(0o755)
        new.rename(target)
    except OSError:
        if not target.is_dir():
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)


def keep_newest(used: Path, count: int) -> None:
    """Of this folder, which is used now, and those beside it, keep the `count` that were used last.

    Hidden ones stay: another process may be filling them.
    """
    os.utime(used)
    with contextlib.suppress(FileNotFoundError):  # another process tidies up, too
        found = [path for path in used.parent.iterdir() if path.is_dir() and not path.name.startswith(".")]
        for path in sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)[count:]:
            shutil.rmtree(path, ignore_errors=True)


def replace_contents(target: Path, source: Path) -> None:
    """Put what `source` holds in the place of what `target` holds; other hidden entries of the target stay."""
    coming = {path.name for path in source.iterdir()}
    for path in target.iterdir():
        if not path.name.startswith(".") or path.name in coming:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for path in source.iterdir():
        shutil.move(path, target / path.name)
