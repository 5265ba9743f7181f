"""``mailrules templates check``: no template passes that would make a bad letter."""

from typing import Any

import click

from mailrules.cli import options
from mailrules.cli.reporting import Wanted, count, report, selection, tell, verdict, view_of
from mailrules.cli.speech import said
from mailrules.cli.terminal import progress, report_broken
from mailrules.compose.guard import check_templates
from mailrules.errors import Exit
from mailrules.findings import Severity
from mailrules.rules import Bindings


@click.command(
    "check",
    help=said("cli.templates.check.help"),
    short_help=said("cli.templates.check.summary"),
)
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@click.option("--all", "everything", is_flag=True, help=said("cli.templates.check.all"))
@options.templates
@options.config
@options.selected
@options.reported(Severity.WARNING)
def check(  # noqa: PLR0913 (one a choice of the user's)
    *,
    paths: tuple[str, ...],
    everything: bool,
    templates: str | None,
    config: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    **reporting: Any,
) -> Exit:
    """Judge the templates, report, and return the exit code."""
    wanted = Wanted(**reporting)
    bindings = Bindings(config, selection(select, ignore, extend_select))
    if bindings.here() is None:
        view_of(wanted, bindings)
        return report_broken(bindings)
    result = check_templates(
        paths,
        bindings,
        templates=templates,
        everything=everything,
        progress=iter if wanted.quiet else progress,
    )
    view = view_of(wanted, bindings)
    report(result, view, wanted)
    count(result, view, wanted)
    tell(bindings, result, view, verbose=wanted.verbose)
    return verdict(result, bindings, wanted)
