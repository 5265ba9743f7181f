"""What a rule says of a letter: frozen, ordered values (contract, section 2).

Lines and columns are 1-based; a column counts Unicode code points; the end of
a location is exclusive.
"""

from enum import StrEnum
from hashlib import sha256

from msgspec import Struct

from mailrules.wording import Wording, render


class Severity(StrEnum):
    """How much a finding weighs; ``error`` is the default fail level."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """Return 0 for the gravest."""
        return tuple(Severity).index(self)


class Scope(StrEnum):
    """Where a location lies: in a letter, or in a file that is none (a template)."""

    SUBJECT = "subject"
    HEADER = "header"
    BODY = "body"
    SIGNATURE = "signature"
    QUOTE = "quote"
    ATTACHMENT = "attachment"
    MESSAGE = "message"
    FILE = "file"


HEADER_SCOPES = frozenset({Scope.SUBJECT, Scope.HEADER})


class Location(Struct, frozen=True):
    """A stretch of a letter.

    In the scopes ``subject`` and ``header`` the text is the decoded, unfolded
    value (line 1); elsewhere it is the decoded source of ``part``.
    ``file_line`` is the line in the raw file, or None where the encoding
    hides it (base64). In the scope ``file`` lines and columns are the file's own.
    """

    scope: Scope
    part: str | None = None
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    file_line: int | None = None
    header: str | None = None


class Edit(Struct, frozen=True):
    """Put ``replacement`` for the text at a location; an empty stretch inserts.

    A header that the letter lacks is inserted whole.
    """

    scope: Scope
    replacement: str
    part: str | None = None
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    header: str | None = None

    @classmethod
    def at(cls, location: Location, replacement: str) -> "Edit":
        """Replace what stands at ``location``."""
        return cls(
            scope=location.scope,
            replacement=replacement,
            part=location.part,
            line=location.line,
            column=location.column,
            end_line=location.end_line,
            end_column=location.end_column,
            header=location.header,
        )


class Applicability(StrEnum):
    """Safe changes neither readers nor wording; unsafe wants a person's eye."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Fix(Struct, frozen=True):
    """How a finding can be mended: all of its edits, or none."""

    title: Wording
    applicability: Applicability
    edits: tuple[Edit, ...]


class Related(Struct, frozen=True):
    """A second place or fact that explains a finding."""

    message: Wording
    location: Location | None = None


class Suppressed(Struct, frozen=True):
    """Why a finding does not count."""

    kind: str
    reason: str
    by: str | None = None


class Finding(Struct, frozen=True):
    """One thing in one letter that breaks one rule."""

    code: str
    rule: str
    severity: Severity
    message: Wording
    location: Location
    excerpt: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    suppressed: Suppressed | None = None

    @property
    def order(self) -> tuple[bool, int, int, str, str]:
        """Return the key that findings of one letter are sorted by."""
        place = self.location
        header = place.scope in HEADER_SCOPES
        return (not header, place.line, place.column, self.code, place.header or "")

    @property
    def marked(self) -> str:
        """Return what stands at the place, as far as the line it begins on shows it."""
        place = self.location
        end = place.end_column - 1 if place.end_line == place.line else None
        return self.excerpt[place.column - 1 : end]

    @property
    def fingerprint(self) -> str:
        """Return what stays the same when the lines around a finding move: 32 hexadecimal digits.

        Two findings alike in every letter have the same one: a baseline counts them.
        """
        place = self.location
        seen = [self.code, place.scope, place.header or "", self.excerpt.strip(), self.marked]
        if place.scope in (Scope.HEADER, Scope.MESSAGE):
            seen.append(render(self.message, "en"))  # it names who or what is missing
        return sha256("\0".join(seen).encode("utf-8", "surrogatepass")).hexdigest()[:32]
