"""Show every branch of a template by an example.

What no example shows, nobody has seen: neither a reader nor the rules. Each branch of a condition
and each loop that no example goes through is named with its line and with what an example must have
to go through it. A condition has two branches, also where nothing is written for the second.

Wrong: examples: [{name: Мотор, data: {project: Мотор}}]
Right: examples: [{name: Мотор, data: {project: Мотор, urgent: yes}},
                  {name: Шина, data: {project: Шина}}]
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Severity
from mailrules.rules.base import Context, Rule, RuleOptions


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(_context: Context, _options: Options) -> Iterator[Finding]:
    """Find nothing in a letter: templates are judged by ``compose.guard``."""
    return iter(())


RULE = Rule("TPL006", "template-no-example", Severity.WARNING, Options, check)
