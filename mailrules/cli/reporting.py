"""How a run is reported, and how the command ends for it: the same for letters and templates."""

import sys
from typing import NamedTuple

from mailrules.cli.speech import explain, speak
from mailrules.cli.terminal import colour_wanted, notice, write_report
from mailrules.engine import Run
from mailrules.errors import Exit
from mailrules.findings import Severity
from mailrules.reports import FOR_PROGRAMS, View, reporter
from mailrules.rules import Bindings, Selection
from mailrules.wording import wording


class Wanted(NamedTuple):
    """The options of a report, as the user gave them (``options.reported``)."""

    format_name: str
    output: str | None
    statistics: bool
    lang: str | None
    fail_level: str
    exit_zero: bool
    quiet: bool
    verbose: bool


def selection(*options: tuple[str, ...]) -> Selection:
    """Read ``--select``, ``--ignore`` and ``--extend-select``: commas part codes as well."""
    return Selection(
        *(
            tuple(code.strip() for word in words for code in word.split(",") if code.strip())
            for words in options
        )
    )


def view_of(wanted: Wanted, bindings: Bindings, *, aside: bool = False) -> View:
    """Return how the reader sees the report; the rules.yaml in force may choose the language."""
    return View(
        language=speak(wanted.lang or bindings.messages),
        colour=colour_wanted(sys.stderr if aside else sys.stdout) and wanted.output is None,
        quiet=wanted.quiet,
    )


def report(result: Run, view: View, wanted: Wanted, *, aside: bool = False) -> None:
    """Write the findings; ``aside``: to standard error."""
    for_programs = wanted.format_name in FOR_PROGRAMS
    text = reporter(wanted.format_name)(result, view)
    write_report(text, wanted.output, for_programs=for_programs, aside=aside)


def count(result: Run, view: View, wanted: Wanted, *, aside: bool = False) -> None:
    """Write how often each rule spoke, where that is wanted; never into a program's report."""
    if wanted.statistics:
        from mailrules.reports.statistics import statistics

        beside = aside or wanted.format_name in FOR_PROGRAMS
        write_report(statistics(result, view), None, for_programs=False, aside=beside)


def tell(bindings: Bindings, result: Run, view: View, *, verbose: bool) -> None:
    """Say what is no finding: broken files, unreadable letters, what is in force."""
    for error in bindings.errors:
        notice(explain(error, view.language))
    for one in result.unreadable:
        notice(view.say(wording("cli.unreadable", path=one.path, reason=one.reason)))
    if verbose:
        for path in bindings.files:
            key = "cli.configuration" if path else "cli.configuration.none"
            notice(view.say(wording(key, path=path)))


def verdict(result: Run, bindings: Bindings, wanted: Wanted) -> Exit:
    """Return the exit code: what could not be read or judged wins over findings."""
    if result.unreadable or bindings.errors:
        return Exit.USAGE
    found = result.at_least(Severity(wanted.fail_level))
    return Exit.FINDINGS if found and not wanted.exit_zero else Exit.CLEAN
