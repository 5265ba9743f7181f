"""Whom a letter reached, and whom a reply to it has to reach."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from mailrules.config import Deal, Settings
from mailrules.message import Address, Message, lazy_pattern

LIST_POST = lazy_pattern(r"<\s*mailto:([^?>\s]+)", re.IGNORECASE)  # RFC 2369, 3.4
SPECIALS = frozenset('()<>[]:;@\\,."')  # RFC 5322, 3.2.3: a name with one of these is quoted


@lru_cache(maxsize=4096)
def mailbox_key(address: Address) -> str:
    """Return what all addresses of one mailbox share.

    Case aside, that is the address without its ``+tag``: whoever is written to
    at ``petr+oil@motor.example`` is reached at ``petr@motor.example`` too.
    """
    local, _, domain = address.key.rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"


def mailbox_keys(addresses: Iterable[Address]) -> frozenset[str]:
    """Return the mailboxes of ``addresses``; a group without members has none."""
    return frozenset(mailbox_key(address) for address in addresses if "@" in address.email)


def own_keys(senders: Iterable[Address], settings: Settings) -> frozenset[str]:
    """Return the mailboxes of a letter's author: the addresses in From, with their aliases."""
    return person_keys(senders, settings)


def person_keys(people: Iterable[Address], settings: Settings) -> frozenset[str]:
    """Return the mailboxes of people; a colleague is reached at any of his or her own."""
    keys: set[str] = set()
    for person in people:
        keys |= mailbox_keys((person,))
        if record := settings.staff_record(person):
            keys |= mailbox_keys(Address("", email) for email in (record.email, *record.aliases))
    return frozenset(keys)


def people_of(message: Message) -> tuple[Address, ...]:
    """Return everyone a letter came from or went to, its mailing list included (RFC 2369)."""
    lists = (
        Address("", email)
        for field in message.fields("List-Post")
        for email in LIST_POST.compiled.findall(field.value)
    )
    return (
        *message.sender,
        *message.reply_to,
        *message.to,
        *message.cc,
        *message.bcc,
        *lists,
    )


def expected_recipients(
    parent: Message | None, message: Message, settings: Settings, deal: Deal | None = None
) -> tuple[Address, ...]:
    """Return whom ``message`` has to reach, each mailbox once, the most important first.

    That is everyone ``parent`` came from (either its From or its Reply-To) or
    went to (To, Cc), and the deal's ``always_cc``; but not the author, nor
    addresses that nobody reads (``organisation.no_reply``). A letter that
    follows up the author's own goes where that one went. A draft without From
    may be anybody's of the house whom the parent reached. Demand 9.
    """
    own = own_keys(message.sender or _ours(parent, settings), settings)
    wanted: list[Address] = []
    if parent is not None:
        wanted += [*_writers(parent, message, settings, own), *parent.to, *parent.cc]
    if deal is not None:
        names = {mailbox_key(Address("", one.email)): one.name for one in deal.contacts}
        always = [Address("", email) for email in deal.always_cc]
        wanted += [Address(names.get(mailbox_key(one), ""), one.email) for one in always]
    return tuple(_once(_readers(wanted, settings, own), settings))


def written(address: Address) -> str:
    """Write a mailbox as it stands in To or Cc (RFC 5322, 3.4), its name decoded."""
    name = address.name.strip()
    if not name:
        return address.email
    if not SPECIALS.isdisjoint(name):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name} <{address.email}>"


def _ours(parent: Message | None, settings: Settings) -> tuple[Address, ...]:
    reached = (*parent.to, *parent.cc) if parent else ()
    return tuple(filter(settings.is_own, reached))


def _writers(
    parent: Message, message: Message, settings: Settings, own: frozenset[str]
) -> list[Address]:
    """Return the addresses of the parent's author that an answer goes to."""
    if not own.isdisjoint(mailbox_keys(parent.sender)):
        return []
    reached = person_keys((*message.to, *message.cc, *message.bcc), settings)
    ways = [list(_readers(way, settings, own)) for way in (parent.reply_to, parent.sender)]
    ways = [way for way in ways if way]
    for way in ways:
        if mailbox_keys(way) <= reached:
            return way
    return ways[0] if ways else []


def _readers(
    addresses: Iterable[Address], settings: Settings, own: frozenset[str]
) -> Iterator[Address]:
    for address in addresses:
        if mailbox_keys((address,)) - own and not settings.is_no_reply(address):
            yield address


def _once(addresses: Iterable[Address], settings: Settings) -> Iterator[Address]:
    seen: set[str] = set()
    for address in addresses:
        if (key := mailbox_key(address)) not in seen:
            seen |= {key, *person_keys((address,), settings)}
            yield address
