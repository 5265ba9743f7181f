"""Suppress only what is there, and say why.

A suppression is the author's word that a rule is broken on purpose. It names the rule by its code
and gives the reason in brackets, so that whoever reads the letter later knows both; without
them it is an error and suppresses nothing. One that has nothing to suppress is left over: take it
out before it hides a new mistake. The same holds for ``ignore:`` in rules.yaml, and for entries
of a baseline whose findings no longer occur. A locked rule (``locked:``) yields to none of
these.

Wrong: X-Mailrules-Ignore: TXT003
Right: X-Mailrules-Ignore: TXT003 (the client's own slogan)
"""

from collections.abc import Iterator

from mailrules.config import Ignore
from mailrules.findings import Finding, Location, Scope, Severity
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.wording import wording

MALFORMED = frozenset({"no-code", "no-reason", "unknown"})


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report each entry that suppresses nothing, and why."""
    for entry in context.idle:
        yield context.finding(
            entry.place,
            f"unused-suppression.{entry.problem}",
            severity=_severity(entry.problem, context.severity),
            code=entry.code,
            file=entry.by or "",
            excerpt=entry.reason,
            number=entry.count,
        )


def of_configuration(entry: Ignore, problem: str, severity: Severity) -> Finding:
    """Return the finding about an entry of ``ignore:``, at its line of the configuration."""
    line, column = entry.mark.line, entry.mark.column
    place = Location(
        Scope.MESSAGE,
        line=line,
        column=column,
        end_line=line,
        end_column=column,
        file_line=line,
    )
    message = wording(f"unused-suppression.{problem}", code=entry.code)
    return Finding(RULE.code, RULE.name, _severity(problem, severity), message, place)


def _severity(problem: str, severity: Severity) -> Severity:
    return Severity.ERROR if problem in MALFORMED else severity


RULE = Rule("SUP001", "unused-suppression", Severity.WARNING, Options, check)
