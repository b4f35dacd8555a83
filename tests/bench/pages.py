"""The page files of the extraction benchmark: one JSON object a line with id, url, html, text and gold."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SETS = ("scrapinghub", "wcxb")


@dataclass(frozen=True, slots=True)
class Row:
    """A page: its HTML, the text that select-all and copy gives, and the article that a person took out."""

    set: str
    id: str
    url: str
    html: str
    text: str
    article: str


def rows(folder: Path, name: str) -> Iterator[Row]:
    """The pages of one set, from `<name>_*.jsonl.gz` in the folder."""
    for path in sorted(folder.glob(f"{name}_*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield Row(name, row["id"], row["url"], row["html"], row["text"], row["gold"])
