"""What a reply has of the letter that it answers: subject, thread, quote (demands 7 and 9)."""

from typing import NamedTuple

from mailrules.conversation import chain_of, quote_of, read_subject
from mailrules.message import Message


class Thread(NamedTuple):
    """In-Reply-To and References as they are written; '' where there is nothing to name."""

    in_reply_to: str = ""
    references: str = ""


def thread_of(parent: Message | None) -> Thread:
    """Return what makes a letter the answer to ``parent`` (RFC 5322, 3.6.4)."""
    if parent is None:
        return Thread()
    return Thread(parent.message_id or "", " ".join(chain_of(parent)))


def subject_of(parent: Message | None, own: str) -> str:
    """Return the parent's subject with one Re:, or ``own`` where it has none (demand 2)."""
    if parent is None:
        return own
    return f"Re: {read_subject(parent.subject).base or own}"


def quote(parent: Message | None, language: str) -> str:
    """Return the parent quoted whole, '' without one; see ``conversation.quote_of``."""
    return quote_of(parent, language) if parent else ""
