"""A part of a message: its text, and where each character of it stands."""

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from mailrules.message.html.references import reference_end
from mailrules.message.mime.breaks import line_starts


class SegmentKind(StrEnum):
    """What a stretch of a letter's text is."""

    GREETING = "greeting"
    AUTHOR = "author"
    CLOSING = "closing"
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"
    QUOTE = "quote"
    FORWARDED = "forwarded"


MAX_JUDGED = 1_000_000  # characters of one text, some 500 pages: nobody writes more
OWN_KINDS = frozenset({SegmentKind.GREETING, SegmentKind.AUTHOR, SegmentKind.CLOSING})


class Segment(Struct, frozen=True):
    """A stretch of a part's readable text, half-open. A part's segments cover it without gaps."""

    kind: SegmentKind
    start: int
    end: int


class Part(Struct, frozen=True, dict=True):
    """One leaf or container of the MIME tree (RFC 2045), numbered as in RFC 3501, 6.4.5.

    ``start`` and ``end`` are byte offsets of the encoded body in the raw
    message; ``line`` is the file line where it starts. ``charset`` is what a
    shown text was read in (its label where that was right), and can be written
    in; of other parts it is the label. ``source`` is the
    decoded text of a text part that a reader is shown, else None. ``text`` is
    its readable form: the source with ``\\n`` line breaks, or the text of the
    HTML; ``offsets[i]`` is then the source offset of ``text[i]`` (one entry
    more than characters), and None where both are the same but for line breaks.
    ``flowed``: its lines are format=flowed (RFC 3676, 4).
    ``encoded_lines[i]`` is the offset in ``source`` at which the i-th encoded
    line of the body begins, None where the encoding hides lines (base64).
    """

    number: str
    media_type: str
    charset: str | None = None
    encoding: str = "7bit"
    name: str | None = None
    attached: bool = False
    flowed: bool = False
    start: int = 0
    end: int = 0
    line: int = 1
    source: str | None = None
    text: str = ""
    offsets: Sequence[int] | None = None
    encoded_lines: Sequence[int] | None = None
    segments: tuple[Segment, ...] = ()

    @property
    def is_html(self) -> bool:
        """Tell whether the source is HTML."""
        return self.media_type == "text/html"

    @cached_property
    def source_lines(self) -> Sequence[int]:
        """Return the source offset at which each line begins; breaks are CRLF, LF or CR."""
        return line_starts(self.source or "")

    @cached_property
    def text_lines(self) -> Sequence[int]:
        """Return the offset in ``text`` at which each line begins."""
        return line_starts(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column (1-based, in the decoded source) of ``text[offset]``."""
        if self.offsets is None:
            starts = self.text_lines
        else:
            offset, starts = self.offsets[offset], self.source_lines
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def end_position(self, start: int, end: int) -> tuple[int, int]:
        """Return line and column (1-based, exclusive) where ``text[start:end]`` ends in the source.

        In HTML that is behind its last character, before any tag that follows.
        """
        if self.offsets is None:
            return self.position(end)
        offset = self.source_span(start, end)[1]
        line = bisect_right(self.source_lines, offset)
        return line, offset - self.source_lines[line - 1] + 1

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of ``source`` that ``text[start:end]`` was read from."""
        if self.offsets is None:
            begins, ends = self.position(start), self.position(end)
            return self._source_offset(*begins), self._source_offset(*ends)
        first = self.offsets[start]
        return first, first if start == end else self._source_end(end - 1)

    def text_of(self, segment: Segment) -> str:
        """Return a segment's text: of plain text the exact source, of HTML what is read."""
        if self.is_html:
            return self.text[segment.start : segment.end]
        first, last = self.source_span(segment.start, segment.end)
        return (self.source or "")[first:last]

    def is_contiguous(self, start: int, end: int) -> bool:
        """Tell whether ``text[start:end]`` can be replaced in the source: no tag stands in it."""
        if self.offsets is None:
            return True
        first, last = self.source_span(start, end)
        return "<" not in (self.source or "")[first:last]

    def file_line(self, line: int, column: int) -> int | None:
        """Return the line of the raw file where the source's ``line`` and ``column`` stand."""
        if self.encoded_lines is None:
            return None
        offset = self._source_offset(line, column)
        return self.line + bisect_right(self.encoded_lines, offset) - 1

    def source_line(self, line: int) -> str:
        """Return one line of the decoded source without its line break."""
        if line not in self._lines:
            starts = self.source_lines
            end = starts[line] if line < len(starts) else None
            self._lines[line] = (self.source or "")[starts[line - 1] : end].rstrip("\r\n")
        return self._lines[line]

    @cached_property
    def _lines(self) -> dict[int, str]:
        """Keep the lines that were asked for: a line of a megabyte may have many findings."""
        return {}

    def _source_offset(self, line: int, column: int) -> int:
        return self.source_lines[line - 1] + column - 1

    def _source_end(self, index: int) -> int:
        """Return where the source of ``text[index]`` (HTML) ends: it may be a reference.

        What the layout added stands in no stretch of the source.
        """
        source, offsets = self.source or "", self.offsets or (0,)
        at = offsets[index]
        if source.startswith("&", at) and offsets[index + 1] != at + 1:
            return reference_end(source, at)
        before_tag = source.startswith("<", at) and self.text[index] != "<"
        return at if before_tag or offsets[index + 1] == at else at + 1
