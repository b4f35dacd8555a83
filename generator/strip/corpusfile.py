"""Seed and the corpus file that stands for it -> the corpus file and cuts file as strip writes them.

The front matter is only text here: it belongs to a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from generator import articles
from generator.formats import ArticleHead, StripCorrections, TakenFrom
from generator.saved.page import Stated
from generator.strip import cutsfile
from generator.strip.blocks import Stripped, left_by
from generator.strip.judge import strip
from generator.strip.page import Page
from generator.strip.rules import Rules
from generator.yamledit import quoted

_WORD = re.compile(r"[a-z0-9]+")
_NOTHING, _UNKNOWN = Stated(), TakenFrom()
_NONE: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class Written:
    """The two files of one article."""

    corpus: str
    cuts: str
    kept: int
    removed: int


def rewrite(
    page: Page, front: str, head: ArticleHead, outlet_rules: Rules | None = None, repeated: Mapping[int, str] = _NONE
) -> Written:
    """The files for an article that has metadata: the front matter stays as a person wrote it."""
    return _written(page, front, strip(page, head.headline, head.strip, outlet_rules, repeated))


def first(
    page: Page, short: str, stated: Stated = _NOTHING, taken: TakenFrom = _UNKNOWN, outlet_rules: Rules | None = None
) -> Written:
    """The files for a new seed: metadata that the seed states or shows, null for the rest."""
    seed = page.seed
    stripped = strip(page, stated.headline, StripCorrections(), outlet_rules)
    front = "".join((
        f"headline: {_scalar(stated.headline or stripped.headline)}\nshort: {_scalar(short)}\n",
        f"outlet: {_scalar(stated.outlet)}\nbyline: {_scalar(stated.byline)}\n",
        f"published: {stated.published or 'null'}\nurl: {_scalar(stated.url)}\n",
        f"language: {stated.language}\n" if stated.language else "",
        f"seed: {_scalar(seed.path)}\nseed_sha256: {seed.sha256}\n",
        _mapping("taken_from", taken.model_dump(mode="json", exclude_none=True)),
        _mapping("inferred", stated.inferred) or "inferred: {}\n",
        "rights: {publish: excerpt, basis: quotation}\nstrip: {keep: [], drop: []}\n",
    ))  # fmt: skip
    return _written(page, front, stripped)


def _scalar(text: str | None) -> str:
    return quoted(text) if text else "null"


def _mapping(key: str, values: Mapping[str, str]) -> str:
    """A key with its values on lines of their own; nothing where there are none."""
    return "".join((f"{key}:\n", *(f"  {name}: {_scalar(text)}\n" for name, text in values.items()))) if values else ""


def _written(page: Page, front: str, stripped: Stripped) -> Written:
    corpus = articles.join(front, articles.format_body(stripped.blocks))
    return Written(corpus, cutsfile.format_cuts(page.seed, stripped), len(stripped.blocks), len(stripped.cuts))


def body_is_strips(corpus: str, made: str, cuts: str | None, page: Page) -> bool:
    """Whether nobody edited the body of a corpus file by hand.

    It is strip's when it is empty, when it is what strip makes now (`made`), and when it is what the
    recorded cuts leave of the seed: then a rule or a correction has changed, not the body.
    """
    blocks = articles.parse_body(articles.split(corpus)[1])
    if not blocks or blocks == articles.parse_body(articles.split(made)[1]):
        return True
    try:
        return cuts is not None and blocks == left_by(cutsfile.parse_cuts(cuts), page)
    except ValueError:
        return False


def slug(page: Page, headline: str | None = None) -> str:
    """An article id for a new seed: the first words of its headline, of its first kept line, or of its file name."""
    stripped = strip(page, headline, StripCorrections())
    first_words = stripped.headline or next((text for _, text in stripped.blocks), "")
    plain_text = unicodedata.normalize("NFKD", first_words).encode("ascii", "ignore").decode().lower()
    words = _WORD.findall(plain_text.replace("'", ""))[:6] or _WORD.findall(page.seed.path.rsplit("/", 1)[-1].lower())
    name = "-".join(words)[:48].strip("-")
    return name if name[:1].isalpha() and len(name) > 2 else f"article-{name}".strip("-")
