"""Where a place of the decoded text stands in the raw file, if the file shows it as it is.

Findings and fixes speak of decoded text. A viewer that shows the raw file can
mark and mend it only where both are the same: no base64, no quoted-printable
in the lines concerned, no encoded words, no folded header.
"""

from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from mailrules.engine import Letter
from mailrules.findings import HEADER_SCOPES, Edit, Fix, Location, Scope
from mailrules.fixes import refusal
from mailrules.message import Header, Message, Part

EIGHT_BIT = frozenset({"8bit", "binary"})
IDENTITY = EIGHT_BIT | {"7bit"}


class Stretch(NamedTuple):
    """A stretch of the raw file, 1-based, the end exclusive; columns count Unicode code points.

    ``byte_column`` and ``end_byte_column`` count the bytes of UTF-8.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    byte_column: int
    end_byte_column: int


class Replacement(NamedTuple):
    """Put ``text`` for a stretch of the raw file; its line breaks are those of the file."""

    stretch: Stretch
    text: str


class RawLetter(Struct, frozen=True, dict=True):
    """One letter as its raw file shows it; without a message, nothing is shown."""

    letter: Letter

    @property
    def message(self) -> Message | None:
        """Return what the letter was read as."""
        return self.letter.message

    def find(self, place: Location | Edit) -> Stretch | None:
        """Return where ``place`` stands, None where the file does not show it as it is."""
        if place.scope is Scope.FILE:
            return self._in_file(place)
        field = self._field(place)
        if field:
            return _in_header(self._raw, field, place)
        part = self._part(place)
        return self._in_part(part, place) if part else None

    def replacements(self, fix: Fix) -> tuple[Replacement, ...]:
        """Return a fix as changes of the raw file: all of them, or none where one cannot be made.

        None either where the letter must stay as it is (received, signed, in a mailbox).
        """
        if self._must_stay:
            return ()
        made = [self._replacement(edit) for edit in fix.edits]
        possible = [one for one in made if one is not None]
        return tuple(possible) if len(possible) == len(made) else ()

    def _replacement(self, edit: Edit) -> Replacement | None:
        stretch = self.find(edit)
        if stretch is None or not self._bears(edit):
            return None
        lines = edit.replacement.replace("\r\n", "\n").split("\n")
        return Replacement(stretch, self._newline.join(lines))

    def _bears(self, edit: Edit) -> bool:
        """Tell whether the raw file can hold the replacement as it is, without an encoding."""
        if edit.scope is Scope.FILE:
            return True
        part = self._part(edit)
        if part is None:
            return edit.replacement.isascii() and "\n" not in edit.replacement
        if part.encoding in EIGHT_BIT and part.charset == "utf-8":
            return True
        return part.encoding in IDENTITY and edit.replacement.isascii()

    def _field(self, place: Location | Edit) -> Header | None:
        """Return the one field of that name; a location knows its line as well."""
        if self.message is None or place.scope not in HEADER_SCOPES:
            return None
        name = "Subject" if place.scope is Scope.SUBJECT else place.header
        fields = self.message.fields(name or "")
        if isinstance(place, Location):
            fields = [field for field in fields if field.line == place.file_line]
        return fields[0] if len(fields) == 1 else None

    def _part(self, place: Location | Edit) -> Part | None:
        if self.message is None or place.scope in HEADER_SCOPES:
            return None
        return next((one for one in self.message.shown if one.number == place.part), None)

    def _in_part(self, part: Part, place: Location | Edit) -> Stretch | None:
        if not 1 <= place.line <= place.end_line <= len(part.source_lines):
            return None
        first = part.file_line(place.line, place.column)
        if first is None:
            return None
        numbers = range(place.line, place.end_line + 1)
        begins = first - part.line
        encoded = self._bodies[part.number][begins : begins + len(numbers)]
        lines = [_decoded(line) for line in encoded]
        source = [part.source_line(number) for number in numbers]
        return _stretch(source, first, place) if lines == source else None

    def _in_file(self, place: Location | Edit) -> Stretch | None:
        """Return where ``place`` stands in a file that is no letter: there it is as it is."""
        lines = self._file_lines[place.line - 1 : place.end_line]
        return _stretch(lines, place.line, place) if lines else None

    @cached_property
    def _file_lines(self) -> list[str]:
        text = self.letter.text or ""
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @cached_property
    def _raw(self) -> bytes:
        return self.message.raw if self.message else (self.letter.text or "").encode()

    @cached_property
    def _bodies(self) -> dict[str, list[bytes]]:
        """Return the encoded lines of each text; behind a last line break there is one more."""
        shown = self.message.shown if self.message else ()
        return {one.number: [*self._raw[one.start : one.end].splitlines(), b""] for one in shown}

    @cached_property
    def _newline(self) -> str:
        return "\r\n" if b"\r\n" in self._raw else "\n"

    @cached_property
    def _must_stay(self) -> bool:
        return self.message is not None and refusal(self.message, self.letter.path) is not None


def _in_header(raw: bytes, field: Header, place: Location | Edit) -> Stretch | None:
    line = _decoded(raw[field.start : field.end].rstrip(b"\r\n")) or ""
    name, colon, text = line.partition(":")
    at = text.find(field.value)
    if at < 0 or text.strip(" \t") != field.value.strip(" \t"):
        return None
    return _stretch([field.value], field.line, place, len(name + colon) + at)


def _stretch(
    lines: list[str], first: int, place: Location | Edit, before: int = 0
) -> Stretch | None:
    """Return where ``place`` stands: its ``lines`` are from file line ``first`` on.

    ``before`` characters, all of them ASCII, precede them in the file. None
    where the place lies outside of them.
    """
    begin, end = lines[0][: place.column - 1], lines[-1][: place.end_column - 1]
    if (len(begin), len(end)) != (place.column - 1, place.end_column - 1):
        return None
    return Stretch(
        line=first,
        column=before + place.column,
        end_line=first + len(lines) - 1,
        end_column=before + place.end_column,
        byte_column=before + len(begin.encode()) + 1,
        end_byte_column=before + len(end.encode()) + 1,
    )


def _decoded(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None
