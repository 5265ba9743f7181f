"""The command reference in both languages, from the commands themselves.

Commands take their words from the catalogue when they are imported, so each
language is asked for in a process of its own: ``python -m tools.command_reference``
prints the page of the language that the environment asks for.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from mailrules.cli import COMMANDS
from tools.markdown import ROOTS, fenced, made, said, table

PROGRAM = "mailrules"


def command_reference() -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of the reference in each language."""
    for language, root in ROOTS.items():
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            env={**os.environ, "LANGUAGE": language, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        yield root / "reference" / "commands.md", done.stdout


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its full name, groups before what they hold."""
    for name in COMMANDS:
        yield from _below(f"{PROGRAM} {name}", import_module(f"mailrules.cli.{name}").command)


def _below(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        # A group may have commands that it imports only when they are called.
        for inner in dict.fromkeys((*command.commands, *command.list_commands(context))):
            if one := command.get_command(context, inner):
                yield from _below(f"{name} {inner}", one)


def _page(language: str) -> str:
    lines = [
        f"# {said('commands.title', language)}",
        "",
        made("commands", language),
        "",
        said("commands.lead", language),
        "",
        f"## {said('commands.codes', language)}",
        "",
        *_exit_codes(language),
        "",
    ]
    for name, command in commands():
        lines += _section(name, command, language)
    return "\n".join(lines).rstrip("\n") + "\n"


def _exit_codes(language: str) -> list[str]:
    head = (said("commands.code", language), said("commands.code.meaning", language))
    return table(head, [(str(code), said(f"commands.code.{code}", language)) for code in range(4)])


def _section(name: str, command: click.Command, language: str) -> list[str]:
    context = click.Context(command, info_name=name)
    level = "#" * name.count(" ") + "#"
    usage = " ".join(one for one in command.collect_usage_pieces(context) if one != "[OPTIONS]")
    lines = [f"{level} {name}", "", *fenced(f"{name} {usage}".rstrip()), ""]
    lines += [_plain(command.help or ""), ""]
    if isinstance(command, click.Group):
        return lines
    rows = [
        (f"`{record[0]}`", _plain(" ".join(record[1].split())))
        for option in command.params
        if isinstance(option, click.Option) and (record := option.get_help_record(context))
    ]
    head = (said("commands.option", language), said("commands.does", language))
    return [*lines, *table(head, rows), ""] if rows else lines


def _plain(text: str) -> str:
    """Return a help text as Markdown, in which a star is a star."""
    return text.replace("*", "\\*")


if __name__ == "__main__":
    from mailrules.cli.speech import prepare_click

    prepare_click(os.environ["LANGUAGE"])
    sys.stdout.write(_page(os.environ["LANGUAGE"]))
