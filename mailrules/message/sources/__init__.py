"""Paths, mailboxes and standard input become raw messages."""

from mailrules.message.sources.folders import Unreadable
from mailrules.message.sources.reading import Source, read_sources

__all__ = ["Source", "Unreadable", "read_sources"]
