"""``mailrules check``: judge drafts or outgoing mail."""

import sys

import click

from mailrules.cli import options
from mailrules.cli.speech import explain, said, speak
from mailrules.cli.terminal import (
    colour_wanted,
    notice,
    progress,
    read_message,
    report_broken,
    standard_input,
    write_report,
)
from mailrules.config import load_deals
from mailrules.engine import Request, Run, run
from mailrules.errors import Exit
from mailrules.findings import Severity
from mailrules.message import read_sources
from mailrules.reports import FOR_PROGRAMS, FORMATS, View, reporter
from mailrules.rules import Bindings, Selection
from mailrules.wording import wording


@click.command("check", help=said("cli.check.help"), short_help=said("cli.check.summary"))
@click.argument("paths", nargs=-1, required=True, metavar="PATHS…")
@options.config
@click.option("--parent", metavar="EML", help=said("cli.check.parent"))
@click.option("--deal", metavar="FILE|DIR", help=said("cli.check.deal"))
@click.option("--letter", metavar="TYPE", help=said("cli.check.letter"))
@click.option("--select", multiple=True, metavar="CODES", help=said("cli.check.select"))
@click.option("--ignore", multiple=True, metavar="CODES", help=said("cli.check.ignore"))
@click.option(
    "--extend-select", multiple=True, metavar="CODES", help=said("cli.check.extend-select")
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    default="full",
    show_default=True,
    help=said("cli.check.format"),
)
@click.option("--output", metavar="FILE", help=said("cli.check.output"))
@options.lang
@click.option(
    "--fail-level",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help=said("cli.check.fail-level"),
)
@click.option("--exit-zero", is_flag=True, help=said("cli.check.exit-zero"))
@click.option("--quiet", "-q", is_flag=True, help=said("cli.check.quiet"))
@click.option("--verbose", "-v", is_flag=True, help=said("cli.check.verbose"))
def command(  # noqa: PLR0913 (one argument an option of the contract)
    *,
    paths: tuple[str, ...],
    config: str | None,
    parent: str | None,
    deal: str | None,
    letter: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    format_name: str,
    output: str | None,
    lang: str | None,
    fail_level: str,
    exit_zero: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Read, judge, report; return the exit code."""
    bindings = Bindings(config, Selection(_codes(select), _codes(ignore), _codes(extend_select)))
    if config and bindings.here() is None:
        return report_broken(bindings)
    request = Request(
        parent=read_message(parent) if parent else None,
        deals=load_deals(deal) if deal else (),
        letter=letter,
    )
    sources = read_sources(paths, standard_input())
    result = run(sources, bindings, request, iter if quiet else progress)
    view = View(
        language=speak(lang or bindings.messages),
        colour=colour_wanted(sys.stdout) and output is None,
        quiet=quiet,
    )
    report = reporter(format_name)(result, view)
    write_report(report, output, for_programs=format_name in FOR_PROGRAMS)
    _tell(bindings, result, view, verbose=verbose)
    if result.unreadable or bindings.errors:
        return Exit.USAGE
    found = result.at_least(Severity(fail_level))
    return Exit.FINDINGS if found and not exit_zero else Exit.CLEAN


def _tell(bindings: Bindings, result: Run, view: View, *, verbose: bool) -> None:
    """Say what is no finding: broken files, unreadable letters, what is in force."""
    for error in bindings.errors:
        notice(explain(error, view.language))
    for one in result.unreadable:
        notice(view.say(wording("cli.unreadable", path=one.path, reason=one.reason)))
    if bindings.waiting and not view.quiet:
        notice(view.say(wording("cli.check.waiting")))
    if verbose:
        for path in bindings.files:
            key = "cli.configuration" if path else "cli.configuration.none"
            notice(view.say(wording(key, path=path)))


def _codes(words: tuple[str, ...]) -> tuple[str, ...]:
    """Split ``SUB,THR001`` at commas; an option may also be repeated."""
    return tuple(code.strip() for word in words for code in word.split(",") if code.strip())
