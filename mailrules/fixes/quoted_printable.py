"""Quoted-printable bodies (RFC 2045, 6.7): written whole, or edited line by line."""

import binascii
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mailrules.fixes.edits import Unwritable

LONGEST = 76  # characters of a line
BREAKS = b"\r\n"
WHITE = b" \t"


class Patch(NamedTuple):
    """Put ``new`` for ``data[start:end]``, ``data`` being a decoded body."""

    start: int
    end: int
    new: bytes


class Line(NamedTuple):
    """An encoded line: what it says, whether a soft break ends it, its line break.

    White space that was added behind on the way is left out.
    """

    content: bytes
    soft: bool
    ending: bytes

    @classmethod
    def read(cls, raw: bytes) -> "Line":
        """Take a line apart (RFC 2045, 6.7, rules 3 and 5)."""
        said = raw.rstrip(BREAKS)
        ending = raw[len(said) :]
        said = said.rstrip(WHITE)
        soft = said.endswith(b"=")
        return cls(said[:-1] if soft else said, soft, ending)

    def decoded(self) -> bytes:
        """Return the bytes that the line stands for."""
        said = binascii.a2b_qp(self.content) if b"=" in self.content else self.content
        return said if self.soft else said + self.ending


class Writer:
    """Lines as they are written: what was edited is kept within ``LONGEST`` characters."""

    def __init__(self, ending: bytes) -> None:
        self.ending = ending
        self.done: list[bytes] = []
        self.line = bytearray()

    def put(self, text: bytes) -> None:
        """Write encoded text; a line break in it ends the line."""
        first, *others = re.split(rb"(\r\n|\n|\r)", text)
        self.line += first
        for ending, rest in zip(others[::2], others[1::2], strict=True):
            self.close(soft=False, ending=ending)
            self.line += rest

    def close(self, *, soft: bool, ending: bytes) -> None:
        """End the line, with a soft break or a hard one; white space does not end it unencoded."""
        text = bytes(self.line)
        self.line.clear()
        if not soft and text.endswith((b" ", b"\t")):
            text = text[:-1] + b"=%02X" % text[-1]
        pieces = list(_wrapped(text, LONGEST - soft))
        self.done.append((b"=" + (ending or self.ending)).join(pieces) + b"=" * soft + ending)


def encode(data: bytes, ending: bytes) -> bytes:
    """Return ``data`` in quoted-printable. Its line breaks stay; soft ones are ``ending``."""
    writer = Writer(ending)
    writer.put(_escaped(data))
    if writer.line:
        writer.close(soft=False, ending=b"")
    return b"".join(writer.done)


def patch(body: bytes, patches: Sequence[Patch], ending: bytes) -> bytes:
    """Return ``body`` with ``patches`` of what it decodes to; untouched lines stay as they are.

    ``patches`` are in order and apart. Raises Unwritable where a touched line
    is no quoted-printable.
    """
    editor = Editor(ending, patches)
    for match in re.finditer(rb"[^\r\n]*+(?:\r\n|\n|\r)|[^\r\n]++", body):
        editor.take(match[0])
    return editor.finish()


class Editor:
    """Takes the lines of a body one by one, and makes the patches that begin or end in them."""

    def __init__(self, ending: bytes, patches: Sequence[Patch]) -> None:
        self.writer = Writer(ending)
        self.waiting = list(reversed(patches))
        self.at = 0  # in the decoded bytes
        self.replaced_to = 0  # what stands before has been replaced

    def take(self, raw: bytes) -> None:
        """Take the next line; its line break is part of it, and the body's end is of the last."""
        line = Line.read(raw)
        start, self.at = self.at, self.at + len(line.decoded())
        reach = self.at + (not line.ending)
        begins = bool(self.waiting) and self.waiting[-1].start < reach
        if not (self.writer.line or begins or self.replaced_to > start):
            self.writer.done.append(raw)
        elif self.replaced_to < reach:
            self._edit(line, start, reach)

    def finish(self) -> bytes:
        """Return the body; what is added behind its last line break is a line of its own."""
        for patch in reversed(self.waiting):
            self.writer.put(_escaped(patch.new))
        if self.writer.line:
            self.writer.close(soft=False, ending=b"")
        return b"".join(self.writer.done)

    def _edit(self, line: Line, start: int, reach: int) -> None:
        """Write what is left of a line whose text begins at ``start``, and what is put into it."""
        place = _places(line.content)
        left = place(max(self.replaced_to - start, 0))
        while self.waiting and self.waiting[-1].start < reach:
            patch = self.waiting.pop()
            self.writer.put(line.content[left : place(patch.start - start)])
            self.writer.put(_escaped(patch.new))
            self.replaced_to = patch.end
            # A soft break is nothing that could be replaced: the line keeps it.
            if patch.end >= reach + line.soft:
                return
            left = place(patch.end - start)
        self.writer.put(line.content[left:])
        self.writer.close(soft=line.soft, ending=line.ending)


def _places(content: bytes) -> Callable[[int], int]:
    """Return what tells where in an encoded line the byte that it decodes to stands."""
    if b"=" not in content:
        return lambda offset: offset
    escapes = [found.start() for found in re.finditer(rb"=[0-9A-Fa-f]{2}", content)]
    if content.count(b"=") != len(escapes):
        raise Unwritable
    decoded = [at - 2 * number for number, at in enumerate(escapes)]
    return lambda offset: offset + 2 * bisect_left(decoded, offset)


def _escaped(data: bytes) -> bytes:
    """Escape what may not stand in a line; line breaks are left."""
    return re.sub(rb"[^\t\r\n -<>-~]+", _escape, data)


def _escape(found: re.Match[bytes]) -> bytes:
    return b"=" + found[0].hex("=").upper().encode("ascii")


def _wrapped(text: bytes, most: int) -> Iterator[bytes]:
    """Part a line so that its last piece has ``most`` characters, and no character is torn."""
    at = 0
    while len(text) - at > most:
        cut = at + LONGEST - 1
        escape = text.rfind(b"=", cut - 2, cut)
        cut = cut if escape < 0 else escape
        for _ in range(3):
            cut -= 3 * (_goes_on(text, cut) and text[cut - 3 : cut - 2] == b"=")
        yield text[at:cut]
        at = cut
    yield text[at:]


def _goes_on(text: bytes, at: int) -> bool:
    """Tell whether a byte follows that goes on with a character of UTF-8."""
    return text[at : at + 1] == b"=" and text[at + 1 : at + 2] in (b"8", b"9", b"A", b"B")
