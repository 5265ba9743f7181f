"""Mailboxes in one file (RFC 4155; the variants mboxo and mboxrd), read message by message."""

import re
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, NamedTuple

LINE = 1 << 16  # bytes read at once: a line may be as long as the file


class Letter(NamedTuple):
    """A message of a mailbox, the file line that it begins on, the bytes read when it ends."""

    raw: bytes
    line: int
    end: int


def read_mbox(file: BinaryIO, limit: int) -> Iterator[Letter]:
    """Yield the messages of a mailbox without their ``From`` lines, one in memory at a time.

    A ``>`` that protects a line ``From …`` is taken away. What exceeds
    ``limit`` bytes of one message is dropped; ``raw`` is then one byte longer.
    A file that stands at a ``From`` line is read from there.
    """
    pieces: list[bytes] = []
    size = read = 0
    line, begins = 1, 1
    fresh, blank = True, True  # at the start of a line; the line before is blank
    while piece := file.readline(LINE):
        if fresh and blank and piece.startswith(b"From ") and _separates(piece, line):
            yield from _letter(pieces, limit, begins, read)
            pieces, size, begins = [], 0, line + 1
        elif size <= limit:
            kept = piece[1:] if fresh and _protected().match(piece) else piece
            pieces.append(kept)
            size += len(kept)
        blank = fresh and not piece.strip(b"\r\n")
        fresh = piece.endswith(b"\n")
        line += fresh
        read += len(piece)
    yield from _letter(pieces, limit, begins, read)


def _letter(pieces: list[bytes], limit: int, begins: int, end: int) -> Iterator[Letter]:
    """Yield a message, less the blank line that ends each message of a mailbox."""
    if len(pieces) > 1 and not pieces[-1].strip(b"\r\n"):
        pieces.pop()
    if pieces:
        yield Letter(b"".join(pieces)[: limit + 1], begins, end)


def _separates(piece: bytes, line: int) -> bool:
    """Tell a separator from a sentence that begins with "From": it bears a time of day."""
    return line == 1 or re.match(rb"From +\S+ .*\d:\d\d", piece) is not None


@cache
def _protected() -> re.Pattern[bytes]:
    return re.compile(rb">+From ")
