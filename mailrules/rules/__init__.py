"""The rules, one module each, and what a configuration makes of them.

``catalogue.RULES`` has them in order; ``bind`` gives the options tables of a
configuration their types.
"""

from mailrules.rules.base import Context, Idle, Rule, RuleOptions
from mailrules.rules.binding import Active, Binding, Selection, bind, config_schema
from mailrules.rules.catalogue import (
    RULES,
    SUPPRESSIONS,
    TEMPLATE_RULES,
    code_of,
    find_rule,
    promised,
)
from mailrules.rules.custom.telling import summary_of
from mailrules.rules.documentation import Page, page
from mailrules.rules.in_force import Bindings
from mailrules.rules.overrides import path_matches
from mailrules.rules.suppression.unused_suppression import of_configuration

__all__ = [
    "RULES",
    "SUPPRESSIONS",
    "TEMPLATE_RULES",
    "Active",
    "Binding",
    "Bindings",
    "Context",
    "Idle",
    "Page",
    "Rule",
    "RuleOptions",
    "Selection",
    "bind",
    "code_of",
    "config_schema",
    "find_rule",
    "of_configuration",
    "page",
    "path_matches",
    "promised",
    "summary_of",
]
