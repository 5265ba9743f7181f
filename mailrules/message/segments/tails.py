"""The end of a run of the author's lines, as the search for a signature looks at it."""

from collections.abc import Sequence

from mailrules.message.part import SegmentKind
from mailrules.message.pattern import lazy_pattern
from mailrules.message.segments.text_lines import Lines

RULE = lazy_pattern(r"[-_=*~—–─━ ]{3,}")

Marks = dict[int, SegmentKind]


class Tail:
    """The last lines of a run that are not blank, by their numbers in the text.

    ``opens`` where no words of the author stand above the first of them,
    ``closes`` where none stand below the last. ``marks`` are the kinds found.
    """

    def __init__(self, lines: Lines, rows: Sequence[int], *, opens: bool, closes: bool) -> None:
        """Take the numbers of the lines, in order."""
        self.lines = lines
        self.rows = rows
        self.shown = [lines.shown(row) for row in rows]
        self.opens = opens
        self.closes = closes
        self.marks: Marks = {}

    def begins_paragraph(self, place: int) -> bool:
        """Tell whether a blank line or a rule stands above the row at ``place``."""
        if place == 0 or self.rows[place] - self.rows[place - 1] > 1:
            return True
        return RULE.fullmatch(self.shown[place - 1]) is not None or self.shown[place - 1] == "--"

    def paragraph(self, place: int) -> str:
        """Return the text from the row at ``place`` to the next blank line."""
        end = place + 1
        while end < len(self.rows) and self.rows[end] - self.rows[end - 1] == 1:
            end += 1
        return " ".join(self.shown[place:end])

    def mark(self, start: int, end: int, kind: SegmentKind) -> None:
        """Give the rows from ``start`` to before ``end`` a kind."""
        for place in range(start, end):
            self.marks[self.rows[place]] = kind
