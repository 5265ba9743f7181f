"""Give examples that become letters.

Every example is composed as a letter and judged by the rules of the house. An example that lacks a
required field, has a value of the wrong type, or whose own data breaks a rule (then the finding
stands at that value and names the rule) shows its reader a letter that could not be sent. What the
template's own words break is reported by the rule itself, at the line of the template.

Wrong: examples: [{name: Мотор, data: {urgent: yes}}, {name: Шина, data: {project: Шина}}]
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


RULE = Rule("TPL005", "template-example-fails", Severity.ERROR, Options, check)
