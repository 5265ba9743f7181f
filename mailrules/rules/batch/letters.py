"""Whose letters to whom about what: the letters of a run, and those of the history."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from math import inf
from typing import NamedTuple

from msgspec import structs

from mailrules.conversation import Envelope, id_key, mailbox_keys, own_keys, same_thread
from mailrules.message import Address
from mailrules.rules.base import Context

NAMED = 5  # dates of letters that one message names


class Mail(NamedTuple):
    """A letter with what is compared of it. Mailboxes are keys; ``clients`` are who gets it."""

    envelope: Envelope
    writers: frozenset[str]
    ours: bool
    clients: frozenset[str]

    @classmethod
    def of(cls, envelope: Envelope, context: Context) -> "Mail":
        """Tell who wrote a letter and who of the other side gets it."""
        settings = context.settings
        writers = own_keys(envelope.sender, settings)
        theirs = (one for one in envelope.recipients if not settings.is_own(one))
        return cls(
            envelope=envelope,
            writers=writers,
            ours=any(map(settings.is_own, envelope.sender)),
            clients=mailbox_keys(theirs) - writers,
        )

    @property
    def moment(self) -> float:
        """Return when it was written, in seconds; infinite where nothing says it."""
        return moment(self.envelope)

    def comes_from_client_of(self, own: "Mail") -> bool:
        """Tell whether the other side wrote this: one to whom ``own`` goes, or of its thread."""
        if self.ours or not self.writers.isdisjoint(own.writers):
            return False
        return not self.writers.isdisjoint(own.clients) or same_thread(own.envelope, self.envelope)

    def belongs_with(self, own: "Mail") -> bool:
        """Tell whether one person wrote both letters to one client about one matter."""
        if self.writers.isdisjoint(own.writers) or is_copy(self.envelope, own.envelope):
            return False
        deal, other = self.envelope.deal, own.envelope.deal
        if deal and other:
            return deal == other and bool(self.clients) and bool(own.clients)
        shared = not self.clients.isdisjoint(own.clients)
        return shared and same_thread(own.envelope, self.envelope)


def earlier(own: Mail, context: Context, mailboxes: frozenset[str]) -> list[Mail]:
    """Return the dated letters before ``own``: of the run, and from the history to ``mailboxes``.

    Each counts once, the oldest is the first. Without a date of its own a
    letter is being written now, after all of them.
    """
    history = context.conversation.history
    recorded = history.letters_with(mailboxes) if history and mailboxes else ()
    known = (*context.conversation.siblings, *(_of_deal(one, context) for one in recorded))
    before = [
        one
        for one in _once(known)
        if one.date is not None and order(one) < order(own.envelope) and not _is_same(one, own)
    ]
    return [Mail.of(one, context) for one in sorted(before, key=order)]


def order(letter: Envelope) -> tuple[float, str, int]:
    """Sort by date, undated drafts last: they are being written now."""
    return (moment(letter), letter.path, letter.index)


def moment(letter: Envelope) -> float:
    """Return the letter's date in seconds; a date without zone is taken for UTC."""
    date = letter.date
    if date is None:
        return inf
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()


def is_copy(one: Envelope, other: Envelope) -> bool:
    """Tell whether two files hold one letter."""
    if one.message_id is None or one.message_id != other.message_id:
        return False
    return (one.subject, one.date, one.recipients) == (other.subject, other.date, other.recipients)


def dates_of(letters: Iterable[Mail]) -> list[str]:
    """Return when letters were written, as messages name it: the last few, with the time."""
    dates = [one.envelope.date for one in letters]
    return [date.strftime("%d.%m.%Y %H:%M") for date in dates[-NAMED:] if date]


def addressees(own: Mail, context: Context) -> list[Address]:
    """Return the client's people that a letter is written to: in To, else anywhere."""
    message = context.message
    groups = (message.to, own.envelope.recipients)
    found = ([one for one in group if mailbox_keys((one,)) & own.clients] for group in groups)
    return next(filter(None, found), [])


def _of_deal(letter: Envelope, context: Context) -> Envelope:
    """Give a recorded letter the deal of the run whose contacts it is about, as the run's have."""
    deal = context.conversation.deal
    if letter.deal or deal is None:
        return letter
    people = {address.key for address in (*letter.recipients, *letter.sender)}
    return structs.replace(letter, deal=deal.id) if deal.addresses & people else letter


def _once(letters: Iterable[Envelope]) -> Iterator[Envelope]:
    """Leave out a letter that the run and the history both have."""
    seen: set[str] = set()
    for letter in letters:
        key = id_key(letter.message_id) if letter.message_id else ""
        if not key or key not in seen:
            seen.add(key)
            yield letter


def _is_same(letter: Envelope, own: Mail) -> bool:
    """Tell whether the history has the very letter that is judged."""
    return letter.message_id is not None and letter.message_id == own.envelope.message_id
