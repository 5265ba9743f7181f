"""The rules, one module each, and what a configuration makes of them.

``catalogue.RULES`` has them in order; ``bind`` gives the options tables of a
configuration their types.
"""

from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.rules.binding import Active, Binding, Selection, bind, config_schema
from mailrules.rules.catalogue import RULES, find_rule
from mailrules.rules.documentation import Page, markdown, page
from mailrules.rules.in_force import Bindings

__all__ = [
    "RULES",
    "Active",
    "Binding",
    "Bindings",
    "Context",
    "Page",
    "Rule",
    "RuleOptions",
    "Selection",
    "bind",
    "config_schema",
    "find_rule",
    "markdown",
    "page",
]
