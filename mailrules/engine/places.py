"""Whether a place has been spoken about, told in time that no number of findings makes long."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from mailrules.findings import Location

Position = tuple[int, int]  # line and column
Text = tuple[str, str | None, str | None]  # a part or a header: what positions count in


class Taken:
    """Places of a letter; they may overlap one another."""

    def __init__(self, places: Iterable[Location]) -> None:
        stretches: dict[Text, list[tuple[Position, Position]]] = {}
        for place in places:
            stretches.setdefault(_text(place), []).append(_stretch(place))
        self._starts: dict[Text, list[Position]] = {}
        self._reach: dict[Text, list[Position]] = {}
        for text, ordered in stretches.items():
            ordered.sort()
            self._starts[text] = [start for start, _ in ordered]
            # How far the first of them, the first two, and so on go; an empty one goes nowhere.
            ends = (end if start < end else (0, 0) for start, end in ordered)
            self._reach[text] = list(accumulate(ends, max))

    def touches(self, place: Location) -> bool:
        """Tell whether ``place`` shares a character with one of them, or begins where one does."""
        text, (start, end) = _text(place), _stretch(place)
        starts = self._starts.get(text, [])
        same = bisect_left(starts, start)
        if starts[same : same + 1] == [start]:
            return True
        before = bisect_left(starts, end)
        return start < end and before > 0 and self._reach[text][before - 1] > start


def _text(place: Location) -> Text:
    return place.scope, place.part, place.header


def _stretch(place: Location) -> tuple[Position, Position]:
    return (place.line, place.column), (place.end_line, place.end_column)
