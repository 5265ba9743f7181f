"""``mailrules completion``: the script that teaches a shell our commands and options."""

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from mailrules.cli.speech import said

SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command(
    "completion", help=said("cli.completion.help"), short_help=said("cli.completion.summary")
)
@click.argument("shell", type=click.Choice(tuple(SHELLS)))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell."""
    root = context.find_root().command
    click.echo(SHELLS[shell](root, {}, "mailrules", "_MAILRULES_COMPLETE").source())
