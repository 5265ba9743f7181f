"""Rules of the house, written as data (contract, section 3)."""

from mailrules.rules.custom.judging import custom_rules
from mailrules.rules.custom.telling import summary_of

__all__ = ["custom_rules", "summary_of"]
