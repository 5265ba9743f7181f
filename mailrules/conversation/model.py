"""What surrounds a letter while it is judged."""

from datetime import datetime

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


class Conversation(Struct, frozen=True):
    """The surroundings of one letter.

    ``parent`` is the message it answers, where known. ``siblings`` are the
    other letters of the run that share a thread, a subject or a recipient with it, in
    the order of the run.
    """

    parent: Message | None = None
    siblings: tuple[Envelope, ...] = ()
    deal: Deal | None = None
    own: Envelope | None = None
