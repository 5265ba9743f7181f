"""Use only names that the template has: its fields, common names, and what it sets.

Where a name is misspelt or its field was taken out, no letter can be composed. Besides the fields
a template may use ``sender``, ``organisation``, ``deal``, ``recipient``, ``today`` and
``daytime``. The subject is read as the body is. A name that an included piece uses is missing in
the template that includes it: where other templates have the field for that piece, the finding
stands at the include, else in the piece.

Wrong: Проект {{ projct }} запущен.
Right: Проект {{ project }} запущен.
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Severity
from mailrules.rules.base import Context, Rule, RuleOptions


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(_context: Context, _options: Options) -> Iterator[Finding]:
    """Find nothing in a letter: templates are judged by ``compose.guard``."""
    return iter(())


RULE = Rule("TPL002", "template-undefined", Severity.ERROR, Options, check)
