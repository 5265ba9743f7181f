"""rules.yaml, staff and deals become frozen settings; errors have line and column.

``load_settings`` reads the files, ``settle_rules`` puts codes for the names
that they use and keeps the locks, ``bind_options`` gives one rule's options
their types. The last two know of rules only what they are told.
"""

from mailrules.config.deal import load_deal, load_deals
from mailrules.config.layers import merge_tables, settle_rules, unknown_rule
from mailrules.config.load import default_settings, find_config, load_settings, read_settings
from mailrules.config.origin_table import origin_data, origin_table
from mailrules.config.origins import Origin, origins
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
from mailrules.config.show import plain_settings, show
from mailrules.config.signature import signature_of
from mailrules.config.starter import (
    Answers,
    answered,
    in_the_way,
    sample_answers,
    starter_files,
    write_starter,
)
from mailrules.config.typed import bind_options, option_error

__all__ = [
    "Answers",
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
    "Origin",
    "Override",
    "RuleTable",
    "Settings",
    "StaffRecord",
    "answered",
    "bind_options",
    "deal_schema",
    "default_settings",
    "find_config",
    "in_the_way",
    "load_deal",
    "load_deals",
    "load_settings",
    "merge_tables",
    "option_error",
    "origin_data",
    "origin_table",
    "origins",
    "plain_settings",
    "read_settings",
    "sample_answers",
    "schema",
    "settle_rules",
    "shipped",
    "show",
    "signature_of",
    "staff_schema",
    "starter_files",
    "unknown_rule",
    "write_starter",
]
