"""Options that several commands share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from mailrules.cli.speech import said
from mailrules.findings import Severity
from mailrules.wording import LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])

lang = click.option("--lang", type=click.Choice(LANGUAGES), help=said("cli.lang"))
config = click.option("--config", metavar="FILE", help=said("cli.check.config"))
templates = click.option("--templates", metavar="DIR", help=said("cli.templates.folder"))
text_or_json = click.option(
    "--format",
    "format_name",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help=said("cli.format"),
)


def selected(command: Command) -> Command:
    """Add the options that choose the rules to judge by."""
    for name in ("extend-select", "ignore", "select"):
        option = click.option(
            f"--{name}", multiple=True, metavar="CODES", help=said(f"cli.check.{name}")
        )
        command = option(command)
    return command


def reported(fail_level: Severity) -> Callable[[Command], Command]:
    """Return what adds the options of a report and of the exit code."""
    from mailrules.reports import FORMATS  # which imports all that judges

    options = (
        click.option(
            "--format",
            "format_name",
            type=click.Choice(FORMATS),
            default="full",
            show_default=True,
            help=said("cli.check.format"),
        ),
        click.option("--output", metavar="FILE", help=said("cli.check.output")),
        click.option("--statistics", is_flag=True, help=said("cli.check.statistics")),
        lang,
        click.option(
            "--fail-level",
            type=click.Choice([severity.value for severity in Severity]),
            default=fail_level.value,
            show_default=True,
            help=said("cli.check.fail-level"),
        ),
        click.option("--exit-zero", is_flag=True, help=said("cli.check.exit-zero")),
        click.option("--quiet", "-q", is_flag=True, help=said("cli.check.quiet")),
        click.option("--verbose", "-v", is_flag=True, help=said("cli.check.verbose")),
    )

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add
