"""Real git repositories for tests: a folder under git, with a commit whenever a test says so."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.golden import project

NOTES = "annotations/mill-bridge/valley-gazette/notes.yml"
RADIO = "annotations/mill-bridge/hill-radio/notes.yml"
GAZETTE = "corpus/mill-bridge/valley-gazette.md"
STORY = "annotations/mill-bridge/story.yml"


class Repository:
    """A git repository; `root` is the project's folder in it, which need not be its top."""

    def __init__(self, top: Path, root: Path, branch: str = "main") -> None:
        self.top, self.root = top, root
        top.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", f"--initial-branch={branch}")

    def git(self, *arguments: str) -> str:
        """What a git command prints; it must succeed."""
        names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
                 for what, value in (("NAME", "Ada"), ("EMAIL", "ada@example.org"))}  # fmt: skip
        environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", "-C", str(self.top), *arguments], capture_output=True, text=True, env=environment, check=True
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> Repository:
        """Write a file of the project."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")
        return self

    def replace(self, path: str, old: str, new: str) -> Repository:
        """Change words of a file, which must be there."""
        text = (self.root / path).read_text("utf-8")
        assert old in text, old
        return self.write(path, text.replace(old, new))

    def commit(self) -> str:
        """Commit everything; the commit's hash."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")
        return self.git("rev-parse", "HEAD")


def a_repository(folder: Path, below: str = "", branch: str = "main") -> Repository:
    """The base project under git, committed once; `below` is the project's folder in the repository."""
    root = project(None, folder / below)
    made = Repository(folder, root, branch)
    made.commit()
    return made
