"""Quotation marks in Russian text: which of them are pairs, and which pairs are wrong.

Russian has «…», and „…“ within it (D. E. Rosenthal's handbook of spelling and style, § 136).
Nested «…» are left alone: names of firms are registered so.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

OUTER, INNER = ("«", "»"), ("„", "“")
OPENING = frozenset("«„")
CLOSING = frozenset("»")
EITHER = frozenset('"“”‟″')
MARKS = OPENING | CLOSING | EITHER
BEFORE = frozenset(" \t\n\xa0([{—–-/,;:") | OPENING  # what an opening mark stands behind
AFTER = frozenset(" \t\n\xa0)]}.,;:!?…—–-/") | CLOSING  # what a closing one stands before


class Mark(NamedTuple):
    """A quotation mark at an offset; ``opens`` is None where its neighbours do not show it."""

    at: int
    sign: str
    opens: bool | None


class Pair(NamedTuple):
    """Two marks that belong together. ``depth`` is 0 outside of all others."""

    first: Mark
    last: Mark
    depth: int

    @property
    def signs(self) -> tuple[str, str]:
        """Return the marks as they are written."""
        return self.first.sign, self.last.sign


class Reading(NamedTuple):
    """The pairs of one paragraph, in order; ``sure`` where every mark has its twin."""

    pairs: tuple[Pair, ...]
    sure: bool

    def wrong(self) -> Iterator[tuple[Pair, tuple[str, str]]]:
        """Yield the wrong pairs, each with the marks that belong there.

        A nested «…» is wrong within a pair that has to become «…» itself.
        """
        mended_until = -1
        for pair in self.pairs:
            fine = {OUTER} if pair.depth == 0 else {INNER}
            if pair.depth and pair.first.at > mended_until:
                fine = {INNER, OUTER}
            if pair.signs not in fine:
                if pair.depth == 0:
                    mended_until = pair.last.at
                yield pair, INNER if pair.depth else OUTER


def read_marks(text: str, places: Iterable[int]) -> Reading:
    """Pair the marks at ``places``, which are the quotation marks of one paragraph of ``text``."""
    pairs: list[Pair] = []
    open_marks: list[Mark] = []
    sure = True
    for at in places:
        mark = _mark(text, at)
        opens = mark.opens
        if mark.sign == INNER[1] and open_marks and open_marks[-1].sign == INNER[0]:
            opens = False
        if opens is None:
            sure = False
        elif opens:
            open_marks.append(mark)
        elif open_marks:
            first = open_marks.pop()
            if mark.at > first.at + 1:
                pairs.append(Pair(first, mark, len(open_marks)))
        elif not _measures(text, at):
            sure = False
    pairs.sort(key=lambda pair: pair.first.at)
    return Reading(tuple(pairs), sure and not open_marks)


def _mark(text: str, at: int) -> Mark:
    sign = text[at]
    if sign in OPENING or sign in CLOSING:
        return Mark(at, sign, sign in OPENING)
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    opens = (before in BEFORE or before in EITHER) and not after.isspace()
    closes = (after in AFTER or after in EITHER) and not before.isspace()
    if opens and closes:  # it stands beside another mark: what follows decides
        opens, closes = after not in AFTER, after in AFTER
    return Mark(at, sign, opens if opens != closes else None)


def _measures(text: str, at: int) -> bool:
    """Tell whether a mark means inches or seconds: «монитор 24"»."""
    return text[at - 1 : at].isdigit()
