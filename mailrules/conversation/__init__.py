"""What surrounds a letter: the message it answers, its siblings of the run, its deal."""

from mailrules.conversation.index import RunIndex
from mailrules.conversation.model import Conversation, Envelope
from mailrules.conversation.people import (
    expected_recipients,
    mailbox_key,
    mailbox_keys,
    own_keys,
    people_of,
    written,
)
from mailrules.conversation.quotation import (
    attached_letter,
    bare_quote,
    has_quote,
    html_quote_of,
    keeps_parent,
    quote_of,
    readable_parts,
)
from mailrules.conversation.reply import (
    answers,
    chain_of,
    inherits_subject,
    is_forward,
    is_reply,
)
from mailrules.conversation.thread import (
    base_subject,
    envelope_of,
    id_key,
    prefixes_end,
    read_subject,
    reply_prefixes,
    same_subject,
    same_thread,
    subject_key,
    thread_ids,
)

__all__ = [
    "Conversation",
    "Envelope",
    "RunIndex",
    "answers",
    "attached_letter",
    "bare_quote",
    "base_subject",
    "chain_of",
    "envelope_of",
    "expected_recipients",
    "has_quote",
    "html_quote_of",
    "id_key",
    "inherits_subject",
    "is_forward",
    "is_reply",
    "keeps_parent",
    "mailbox_key",
    "mailbox_keys",
    "own_keys",
    "people_of",
    "prefixes_end",
    "quote_of",
    "read_subject",
    "readable_parts",
    "reply_prefixes",
    "same_subject",
    "same_thread",
    "subject_key",
    "thread_ids",
    "written",
]
