"""The command line: one file a command, no logic. ``--help`` imports no command's module."""

import os
import sys
from importlib import import_module

import click

from mailrules import __version__
from mailrules.cli.speech import prepare_click, said, speak_any_encoding, user_language
from mailrules.errors import Exit, MailrulesError

COMMANDS = (
    "check",
    "fix",
    "compose",
    "merge",
    "inspect",
    "templates",
    "rules",
    "config",
    "init",
    "history",
    "hook",
    "completion",
)


class LazyGroup(click.Group):
    """A group whose commands are modules of this room, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a user's day."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Import a command of the list."""
        del ctx
        command: click.Command = import_module(f"mailrules.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; click would end it with 1 where the reader has closed the pipe."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _close_quietly()
            return Exit.CLEAN

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the catalogue, without importing them."""
        del ctx
        with formatter.section(said("cli.commands")):
            formatter.write_dl([(name, said(f"cli.{name}.summary")) for name in COMMANDS])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one gets a suggestion."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            key = "cli.no-command.near" if near else "cli.no-command"
            raise click.UsageError(said(key, name=args[0], near=near, known=COMMANDS), ctx)
        return super().resolve_command(ctx, args)


def _root() -> LazyGroup:
    root = LazyGroup(
        name="mailrules",
        help=said("cli.help"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    return click.version_option(__version__, "--version", prog_name="mailrules")(root)


def main(arguments: list[str] | None = None) -> None:
    """Run the program and end the process; the one place that turns errors into exit codes."""
    words = sys.argv[1:] if arguments is None else arguments
    prepare_click(user_language(words))
    speak_any_encoding()
    try:
        code = _root().main(args=words, prog_name="mailrules", standalone_mode=False)
        status = code if isinstance(code, int) else Exit.CLEAN
        if sys.stdout:  # None where the caller has closed it
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(said("cli.interrupted"), err=True)
        status = Exit.USAGE
    except MailrulesError as error:
        from mailrules.cli.speech import explain

        click.echo(explain(error, said("cli.language")), err=True)
        status = error.exit_code
    except BrokenPipeError:  # the reader has seen enough
        _close_quietly()
        status = Exit.CLEAN
    except OSError as error:  # every file that is read or written has its own message
        click.echo(said("cli.cannot-print", reason=error.strerror or error), err=True)
        _close_quietly()
        status = Exit.USAGE
    except Exception as error:
        click.echo(said("cli.internal", error=f"{type(error).__name__}: {error}"), err=True)
        if "--verbose" in words:
            import traceback

            traceback.print_exc()
        status = Exit.INTERNAL
    sys.exit(status)


def _close_quietly() -> None:
    """Give the closed pipe's descriptor to the null device, so that exit does not complain."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
