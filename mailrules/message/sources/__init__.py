"""Paths, mailboxes and standard input become raw messages."""

from mailrules.message.sources.folders import Unreadable
from mailrules.message.sources.mbox import read_mbox
from mailrules.message.sources.reading import (
    LIMIT,
    STDIN,
    Source,
    is_mailbox,
    letter_files,
    read_sources,
)

__all__ = [
    "LIMIT",
    "STDIN",
    "Source",
    "Unreadable",
    "is_mailbox",
    "letter_files",
    "read_mbox",
    "read_sources",
]
