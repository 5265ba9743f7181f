"""Describe a template by the keys that there are.

The YAML between the two lines ``---`` names the template, its subject, its fields, its blocks and
its examples. An unknown key, a value of the wrong type, a field with a name that is taken, an
example that fills a field that does not exist, or a block that the text does not have is told at
its line, with what was probably meant.

Wrong: fields: {project: {type: txt}, urgent: {type: boolean, default: no}}
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


RULE = Rule("TPL004", "template-front-matter", Severity.ERROR, Options, check)
