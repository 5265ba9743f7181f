"""What a rule says of a letter: frozen, ordered values (contract, section 2).

Lines and columns are 1-based; a column counts Unicode code points; the end of
a location is exclusive.
"""

from enum import StrEnum

from msgspec import Struct

from mailrules.wording import Wording


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
    """Where in a letter a location lies."""

    SUBJECT = "subject"
    HEADER = "header"
    BODY = "body"
    SIGNATURE = "signature"
    QUOTE = "quote"
    ATTACHMENT = "attachment"
    MESSAGE = "message"


HEADER_SCOPES = frozenset({Scope.SUBJECT, Scope.HEADER})


class Location(Struct, frozen=True):
    """A stretch of a letter.

    In the scopes ``subject`` and ``header`` the text is the decoded, unfolded
    value (line 1); elsewhere it is the decoded source of ``part``.
    ``file_line`` is the line in the raw file, or None where the encoding
    hides it (base64).
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
