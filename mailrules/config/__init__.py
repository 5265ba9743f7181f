"""rules.yaml, staff and deals become frozen settings; errors have line and column.

``load_settings`` reads the files, ``settle_rules`` puts codes for the names
that they use and keeps the locks, ``bind_options`` gives one rule's options
their types. The last two know of rules only what they are told.

What a single command needs (``show``, ``origins``, ``origin_table``, ``starter``)
is imported from its own module, so that no other command loads it.
"""

from mailrules.config.deal import load_deal, load_deals
from mailrules.config.layers import merge_tables, settle_rules, unknown_rule
from mailrules.config.load import default_settings, find_config, load_settings, read_settings
from mailrules.config.schema import deal_schema, schema, staff_schema
from mailrules.config.settings import (
    Confirmed,
    Contact,
    CustomRule,
    Deal,
    HouseRule,
    Ignore,
    Layer,
    LetterType,
    Lexicon,
    Mark,
    Moratoria,
    Organisation,
    Override,
    RuleTable,
    Settings,
    StaffRecord,
)
from mailrules.config.shipped import shipped
from mailrules.config.signature import signature_of
from mailrules.config.typed import bind_options, option_error

__all__ = [
    "Confirmed",
    "Contact",
    "CustomRule",
    "Deal",
    "HouseRule",
    "Ignore",
    "Layer",
    "LetterType",
    "Lexicon",
    "Mark",
    "Moratoria",
    "Organisation",
    "Override",
    "RuleTable",
    "Settings",
    "StaffRecord",
    "bind_options",
    "deal_schema",
    "default_settings",
    "find_config",
    "load_deal",
    "load_deals",
    "load_settings",
    "merge_tables",
    "option_error",
    "read_settings",
    "schema",
    "settle_rules",
    "shipped",
    "signature_of",
    "staff_schema",
    "unknown_rule",
]
