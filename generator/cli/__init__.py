"""The doors: one file per command, loaded only when it is called."""

from __future__ import annotations

import importlib

import click

from generator import __version__
from generator.diagnostics import RashomonError
from generator.schema import did_you_mean

COMMANDS = (
    "add", "strip", "check", "diff", "fmt", "build", "packet", "serve", "quote", "status", "explain", "schema",
    "owners", "comment", "from-issue",
)  # fmt: skip


class Doors(click.Group):
    """A group whose commands are modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are needed."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name; for an unknown one the error names the nearest."""
        if cmd_name not in COMMANDS:
            ctx.fail(f"there is no command {cmd_name!r}; {did_you_mean(cmd_name, COMMANDS)}")
        command = importlib.import_module(f"generator.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Doors, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="rashomon")
def rashomon() -> None:
    """Compare how several outlets cover one story, claim by claim.

    \b
    seeds/        saved articles, as they are
    corpus/       the articles without page furniture (rashomon strip)
    annotations/  claims, sources and framing, by people
    site/         the site (rashomon build)
    packets/      reading packets for a class (rashomon packet)
    """  # noqa: D301


def main() -> None:
    """Run the command. Exit codes: 0 clean, 1 findings, 2 cannot run, 130 interrupted."""
    try:
        rashomon(standalone_mode=False)
    except click.exceptions.Exit as stop:
        raise SystemExit(stop.exit_code) from None
    except click.ClickException as error:
        error.show()
        raise SystemExit(2) from None
    except click.Abort:
        raise SystemExit(130) from None
    except RashomonError as error:
        click.echo(f"rashomon: {error}", err=True)
        raise SystemExit(2) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"rashomon: {where}{(error.strerror or str(error)).lower()}", err=True)
        raise SystemExit(2) from None
