"""Folding header lines (RFC 5322, 2.2.3)."""

from collections.abc import Collection

from mailrules.message import lazy_pattern

LONGEST = 78  # characters of a line (RFC 5322, 2.1.1)
LONGEST_ENCODED = 76  # of one that bears an encoded word (RFC 2047, 2)
LINE = lazy_pattern(r"[^\r\n]+|\r\n|\n|\r")
# A single space: folded there, the value unfolds to the same. Not right after the field's name.
FOLDABLE = lazy_pattern(r"(?<=[^ \t\r\n]) (?=[^ \t\r\n])")


def fold(field: str, kept: Collection[str], ending: str) -> str:
    """Return ``field`` (name and value) with its long lines folded, but for those of ``kept``."""
    first = field.find(":") + 2
    pieces = []
    at = 0
    for line in LINE.finditer(field):
        text = line[0]
        as_it_is = text in kept or len(text) <= _most(text)
        pieces.append(text if as_it_is else _folded(text, max(first - at, 1), ending))
        at += len(text)
    return "".join(pieces)


def lines_of(field: str) -> frozenset[str]:
    """Return the lines of a folded field."""
    return frozenset(line[0] for line in LINE.finditer(field))


def _most(line: str) -> int:
    return LONGEST_ENCODED if "=?" in line else LONGEST


def _folded(line: str, first: int, ending: str) -> str:
    """Break ``line`` at spaces from ``first`` on, so that its pieces fit if they can."""
    most = _most(line)
    pieces = []
    done, last = 0, 0
    for space in [found.start() for found in FOLDABLE.finditer(line)] + [len(line)]:
        if space < first:
            continue
        if space - done > most and last > done:
            pieces.append(line[done:last])
            done = last
        last = space
    return ending.join([*pieces, line[done:]])
