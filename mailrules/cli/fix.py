"""``mailrules fix``: the same as ``check --fix``."""

from typing import Any

import click

from mailrules.cli import check
from mailrules.cli.judging import Asked, judge
from mailrules.cli.speech import said


def _fix(**chosen: Any) -> int:
    return judge(Asked(**chosen, fix=True))


command = click.Command(
    "fix",
    callback=_fix,
    params=[one for one in check.command.params if one.name != "fix"],
    help=said("cli.fix.help"),
    short_help=said("cli.fix.summary"),
)
