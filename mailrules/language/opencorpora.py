"""Read the words of pymorphy3's dictionaries without pymorphy3.

They are automata of the dawgdic library (its ``dictionary-unit.h``): a count,
then 32-bit units. A unit holds the label that leads to it (bits 0-7), a leaf
bit (31), and the way to its children: the bits from 10 up, shifted by eight
where bit 9 is set. The child of ``i`` with label ``l`` is ``i ^ way ^ l``.
pymorphy3's own reader asks for each of 255 labels in turn; going over the
units once instead is ten times faster.
"""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

LEAF = 1 << 31
BATCH = 50_000  # words
SHARED_ENDINGS = 30  # longer lists of endings are walked anew: kept, they cost memory


def dawg_words(path: Path, stop: str) -> Iterator[list[str]]:
    """Yield what stands before ``stop`` (one ASCII character) in every key, each once, in batches.

    The file is trusted: it comes from an installed package. In batches, since
    five million words at once would take a gigabyte.
    """
    walk = _Walk(path.read_bytes(), ord(stop))
    batch: list[bytes] = []
    for words in walk.collect(0, b""):
        batch += words
        if len(batch) > BATCH:
            yield b"\n".join(batch).decode().split("\n")
            batch = []
    yield b"\n".join(batch).decode().split("\n")


class _Walk:
    """A walk over one automaton; endings that many words share are written out once."""

    def __init__(self, raw: bytes, stop: int) -> None:
        units = array("I", raw[4 : 4 + 4 * int.from_bytes(raw[:4], "little")])
        if sys.byteorder == "big":
            units.byteswap()
        children: dict[int, list[int]] = defaultdict(list)
        for index, unit in enumerate(units):
            label = unit & 0xFF
            if label and not unit & LEAF:
                children[index ^ label].append(index)
        self.units = units
        self.children = children
        self.stop = stop
        self.shared: dict[int, list[bytes] | None] = {}

    def collect(self, index: int, prefix: bytes) -> Iterator[list[bytes]]:
        """Yield all words that go on from a state."""
        endings = self.endings(index)
        if endings is not None:
            yield [prefix + ending for ending in endings]
            return
        for child in self.children[self.base(index)]:
            label = self.units[child] & 0xFF
            if label == self.stop:
                yield [prefix]
            else:
                yield from self.collect(child, prefix + bytes((label,)))

    def endings(self, index: int) -> list[bytes] | None:
        """Return all endings from a state on, or None where they are too many to keep."""
        base = self.base(index)
        if base not in self.shared:
            self.shared[base] = self.joined(base)
        return self.shared[base]

    def joined(self, base: int) -> list[bytes] | None:
        """Put the endings of all children together."""
        found: list[bytes] = []
        for child in self.children.get(base, ()):
            label = self.units[child] & 0xFF
            if label == self.stop:
                found.append(b"")
                continue
            below = self.endings(child)
            if below is None or len(found) + len(below) > SHARED_ENDINGS:
                return None
            letter = bytes((label,))
            found += [letter + ending for ending in below]
        return found

    def base(self, index: int) -> int:
        """Return what a label is added to, to find a child."""
        unit = self.units[index]
        return index ^ ((unit >> 10) << ((unit & 0x200) >> 6))
