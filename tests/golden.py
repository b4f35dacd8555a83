"""The expected results of the cases: made here, compared in the tests. `python -m tests.golden` writes them anew.

Read the difference before you commit it: a golden is a decision, not a recording.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from generator import articles, build, disk, report
from generator.strip import read, strip

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"
CHECK, STRIP = CASES / "check", CASES / "strip"
BASE = CHECK / "_base"
STORY = "venezuela-strikes"
# A shell that starts the tests in the background lets them and their children ignore Ctrl+C.
HEARS_CTRL_C = ("env", "--default-signal=INT")


def check_cases() -> list[str]:
    """The names of the check cases: `<code>` or `<code>--<variant>`."""
    return sorted(folder.name for folder in CHECK.iterdir() if folder.is_dir() and folder != BASE)


def project(case: str | None, folder: Path) -> Path:
    """The base project in `folder`, with a case laid over it."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    if case:
        shutil.copytree(CHECK / case, folder, dirs_exist_ok=True)
    return folder


def check_report(folder: Path) -> str:
    """What `rashomon check` says about a project, without colours."""
    loaded = build.load(folder)
    return report.as_text(report.ordered(loaded.findings), loaded.files).plain


def cuts_report(article: str) -> str:
    """What strip cuts from the seed of one article of the sample: a line each, with number and rule."""
    path = f"corpus/{STORY}/{article}.md"
    parsed = articles.parse((ROOT / path).read_text("utf-8"), path, STORY, article)
    assert parsed.article is not None
    head = parsed.article.head
    stripped = strip(read(disk.read_seed(ROOT, head.seed)), head.headline, head.strip)
    return "".join(f"{cut.line} {cut.rule}: {cut.text}\n" for cut in stripped.cuts)


def sample_articles() -> list[str]:
    """The articles of the sample story."""
    return sorted(path.stem for path in (ROOT / "corpus" / STORY).glob("*.md"))


def main() -> None:
    """Write every golden anew."""
    for case in check_cases():
        with tempfile.TemporaryDirectory() as folder:
            text = check_report(project(case, Path(folder)))
        (CHECK / case / "expected.txt").write_text(text, "utf-8")
    STRIP.mkdir(exist_ok=True)
    for article in sample_articles():
        (STRIP / f"{article}.txt").write_text(cuts_report(article), "utf-8")


if __name__ == "__main__":
    main()
