"""rashomon quote: the YAML of a quote, with just enough context."""

from __future__ import annotations

from pathlib import Path

import click

from generator import anchor, build, disk
from generator.cli.console import project
from generator.diagnostics import RashomonError
from generator.formats import Quote
from generator.model import Article, Span
from generator.schema import did_you_mean
from generator.yamledit import quoted

MAX_WORDS = 4000


@click.command("quote")
@click.argument("article")
@click.argument("words")
@project
def command(article: str, words: str, root: Path) -> None:
    """Print the YAML that anchors WORDS in ARTICLE.

    Paste it into an annotation file.

    Where the words stand several times, one quote for each place is printed.
    """
    found = _article(article, disk.find_root(root))
    if not words.strip() or len(words) > MAX_WORDS:
        raise RashomonError(f"name some words of the article, at most {MAX_WORDS} characters")
    spans = anchor.match(Quote(exact=words), anchor.prepare(found.text))
    if not spans:
        near = anchor.nearest(Quote(exact=words), found.text)
        click.echo(f"rashomon: these words do not stand in {article}", err=True)
        if near:
            passage = " ".join(found.text[near.start : near.end].split())
            click.echo(f"help: the article says: {passage}", err=True)
        raise SystemExit(1)
    for span in spans:
        if len(spans) > 1:
            click.echo(f"# … {found.text[max(0, span.start - 30) : span.end + 30]} …".replace("\n", " "))
        click.echo(_yaml(found, span))


def _article(name: str, root: Path) -> Article:
    stories = build.load(root).corpus.stories
    known = {article.id: article for story in stories for article in story.articles}
    if name not in known:
        raise RashomonError(f"there is no article {name!r}; {did_you_mean(name, known)}")
    return known[name]


def _yaml(article: Article, span: Span) -> str:
    try:
        quote = anchor.describe(span, article.text)
    except ValueError as error:
        raise RashomonError(f"{error}; name more words") from error
    if not quote.prefix and not quote.suffix:
        return f"quote: {quoted(quote.exact)}"
    lines = [("exact", quote.exact), ("prefix", quote.prefix), ("suffix", quote.suffix)]
    return "\n".join(["quote:", *(f"  {key}: {quoted(text)}" for key, text in lines if text)])
