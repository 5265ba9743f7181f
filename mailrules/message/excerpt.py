"""Stretches of a letter that know where they stand."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from html import escape

from msgspec import Struct, structs

from mailrules.findings import Edit, Location, Scope
from mailrules.message.links import LINKS
from mailrules.message.model import Header, Part, SegmentKind
from mailrules.message.pattern import lazy_pattern


class Place(Struct, frozen=True):
    """A half-open stretch of one text of a message: a part's, or a header's value."""

    scope: Scope
    start: int = 0
    end: int = 0
    part: Part | None = None
    header: Header | None = None

    def locate(self) -> Location:
        """Say it in lines and columns of the decoded source and of the raw file."""
        if self.header is not None:
            return Location(
                scope=self.scope,
                column=self.start + 1,
                end_column=self.end + 1,
                file_line=self.header.line,
                header=None if self.scope is Scope.SUBJECT else self.header.name,
            )
        if self.part is None:
            return Location(scope=self.scope, file_line=1)
        line, column = self.part.position(self.start)
        end_line, end_column = self.part.end_position(self.start, self.end)
        return Location(
            scope=self.scope,
            part=self.part.number,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            file_line=self.part.file_line(line, column),
        )

    def edit(self, replacement: str) -> Edit | None:
        """Put plain text for the place; None where that would take an HTML tag away."""
        if self.part is not None and self.part.is_html:
            if not self.part.is_contiguous(self.start, self.end):
                return None
            replacement = escape(replacement, quote=False)
        return Edit.at(self.locate(), replacement)

    def source_line(self) -> str:
        """Return the line that the place begins on, as the reader's caret needs it."""
        if self.header is not None:
            return self.header.value
        if self.part is None:
            return ""
        return self.part.source_line(self.part.position(self.start)[0])


class Excerpt(Struct, frozen=True, dict=True):
    """A stretch of text that a rule judges; offsets are into ``text``.

    ``start`` is where it begins in the part's readable text (0 for a header).
    """

    scope: Scope
    text: str
    start: int = 0
    part: Part | None = None
    header: Header | None = None

    @cached_property
    def links(self) -> list[tuple[int, int]]:
        """Return the stretches that are web or mail addresses, or code."""
        return [match.span() for match in LINKS.finditer(self.text)]

    def linked(self, start: int, end: int) -> bool:
        """Tell whether a stretch touches a link."""
        after = bisect_left(self.links, (end, 0))
        return after > 0 and self.links[after - 1][1] > start

    def outside_links(self, pattern: lazy_pattern) -> Iterator[re.Match[str]]:
        """Find what matches and touches no link."""
        for match in pattern.finditer(self.text):
            if not self.linked(*match.span()):
                yield match

    def place(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``."""
        return Place(self.scope, self.start + start, self.start + end, self.part, self.header)

    def span(self, match: re.Match[str], group: int | str = 0) -> Place:
        """Return the place of a match, or of one of its groups."""
        return self.place(*match.span(group))

    def of_kind(self, kind: SegmentKind) -> Iterator["Excerpt"]:
        """Yield the stretches that lie in the part's segments of one kind; of a header, none."""
        segments = self.part.segments if self.part else ()
        first = bisect_right(segments, self.start, key=lambda one: one.end)
        last = bisect_left(segments, self.start + len(self.text), key=lambda one: one.start)
        for number in range(first, last):
            segment = segments[number]
            if segment.kind is kind:
                start = max(0, segment.start - self.start)
                text = self.text[start : segment.end - self.start]
                yield structs.replace(self, text=text, start=self.start + start)

    def after(self, offset: int) -> "Excerpt":
        """Return the excerpt without its first characters."""
        return structs.replace(self, text=self.text[offset:], start=self.start + offset)

    def whole(self) -> Place:
        """Return the place of the whole excerpt."""
        return self.place(0, len(self.text))
