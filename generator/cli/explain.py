"""rashomon explain: what a finding means, and what to do about it."""

from __future__ import annotations

from importlib.resources import files

import click
from rich.console import Console
from rich.markdown import Markdown

from generator.diagnostics import RashomonError
from generator.schema import did_you_mean

FOLDER = files("generator") / "explanations"


def codes() -> tuple[str, ...]:
    """Every code that is explained."""
    return tuple(sorted(entry.name.removesuffix(".md") for entry in FOLDER.iterdir() if entry.name.endswith(".md")))


def explanation(code: str) -> str:
    """The explanation of a code. Raises FileNotFoundError for an unknown one."""
    return (FOLDER / f"{code}.md").read_text("utf-8")


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a finding; without CODE, list them all."""
    known = codes()
    if code is None:
        for name in known:
            first = explanation(name).split("\n\n")[1]
            click.echo(f"{name:22} {' '.join(first.split())}")
    elif code in known:
        text = explanation(code)
        console = Console()
        if console.is_terminal:
            console.print(Markdown(text), width=min(console.width, 100))
        else:
            click.echo(text.rstrip())
    else:
        raise RashomonError(f"there is no finding {code!r}; {did_you_mean(code, known)}")
