"""A person is removed from the history: rows, headers, texts, and the space they stood in."""

import re
import sqlite3
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from mailrules.conversation.history.lookup import Store
from mailrules.conversation.history.record import FROM, hexes
from mailrules.conversation.history.schema import refused, writing
from mailrules.conversation.people import mailbox_key, written
from mailrules.message import Address, Header, parse

LISTS = {"from": "sender", "reply-to": "reply_to", "to": "to", "cc": "cc", "bcc": "bcc"}
TOOK_PART = """
SELECT DISTINCT party.letter FROM party JOIN address ON address.id = party.address
WHERE address.mailbox = ?
"""
WROTE = f"{TOOK_PART} AND party.role = {FROM}"


class Forgotten(NamedTuple):
    """What was removed: letters from the person, and their name in so many others."""

    deleted: int
    changed: int
    addresses: int


def forget(store: Store, email: str) -> Forgotten:
    """Remove everybody who reads mail at ``email`` (see ``people.mailbox_key``).

    Letters from them are deleted. Of the others they took part in, address,
    text and the paragraphs that quote them go, and every header field that
    names them. Deleted pages are overwritten, and the file is packed.
    """
    mailbox = mailbox_key(Address("", email))
    connection = store.connection
    with refused(store.path):
        with writing(connection):
            forgotten = _forget(connection, mailbox)
        if any(forgotten):
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM") * 2:
                connection.execute(statement)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return forgotten


def _forget(connection: sqlite3.Connection, mailbox: str) -> Forgotten:
    person = _person(connection, mailbox)
    quoted = _paragraphs(connection, mailbox)
    took_part = {letter for (letter,) in connection.execute(TOOK_PART, (mailbox,))}
    deleted = connection.execute(f"DELETE FROM letter WHERE id IN ({WROTE})", (mailbox,)).rowcount
    changed = 0
    for letter, header, hashes in _letters(connection):
        known = letter in took_part
        raw = zlib.decompress(header)
        if not known and not person.search(raw.decode("utf-8", "replace").casefold()):
            continue
        cleaned = zlib.compress(_cleaned(raw, person, mailbox))
        update = "UPDATE letter SET header = ? WHERE id = ?"
        connection.execute(update, (cleaned, letter))
        if known:
            left = bytes.fromhex("".join(one for one in hexes(hashes) if one not in quoted))
            update = "UPDATE letter SET hashes = ?, body = NULL WHERE id = ?"
            connection.execute(update, (left, letter))
        changed += 1
    addresses = connection.execute("DELETE FROM address WHERE mailbox = ?", (mailbox,)).rowcount
    connection.execute("DELETE FROM address WHERE id NOT IN (SELECT address FROM party)")
    return Forgotten(deleted, changed, addresses)


def _letters(connection: sqlite3.Connection) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield id, header and hashes of every letter: a program may name a reader in any field."""
    last = 0
    query = "SELECT id, header, hashes FROM letter WHERE id > ? ORDER BY id LIMIT 1000"
    while rows := connection.execute(query, (last,)).fetchall():
        yield from rows
        last = rows[-1][0]


def _person(connection: sqlite3.Connection, mailbox: str) -> re.Pattern[str]:
    """Return what finds a mailbox's addresses, as letters write them, in case-folded text."""
    query = "SELECT email FROM address WHERE mailbox = ?"
    emails = {email.casefold() for (email,) in connection.execute(query, (mailbox,))}
    return re.compile(rf"(?<![\w.+-])(?:{'|'.join(map(re.escape, sorted({*emails, mailbox})))})")


def _paragraphs(connection: sqlite3.Connection, mailbox: str) -> frozenset[str]:
    """Return the hashes of what a person wrote."""
    query = f"SELECT hashes FROM letter WHERE id IN ({WROTE})"
    rows = connection.execute(query, (mailbox,))
    return frozenset(one for (hashes,) in rows for one in hexes(hashes))


def _cleaned(raw: bytes, person: re.Pattern[str], mailbox: str) -> bytes:
    """Return a header without a person: lists of addresses lose them, other fields go."""
    return b"".join(_field(one, raw, person, mailbox) for one in parse(raw).headers)


def _field(field: Header, raw: bytes, person: re.Pattern[str], mailbox: str) -> bytes:
    kept = raw[field.start : field.end]
    if not person.search(f"{field.value}\n{kept.decode('utf-8', 'replace')}".casefold()):
        return kept
    attribute = LISTS.get(field.name.lower())
    people: tuple[Address, ...] = getattr(parse(kept), attribute) if attribute else ()
    others = ", ".join(written(one) for one in people if mailbox_key(one) != mailbox)
    return f"{field.name}: {others}\r\n".encode("utf-8", "replace") if others else b""
