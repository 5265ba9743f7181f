"""What the guard judges and what it says: files, remarks, and what one check goes by."""

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from mailrules.compose.templates import Library, Template
from mailrules.findings import Finding, Location, Related, Scope, Severity
from mailrules.rules import TEMPLATE_RULES, Binding
from mailrules.wording import wording

QUOTES = ("'", '"')
NAMES = {rule.code: rule.name for rule in TEMPLATE_RULES}


class File(Struct, frozen=True, dict=True):
    """A template or a piece as it stands on the disk; line breaks are ``\\n``."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines; line n of the file is ``lines[n - 1]``."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """Return a line by its number, '' where the file has none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def piece_file(library: Library, name: str) -> File:
    """Return the file of a piece by the name that templates include it by."""
    return File(os.path.normpath(library.piece_path(name) or name), library.pieces[name])


class Place(NamedTuple):
    """A stretch of a file, 1-based; its end is exclusive, and on the same line."""

    file: File
    line: int = 1
    column: int = 1
    end_column: int = 0

    @property
    def location(self) -> Location:
        """Return the place as findings have it."""
        return Location(
            Scope.FILE,
            line=self.line,
            column=self.column,
            end_line=self.line,
            end_column=max(self.column, self.end_column),
            file_line=self.line,
        )

    @property
    def spoken(self) -> str:
        """Return ``path:line``, as a message about another place names this one."""
        return f"{self.file.path}:{self.line}"


class Remark(NamedTuple):
    """A finding in a file."""

    file: File
    finding: Finding


class Guard(NamedTuple):
    """What one file is judged by.

    ``severities`` are those of the TPL rules that are on for it.
    """

    binding: Binding
    library: Library
    severities: Mapping[str, Severity]

    def remark(
        self,
        code: str,
        place: Place,
        key: str,
        /,
        *,
        related: Iterable[Related] = (),
        severity: Severity | None = None,
        **arguments: object,
    ) -> tuple[Remark, ...]:
        """Report a TPL rule at ``place`` with the message ``key``; nothing where it is off.

        ``severity`` is that of a rule which speaks through this one: the milder of both counts.
        """
        own = self.severities.get(code)
        if own is None:
            return ()
        finding = Finding(
            code=code,
            rule=NAMES[code],
            severity=own if severity is None else max(own, severity, key=lambda one: one.weight),
            message=wording(key, **arguments),
            location=place.location,
            excerpt=place.file.line(place.line),
            related=tuple(related),
        )
        return (Remark(place.file, finding),)


class Subject(NamedTuple):
    """One template under judgement."""

    guard: Guard
    file: File
    template: Template

    def piece(self, name: str) -> File:
        """Return the file of a piece, the template's own for ''."""
        return piece_file(self.guard.library, name) if name else self.file

    def file_at(self, path: str) -> File | None:
        """Return the template's file, or a piece's, by its path; None where it is neither."""
        library = self.guard.library
        names = (name for name in library.pieces if library.piece_path(name) == path)
        return self.file if path == self.file.path else next(map(self.piece, names), None)

    def place(self, piece: str, line: int, column: int = 1, end_column: int = 0) -> Place:
        """Return a place of the body, or of a piece that it includes, as one of the file."""
        first = 0 if piece else self.template.body_line - 1
        return Place(self.piece(piece), line + first, column, end_column)

    def heading(self, column: int, end_column: int = 0) -> Place:
        """Return a place of the ``subject`` in the front matter.

        Columns count only where YAML shows the text as it is: on one line, and without escapes.
        """
        line, start = self.template.subject_mark.line, self.template.subject_mark.column
        written = self.file.line(line)
        start += written[start - 1 : start] in QUOTES
        if not written.startswith(self.template.subject, start - 1):
            return Place(self.file, line, self.template.subject_mark.column)
        return Place(self.file, line, start + column - 1, start + end_column - 1)
