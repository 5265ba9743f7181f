"""From lines and columns of a part's decoded source to offsets in its readable text."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from mailrules.findings import Location
from mailrules.message import Part

MAX_SHOWN = 2_000_000  # characters of one text; nobody reads 1,000 pages in a browser
Stretch = tuple[int, int]


class Positions:
    """The way back from a finding's place to the text that is shown of one part."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.length = min(len(part.text), MAX_SHOWN)
        self._offsets: Sequence[int] | None = None
        self._starts = part.text_lines
        self._end = len(part.text)
        if part.offsets is not None:
            # List markers and blank lines stand before what they were made for;
            # the least offset from each character on only rises.
            self._offsets = list(accumulate(reversed(part.offsets), min))[::-1]
            self._starts = part.source_lines
            self._end = len(part.source or "")

    def stretch(self, place: Location) -> Stretch | None:
        """Return the half-open stretch at ``place``, None where it is not shown."""
        if place.line > len(self._starts):
            return None
        start = self._offset(place.line, place.column)
        end = self._offset(place.end_line, place.end_column)
        if self._offsets is not None:
            start = self._first_read(start, self._offsets)
            end = bisect_left(self._offsets, end)
        if start > self.length:
            return None
        return start, max(start, min(end, self.length))

    def _offset(self, line: int, column: int) -> int:
        """Return where a place is; a column beyond its line is the line's end."""
        line = min(line, len(self._starts))
        after = self._starts[line] - 1 if line < len(self._starts) else self._end
        return min(self._starts[line - 1] + column - 1, after)

    def _first_read(self, offset: int, offsets: Sequence[int]) -> int:
        """Return the first character that was read from ``offset`` on: no line break added."""
        at = bisect_left(offsets, offset)
        while at + 1 < len(offsets) and offsets[at + 1] == offsets[at] and self._added(at):
            at += 1
        return at

    def _added(self, at: int) -> bool:
        return self.part.text[at] == "\n"
