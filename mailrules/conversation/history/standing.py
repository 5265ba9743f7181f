"""What is in the history, told to its owner."""

import os
from datetime import datetime

from msgspec import Struct

from mailrules.conversation.history.lookup import Store
from mailrules.conversation.history.record import date_of
from mailrules.conversation.history.schema import refused
from mailrules.errors import InputError

TOTALS = """
SELECT count(*), count(body), count(DISTINCT thread), min(date), max(date),
  coalesce(sum(length(hashes) / 8), 0) FROM letter
"""


class Standing(Struct, frozen=True):
    """The totals. ``bytes`` is the file's size; ``sources`` are what was imported."""

    path: str
    letters: int
    bodies: int
    threads: int
    mailboxes: int
    paragraphs: int
    first: datetime | None
    last: datetime | None
    bytes: int
    sources: tuple[str, ...]


def standing(store: Store) -> Standing:
    """Count what a history has. Raises InputError where the file is damaged."""
    with refused(store.path):
        (verdict,) = store.connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise InputError("history.corrupt", path=store.path, reason=verdict)
        letters, bodies, threads, first, last, paragraphs = store.connection.execute(
            TOTALS
        ).fetchone()
        (mailboxes,) = store.connection.execute(
            "SELECT count(DISTINCT mailbox) FROM address"
        ).fetchone()
        sources = store.connection.execute("SELECT name FROM source ORDER BY name").fetchall()
    return Standing(
        path=store.path,
        letters=letters,
        bodies=bodies,
        threads=threads,
        mailboxes=mailboxes,
        paragraphs=paragraphs,
        first=date_of(first, 0),
        last=date_of(last, 0),
        bytes=os.path.getsize(store.path),
        sources=tuple(name for (name,) in sources),
    )
