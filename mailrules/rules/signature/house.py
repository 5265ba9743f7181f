"""Whose signature a letter must carry."""

from typing import NamedTuple

from mailrules.config import StaffRecord, signature_of
from mailrules.message import Address
from mailrules.rules.base import Context


class Signer(NamedTuple):
    """The sender with the house's record of that person, and the signature it asks for."""

    address: Address
    record: StaffRecord
    expected: str


def sender_of(context: Context) -> Address | None:
    """Return the first address of From that is ours, else the first."""
    senders = context.message.sender
    known = (one for one in senders if context.settings.staff_record(one))
    return next(known, senders[0] if senders else None)


def signer_of(context: Context) -> Signer | None:
    """Return who must sign with what; None without staff, template or record of the sender."""
    address = sender_of(context)
    record = context.settings.staff_record(address) if address else None
    if address is None or record is None:
        return None
    expected = signature_of(context.settings, record)
    return Signer(address, record, expected) if expected else None


def asks_for_form(context: Context) -> bool:
    """Tell whether the house has both staff and a form of signature."""
    return bool(context.settings.staff and context.settings.signature)
