"""Where in the shown letter each finding stands.

A letter is shown as header fields and texts. A finding about something that
is missing, or whose place is not shown, stands beside them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from msgspec import Struct

from mailrules.findings import HEADER_SCOPES, Finding, Scope
from mailrules.message import Header, Message, Part
from mailrules.reports.html.positions import Positions, Stretch

FIELDS = ("from", "to", "cc", "bcc", "reply-to", "subject", "date")  # what mail programs show


class Mark(Struct, frozen=True):
    """A finding at a half-open stretch of one shown text; ``number`` is unique in the letter."""

    finding: Finding
    number: int
    start: int = 0
    end: int = 0


Marks = tuple[Mark, ...]  # of one text, in the order of their beginnings


class Sheet(Struct, frozen=True):
    """A letter laid out: its header, its texts, and the findings that have no place in them."""

    fields: tuple[tuple[Header, Marks], ...] = ()
    texts: tuple[tuple[Part, Marks], ...] = ()
    beside: Marks = ()

    @property
    def spotless(self) -> bool:
        """Tell whether there is no finding at all."""
        return not (self.beside or any(marks for _, marks in (*self.fields, *self.texts)))


class Standing(Struct, frozen=True):
    """A finding and its stretch of a shown text."""

    finding: Finding
    source: Header | Part
    stretch: Stretch


def lay_out(message: Message | None, findings: Sequence[Finding]) -> Sheet:
    """Lay out a letter; its findings are numbered from 1 as the reader meets them.

    Without a message, every finding stands beside.
    """
    numbers = count(1)
    if message is None:
        return Sheet(beside=_numbered(findings, numbers))
    finder = Finder(message)
    beside: list[Finding] = []
    standing: dict[int, list[Standing]] = {}
    for finding in findings:
        found = finder.find(finding)
        if found is None:
            beside.append(finding)
        else:
            standing.setdefault(id(found.source), []).append(found)
    listed = _numbered(beside, numbers)
    fields = [
        header
        for header in finder.headers
        if id(header) in standing or header.name.lower() in FIELDS
    ]
    return Sheet(
        tuple((field, _marks(standing.get(id(field), ()), numbers)) for field in fields),
        tuple((part, _marks(standing.get(id(part), ()), numbers)) for part in finder.parts),
        listed,
    )


def lacks(finding: Finding) -> bool:
    """Tell whether a header lacks something: the fix takes no word of it away."""
    return (
        finding.location.scope in HEADER_SCOPES
        and finding.fix is not None
        and all(
            (edit.line, edit.column) == (edit.end_line, edit.end_column)
            for edit in finding.fix.edits
        )
    )


class Finder:
    """The shown texts of a message: an HTML page only where no plain text says the same."""

    def __init__(self, message: Message) -> None:
        doubled = {pair.html.number for pair in message.alternatives}
        self.parts = [part for part in message.shown if part.number not in doubled]
        self._positions = {part.number: Positions(part) for part in self.parts}
        self._by_name: dict[str, list[Header]] = {name: [] for name in FIELDS}
        for header in message.headers:
            self._by_name.setdefault(header.name.lower(), []).append(header)

    @property
    def headers(self) -> Iterator[Header]:
        """Yield all header fields, first those that mail programs show, in their order."""
        for fields in self._by_name.values():
            yield from fields

    def find(self, finding: Finding) -> Standing | None:
        """Return where a finding stands, None where it has no place in a shown text."""
        place = finding.location
        if place.scope in HEADER_SCOPES:
            return self._in_header(finding)
        positions = self._positions.get(place.part or "")
        stretch = positions.stretch(place) if positions else None
        return Standing(finding, positions.part, stretch) if positions and stretch else None

    def _in_header(self, finding: Finding) -> Standing | None:
        place = finding.location
        name = "subject" if place.scope is Scope.SUBJECT else (place.header or "").lower()
        fields = self._by_name.get(name)
        if not fields or lacks(finding):
            return None
        field = next((one for one in fields if one.line == place.file_line), fields[0])
        length = len(field.value)
        start = min(place.column - 1, length)
        return Standing(finding, field, (start, max(start, min(place.end_column - 1, length))))


def _numbered(findings: Iterable[Finding], numbers: Iterator[int]) -> Marks:
    return tuple(Mark(finding, next(numbers)) for finding in findings)


def _marks(standing: Sequence[Standing], numbers: Iterator[int]) -> Marks:
    """Number the findings of one text in the order of their places, the longer one first."""
    ordered = sorted(standing, key=lambda one: (one.stretch[0], -one.stretch[1]))
    return tuple(Mark(one.finding, next(numbers), *one.stretch) for one in ordered)
