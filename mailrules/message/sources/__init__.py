"""Paths, mailboxes and standard input become raw messages."""

from mailrules.message.sources.folders import Unreadable
from mailrules.message.sources.reading import STDIN, Source, is_mailbox, read_sources

__all__ = ["STDIN", "Source", "Unreadable", "is_mailbox", "read_sources"]
