"""One message, or a part of one, as it stands in the raw bytes (RFC 2045)."""

from mailrules.message.mime.breaks import count_breaks
from mailrules.message.mime.headers import Block, raw_value, read_block
from mailrules.message.mime.parameters import Content, parse_content
from mailrules.message.mime.transfer import IDENTITY, encoding_of

MAX_DEPTH = 100
LETTERS = frozenset({"message/rfc822", "message/global"})
SIGNATURES = ("application/pgp-signature", "application/pkcs7-sig", "application/x-pkcs7-sig")


class Numbering:
    """What the parts under one entity are called (RFC 3501, 6.4.5)."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.count = 0

    def next(self) -> str:
        """Return the number of the next part."""
        self.count += 1
        return f"{self.prefix}{self.count}"


class Entity:
    """A header and a body. Offsets are bytes of the raw message; ``problem`` as in ``Block``.

    ``start`` and ``end`` are those of the body, ``line`` is the file line
    that it begins on.
    """

    def __init__(self, raw: bytes, start: int, line: int, parent: "Entity | None") -> None:
        self.block: Block = read_block(raw, start)
        self.start = self.end = self.block.end
        self.block_start = start
        self.line = line + count_breaks(raw, start, self.start)
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.problem: str | None = self.block.problem
        content = self._value(raw, "content-type")
        self.content: Content = parse_content(content or "")
        self.disposition: Content = parse_content(self._value(raw, "content-disposition") or "")
        self.encoding = encoding_of(self._value(raw, "content-transfer-encoding") or "")
        self.has_id = self._value(raw, "content-id") is not None
        self.media_type = self._media_type(typed=content is not None)
        self.within_letter: bool = parent is not None and (parent.within_letter or parent.is_letter)
        self.within_file: bool = parent is not None and (parent.within_file or parent.is_file)
        self.numbering, self.number = self._numbered()

    def _value(self, raw: bytes, name: str) -> str | None:
        for field in self.block.fields:
            if field.name.lower() == name:
                return raw_value(raw, field)[0]
        return None

    def _media_type(self, *, typed: bool) -> str:
        """Return the media type; what says none is text (RFC 2045, 5.2; RFC 2046, 5.1.5)."""
        if not typed and self.parent is not None and self.parent.media_type == "multipart/digest":
            return "message/rfc822"
        said = self.content.value
        main, _, sub = said.partition("/")
        return said if main and sub and len(said.split()) == 1 else "text/plain"

    def _numbered(self) -> tuple[Numbering, str]:
        """Return how parts below are numbered, and the own number.

        The multipart that is a message's whole body has no number (RFC 3501)
        and is called ``TEXT``. Below ``MAX_DEPTH`` parts are numbered flat.
        """
        if self.parent is None:
            return (Numbering(""), "TEXT") if self.is_multipart else (Numbering("1."), "1")
        above = self.parent.numbering
        if self.depth > MAX_DEPTH:
            return above, above.next()
        if self.parent.is_letter and self.is_multipart:
            return above, f"{above.prefix}TEXT"
        number = above.next()
        return Numbering(f"{number}."), number

    @property
    def is_multipart(self) -> bool:
        """Tell whether it says that it holds parts."""
        return self.media_type.startswith("multipart/")

    @property
    def is_letter(self) -> bool:
        """Tell whether it holds a whole message that can be read in place."""
        return self.media_type in LETTERS and self.encoding in IDENTITY

    @property
    def is_file(self) -> bool:
        """Tell whether its disposition calls it an attachment (RFC 2183, 2.2)."""
        return self.disposition.value == "attachment"

    @property
    def is_signature(self) -> bool:
        """Tell whether it signs its sibling (RFC 1847): no file that a reader is offered."""
        signed = self.parent is not None and self.parent.media_type == "multipart/signed"
        return signed and self.media_type.startswith(SIGNATURES)

    @property
    def name(self) -> str | None:
        """Return the file name (RFC 2183, 2.3), decoded."""
        return self.disposition.get("filename") or self.content.get("name")
