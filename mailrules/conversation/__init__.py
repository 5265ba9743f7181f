"""What surrounds a letter: the message it answers, its siblings of the run, its deal."""

from mailrules.conversation.alterations import Alteration
from mailrules.conversation.comparison import Comparison, compare_quote
from mailrules.conversation.hashed import missing_paragraphs
from mailrules.conversation.index import RunIndex
from mailrules.conversation.marks import marked, neat
from mailrules.conversation.model import Archive, Conversation, Envelope, History, Kept, Span
from mailrules.conversation.paragraphs import paragraph_hash, paragraph_hashes
from mailrules.conversation.people import (
    expected_recipients,
    mailbox_key,
    mailbox_keys,
    own_keys,
    people_of,
    person_keys,
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
    "Alteration",
    "Archive",
    "Comparison",
    "Conversation",
    "Envelope",
    "History",
    "Kept",
    "RunIndex",
    "Span",
    "answers",
    "attached_letter",
    "bare_quote",
    "base_subject",
    "chain_of",
    "compare_quote",
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
    "marked",
    "missing_paragraphs",
    "neat",
    "own_keys",
    "paragraph_hash",
    "paragraph_hashes",
    "people_of",
    "person_keys",
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
