"""What is asked of the history. Each answer comes from an index, whatever the number of letters."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from types import TracebackType

from mailrules.conversation.history.record import FROM, REPLY_TO, date_of, moment, restored
from mailrules.conversation.history.schema import connect, refused
from mailrules.conversation.model import Envelope, Kept, Span
from mailrules.message import Address

COLUMNS = "id, message_id, in_reply_to, chain, subject, date, zone, deal, received"
NEAR = 2  # characters by which a mistyped local part may be longer or shorter
MANY = 500  # addresses of one domain that are looked through, as at public mail services
ALWAYS = 1 << 62  # a second that no letter is written after

WITH = f"""
SELECT {COLUMNS} FROM letter WHERE id IN (
  SELECT party.letter FROM address JOIN party ON party.address = address.id
  WHERE address.mailbox IN (SELECT value FROM json_each(?)) AND party.role <> {REPLY_TO}
) ORDER BY date IS NULL, date, id
"""
NAMED = f"SELECT {COLUMNS} FROM letter WHERE message_id = ? ORDER BY date DESC, id DESC LIMIT 1"
TOOK_PART = """EXISTS (
  SELECT 1 FROM party JOIN address ON address.id = party.address
  WHERE party.letter = letter.id AND address.mailbox IN (SELECT value FROM json_each(?))
)"""
BETWEEN = f"""
SELECT {COLUMNS} FROM letter WHERE subject_key = ? AND date >= ? AND date < ?
AND {TOOK_PART} AND {TOOK_PART} ORDER BY date DESC, id DESC LIMIT 1
"""
PARTIES = """
SELECT party.letter, party.role, address.name, address.email
FROM party JOIN address ON address.id = party.address
WHERE party.letter IN (SELECT value FROM json_each(?)) ORDER BY party.letter, role, place
"""
ADDRESSES_NEAR = f"""
SELECT name, email FROM (
  SELECT * FROM address WHERE local = :local AND domain <> :domain LIMIT {MANY}
) UNION SELECT name, email FROM (
  SELECT * FROM address WHERE domain = :domain
  AND length BETWEEN :length - {NEAR} AND :length + {NEAR} LIMIT {MANY}
) UNION SELECT name, email FROM (SELECT * FROM address WHERE domain = :domain LIMIT 1)
ORDER BY email, name DESC
"""

Row = tuple[int, str | None, str, str, str, int | None, int | None, str | None, int]


class Store:
    """An open history (``model.Archive``). Its letters' ``path`` is the file's, ``index`` the row.

    Every method raises InputError where the file cannot be read.
    """

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def __enter__(self) -> "Store":
        """Use it in a ``with``: it is closed at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.connection.close()

    def letters_with(self, mailboxes: frozenset[str]) -> Sequence[Envelope]:
        """Return the letters from or to any of the mailboxes, oldest first, undated ones last."""
        return self._envelopes(self._all(WITH, _list(mailboxes)))

    def letter(self, message_id: str) -> Envelope | None:
        """Return the letter of a Message-ID (with its angle brackets), of several the last."""
        return next(iter(self._envelopes(self._all(NAMED, message_id))), None)

    def addresses_near(self, address: Address) -> Sequence[Address]:
        """Return known addresses of the same local part elsewhere, or of the same domain.

        Of a domain these are the ones whose local part is about as long, and
        one at least; of several names of an address, one.
        """
        local, _, domain = address.key.rpartition("@")
        asked = {"local": local, "domain": domain, "length": len(local)}
        with refused(self.path):
            rows = self.connection.execute(ADDRESSES_NEAR, asked).fetchall()
        found: dict[str, Address] = {}
        for name, email in rows:
            one = _address(name, email)
            found.setdefault(one.key, one)
        return tuple(found.values())

    def kept(self, letter: Envelope) -> Kept:
        """Return what is kept of a letter that this history has named."""
        with refused(self.path):
            query = "SELECT header, hashes, body FROM letter WHERE id = ?"
            return restored(*self.connection.execute(query, (letter.index,)).fetchone())

    def latest_between(
        self, subject: str, one: frozenset[str], other: frozenset[str], *, span: Span
    ) -> Envelope | None:
        """Return the last dated letter of a subject that somebody of each side took part in."""
        since = moment(span.since)[0]
        before = moment(span.before)[0]
        rows = self._all(
            BETWEEN,
            subject,
            -ALWAYS if since is None else since,
            ALWAYS if before is None else before,
            _list(one),
            _list(other),
        )
        return next(iter(self._envelopes(rows)), None)

    def _all(self, query: str, *arguments: object) -> list[Row]:
        with refused(self.path):
            return self.connection.execute(query, arguments).fetchall()

    def _envelopes(self, rows: list[Row]) -> tuple[Envelope, ...]:
        people: dict[int, tuple[list[Address], list[Address]]] = defaultdict(lambda: ([], []))
        with refused(self.path):
            found = self.connection.execute(PARTIES, (_list(row[0] for row in rows),))
            for letter, role, name, email in found:
                if role != REPLY_TO:
                    people[letter][role != FROM].append(_address(name, email))
        return tuple(self._envelope(row, *people[row[0]]) for row in rows)

    def _envelope(self, row: Row, senders: list[Address], recipients: list[Address]) -> Envelope:
        number, message_id, in_reply_to, chain, subject, seconds, zone, deal, received = row
        return Envelope(
            path=self.path,
            index=number,
            message_id=message_id,
            in_reply_to=_identifiers(in_reply_to),
            references=_identifiers(chain),
            sender=tuple(senders),
            recipients=tuple(recipients),
            subject=subject,
            date=date_of(seconds, zone),
            deal=deal,
            received=bool(received),
        )


def open_history(path: str, *, write: bool = False, create: bool = False) -> Store:
    """Open the history at ``path``; without ``write`` nothing can be changed.

    ``create`` makes one where there is none. Raises InputError as ``connect``.
    """
    return Store(path, connect(path, write=write, create=create))


@lru_cache(maxsize=65_536)
def _address(name: str, email: str) -> Address:
    return Address(name, email)


def _identifiers(stored: str) -> tuple[str, ...]:
    return tuple(stored.split("\n")) if stored else ()


def _list(values: Iterable[object]) -> str:
    return json.dumps(list(values))
