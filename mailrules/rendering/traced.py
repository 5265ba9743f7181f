"""What is known of a template, and of a text that it made: which line made it, what was reached."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Kind = Literal["if", "elif", "else", "for", "empty"]


class Branch(Struct, frozen=True, order=True):
    """One way through a template.

    ``else`` and ``empty`` are there where no such clause is written, too: the
    condition was false, the list had no items. Their line is then the tag's.
    """

    piece: str
    line: int
    kind: Kind


class Origin(Struct, frozen=True):
    """From ``offset`` on, ``line`` of ``piece`` made the text ("" is the template itself).

    A ``literal`` text stands there character by character from ``column`` on,
    and goes on to the next line where it has a line break. A value has the
    column of its tag, and stays on its line.
    """

    offset: int
    piece: str
    line: int
    column: int = 1
    literal: bool = False


class Traced(Struct, frozen=True):
    """A rendered text with its history. ``blocks`` has the text that stood under each block."""

    text: str
    origins: tuple[Origin, ...]
    blocks: Mapping[str, str]
    branches: frozenset[Branch]

    def origin(self, offset: int) -> tuple[str, int]:
        """Return the piece and the line that made the character at ``offset`` (0-based)."""
        found = bisect_right(self.origins, offset, key=lambda one: one.offset) - 1
        if found < 0:
            return "", 1
        origin = self.origins[found]
        breaks = self.text.count("\n", origin.offset, offset) if origin.literal else 0
        return origin.piece, origin.line + breaks


class Used(Struct, frozen=True):
    """A name that a template takes from its fields: the first word of ``deal.client``."""

    name: str
    piece: str
    line: int
    column: int = 1


class Anatomy(Struct, frozen=True):
    """What a template consists of, unrendered.

    What a piece brings along counts too: its names and branches at their own
    place, its blocks and its includes at the line that includes it.
    """

    names: tuple[Used, ...]
    blocks: tuple[tuple[str, int], ...]
    branches: frozenset[Branch]
    includes: tuple[tuple[str, int], ...]
