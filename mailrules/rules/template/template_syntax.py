"""Write templates that can be read and rendered.

A template with an open block, a bracket too few, a filter or a piece that does not exist, or a
construct that the sandbox does not have, gives nobody a letter. The finding stands at the line of
the mistake, in the template or in the piece that it includes, and names what was probably meant.
Found as well is what only rendering shows: a list printed as text, a sum made of words, a loop that
never comes to an end.

Wrong: {% if urgent %}Проект {{ project }} срочный.
Right: {% if urgent %}Проект {{ project }} срочный.{% endif %}

       Проект {{ project }} запущен.
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Severity
from mailrules.rules.base import Context, Rule, RuleOptions


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(_context: Context, _options: Options) -> Iterator[Finding]:
    """Find nothing in a letter: templates are judged by ``compose.guard``."""
    return iter(())


RULE = Rule("TPL001", "template-syntax", Severity.ERROR, Options, check)
