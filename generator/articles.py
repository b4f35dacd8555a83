"""Corpus file <-> Article. The body is not Markdown: four marks, everything else is literal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator import schema, yamlfile
from generator.diagnostics import Diagnostic
from generator.formats import ArticleHead
from generator.model import Article, Block, BlockKind, Place
from generator.text import normalise
from generator.yamlfile import Path

MARKS = {BlockKind.HEADING: "## ", BlockKind.QUOTATION: "> ", BlockKind.ITEM: "- "}
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with the places of its metadata; `article` is None where it cannot be read.

    `front` is the front matter as written, without its fences.
    """

    article: Article | None
    front: str
    places: dict[Path, Place]
    findings: tuple[Diagnostic, ...]


def parse(text: str, path: str, story: str, article: str) -> ParsedArticle:
    """The article of one corpus file, and every finding."""
    front, body = split(text)
    if front is None:
        finding = Diagnostic(
            "corpus-format", "the file must begin with metadata between two lines of `---`", Place(path),
            "`rashomon strip` writes the first version of a corpus file from a seed",
        )  # fmt: skip
        return ParsedArticle(None, "", {}, (finding,))
    tree = yamlfile.read(front, path, first_line=2)
    if tree.data is None:
        return ParsedArticle(None, front, {}, tree.findings)
    head, findings = schema.validate(ArticleHead, tree)
    places = {**tree.places}
    if head is None:
        return ParsedArticle(None, front, places, (*tree.findings, *findings))
    built = build(story, article, path, head, parse_body(body))
    return ParsedArticle(built, front, places, (*tree.findings, *findings))


def split(text: str) -> tuple[str | None, str]:
    """The front matter (None if there is none) and the body of a corpus file."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None, text
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :])
    return None, text


def join(front: str, body: str) -> str:
    """A corpus file from its front matter and its body: the inverse of `split`."""
    return f"{_FENCE}\n{front}{_FENCE}\n{body}"


def build(story: str, article: str, path: str, head: ArticleHead, body: Iterable[tuple[BlockKind, str]]) -> Article:
    """An article whose text is the headline, if any, and the blocks, joined by newlines."""
    blocks: list[Block] = []
    start = 0
    headline = [(BlockKind.HEADLINE, normalise(head.headline))] if head.headline else []
    for kind, text in (*headline, *body):
        blocks.append(Block(kind, text, start))
        start += len(text) + 1
    return Article(story, article, path, head, tuple(blocks), "\n".join(block.text for block in blocks))


def parse_body(body: str) -> tuple[tuple[BlockKind, str], ...]:
    """The blocks of a body: kind and normalised text."""
    chunks = (normalise(chunk) for chunk in re.split(r"\n[ \t]*\n", body))
    return tuple(_parse_block(chunk) for chunk in chunks if chunk)


def _parse_block(chunk: str) -> tuple[BlockKind, str]:
    for kind, mark in MARKS.items():
        if chunk.startswith(mark):
            return kind, chunk[len(mark) :].strip()
    return BlockKind.PARAGRAPH, chunk.removeprefix("\\")


def format_body(blocks: Iterable[tuple[BlockKind, str]]) -> str:
    """The body of a corpus file: the inverse of `parse_body` for normalised, non-empty texts."""
    return "".join(f"\n{_format_block(kind, text)}\n" for kind, text in blocks).removeprefix("\n")


def _format_block(kind: BlockKind, text: str) -> str:
    if kind in MARKS:
        return f"{MARKS[kind]}{text}"
    needs_escape = text.startswith((*MARKS.values(), "\\")) or f"{text} " in MARKS.values()
    return f"\\{text}" if needs_escape else text
