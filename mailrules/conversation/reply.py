"""What a reply owes to the letter it answers: subject, recipients, References, quote."""

from mailrules.conversation.model import Conversation
from mailrules.conversation.people import mailbox_keys
from mailrules.conversation.quotation import attached_letter
from mailrules.conversation.thread import id_key, read_subject, same_subject
from mailrules.message import OWN_KINDS, Message, SegmentKind


def is_reply(message: Message, conversation: Conversation) -> bool:
    """Tell whether a letter belongs to an earlier one.

    Its parent is known, or its headers name one (RFC 5322, 3.6.4), or its
    subject begins with a reply's prefix.
    """
    if conversation.parent is not None or message.in_reply_to or message.references:
        return True
    subject = read_subject(message.subject)
    return bool(subject.prefixes) and not subject.forwards


def is_forward(message: Message) -> bool:
    """Tell whether a letter passes another one on.

    The first prefix of its subject decides. Without one, a letter that answers
    nothing is a forward when it carries another letter as attachment, or more
    forwarded text than the author's own.
    """
    subject = read_subject(message.subject)
    if subject.prefixes:
        return subject.forwards
    if message.in_reply_to:
        return False
    return attached_letter(message) or _mostly_forwarded(message)


def answers(message: Message, conversation: Conversation) -> bool:
    """Tell whether a letter is a reply that owes its parent what this room says.

    A forward owes nothing, unless it goes back to whoever wrote the parent
    (or, under one's own letter, to whom that went): people do press «Forward»
    in order to answer.
    """
    if not is_forward(message):
        return is_reply(message, conversation)
    parent = conversation.parent
    return parent is not None and _goes_back(message, parent)


def inherits_subject(message: Message, conversation: Conversation) -> bool:
    """Tell whether the subject is the thread's rather than the author's (contract, section 3).

    With a known parent: the same base subject. Else any reply's; a forward's
    is the author's to choose.
    """
    if conversation.parent is not None:
        return same_subject(message.subject, conversation.parent.subject)
    return is_reply(message, conversation)


def chain_of(parent: Message) -> tuple[str, ...]:
    """Return the References that a reply to ``parent`` carries (RFC 5322, 3.6.4).

    The parent's References (else its In-Reply-To, where that names one letter),
    then its Message-ID; each once.
    """
    chain = parent.references
    if not chain and len(parent.in_reply_to) == 1:
        chain = parent.in_reply_to
    if parent.message_id is None:
        return chain
    own = id_key(parent.message_id)
    return (*(one for one in chain if id_key(one) != own), parent.message_id)


def _mostly_forwarded(message: Message) -> bool:
    forwarded = own = 0
    for part in message.shown:
        for segment in part.segments:
            length = segment.end - segment.start
            if segment.kind is SegmentKind.FORWARDED:
                forwarded += length
            elif segment.kind in OWN_KINDS:
                own += length
    return forwarded > own


def _goes_back(message: Message, parent: Message) -> bool:
    own = mailbox_keys(message.sender)
    writers = mailbox_keys((*parent.sender, *parent.reply_to))
    sought = mailbox_keys(parent.to) if own & writers else writers
    return not (sought - own).isdisjoint(mailbox_keys((*message.to, *message.cc, *message.bcc)))
