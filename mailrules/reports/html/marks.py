"""Marks in a text: cut where one begins or ends, so that overlapping ones never tangle."""

from collections import Counter
from collections.abc import Iterator

from mailrules.findings import Severity
from mailrules.reports.html.markup import Html, element, text
from mailrules.reports.html.notes import reference
from mailrules.reports.html.placing import Mark, Marks
from mailrules.reports.view import View


class Marker:
    """Draws one shown text piece by piece, from its beginning to its end.

    ``marks`` are in the order of their beginnings. Between two boundaries the
    same marks hold; such a piece is drawn as the gravest of them. Behind the
    first line of a mark stands its number, a link to its note. What was drawn
    is not looked at again: all pieces together take linear time.
    """

    def __init__(self, said: str, marks: Marks, letter: int, view: View) -> None:
        self.said = said
        self.letter = letter
        self.view = view
        self._marks = marks
        self._noted = 0
        self._active: Counter[Severity] = Counter()
        self._cuts = sorted(_cuts(said, marks), key=lambda cut: (cut[0], cut[1], cut[2].number))
        self._at = 0

    def touches(self, end: int) -> bool:
        """Tell whether a mark stands between what was drawn and ``end``."""
        coming = self._at < len(self._cuts) and self._cuts[self._at][0] < end
        return coming or self._active.total() > 0

    def beginning(self, end: int) -> list[Mark]:
        """Return the marks that begin before ``end`` and were not returned yet."""
        first = self._noted
        while self._noted < len(self._marks) and self._marks[self._noted].start < end:
            self._noted += 1
        return list(self._marks[first : self._noted])

    def draw(self, start: int, end: int, *, last: bool = False) -> Html:
        """Draw ``said[start:end]``; what stands at ``end`` itself belongs here if ``last``."""
        pieces: list[Html] = []
        while self._at < len(self._cuts) and self._cuts[self._at][0] < end + last:
            offset, kind, mark = self._cuts[self._at]
            pieces.append(self._piece(start, offset))
            start = max(start, offset)
            self._at += 1
            if kind == _NUMBER:
                pieces.append(reference(mark, self.letter, self.view))
            else:
                self._active[mark.finding.severity] += 1 if kind == _BEGIN else -1
        pieces.append(self._piece(start, end))
        return Html("".join(pieces))

    def _piece(self, start: int, end: int) -> Html:
        if start >= end:
            return Html("")
        said = text(self.said[start:end])
        grave = next((one for one in Severity if self._active[one]), None)
        if grave is None:
            return said
        crowd = " several" if self._active.total() > 1 else ""
        return element("mark", said, class_=f"{grave}{crowd}")


_END, _NUMBER, _BEGIN = range(3)  # the order of what happens at one offset
Cut = tuple[int, int, Mark]


def _cuts(said: str, marks: Marks) -> Iterator[Cut]:
    """Yield where marks begin and end, and where their numbers stand."""
    for mark in marks:
        feed = said.find("\n", mark.start, mark.end)
        yield mark.end if feed < 0 else max(feed, mark.start), _NUMBER, mark
        if mark.start < mark.end:
            yield mark.start, _BEGIN, mark
            yield mark.end, _END, mark
