"""A message as mailrules sees it: frozen values made by ``parse``.

Text is ``str`` with offsets into one part's readable text. Line breaks in it
are ``\\n``; line and column are the same in the decoded source of a text/plain
part, whatever its line breaks (``\\r\\n`` counts as one).
"""

from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from mailrules.message.part import MAX_JUDGED, OWN_KINDS, Part, Segment, SegmentKind
from mailrules.wording import Wording

if TYPE_CHECKING:
    from mailrules.message.alternative import Alternative

__all__ = [
    "OWN_KINDS",
    "Address",
    "Attachment",
    "Defect",
    "Header",
    "Message",
    "Part",
    "Segment",
    "SegmentKind",
]

# RFC 1847, 2.2; RFC 8551, 3.2
ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
MAX_DOMAIN = 255  # characters (RFC 1035, 2.3.4); folding a longer name would be slow


class Address(Struct, frozen=True):
    """A mailbox (RFC 5322, 3.4): display name, decoded, and addr-spec as written."""

    name: str
    email: str

    @property
    def key(self) -> str:
        """Return what two spellings of one address have in common: case folded, IDN as ASCII."""
        folded = self.email.casefold()
        if folded.isascii() and "@" in folded:
            return folded
        local, _, domain = folded.rpartition("@")
        if len(domain) <= MAX_DOMAIN:
            with suppress(UnicodeError):
                domain = domain.encode("idna").decode("ascii")
        return f"{local}@{domain}"

    @property
    def domain(self) -> str:
        """Return the part after the ``@`` of ``key``."""
        return self.key.rpartition("@")[2]


class Header(Struct, frozen=True):
    """One header field: its value decoded (RFC 2047) and unfolded.

    ``start`` and ``end`` are byte offsets of the whole field in the raw
    message, line break included; ``line`` is its first line in the file.
    """

    name: str
    value: str
    start: int
    end: int
    line: int


class Defect(Struct, frozen=True):
    """Something broken in the raw message.

    ``visible`` where it changes what a reader sees; ``part`` is the part's
    number, None for the message itself.
    """

    message: Wording
    visible: bool = False
    part: str | None = None


class Attachment(Struct, frozen=True):
    """A part that a mail program offers as a file (RFC 2183). ``size`` is in decoded bytes."""

    name: str
    media_type: str
    size: int
    part: str
    inline: bool = False


class Message(Struct, frozen=True, dict=True):
    """Any bytes, read as a message (RFC 5322). Nothing of the raw bytes is lost.

    ``line`` is the line of the file that its header begins on: in an mbox, not 1.
    """

    raw: bytes
    headers: tuple[Header, ...] = ()
    parts: tuple[Part, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    defects: tuple[Defect, ...] = ()
    sender: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    date: datetime | None = None
    message_id: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    line: int = 1

    def header(self, name: str) -> Header | None:
        """Return the first field called ``name`` (any case)."""
        return next(iter(self.fields(name)), None)

    def fields(self, name: str) -> list[Header]:
        """Return all fields called ``name`` (any case), in order."""
        return [field for field in self.headers if field.name.lower() == name.lower()]

    @cached_property
    def subject(self) -> str:
        """Return the decoded subject, '' where there is none."""
        field = self.header("Subject")
        return field.value if field else ""

    @cached_property
    def shown(self) -> tuple[Part, ...]:
        """Return the text parts that a reader is shown, in order; never an attachment."""
        return tuple(part for part in self.parts if part.source is not None)

    @cached_property
    def alternatives(self) -> "tuple[Alternative, ...]":
        """Return the HTML parts that say what a text/plain part says (RFC 2046, 5.1.4)."""
        from mailrules.message.alternative import find_alternatives

        return find_alternatives(self.parts)

    @cached_property
    def partly_unread(self) -> bool:
        """Tell whether words may stand where no rule reads them: encrypted, or far too long.

        What such a letter lacks, no rule can say.
        """
        return any(part.media_type in ENCRYPTED for part in self.parts) or any(
            len(part.text) > MAX_JUDGED for part in self.shown
        )

    @cached_property
    def received(self) -> bool:
        """Tell whether the message has been through a mail server (RFC 5321, 4.4)."""
        return self.header("Received") is not None
