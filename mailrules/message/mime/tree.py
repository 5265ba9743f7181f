"""The MIME tree in the raw bytes (RFC 2046, 5.1): where each header and body stands.

One pass, no recursion: this is also the flat reader for what is nested too
deep for mail-parser. Nothing here raises, and time is linear.
"""

import re
from functools import cache
from typing import NamedTuple

from mailrules.message.mime.breaks import count_breaks, unbroken_end
from mailrules.message.mime.entities import Entity

MAX_PARTS = 20_000
BREAKS = (b"\r\n", b"\n", b"\r")


class Frame(NamedTuple):
    """A multipart whose delimiters are looked for; ``height`` is its depth among the open."""

    entity: Entity
    boundary: bytes
    height: int


class Tree:
    """The entities of a raw message, in the order in which they begin."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.entities: list[Entity] = []
        self.too_many = False
        self._open: list[Entity] = []
        self._frames: list[Frame] = []
        self._by_boundary: dict[bytes, list[Frame]] = {}

    @property
    def awaits(self) -> bool:
        """Tell whether any delimiter is looked for."""
        return bool(self._frames)

    def knows(self, delimiter: bytes) -> bool:
        """Tell whether a line ``--delimiter`` begins a part or closes a multipart."""
        if delimiter in self._by_boundary:
            return True
        return delimiter.endswith(b"--") and delimiter[:-2] in self._by_boundary

    def begin(self, start: int, line: int, parent: Entity | None) -> int:
        """Read the header at ``start``, and those of letters within; return where to go on."""
        while True:
            entity = Entity(self.raw, start, line, parent)
            self.entities.append(entity)
            self._open.append(entity)
            boundary = entity.content.get("boundary") if entity.is_multipart else None
            if boundary is not None:
                self._expect(Frame(entity, boundary.encode("utf-8", "replace"), len(self._open)))
            if not entity.is_letter or len(self.entities) >= MAX_PARTS:
                return entity.start
            start, line, parent = entity.start, entity.line, entity

    def delimit(self, delimiter: bytes, start: int, after: int, line: int) -> int:
        """Take the delimiter on ``raw[start:after]``, file line ``line``; return where to go on."""
        closes = delimiter not in self._by_boundary
        frame = self._by_boundary[delimiter[:-2] if closes else delimiter][-1]
        self._close(frame.height, unbroken_end(self.raw, 0, start))
        if closes:
            self._forget(self._frames.pop())
            return after
        if len(self.entities) >= MAX_PARTS:
            self.too_many = True
            return len(self.raw)
        return self.begin(after, line + 1, frame.entity)

    def finish(self) -> None:
        """End whatever is open where the message ends."""
        self._close(0, len(self.raw))

    def _expect(self, frame: Frame) -> None:
        self._frames.append(frame)
        self._by_boundary.setdefault(frame.boundary, []).append(frame)

    def _forget(self, frame: Frame) -> None:
        frames = self._by_boundary[frame.boundary]
        frames.pop()
        if not frames:
            del self._by_boundary[frame.boundary]

    def _close(self, height: int, end: int) -> None:
        """End what was opened above ``height``; a multipart among it lacks its last delimiter."""
        while len(self._open) > height:
            entity = self._open.pop()
            entity.end = max(entity.start, end)
        while self._frames and self._frames[-1].height > height:
            frame = self._frames.pop()
            frame.entity.problem = frame.entity.problem or "unclosed"
            self._forget(frame)


def read_tree(raw: bytes, start: int, line: int) -> Tree:
    """Read all entities of the message whose header begins at ``start``, on file line ``line``."""
    tree = Tree(raw)
    at = tree.begin(start, line, None)
    counted = start
    while tree.awaits:
        # The line break before a delimiter may be the one that ended a header.
        found = _delimiter().search(raw, max(at - 1, 0))
        if found is None:
            break
        at = found.end()
        delimiter = found[1].rstrip(b" \t")
        if not tree.knows(delimiter):
            continue
        begins = found.start(1) - 2
        line += count_breaks(raw, counted, begins)
        counted = begins
        after = next((at + len(one) for one in BREAKS if raw.startswith(one, at)), at)
        at = tree.delimit(delimiter, begins, after, line)
    tree.finish()
    return tree


@cache
def _delimiter() -> re.Pattern[bytes]:
    return re.compile(rb"[\r\n]--([^\r\n]*)")
