"""Write to the address that is meant.

A letter to pter@motor.example reaches nobody, or a stranger. An address that nothing around the
letter knows is compared with those that it knows: the deals' contacts and their ``always_cc``, the
staff and the house's domains, everyone of the thread, the history, and the domains of large mail
services (gmial.com, yandx.ru, mail.ry). One or two edits away from a known one it is a slip of the
finger (demand 9: whoever is in copy stays in copy). Numbers (sales1, sales2), initials, tags
(petr+oil), first names of their own (olga, oleg), a wife's surname (ivanov, ivanova) and real mail
services are none.

Wrong: To: pter@motor.example (the client is petr@motor.example)
Wrong: To: petr.sidorov@gmial.com
Right: To: petr@motor.example
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from mailrules.conversation import id_key, mailbox_key, mailbox_keys, own_keys, people_of
from mailrules.findings import Finding, Severity
from mailrules.language import alike, read_name
from mailrules.message import Address, lazy_pattern
from mailrules.rules.base import Context, Rule, RuleOptions, unsafe
from mailrules.rules.lists import mail_services
from mailrules.rules.recipients.headers import standings, whole_header
from mailrules.rules.recipients.nearness import (
    Spelling,
    domain_meant,
    slips_between,
    spelling,
)

MOST_COMPARED = 200  # strangers of one letter, and known addresses, each; a mailing has more
TOKEN = lazy_pattern(r"[^\W\d_]{2,}")


class Options(RuleOptions, frozen=True):
    """None."""


class _Known(NamedTuple):
    """The addresses around a letter, each mailbox once, and the house's own domains."""

    addresses: dict[str, Address]
    domains: dict[str, None]


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Report each recipient that nothing knows and that looks like one that is known."""
    message = context.message
    known = _known(context)
    seen = {*known.addresses, *own_keys(message.sender, context.settings)}
    most = len(seen) + MOST_COMPARED
    for header, people in (("To", message.to), ("Cc", message.cc), ("Bcc", message.bcc)):
        places = standings(message, header)
        for person in people:
            key = mailbox_key(person)
            if key in seen or not all(spelling(person)) or len(seen) >= most:
                continue
            seen.add(key)
            meant = _meant(context, person, known)
            if meant is None:
                continue
            place = places.get(key)
            yield context.finding(
                place or whole_header(message, header),
                "recipient-typo",
                who=person.email,
                meant=meant,
                fix=unsafe(meant) if place else None,
            )


def _known(context: Context) -> _Known:
    """Gather whom the surroundings of a letter know; the deals' people first."""
    conversation, settings = context.conversation, context.settings
    found: list[Address] = []
    for deal in conversation.deals:
        found += [Address(one.name, one.email) for one in deal.contacts if one.email]
        found += [Address("", email) for email in deal.always_cc]
    if conversation.parent is not None:
        found += people_of(conversation.parent)
    earlier = {id_key(one) for one in (*context.message.references, *context.message.in_reply_to)}
    for letter in conversation.siblings:
        named = letter.message_id is not None and id_key(letter.message_id) in earlier
        if named or not any(map(settings.is_own, letter.sender)):
            found += (*letter.sender, *letter.recipients)
    for record in settings.staff:
        found += [Address(record.name, email) for email in (record.email, *record.aliases)]
    addresses: dict[str, Address] = {}
    for one in found:
        if "@" in one.email:
            addresses.setdefault(mailbox_key(one), one)
    houses = [Address("", f"x@{domain}") for domain in settings.organisation.domains]
    domains = dict.fromkeys(spelling(one).domain for one in (*addresses.values(), *houses))
    return _Known(addresses, domains)


def _meant(context: Context, person: Address, known: _Known) -> str | None:
    """Return the address that was meant; None where ``person`` is nobody's misspelling."""
    history = context.conversation.history
    near = history.addresses_near(person) if history is not None else ()
    if mailbox_key(person) in mailbox_keys(near):
        return None
    typed = spelling(person)
    candidates = (*islice(known.addresses.values(), MOST_COMPARED), *near[:MOST_COMPARED])
    if found := _nearest(person, typed, candidates):
        return found.email
    if typed.domain in known.domains or any(spelling(one).domain == typed.domain for one in near):
        return None
    domain = domain_meant(typed.domain, known.domains) or domain_meant(
        typed.domain, mail_services()
    )
    return f"{person.email.rpartition('@')[0]}@{domain}" if domain else None


def _nearest(person: Address, typed: Spelling, known: Iterable[Address]) -> Address | None:
    found: tuple[int, Address] | None = None
    for one in known:
        slips = slips_between(typed, spelling(one))
        if slips and (found is None or slips < found[0]) and not _two_people(person, one):
            found = slips, one
    return found[1] if found else None


def _two_people(person: Address, known: Address) -> bool:
    """Tell whether the display names say that these are two people, each with an address.

    The address of the first then spells that person's name, or the names share no word.
    """
    names = read_name(person.name), read_name(known.name)
    if not any((names[0].given, names[0].others)):
        return False
    if all((one.given or one.others) for one in names):
        ours, theirs = (TOKEN.compiled.findall(one.name) for one in (person, known))
        return not any(alike(word, other) for word in ours for other in theirs)
    words = TOKEN.compiled.findall(person.name)
    tokens = TOKEN.compiled.findall(spelling(person).local)
    return bool(tokens) and all(any(alike(one, word) for word in words) for one in tokens)


RULE = Rule("CCP004", "recipient-typo", Severity.ERROR, Options, check, alone=False)
