"""Where letters come from: files, mailboxes, Maildirs, folders, standard input."""

import os
import stat
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from msgspec import Struct

from mailrules.message.parse import has_header
from mailrules.message.sources.folders import Unreadable, failed, walk
from mailrules.message.sources.mbox import read_mbox
from mailrules.wording import wording

STDIN = "-"
LIMIT = 256 << 20  # bytes of one message


class Source(Struct, frozen=True):
    """A raw message: its file, its place in a mailbox or Maildir, the file line it begins on."""

    path: str
    index: int
    raw: bytes
    line: int = 1


def is_mailbox(path: str) -> bool:
    """Tell by its name whether a file holds many messages."""
    return path.lower().endswith(".mbox")


def read_sources(paths: Sequence[str], stdin: BinaryIO) -> Iterator[Source | Unreadable]:
    """Yield the messages of ``paths`` one by one, or why a path gives none. Never raises OSError.

    A path is a file (``.mbox`` holds many messages, any other is one), a
    Maildir, a folder (each ``*.eml`` below it, sorted), or ``-``. A file that
    is named twice is read once.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            if STDIN not in seen:
                yield _judge(Source(path, 0, stdin.read(LIMIT + 1)))
            seen.add(STDIN)
            continue
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            yield failed(path, error)
            continue
        if not stat.S_ISDIR(mode):
            yield from _read_file(path, 0, seen)
            continue
        for index, letter in letter_files(path):
            if isinstance(letter, Unreadable):
                yield letter
            else:
                yield from _read_file(letter, index, seen)


def letter_files(folder: str) -> Iterator[tuple[int, str | Unreadable]]:
    """Yield the files of a Maildir or of a folder (see ``read_sources``) with their index.

    None of them is opened; what cannot be entered is told.
    """
    if letters := _maildir(folder):
        yield from enumerate(letters)
        return
    found = None
    for found in walk(folder):
        yield 0, found
    if found is None:
        yield 0, Unreadable(folder, wording("unreadable.no-letters"))


def _maildir(folder: str) -> list[str]:
    """Return the messages of a Maildir in order; none where the folder is no Maildir."""
    letters: list[str] = []
    try:
        for name in ("cur", "new"):
            with os.scandir(os.path.join(folder, name)) as entries:
                letters += sorted(entry.path for entry in entries if not entry.is_dir())
    except OSError:
        return []
    return letters


def _read_file(path: str, index: int, seen: set[str]) -> Iterator[Source | Unreadable]:
    real = os.path.realpath(path)
    if real in seen:
        return
    seen.add(real)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            yield Unreadable(path, wording("unreadable.special"))
            return
        with open(path, "rb") as file:
            if is_mailbox(path):
                yield from _read_mailbox(path, file)
            else:
                yield _judge(Source(path, index, file.read(LIMIT + 1)))
    except OSError as error:
        yield failed(path, error)


def _read_mailbox(path: str, file: BinaryIO) -> Iterator[Source | Unreadable]:
    index = -1
    for index, letter in enumerate(read_mbox(file, LIMIT)):
        yield _judge(Source(path, index, letter.raw, letter.line))
    if index < 0:
        yield Unreadable(path, wording("unreadable.empty"))


def _judge(source: Source) -> Source | Unreadable:
    """Tell a letter from what is none."""
    raw = source.raw
    if not raw or raw.isspace():
        return Unreadable(source.path, wording("unreadable.empty"))
    if len(raw) > LIMIT:
        return Unreadable(source.path, wording("unreadable.large", megabytes=LIMIT >> 20))
    if b"\0" in raw and not has_header(raw):
        return Unreadable(source.path, wording("unreadable.binary"))
    return source
