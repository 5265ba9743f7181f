"""The lists of words and phrases that lie beside the rules that use them, or here."""

from functools import cache
from pathlib import Path

from mailrules.message import read_list


@cache
def entries(rule_file: str, name: str) -> tuple[str, ...]:
    """Return the entries of the list ``name`` beside ``rule_file``, in order."""
    return read_list(Path(rule_file).with_name(name))


def mail_services() -> tuple[str, ...]:
    """Return the domains where anybody may have a mailbox, the commonest first."""
    return entries(__file__, "public_domains.txt")


@cache
def office_mailboxes() -> frozenset[str]:
    """Return the local parts of mailboxes that are an office's, no person's: «info», «sales»."""
    return frozenset(entries(__file__, "office_mailboxes.txt"))
