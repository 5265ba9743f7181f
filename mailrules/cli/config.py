"""``mailrules config``: check, schema and show of rules.yaml."""

import click

from mailrules.cli import options
from mailrules.cli.speech import said, speak
from mailrules.cli.terminal import notice, report_broken, write_json
from mailrules.config.origin_table import origin_data, origin_table
from mailrules.config.origins import origins
from mailrules.config.show import plain_settings, show
from mailrules.errors import Exit, InputError
from mailrules.rules import RULES, Bindings, config_schema, promised


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
@click.option("--origin", is_flag=True, help=said("cli.config.show.origin"))
@options.text_or_json
@options.lang
def show_settings(config: str | None, origin: bool, format_name: str, lang: str | None) -> int:
    """Print the configuration in force: as YAML, or with the origin of every setting."""
    bindings = Bindings(config)
    binding = bindings.here()
    language = speak(lang or bindings.messages)
    if binding is None:
        return report_broken(bindings)
    settings = binding.settings
    traced = origins(settings, promised(), {rule.code: rule.options() for rule in RULES})
    if format_name == "json":
        write_json(origin_data(traced, settings) if origin else plain_settings(settings))
    else:
        click.echo(origin_table(traced, settings, language) if origin else show(settings), nl=False)
    return Exit.CLEAN
