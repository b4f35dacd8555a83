"""The addresses of pages, relative to the root of the site."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from generator.model import Article, Story


def story(of: Story) -> str:
    """The address of a story."""
    return f"{of.id}/"


def article(of: Article) -> str:
    """The address of an article."""
    return f"{of.story}/{of.id}/"


def claim(of: Story, claim_id: str) -> str:
    """The address of a claim."""
    return f"{of.id}/claims/{claim_id}/"


def source(of: Story, source_id: str) -> str:
    """The address of a source."""
    return f"{of.id}/sources/{source_id}/"


def label(label_id: str) -> str:
    """The address of a label of the codebook."""
    return f"labels/{label_id}/"


def in_article(of: Article) -> str:
    """The fragment for an article on the page of a label."""
    return f"{of.story}.{of.id}"


def compare(of: Story, articles: Sequence[Article] = (), claim_id: str = "") -> str:
    """The address of the side by side view, of some articles and at a claim where they are named."""
    view = {"articles": ",".join(each.id for each in articles), "claim": claim_id}
    query = urlencode({key: value for key, value in view.items() if value}, safe=",")
    return f"{of.id}/compare/" + (f"?{query}" if query else "")


def packet(of: str, name: str = "") -> str:
    """The address of the printed packets of the story with this id, or of one of them."""
    return f"{of}/packet/{name}"


def evidence(of: Story) -> str:
    """The address of a story's table of all annotations."""
    return f"{of.id}/evidence/"


def root(url: str) -> str:
    """The way from a page back to the root."""
    return "../" * url.count("/") or "./"
