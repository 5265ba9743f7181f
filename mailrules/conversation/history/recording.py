"""Letters go into the history: each once, and with its batch or not at all."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mailrules.conversation.history.lookup import Store
from mailrules.conversation.history.record import Party, Record, moment, record_of
from mailrules.conversation.history.schema import refused, writing
from mailrules.conversation.people import mailbox_key
from mailrules.message import Message

INSERT = """
INSERT INTO letter (identity, message_id, in_reply_to, chain, thread, subject, subject_key,
  date, zone, deal, received, header, hashes, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (identity) DO NOTHING RETURNING id
"""
ADD_BODY = "UPDATE letter SET body = ? WHERE identity = ? AND body IS NULL"
ADD_ADDRESS = """
INSERT INTO address (mailbox, local, domain, length, email, name)
VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
FIND_ADDRESS = "SELECT id FROM address WHERE email = ? AND name = ?"
SAME_THREAD = "SELECT thread FROM letter WHERE message_id = ?"
JOIN_THREADS = "UPDATE letter SET thread = ? WHERE thread = ? AND thread <> ?"


class Place(NamedTuple):
    """How far a source is read: ``position`` of one that grows, ``seen`` (name, stamp) of files."""

    source: str
    position: str = ""
    seen: Sequence[tuple[str, str]] = ()


def record(store: Store, messages: Iterable[Message]) -> int:
    """Keep letters that go out; return how many were new.

    A letter that was recorded before, and has been changed and dated anew
    since, takes the place of the earlier one.
    """
    new = 0
    with refused(store.path), writing(store.connection):
        for message in messages:
            one = record_of(message)
            _drop_earlier(store.connection, one)
            new += _add(store.connection, one)
    return new


def add(store: Store, records: Iterable[Record], place: Place) -> int:
    """Keep a batch of letters together with how far their source is read; return the new ones."""
    with refused(store.path), writing(store.connection):
        new = sum(_add(store.connection, one) for one in records)
        _move_on(store.connection, place)
    return new


def position_of(store: Store, source: str) -> str:
    """Return how far a source is read, '' where it never was."""
    with refused(store.path):
        query = "SELECT position FROM source WHERE name = ?"
        found = store.connection.execute(query, (source,)).fetchone()
    return str(found[0]) if found else ""


def seen_of(store: Store, source: str) -> dict[str, str]:
    """Return the files of a source that are read, with their stamps."""
    with refused(store.path):
        query = "SELECT seen.name, stamp FROM seen JOIN source ON id = source WHERE source.name = ?"
        return dict(store.connection.execute(query, (source,)).fetchall())


def _move_on(connection: sqlite3.Connection, place: Place) -> None:
    upsert = """
    INSERT INTO source (name, position) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET position = excluded.position RETURNING id
    """
    (source,) = connection.execute(upsert, (place.source, place.position)).fetchone()
    rows = [(source, storable(name), stamp) for name, stamp in place.seen]
    connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", rows)


def _add(connection: sqlite3.Connection, one: Record) -> bool:
    """Keep one letter; tell whether it is new. A known one gets the text that it lacked."""
    letter = one.envelope
    thread = _thread_of(connection, one)
    row = connection.execute(
        INSERT,
        (
            one.identity,
            _storable(letter.message_id),
            storable("\n".join(letter.in_reply_to)),
            storable("\n".join(letter.references)),
            thread,
            storable(letter.subject),
            storable(one.subject_key),
            *moment(letter.date),
            _storable(letter.deal),
            letter.received,
            one.header,
            one.hashes,
            one.body,
        ),
    ).fetchone()
    if row is None:
        if one.body is not None:
            connection.execute(ADD_BODY, (one.body, one.identity))
        return False
    if letter.message_id:  # letters that answer it may have come first
        named = storable(letter.message_id)
        connection.execute(JOIN_THREADS, (thread, named, thread))
    rows = [
        (row[0], party.role, place, _address_row(connection, party))
        for place, party in enumerate(one.parties)
    ]
    connection.executemany("INSERT INTO party VALUES (?, ?, ?, ?)", rows)
    return True


def _thread_of(connection: sqlite3.Connection, one: Record) -> str:
    """Return the thread of the letter that this one names, else begin one at its first ancestor."""
    letter = one.envelope
    for named in (*letter.in_reply_to, *reversed(letter.references)):
        found = connection.execute(SAME_THREAD, (storable(named),)).fetchone()
        if found:
            return str(found[0])
    first = (*letter.references, *letter.in_reply_to, letter.message_id or one.identity.hex())[0]
    return storable(first)


def _address_row(connection: sqlite3.Connection, party: Party) -> int:
    address = party.address
    email, name = storable(address.email), storable(address.name)
    found = connection.execute(FIND_ADDRESS, (email, name)).fetchone()
    if found is None:
        local, _, domain = storable(address.key).rpartition("@")
        mailbox = storable(mailbox_key(address))
        connection.execute(ADD_ADDRESS, (mailbox, local, domain, len(local), email, name))
        found = connection.execute(FIND_ADDRESS, (email, name)).fetchone()
    return int(found[0])


def _drop_earlier(connection: sqlite3.Connection, one: Record) -> None:
    """Delete another form of a letter: of the same Message-ID and author."""
    if one.envelope.message_id is None or not one.envelope.sender:
        return
    query = """
    DELETE FROM letter WHERE message_id = ? AND identity <> ? AND id IN (
      SELECT letter FROM party JOIN address ON address.id = address
      WHERE role = 0 AND mailbox = ?)
    """
    mailbox = storable(mailbox_key(one.envelope.sender[0]))
    named = storable(one.envelope.message_id)
    connection.execute(query, (named, one.identity, mailbox))


def storable(text: str) -> str:
    """Return a text that UTF-8 can hold: bytes that nobody could read become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _storable(text: str | None) -> str | None:
    return None if text is None else storable(text)
