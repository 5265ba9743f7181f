"""``mailrules config``: check, schema and show of rules.yaml."""

import click

from mailrules.cli import options
from mailrules.cli.speech import said, speak
from mailrules.cli.terminal import notice, report_broken, write_json
from mailrules.config import show
from mailrules.errors import Exit, InputError
from mailrules.rules import Bindings, config_schema


@click.group("config", help=said("cli.config.help"), short_help=said("cli.config.summary"))
def command() -> None:
    """Group the commands about the configuration."""


@command.command("check", help=said("cli.config.check.help"))
@click.argument("path", metavar="[FILE]", required=False)
@options.config
@options.lang
def check(path: str | None, config: str | None, lang: str | None) -> int:
    """Read the configuration and report every section's first error."""
    bindings = Bindings(path or config)
    binding = bindings.here()
    speak(lang or bindings.messages)
    if binding is None:
        return report_broken(bindings)
    if binding.settings.path is None:
        raise InputError("cli.config.none")
    click.echo(said("cli.config.good", path=binding.settings.path))
    for mark, name in binding.waiting():
        notice(said("cli.config.waiting", place=f"{mark.path}:{mark.line}", name=name))
    return Exit.CLEAN


@command.command("schema", help=said("cli.config.schema.help"))
def schema() -> None:
    """Print the JSON Schema of rules.yaml."""
    write_json(config_schema())


@command.command("show", help=said("cli.config.show.help"))
@options.config
@options.lang
def show_settings(config: str | None, lang: str | None) -> int:
    """Print the configuration in force, as YAML."""
    bindings = Bindings(config)
    binding = bindings.here()
    speak(lang or bindings.messages)
    if binding is None:
        return report_broken(bindings)
    click.echo(show(binding.settings), nl=False)
    return Exit.CLEAN
