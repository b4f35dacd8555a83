"""rashomon strip: seeds -> corpus files."""

from __future__ import annotations

from pathlib import Path

import click

from generator import disk
from generator.cli.console import counted, project, show
from generator.diagnostics import Diagnostic
from generator.model import Place
from generator.restrip import restrip


@click.command("strip")
@click.argument("stories", nargs=-1, metavar="[STORY]...")
@click.option("--check", is_flag=True, help="Write nothing; fail where the corpus is not what strip would write.")
@click.option("--discard-edits", is_flag=True, help="Overwrite a text that was edited by hand.")
@project
def command(stories: tuple[str, ...], check: bool, discard_edits: bool, root: Path) -> None:
    """Take page furniture out of saved articles.

    Ads, polls, share buttons, forms and the like are cut; sentences of the article never are.

    Reads seeds/<story>/ and writes corpus/<story>/<article>.md and <article>.cuts.yml, which records
    every line taken out with its rule. Metadata that a person wrote stays as it is.
    """
    folder = disk.find_root(root)
    findings: list[Diagnostic] = []
    results = list(restrip(folder, stories, write=not check, discard_edits=discard_edits))
    for result in results:
        if result.problem:
            findings.append(result.problem)
        elif check and result.changed:
            help_ = "run `rashomon strip` and read the difference before you commit it"
            message = "the text or its cuts are not what strip writes from the seed"
            findings.append(Diagnostic("corpus-not-current", message, Place(result.corpus), help_))
        else:
            state = "written" if result.changed else "unchanged"
            taken = f"{counted(result.kept, 'block')} kept, {counted(result.removed, 'line')} cut"
            guessed = "" if result.encoding == "utf-8" else f", read as {result.encoding}"
            click.echo(f"{result.corpus}: {taken}, {state}{guessed}")
    if not results:
        where = f"seeds/{stories[0]}/" if stories else "seeds/<story>/"
        click.echo(f"no seeds found; put saved articles into {where}")
    show(findings, disk.gather(folder).files if findings else {})
    raise SystemExit(bool(findings))
