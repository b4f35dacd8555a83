"""Seed and the corpus file that stands for it -> the corpus file and cuts file as strip writes them.

The front matter is only text here: it belongs to a person.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from generator import articles
from generator.formats import ArticleHead, StripCorrections
from generator.model import BlockKind, Seed
from generator.strip import cutsfile, plain

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Written:
    """The two files of one article."""

    corpus: str
    cuts: str
    kept: int
    removed: int


def rewrite(seed: Seed, front: str, head: ArticleHead) -> Written:
    """The files for an article that has metadata: the front matter stays as a person wrote it."""
    stripped = plain.strip(seed, head.headline, head.strip)
    return _written(seed, front, stripped)


def first(seed: Seed, short: str) -> Written:
    """The files for a new seed: metadata that the seed states, null for the rest."""
    stripped = plain.strip(seed, None, StripCorrections())
    headline = cutsfile.quoted(stripped.headline) if stripped.headline else "null"
    front = (
        f"headline: {headline}\nshort: {cutsfile.quoted(short)}\n"
        "outlet: null\nbyline: null\npublished: null\nurl: null\n"
        f"seed: {cutsfile.quoted(seed.path)}\nseed_sha256: {seed.sha256}\ninferred: {{}}\n"
        "rights: {publish: excerpt, basis: quotation}\nstrip: {keep: [], drop: []}\n"
    )
    return _written(seed, front, stripped)


def _written(seed: Seed, front: str, stripped: plain.Stripped) -> Written:
    corpus = articles.join(front, articles.format_body(stripped.blocks))
    return Written(corpus, cutsfile.format_cuts(seed, stripped), len(stripped.blocks), len(stripped.cuts))


def body_is_strips(corpus: str, made: str, cuts: str | None, seed: Seed) -> bool:
    """Whether nobody edited the body of a corpus file by hand.

    It is strip's when it is empty, when it is what strip makes now (`made`), and when it is what the
    recorded cuts leave of the seed: then a rule or a correction has changed, not the body.
    """
    blocks = articles.parse_body(articles.split(corpus)[1])
    if not blocks or blocks == articles.parse_body(articles.split(made)[1]):
        return True
    try:
        return cuts is not None and blocks == plain.left_by(cutsfile.parse_cuts(cuts), seed)
    except ValueError:
        return False


def slug(seed: Seed) -> str:
    """An article id for a new seed: the first words of its first kept line, or of its file name."""
    stripped = plain.strip(seed, None, StripCorrections())
    first_words = stripped.headline or next((text for kind, text in stripped.blocks if kind is BlockKind.PARAGRAPH), "")
    plain_text = unicodedata.normalize("NFKD", first_words).encode("ascii", "ignore").decode().lower()
    words = _WORD.findall(plain_text.replace("'", ""))[:6] or _WORD.findall(seed.path.rsplit("/", 1)[-1].lower())
    name = "-".join(words)[:48].strip("-")
    return name if name[:1].isalpha() and len(name) > 2 else f"article-{name}".strip("-")
