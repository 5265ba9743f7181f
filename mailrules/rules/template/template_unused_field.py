"""Ask only for what the letter says.

A field that is used nowhere makes the author of each letter answer a question in vain. It is used
where the subject, the body or an included piece prints it or decides by it.

Wrong: fields: {project: {type: text}, urgent: {type: boolean, default: no}, city: {type: text}}
Right: fields: {project: {type: text}, urgent: {type: boolean, default: no}}
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Severity
from mailrules.rules.base import Context, Rule, RuleOptions


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(_context: Context, _options: Options) -> Iterator[Finding]:
    """Find nothing in a letter: templates are judged by ``compose.guard``."""
    return iter(())


RULE = Rule("TPL003", "template-unused-field", Severity.WARNING, Options, check)
