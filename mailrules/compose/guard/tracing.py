"""From a place of a composed letter back to the line of the template that wrote it."""

from bisect import bisect_right
from typing import NamedTuple

from mailrules.compose.letters import Composed
from mailrules.findings import Edit, Location, Scope
from mailrules.rendering import Traced

TEXTS = frozenset({Scope.BODY, Scope.SIGNATURE})  # a template may end in what reads as a signature


class Spot(NamedTuple):
    """A place of a source: 1-based. A ``literal`` character stands there as it is.

    Of a value, the place is that of the tag which printed it.
    """

    piece: str
    line: int
    column: int
    literal: bool


class Stretch(NamedTuple):
    """A stretch of a rendered text: offsets, the end exclusive."""

    traced: Traced
    start: int
    end: int

    @property
    def spot(self) -> Spot:
        """Return where its first character comes from."""
        return spot_at(self.traced, self.start)

    @property
    def text(self) -> str:
        """Return what stands there."""
        return self.traced.text[self.start : self.end]

    @property
    def whole(self) -> str:
        """Return all that the same value printed, or the same stretch of the template."""
        origins = self.traced.origins
        found = bisect_right(origins, self.start, key=lambda one: one.offset)
        end = origins[found].offset if found < len(origins) else None
        return self.traced.text[origins[found - 1].offset if found else 0 : end]

    @property
    def source(self) -> tuple[Spot, int] | None:
        """Return its first character's place and the column of its end; None for what is no source.

        It is one where all of it stands, on one line, in the template as it is in the letter.
        """
        first = self.spot
        last = spot_at(self.traced, max(self.start, self.end - 1))
        length = self.end - self.start
        straight = last == first._replace(column=first.column + max(0, length - 1))
        return (first, first.column + length) if first.literal and straight else None


def stretch_of(composed: Composed, place: Location | Edit) -> Stretch | None:
    """Return what the template wrote at a place of the letter; None where it wrote nothing."""
    if place.scope is Scope.SUBJECT:
        traced = composed.subject_traced
        end = len(traced.text)
        return Stretch(traced, min(place.column - 1, end), min(place.end_column - 1, end))
    if place.scope not in TEXTS or place.line > len(composed.lines):
        return None
    traced = composed.traced
    starts = _line_starts(traced.text)
    start = starts[composed.lines[place.line - 1] - 1] + place.column - 1
    last = min(place.end_line, len(composed.lines))
    end = starts[composed.lines[last - 1] - 1] + place.end_column - 1
    return Stretch(traced, min(start, len(traced.text)), min(end, len(traced.text)))


def last_line(composed: Composed) -> Stretch:
    """Return the last line that the template wrote."""
    start = _line_starts(composed.traced.text)[composed.lines[-1] - 1] if composed.lines else 0
    return Stretch(composed.traced, start, start)


def spot_at(traced: Traced, offset: int) -> Spot:
    """Return where the character at ``offset`` comes from."""
    found = bisect_right(traced.origins, offset, key=lambda one: one.offset) - 1
    if found < 0:
        return Spot("", 1, 1, literal=False)
    origin = traced.origins[found]
    if not origin.literal:
        return Spot(origin.piece, origin.line, origin.column, literal=False)
    before = traced.text[origin.offset : offset]
    breaks = before.count("\n")
    column = len(before) - before.rfind("\n") if breaks else origin.column + len(before)
    return Spot(origin.piece, origin.line + breaks, column, literal=True)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts
