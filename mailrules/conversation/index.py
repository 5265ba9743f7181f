"""The index of a run: who answers whom among the letters that are checked together."""

from collections import defaultdict
from collections.abc import Iterator

from mailrules.conversation.model import Envelope
from mailrules.conversation.people import mailbox_keys
from mailrules.conversation.thread import id_key

Bond = str | frozenset[str]


class RunIndex:
    """Finds parents and siblings by Message-ID and correspondents.

    Two letters are siblings where one person wrote both to a common
    recipient, where each went to the other's author, where they are of one
    deal, or where one letter began both their threads: only those can belong
    to one conversation, so a large mailbox is never compared pairwise.
    """

    def __init__(self) -> None:
        """Begin with no letters."""
        self._order: dict[tuple[str, int], int] = {}
        self._authors: dict[tuple[str, int], frozenset[str]] = {}
        self._by_id: dict[str, Envelope] = {}
        self._by_bond: dict[Bond, list[Envelope]] = defaultdict(list)
        self._answered: set[str] = set()

    def add(self, envelope: Envelope, author: frozenset[str] = frozenset()) -> None:
        """Take in one letter of the run; of two with one Message-ID the first counts.

        ``author`` are the keys of all mailboxes that are the writer's, where
        more are known than From tells.
        """
        self._authors[envelope.path, envelope.index] = author | mailbox_keys(envelope.sender)
        self._order[envelope.path, envelope.index] = len(self._order)
        if envelope.message_id:
            self._by_id.setdefault(envelope.message_id, envelope)
        self._answered.update((*envelope.in_reply_to, *envelope.references))
        for bond in self._bonds(envelope):
            self._by_bond[bond].append(envelope)

    def parent(self, envelope: Envelope) -> Envelope | None:
        """Return the letter of the run that this one answers."""
        for message_id in envelope.parents:
            found = self._by_id.get(message_id)
            if found is not None and found is not envelope:
                return found
        return None

    def answered(self, envelope: Envelope) -> bool:
        """Tell whether another letter of the run names this one as an ancestor."""
        return envelope.message_id in self._answered

    def siblings(self, envelope: Envelope) -> tuple[Envelope, ...]:
        """Return the letters that may belong to the same conversation, in the run's order."""
        found = {
            self._order[other.path, other.index]: other
            for bond in self._bonds(envelope)
            for other in self._by_bond[bond]
            if other is not envelope
        }
        return tuple(found[place] for place in sorted(found))

    def _bonds(self, envelope: Envelope) -> Iterator[Bond]:
        """Yield what an envelope shares with its siblings: two people, a deal, the first letter."""
        recipients = mailbox_keys(envelope.recipients)
        for author in self._authors[envelope.path, envelope.index]:
            for recipient in recipients - {author}:
                yield frozenset((author, recipient))
        if envelope.deal:
            yield frozenset((envelope.deal,))
        chain = envelope.references or envelope.in_reply_to or (envelope.message_id or "",)
        if chain[0]:
            yield id_key(chain[0])
