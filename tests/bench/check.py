"""How long `rashomon check` takes on 10,000 annotations: `make bench-check`.

The same files are also read by PyYAML's safe loader (in C and in Python) and validated with jsonschema by our own
schema, in the same run: that is what a linter of YAML and a JSON Schema does, and it opens no article. No test:
nothing here passes or fails.
"""

from __future__ import annotations

import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from generator import build
from generator.schemas import schemas
from tests.builders import LABEL
from tests.golden import ROOT

STORIES, ARTICLES, NOTES = 4, 10, 250
SENTENCES = 90
NAMES = ["mayor", "council", "baker", "engineer", "villager", "miller", "teacher", "clerk", "smith", "ferryman"]
VERBS = ["opened", "closed", "paid", "praised", "mended", "doubted", "feared", "measured", "crossed", "painted"]
THINGS = ["bridge", "road", "mill", "letter", "lantern", "ferry", "market", "river", "school", "bell"]
MANNERS = ["slowly", "twice", "quietly", "together", "early", "again", "gladly", "alone", "late", "once"]
SAYING = ["said", "told", "warned", "claimed", "reported"]
CLAIMS = [f"claim-{n}" for n in range(20)]


def sentences(rnd: random.Random) -> list[str]:
    """The sentences of an invented article."""
    return [
        f"The {rnd.choice(NAMES)} {rnd.choice(SAYING)} on day {n} that the {rnd.choice(NAMES)} {rnd.choice(VERBS)}"
        f" the {rnd.choice(THINGS)} “{rnd.choice(MANNERS)}” and {rnd.choice(VERBS)} the {rnd.choice(THINGS)}."
        for n in range(SENTENCES)
    ]


def note(rnd: random.Random, said: list[str]) -> tuple[str, dict[str, Any]]:
    """A note that marks a stretch of one sentence or of two, and the list that it stands in."""
    at = rnd.randrange(len(said) - 1)
    words = f"{said[at]} {said[at + 1]}".split()
    first = rnd.randrange(0, 5)  # the number of the day is among the words: they stand once
    quote = " ".join(words[first : rnd.randrange(8, len(words))])
    if rnd.random() < 0.1:
        quote = {"exact": quote, "prefix": " ".join(words[:first])} if first else quote
    why = f"The {rnd.choice(NAMES)} is the only one who says so; compare the {rnd.choice(THINGS)}."
    kind = rnd.choice(["claims", "sources", "framing"])
    if kind == "claims":
        keys = {"claim": rnd.choice(CLAIMS), "stance": "attributes", "source": rnd.choice(NAMES), "quote": quote}
    elif kind == "sources":
        cue = next(word for word in said[at].split() if word in SAYING)
        keys = {"source": rnd.choice(NAMES), "quote": quote, "cue": cue, "form": "mixed"}
    else:
        keys = {"label": "naming", "quote": quote, "voice": "quoted", "target": "bridge", "polarity": "neutral"}
    return kind, {**keys, **({"note": why} if rnd.random() < 0.6 else {})}


def project(root: Path, files: int) -> int:
    """Write an invented project without findings into a folder, so many files an article; its annotations."""
    rnd = random.Random(2026)
    _write(root / "mkdocs.yml", "site_name: An invented project\n")
    labels = [{**LABEL, "id": "naming", "examples": ["a", "b"], "near_misses": ["c", "d"]}]
    _write(root / "annotations/codebook.yml", _yaml({"labels": labels}))
    for story in (f"story-{n}" for n in range(STORIES)):
        _write(root / f"annotations/{story}/story.yml", _yaml({
            "title": "An invented story", "summary": "Nothing happened.", "question": "Who says so?",
            "claims": {name: {"statement": f"It is so: {name}.", "type": "factual"} for name in CLAIMS},
            "sources": {name: {"name": f"the {name}", "kind": "witness"} for name in NAMES},
            "targets": {"bridge": {"name": "the bridge", "kind": "thing"}},
        }))  # fmt: skip
        for article in (f"{story}-outlet-{n}" for n in range(ARTICLES)):
            said = sentences(rnd)
            _article(root, story, article, said)
            for number, text in enumerate(_annotation_files(rnd, said, files)):
                _write(root / f"annotations/{story}/{article}/2026-02-01-{number}.yml", text)
    return STORIES * ARTICLES * NOTES


def _article(root: Path, story: str, article: str, said: list[str]) -> None:
    text = "\n\n".join(" ".join(said[n : n + 5]) for n in range(0, len(said), 5)) + "\n"
    seed = f"seeds/{story}/{article}.txt"
    _write(root / seed, text)
    head = {"short": article, "published": "2026-01-05", "seed": seed, "seed_sha256": _sha256(text)}
    _write(root / f"corpus/{story}/{article}.md", f"---\n{_yaml(head)}---\n{text}")


def _annotation_files(rnd: random.Random, said: list[str], files: int) -> Iterator[str]:
    seen: set[str] = set()
    for _ in range(files):
        notes: dict[str, list[dict[str, Any]]] = {"claims": [], "sources": [], "framing": []}
        while sum(map(len, notes.values())) < NOTES // files:
            kind, keys = note(rnd, said)
            if (written := json.dumps({**keys, "note": ""})) not in seen:
                seen.add(written)
                notes[kind].append(keys)
        sections = {name: listed for name, listed in notes.items() if listed}
        yield _yaml({"by": rnd.choice(["ada", "ben", "cara"]), "on": "2026-02-01", **sections})


def _yaml(value: Any) -> str:
    return yaml.dump(value, allow_unicode=True, sort_keys=False, width=1000).replace("'2026-02-01'", "2026-02-01")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def plain(root: Path, loader: type[Any]) -> int:
    """What others do: every annotation file read by PyYAML and validated against its JSON Schema."""
    validator = jsonschema.Draft202012Validator(json.loads(schemas()["annotations/annotation.schema.json"]))
    mistakes = 0
    for path in sorted((root / "annotations").glob("*/*/*.yml")):
        data = yaml.load(path.read_text("utf-8"), Loader=loader)
        data["on"] = str(data["on"])  # YAML 1.1 makes a date of it, which JSON Schema does not know
        mistakes += sum(1 for _ in validator.iter_errors(data))
    return mistakes


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Wall-clock and processor seconds of the best of three runs, processes that it starts included."""
    runs = []
    for _ in range(3):
        before, began = _used(), time.perf_counter()
        work()
        runs.append((time.perf_counter() - began, _used() - before))
    return min(runs)


def _used() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def check(root: Path) -> None:
    """`rashomon check`, as a person starts it."""
    command = [sys.executable, "-m", "generator", "check", "--project", str(root)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def measure(files: int) -> None:
    """Print a table of one project, whose articles have so many annotation files each."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        notes, articles = project(root, files), STORIES * ARTICLES
        print(f"\n{notes:,} annotations on {articles} articles, in {articles * files:,} files; the best of three runs")
        rows = (
            ("rashomon check, as a process", lambda: check(root)),
            ("build.load, in a process that runs", lambda: build.load(root)),
            ("CSafeLoader + jsonschema, no quote checked", lambda: plain(root, yaml.CSafeLoader)),
            ("safe_load + jsonschema, no quote checked", lambda: plain(root, yaml.SafeLoader)),
        )
        for name, work in rows:
            seconds, processor = timed(work)
            print(f"  {name:44} {seconds:6.2f} s, processor {processor:6.2f} s")


def main() -> None:
    """Measure ten files an article, and a file for each annotation, as they come by pull request."""
    measure(10)
    measure(NOTES)


if __name__ == "__main__":
    main()
