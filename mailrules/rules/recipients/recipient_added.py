"""Bring nobody new into a thread unnoticed.

What the client wrote was meant for those who were there (demand 9). A person whom neither the
letter answered nor an earlier one of the thread had gets a warning; where the whole domain is
new to the thread, an error (a house that lowers the rule to a note gets notes). The deal's
contacts, its ``always_cc`` and the author's own addresses are welcome anywhere. A colleague is
new as well, but our own domains are never new.

Wrong: Cc: ivan@rival.example (a stranger to the thread)
Right: Cc: boss@motor.example (a contact of the deal)
"""

from collections.abc import Iterator

from mailrules.conversation import (
    Conversation,
    answers,
    id_key,
    mailbox_key,
    people_of,
    person_keys,
    written,
)
from mailrules.findings import Finding, Severity
from mailrules.message import Address, Message
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.rules.recipients.headers import standings, whole_header


class Options(RuleOptions, frozen=True):
    """None."""


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Report each recipient whom the thread did not have."""
    message, conversation = context.message, context.conversation
    if conversation.parent is None or not answers(message, conversation):
        return
    known = list(_known(message, conversation, conversation.parent))
    keys = {*person_keys((*known, *message.sender), context.settings)}
    domains = {address.domain for address in (*known, *message.sender)}
    for header, people in (("To", message.to), ("Cc", message.cc), ("Bcc", message.bcc)):
        places = standings(message, header)
        for person in people:
            key = mailbox_key(person)
            if "@" not in person.email or key in keys:
                continue
            keys.add(key)
            stranger = person.domain not in domains and not context.settings.is_own(person)
            yield context.finding(
                places.get(key) or whole_header(message, header),
                "recipient-added.domain" if stranger else "recipient-added",
                who=written(person),
                domain=person.domain,
                severity=_raised(context.severity) if stranger else None,
            )


def _known(message: Message, conversation: Conversation, parent: Message) -> Iterator[Address]:
    """Yield the people of the parent, of the thread's earlier letters, and of the deal."""
    yield from people_of(parent)
    earlier = {id_key(one) for one in (*message.references, *message.in_reply_to)}
    for letter in conversation.siblings:
        if letter.message_id and id_key(letter.message_id) in earlier:
            yield from (*letter.sender, *letter.recipients)
    if deal := conversation.deal:
        emails = (*(one.email for one in deal.contacts), *deal.always_cc)
        yield from (Address("", email) for email in emails)


def _raised(severity: Severity) -> Severity:
    return severity if severity is Severity.NOTE else Severity.ERROR


RULE = Rule("CCP002", "recipient-added", Severity.WARNING, Options, check, alone=False)
