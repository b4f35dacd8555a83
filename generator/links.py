"""The addresses of pages, relative to the root of the site."""

from __future__ import annotations

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


def root(url: str) -> str:
    """The way from a page back to the root."""
    return "../" * url.count("/") or "./"
