"""How long a site takes to build and how heavy its pages are: `make bench` prints the table.

The same pages are also built by plain MkDocs with Material, one Markdown file each, in the same run: seconds differ
from machine to machine, the ratio less so. No test: nothing here passes or fails.
"""

from __future__ import annotations

import gzip
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from generator import build
from generator.edition import Edition
from generator.pages import pages
from tests import kinds, site_cases

LARGE = Path(__file__).with_name("large-story.yml")
PLAIN = "site_name: Plain\ntheme: {name: material, font: false}\nmarkdown_extensions: [attr_list, toc]\n"


def timed(*command: str, at: Path) -> str:
    """Wall-clock and processor seconds of a Python module run as a program."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", *command], cwd=at, check=True, capture_output=True)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{seconds:6.2f} s, processor {used:6.2f} s"


def plain(root: Path, folder: Path) -> Path:
    """A project of plain MkDocs with the same pages: a Markdown file for each, all of them in the navigation."""
    for page in pages(build.load(root).corpus, Edition.CLASSROOM):
        path = folder / "docs" / f"{page.url}index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {page.title}\n\n{page.body}\n", "utf-8")
    (folder / "mkdocs.yml").write_text(PLAIN, "utf-8")
    return folder


def edit(root: Path) -> None:
    """Change a word in one article's metadata."""
    path = min((root / "corpus").rglob("*.md"))
    text = path.read_text("utf-8")
    path.write_text(text.replace("byline: null", "byline: A Reporter", 1), "utf-8")


def measure(name: str, root: Path) -> None:
    """Print what one project costs."""
    ours = root / "site"
    run = ("generator", "build", "--site-dir", str(ours))
    print(f"\n{name}")
    print(f"  first build             {timed(*run, at=root)}")
    print(f"  second, nothing changed {timed(*run, at=root)}")
    edit(root)
    print(f"  third, one edit         {timed(*run, at=root)}")
    other = plain(root, root / "plain")
    print(f"  plain MkDocs + Material {timed('mkdocs', 'build', '--quiet', at=other)}")
    print(f"  {'heaviest page of a kind, HTML':32} {'bytes':>10} {'gzip':>8} {'plain gzip':>11}")
    for kind, (address,) in kinds.heaviest(ours).items():
        html = kinds.file_of(ours, address).read_bytes()
        theirs = kinds.file_of(other / "site", address)
        weight = f"{len(gzip.compress(theirs.read_bytes(), 6)):,}" if theirs.is_file() else "-"
        print(f"  {kind:32} {len(html):10,} {len(gzip.compress(html, 6)):8,} {weight:>11}")
    print(f"  {len(kinds.addresses(ours))} pages, {_size(ours):,} bytes; plain {_size(other / 'site'):,} bytes")


def _size(site: Path) -> int:
    return sum(page.stat().st_size for page in site.rglob("*.html"))


def main() -> None:
    """Measure the sample and the large story, each in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        sample = site_cases.project(Path(folder) / "sample", {})
        for name in ("corpus", "annotations", "seeds"):
            shutil.copytree(site_cases.ROOT / name, sample / name, dirs_exist_ok=True)
        measure("the sample", sample)
        large = yaml.safe_load(LARGE.read_text("utf-8"))
        measure("60 articles x 40 claims", site_cases.project(Path(folder) / "large", {"large-story": large}))


if __name__ == "__main__":
    main()
