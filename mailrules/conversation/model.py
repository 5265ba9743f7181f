"""What surrounds a letter while it is judged."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from msgspec import Struct

from mailrules.config import Deal
from mailrules.message import Address, Message


class Envelope(Struct, frozen=True):
    """What the index of a run keeps of every letter: who, to whom, in which thread, when.

    ``path`` and ``index`` say where the letter lies (contract, section 2).
    ``deal`` is the deal that its header names, else the one of the run whose
    contacts it is about.
    """

    path: str
    index: int = 0
    message_id: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sender: tuple[Address, ...] = ()
    recipients: tuple[Address, ...] = ()
    subject: str = ""
    date: datetime | None = None
    deal: str | None = None
    received: bool = False

    @property
    def parents(self) -> tuple[str, ...]:
        """Return the letters that may be the one this answers (RFC 5322, 3.6.4).

        That is what In-Reply-To names, then the end of References: never one
        further back, for its recipients and text are not what a reply owes.
        """
        return (*self.in_reply_to, *self.references[-1:])


class History(Protocol):
    """Earlier correspondence, as far as rules ask. Mailboxes are keys (``people.mailbox_key``)."""

    def letters_with(self, mailboxes: frozenset[str]) -> Sequence[Envelope]:
        """Return the letters from or to any of the mailboxes, oldest first, undated ones last."""

    def letter(self, message_id: str) -> Envelope | None:
        """Return the letter of a Message-ID (with its angle brackets)."""

    def addresses_near(self, address: Address) -> Sequence[Address]:
        """Return known addresses of the same domain, or of the same local part elsewhere."""


class Span(NamedTuple):
    """When a letter was written: from ``since`` on, and before ``before``; None sets no bound."""

    since: datetime | None = None
    before: datetime | None = None


class Kept(NamedTuple):
    """What a history has of one letter: its header, its text where that is kept, its paragraphs.

    ``hashes`` are those of ``paragraphs.paragraph_hashes``.
    """

    message: Message
    hashes: tuple[str, ...]


class Archive(History, Protocol):
    """A history that parents are taken from."""

    def kept(self, letter: Envelope) -> Kept:
        """Return what is kept of a letter that this history has named."""

    def latest_between(
        self, subject: str, one: frozenset[str], other: frozenset[str], *, span: Span
    ) -> Envelope | None:
        """Return the last dated letter that somebody of each side took part in.

        ``subject`` is its key (``thread.subject_key``).
        """


class Conversation(Struct, frozen=True):
    """The surroundings of one letter.

    ``parent`` is the message it answers, where known; ``guessed`` where only
    its subject and its correspondents say so. A parent out of ``history`` may
    have no text: then ``parent_hashes`` are those of its paragraphs
    (``paragraphs.paragraph_hashes``). ``siblings`` are the other letters of the
    run that share a thread, a subject or a recipient with it, in the order of
    the run. ``deals`` are all that the run knows: a letter to a misspelt
    address is of none of them.
    """

    parent: Message | None = None
    guessed: bool = False
    parent_hashes: tuple[str, ...] = ()
    history: History | None = None
    siblings: tuple[Envelope, ...] = ()
    deal: Deal | None = None
    deals: tuple[Deal, ...] = ()
    own: Envelope | None = None
