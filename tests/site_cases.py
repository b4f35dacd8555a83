"""tests/cases/site/*.yml -> a project with one story for each case, built by the ordinary pipeline.

A case holds what story.yml holds and `articles`: the keys of a corpus file's metadata, `id`, `paragraphs`
and `notes`, the three lists of an annotation file. Whatever has a key `times` is made so many times:
a mapping in a list, or `{times: 3, text: "Word {n}. "}` for strings (joined where one text is wanted).
`{n}` counts from 1; within a repetition the inner count is `{m}`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import yaml

from generator import articles, build
from generator.build import Settings
from generator.edition import Edition
from generator.mkdocs_plugin import frame_builder
from generator.model import BlockKind
from generator.packets import Offer

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "site"
HEAD = {
    "byline": None, "url": None, "headline": None, "published": None, "inferred": {},
    "rights": {"publish": "full", "basis": "own-work"}, "strip": {"keep": [], "drop": []},
}  # fmt: skip


def names() -> list[str]:
    """The cases, which are also the ids of their stories."""
    found = sorted(path.stem for path in CASES.glob("*.yml"))
    assert found, f"no case in {CASES}"
    return found


def site(folder: Path, edition: Edition = Edition.CLASSROOM) -> Path:
    """The built site of all cases; raises AssertionError when a check finds anything."""
    cases = {name: yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8")) for name in names()}
    return built(project(folder / "project", cases), folder / "site", edition)


def built(root: Path, target: Path, edition: Edition = Edition.CLASSROOM, offer: Offer = build.NO_PACKETS) -> Path:
    """The site of a project, in `target`; raises AssertionError when a check finds anything."""
    loaded, done = build.site(root, target, Settings(edition, offer), frame_builder(root / "mkdocs.yml"))
    assert done is not None and not loaded.findings, loaded.findings
    return target


def project(root: Path, cases: dict[str, dict[str, Any]]) -> Path:
    """A project of these stories with the sample's frame and codebook, and without packets."""
    root.mkdir(parents=True)
    frame_without_packets(root)
    shutil.copytree(ROOT / "site_overrides", root / "site_overrides")
    for name, case in cases.items():
        story: dict[str, Any] = _expand(case, "nm")
        for article in story.pop("articles"):
            _write_article(root, name, article)
        _write(root / "annotations" / name / "story.yml", yaml.dump(story, allow_unicode=True, sort_keys=False))
    _write(root / "annotations/codebook.yml", (ROOT / "annotations/codebook.yml").read_text("utf-8"))
    return root


def frame_without_packets(root: Path) -> None:
    """The sample's mkdocs.yml in a project whose builds are not to wait for packets."""
    text, offered = (ROOT / "mkdocs.yml").read_text("utf-8"), "- rashomon: {packets: true}\n"
    assert offered in text
    (root / "mkdocs.yml").write_text(text.replace(offered, "- rashomon\n"), "utf-8")


def _write_article(root: Path, story: str, article: dict[str, Any]) -> None:
    """Seed, corpus file and annotation file, if it has notes, of one article."""
    name, notes = article.pop("id"), article.pop("notes", {})
    paragraphs = article.pop("paragraphs")
    seed = f"seeds/{story}/{name}.txt"
    saved = "\n\n".join([*filter(None, [article.get("headline")]), *paragraphs, ""])
    head = {**HEAD, **article, "seed": seed, "seed_sha256": hashlib.sha256(saved.encode()).hexdigest()}
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    body = articles.format_body((BlockKind.PARAGRAPH, text) for text in paragraphs)
    _write(root / seed, saved)
    _write(root / f"corpus/{story}/{name}.md", articles.join(front, body))
    if notes:
        filed = json.dumps({"by": "ada", "on": "2026-11-21", **notes}, ensure_ascii=False, indent=0)
        _write(root / f"annotations/{story}/{name}/2026-11-21-notes.yml", filed)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _expand(value: Any, counters: str) -> Any:
    """A value of a case with its repetitions made; `counters` are the names of the counts still free."""
    if isinstance(value, dict):
        if "times" in value:
            return "".join(_repeated(value, counters))
        pairs = (_entries(key, each, counters) for key, each in value.items())
        return {key: each for entries in pairs for key, each in entries}
    if isinstance(value, list):
        several = (_repeated(each, counters) if _repeats(each) else [_expand(each, counters)] for each in value)
        return [each for some in several for each in some]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _repeats(value: Any) -> bool:
    return isinstance(value, dict) and "times" in value


def _entries(key: str, value: Any, counters: str) -> list[tuple[str, Any]]:
    """A pair, or as many as its value says where its key holds the count."""
    if _repeats(value) and f"{{{counters[0]}}}" in key:
        return [(_filled(key, counters[0], n), each) for n, each in enumerate(_repeated(value, counters), 1)]
    return [(key, _expand(value, counters))]


def _repeated(value: dict[str, Any], counters: str) -> list[Any]:
    """What a mapping with `times` stands for."""
    rest = {key: each for key, each in value.items() if key != "times"}
    one = rest["text"] if set(rest) == {"text"} else rest
    made = (_filled(one, counters[0], n) for n in range(1, value["times"] + 1))
    return [_expand(each, counters[1:]) for each in made]


def _filled(value: Any, counter: str, n: int) -> Any:
    if isinstance(value, dict):
        return {_filled(key, counter, n): _filled(each, counter, n) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, counter, n) for each in value]
    return value.replace(f"{{{counter}}}", str(n)) if isinstance(value, str) else value
