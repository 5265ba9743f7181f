"""``mailrules check``: judge drafts or outgoing mail, and mend them where asked."""

from typing import Any

import click

from mailrules.cli import options
from mailrules.cli.judging import Asked, judge
from mailrules.cli.speech import said
from mailrules.findings import Severity


@click.command("check", help=said("cli.check.help"), short_help=said("cli.check.summary"))
@click.argument("paths", nargs=-1, required=True, metavar="PATHS…")
@options.config
@click.option("--parent", metavar="EML", help=said("cli.check.parent"))
@click.option("--history", metavar="DB", help=said("cli.check.history"))
@click.option("--record", is_flag=True, help=said("cli.check.record"))
@click.option("--deal", metavar="FILE|DIR", help=said("cli.check.deal"))
@click.option("--letter", metavar="TYPE", help=said("cli.check.letter"))
@options.selected
@click.option("--baseline", metavar="FILE", help=said("cli.check.baseline"))
@click.option("--write-baseline", metavar="FILE", help=said("cli.check.write-baseline"))
@click.option("--fix", is_flag=True, help=said("cli.check.fix"))
@click.option("--unsafe-fixes", is_flag=True, help=said("cli.check.unsafe-fixes"))
@click.option("--final", is_flag=True, help=said("cli.check.final"))
@click.option("--diff", is_flag=True, help=said("cli.check.diff"))
@options.reported(Severity.ERROR)
def command(**chosen: Any) -> int:
    """Read, judge, mend where asked, report; return the exit code."""
    return judge(Asked(**chosen))
