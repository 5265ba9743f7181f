"""rules.yaml, staff and deals become frozen settings; errors have line and column.

``load_settings`` reads the files, ``settle_rules`` puts codes for the names
that they use and keeps the locks, ``bind_options`` gives one rule's options
their types. The last two know of rules only what they are told.

What a single command needs (``show``, ``origins``, ``origin_table``, ``starter``)
is imported from its own module, so that no other command loads it.
"""

from mailrules.config.deal import load_deal, load_deals
from mailrules.config.document import (
    Node,
    check_printable,
    decode_text,
    parse_document,
    read_bytes,
    read_document,
)
from mailrules.config.layers import merge_tables, settle_rules, unknown_rule
from mailrules.config.load import default_settings, find_config, load_settings, read_settings
from mailrules.config.schema import deal_schema, schema, staff_schema
from mailrules.config.settings import (
    Compose,
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
from mailrules.config.staff import check_address
from mailrules.config.typed import (
    bind_options,
    error_at,
    nearest,
    option_error,
    typed,
    unknown_key,
    wrong_type,
)

__all__ = [
    "Compose",
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
    "Node",
    "Organisation",
    "Override",
    "RuleTable",
    "Settings",
    "StaffRecord",
    "bind_options",
    "check_address",
    "check_printable",
    "deal_schema",
    "decode_text",
    "default_settings",
    "error_at",
    "find_config",
    "load_deal",
    "load_deals",
    "load_settings",
    "merge_tables",
    "nearest",
    "option_error",
    "parse_document",
    "read_bytes",
    "read_document",
    "read_settings",
    "schema",
    "settle_rules",
    "shipped",
    "signature_of",
    "staff_schema",
    "typed",
    "unknown_key",
    "unknown_rule",
    "wrong_type",
]
