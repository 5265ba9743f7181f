"""Who writes a letter, and whom it goes to (demand 9)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from mailrules.config import Deal, Mark, Settings, StaffRecord, check_address, nearest
from mailrules.conversation import (
    expected_recipients,
    mailbox_key,
    mailbox_keys,
    own_keys,
    people_of,
    person_keys,
    written,
)
from mailrules.errors import ConfigError, UsageError
from mailrules.message import Address, Message, parse_addresses


class Recipients(NamedTuple):
    """To and Cc of a letter, each mailbox once."""

    to: tuple[Address, ...]
    cc: tuple[Address, ...]

    @property
    def single(self) -> Address | None:
        """Return the one person in To; None where there are several, or none."""
        return self.to[0] if len(self.to) == 1 else None


def address_of(text: str) -> Address:
    """Read «Имя <адрес>», or an address alone. Raises UsageError."""
    found = parse_addresses(text)
    try:
        if len(found) != 1:
            raise UsageError("compose.no-address", address=text)
        check_address(found[0].email, Mark(""))
    except ConfigError:
        raise UsageError("compose.no-address", address=text) from None
    return found[0]


def sender_of(asked: str | None, settings: Settings, parent: Message | None) -> StaffRecord:
    """Return who writes: the record of the address asked for, else the only one there is.

    A reply is written by the one of ours whom the parent reached, where that
    is one. Raises UsageError that names the addresses to choose from; the
    house without staff takes any address.
    """
    known = tuple(record.email for record in settings.staff)
    if asked is None:
        reached = _reached(parent, settings) if parent else settings.staff
        chosen = reached if len(reached) == 1 else settings.staff
        if len(chosen) == 1:
            return chosen[0]
        key = "compose.which-sender" if known else "compose.no-sender"
        raise UsageError(key, known=known, example=known[0] if known else "")
    address = address_of(asked)
    if record := settings.staff_record(address):
        return record
    if not known:
        return StaffRecord(address.name or address.email.partition("@")[0], address.email)
    if guess := nearest(address.email, known):
        raise UsageError("compose.sender.guess", address=address.email, guess=guess)
    raise UsageError("compose.sender", address=address.email, known=known)


def recipients(  # noqa: PLR0913 (all that has a say in whom a letter goes to)
    sender: StaffRecord,
    settings: Settings,
    *,
    to: Sequence[Address] = (),
    cc: Sequence[Address] = (),
    deal: Deal | None = None,
    parent: Message | None = None,
    internal: bool = False,
) -> Recipients:
    """Return whom the letter goes to.

    A reply goes to everyone of the parent but the author, its writer in To;
    ``to`` and ``cc`` add people. Any other letter goes to those, or in their
    stead to all contacts of the deal. The deal's ``always_cc`` are always in
    copy. An ``internal`` letter speaks of the client to our own people: the
    deal has no say, and anybody else is a UsageError.
    """
    deal = None if internal else deal
    author = Address(sender.name, sender.email)
    draft = Message(b"", sender=(author,), to=tuple(to), cc=tuple(cc))
    everyone = expected_recipients(parent, draft, settings, deal)
    contacts = [Address(one.name, one.email) for one in deal.contacts if one.email] if deal else []
    if parent is None:
        first, others = [*to] or contacts, [*cc, *everyone]
    else:
        own = not own_keys((author,), settings).isdisjoint(mailbox_keys(parent.sender))
        addressed = mailbox_keys(parent.to if own else (*parent.sender, *parent.reply_to))
        first = [one for one in everyone if mailbox_key(one) in addressed]
        others = [one for one in everyone if one not in first]
        if not first:  # nobody reads what is sent to the parent's writer
            first, others = others, []
        first, others = [*first, *to], [*others, *cc]
    known = (*contacts, *(people_of(parent) if parent else ()))
    found = _each_once(first, others, _names((*first, *others, *known), settings), settings)
    if internal:
        _refuse_strangers(found, settings)
    return found


def _refuse_strangers(found: Recipients, settings: Settings) -> None:
    strangers = [one for one in (*found.to, *found.cc) if not settings.is_own(one)]
    if strangers and settings.knows_own:
        raise UsageError("compose.internal", people=[written(one) for one in strangers])


def _reached(parent: Message, settings: Settings) -> list[StaffRecord]:
    """Return our people whom the parent went to; where it is ours, the one who wrote it."""
    for people in (parent.sender, parent.to, parent.cc):
        found = (record for one in people if (record := settings.staff_record(one)))
        if records := {record.email: record for record in found}:
            return list(records.values())
    return []


def _names(people: Iterable[Address], settings: Settings) -> dict[str, str]:
    """Return the longest name of each mailbox; that of a colleague is in his or her record."""
    names: dict[str, str] = {}
    for one in people:
        key, record = mailbox_key(one), settings.staff_record(one)
        known = record.name if record else ""
        names[key] = max(names.get(key, known), one.name.strip(), key=len)
    return names


def _each_once(
    to: Iterable[Address], cc: Iterable[Address], names: Mapping[str, str], settings: Settings
) -> Recipients:
    seen: set[str] = set()
    fields: list[tuple[Address, ...]] = []
    for field in (to, cc):
        kept = []
        for one in field:
            key = mailbox_key(one)
            if key not in seen:
                seen |= {key, *person_keys((one,), settings)}
                kept.append(Address(names[key], one.email))
        fields.append(tuple(kept))
    return Recipients(*fields)
