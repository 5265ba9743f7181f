"""Options that several commands share."""

import click

from mailrules.cli.speech import said
from mailrules.wording import LANGUAGES

lang = click.option("--lang", type=click.Choice(LANGUAGES), help=said("cli.lang"))
config = click.option("--config", metavar="FILE", help=said("cli.check.config"))
text_or_json = click.option(
    "--format",
    "format_name",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help=said("cli.format"),
)
