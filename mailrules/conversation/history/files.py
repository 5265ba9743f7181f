"""Letters of mailboxes, Maildirs and folders, from where the last import stopped."""

import os
import stat
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from mailrules.conversation.history.reader import Item, Reader
from mailrules.message import (
    LIMIT,
    STDIN,
    Source,
    Unreadable,
    is_mailbox,
    letter_files,
    read_mbox,
    read_sources,
)

CHUNK = 1 << 20  # bytes read at once
MBOX = b"From "
MAILDIR = ("cur", "new")


class MboxPlace(Struct, frozen=True):
    """How far a mailbox is read: bytes, and their hash, by which it is known again."""

    offset: int
    hash: str


def file_reader(path: str) -> Reader:
    """Return what reads the letters at ``path``: a file, a Maildir or a folder.

    A path that is not there gives one item that says so.
    """
    name = os.path.realpath(path)
    if os.path.isdir(path):
        return Reader(name, lambda _, seen: _folder(path, seen))
    if _is_mbox(path):
        return Reader(name, lambda position, _: _mailbox(path, position))
    return Reader(name, lambda _, seen: _single(path, seen))


def _is_mbox(path: str) -> bool:
    """Tell a mailbox by its name, or by the line that it begins with."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        with open(path, "rb") as file:
            return is_mailbox(path) or file.read(len(MBOX)) == MBOX
    except (OSError, ValueError):
        return False


def _mailbox(path: str, position: str) -> tuple[int, Iterator[Item]]:
    size = os.path.getsize(path)
    start = _resumed(path, position)
    return size - start, _letters(path, start)


def _letters(path: str, start: int) -> Iterator[Item]:
    """Yield the letters of a mailbox from ``start`` on, and after each how far it is read."""
    with open(path, "rb") as file, open(path, "rb") as beside:
        file.seek(start)
        hashed = sha256()
        _take(beside, start, hashed.update)
        before = 0
        for letter in read_mbox(file, LIMIT):
            _take(beside, letter.end - before, hashed.update)
            place = MboxPlace(start + letter.end, hashed.hexdigest())
            yield Item(
                _judged(path, letter.raw),
                position=msgspec.json.encode(place).decode(),
                size=letter.end - before,
            )
            before = letter.end


def _judged(path: str, raw: bytes) -> bytes | Unreadable:
    """Return a letter of a mailbox, or why it is none, as ``read_sources`` tells it."""
    source = next(read_sources([STDIN], BytesIO(raw)))
    return raw if isinstance(source, Source) else Unreadable(path, source.reason)


def _resumed(path: str, position: str) -> int:
    """Return the offset to go on from.

    It is 0 where the mailbox is not the one that was read, or its last letter has grown since.
    """
    if not position:
        return 0
    place = msgspec.json.decode(position, type=MboxPlace)
    hashed = sha256()
    with open(path, "rb") as file:
        _take(file, place.offset, hashed.update)
        same = file.tell() == place.offset and hashed.hexdigest() == place.hash
        return place.offset if same and file.read(len(MBOX)) in {b"", MBOX} else 0


def _take(file: BinaryIO, size: int, give: Callable[[bytes], object]) -> None:
    """Read ``size`` bytes, as far as there are so many, and pass them on."""
    while size > 0 and (piece := file.read(min(size, CHUNK))):
        give(piece)
        size -= len(piece)


def _folder(path: str, seen: dict[str, str]) -> tuple[int, Iterator[Item]]:
    found = [one for _, one in letter_files(path)]
    return len(found), _new_files(path, found, seen)


def _new_files(path: str, found: list[str | Unreadable], seen: dict[str, str]) -> Iterator[Item]:
    """Yield the letters of a folder whose files were not read before."""
    for file in found:
        if isinstance(file, Unreadable):
            yield Item(file)
            continue
        name = _name(path, file)
        stamp = _stamp(file)
        if seen.get(name) == stamp:
            yield Item(None)
        elif _is_mbox(file):
            yield from (Item(one.letter, size=0) for one in _letters(file, 0))
            yield Item(None, seen=(name, stamp))
        else:
            yield from _one(file, (name, stamp))


def _single(path: str, seen: dict[str, str]) -> tuple[int, Iterator[Item]]:
    return 1, _new_files(os.path.dirname(path), [path], seen)


def _one(path: str, mark: tuple[str, str]) -> Iterator[Item]:
    for source in read_sources([path], BytesIO()):
        if isinstance(source, Unreadable):
            yield Item(source)
        else:
            yield Item(source.raw, seen=mark)


def _name(folder: str, file: str) -> str:
    """Return a file's name within its folder.

    In a Maildir it is the same wherever it moves and whatever its flags are.
    """
    path = Path(os.path.relpath(file, folder))
    if len(path.parts) > 1 and path.parts[-2] in MAILDIR:
        return path.name.partition(":2,")[0]
    return path.as_posix()


def _stamp(file: str) -> str:
    """Return what changes with a file's contents, '' where it cannot be asked."""
    try:
        found = os.stat(file)
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"
