"""One letter as the history keeps it, and back."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from hashlib import sha256

from msgspec import Struct

from mailrules.conversation.model import Envelope, Kept
from mailrules.conversation.paragraphs import DIGITS, paragraph_hashes
from mailrules.conversation.quotation import readable_parts
from mailrules.conversation.thread import envelope_of, subject_key
from mailrules.message import Address, Message, parse

BYTES = DIGITS // 2  # of one hash
ROLES = ("sender", "reply_to", "to", "cc", "bcc")
FROM, REPLY_TO = 0, 1
PLAIN = (
    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: 8bit\r\n\r\n"
)
MAX_HEADER = 1 << 18  # bytes that are kept
MAX_BODY = 1 << 22  # characters that are kept
MAX_PEOPLE = 1_000  # addresses of one letter: beyond that it is no correspondence


class Party(Struct, frozen=True):
    """Somebody who took part in a letter, and as what (an index of ``ROLES``)."""

    role: int
    address: Address


class Record(Struct, frozen=True):
    """What is kept of one letter. ``header`` and ``body`` are deflated."""

    identity: bytes
    envelope: Envelope
    subject_key: str
    parties: tuple[Party, ...]
    header: bytes
    hashes: bytes
    body: bytes | None


def record_of(message: Message, *, bodies: bool = False) -> Record:
    """Return what the history keeps of a letter."""
    envelope = envelope_of(message, "")
    hashes = bytes.fromhex("".join(paragraph_hashes(message)))
    return Record(
        identity=_identity(message, hashes),
        envelope=envelope,
        subject_key=subject_key(message.subject),
        parties=tuple(_parties(message))[:MAX_PEOPLE],
        header=zlib.compress(header_of(message)),
        hashes=hashes,
        body=deflated(_text(message)) if bodies else None,
    )


def restored(header: bytes, hashes: bytes, body: bytes | None) -> Kept:
    """Return a letter from what is kept of it; without ``body`` it has no text."""
    raw = zlib.decompress(header)
    whole = parse(raw, second_opinion=False)
    fields = (raw[one.start : one.end] for one in whole.headers if not _of_body(one.name))
    text = zlib.decompress(body) if body else b""
    message = parse(b"".join((*fields, PLAIN, text)), second_opinion=False)
    return Kept(message, tuple(hexes(hashes)))


def hexes(hashes: bytes) -> Iterator[str]:
    """Yield the hashes of paragraphs that are stored one behind the other."""
    for at in range(0, len(hashes), BYTES):
        yield hashes[at : at + BYTES].hex()


def header_of(message: Message) -> bytes:
    """Return the raw header as far as it is kept: whole fields, each with its line break."""
    kept, size = [], 0
    for field in message.headers:
        raw = message.raw[field.start : field.end]
        size += len(raw)
        if size > MAX_HEADER:
            break
        kept.append(raw if raw.endswith((b"\n", b"\r")) else raw + b"\r\n")
    return b"".join(kept)


def deflated(text: str) -> bytes:
    """Return a text as it is stored."""
    return zlib.compress(text.encode("utf-8", "replace"))


def moment(date: datetime | None) -> tuple[int | None, int | None]:
    """Return a date as seconds since 1970 and its zone in seconds east of UTC."""
    if date is None:
        return None, None
    whole = date if date.tzinfo else date.replace(tzinfo=UTC)
    offset = whole.utcoffset() or timedelta()
    return int((whole - EPOCH).total_seconds()), int(offset.total_seconds())


def date_of(seconds: int | None, zone: int | None) -> datetime | None:
    """Return the date that ``moment`` has taken apart."""
    if seconds is None:
        return None
    return _epoch(zone or 0) + timedelta(seconds=seconds)


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=256)
def _epoch(zone: int) -> datetime:
    """Return the beginning of 1970 as clocks so far east of UTC showed it."""
    return EPOCH.astimezone(timezone(timedelta(seconds=zone)))


def _identity(message: Message, hashes: bytes) -> bytes:
    """Return what all copies of a letter share, in whichever mailbox they lie.

    That is Message-ID, author and date: other headers, and what a list puts
    under the text, differ from copy to copy. Without Message-ID recipients,
    subject and paragraphs count too.
    """
    said: list[object] = [message.message_id, _keys(message.sender), moment(message.date)[0]]
    if message.message_id is None:
        said += [_keys(message.to), message.subject, hashes]
    return sha256(repr(said).encode("utf-8", "backslashreplace")).digest()


def _keys(addresses: Iterable[Address]) -> list[str]:
    return sorted({address.key for address in addresses})


def _parties(message: Message) -> Iterator[Party]:
    for role, name in enumerate(ROLES):
        for address in getattr(message, name):
            if "@" in address.email:
                yield Party(role, address)


def _text(message: Message) -> str:
    return "\n".join(part.text.strip("\n") for part in readable_parts(message))[:MAX_BODY]


def _of_body(name: str) -> bool:
    return name.lower().startswith("content-") or name.lower() == "mime-version"
