"""Content-Type and Content-Disposition: a value and its parameters (RFC 2045, 2183, 2231)."""

from urllib.parse import unquote_to_bytes

from msgspec import Struct

from mailrules.message.mime.charsets import decode
from mailrules.message.mime.encoded_words import decode_words
from mailrules.message.pattern import lazy_pattern

# A name, then a quoted value, or one up to the next semicolon: names with spaces are often bare.
PARAMETER = lazy_pattern(
    r';\s*+([^\s=;"]+)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)(?:"|\Z)|([^;]*))', flags=16
)
ESCAPED = lazy_pattern(r"\\(.)", flags=16)
# name, name*, name*0, name*0*
EXTENDED = lazy_pattern(r"([^*]+)(?:\*(\d{1,4}))?(\*?)")
MEDIA_TYPE = lazy_pattern(r"[\w!#$&.+^-]+/[\w!#$&.+^-]+")


class Content(Struct, frozen=True):
    """A header value such as ``text/plain; charset=utf-8``: lower-case value and names."""

    value: str
    parameters: dict[str, str]

    def get(self, name: str) -> str | None:
        """Return a parameter, stripped; None where it is absent or empty."""
        return self.parameters.get(name, "").strip() or None


def parse_content(text: str) -> Content:
    """Read a header value; anything odd in it is passed over. Time is linear."""
    value, semicolon, rest = text.partition(";")
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for match in PARAMETER.finditer(semicolon + rest):
        quoted, bare = match[2], match[3]
        said = ESCAPED.sub(r"\1", quoted) if quoted is not None else bare.strip()
        extended = EXTENDED.fullmatch(match[1].lower())
        if extended is None or not (extended[2] or extended[3]):
            plain.setdefault(match[1].lower(), decode_words(said)[0])
            continue
        number, encoded = int(extended[2] or 0), bool(extended[3])
        pieces.setdefault(extended[1], {}).setdefault(number, (said, encoded))
    joined = {name: _join(said) for name, said in pieces.items()}
    return Content(value.strip().lower(), plain | joined)


def _join(pieces: dict[int, tuple[str, bool]]) -> str:
    """Put a continued value together (RFC 2231, 3 and 4)."""
    data = bytearray()
    charset = None
    for place, (number, (said, encoded)) in enumerate(sorted(pieces.items())):
        if number != place and place:
            break
        value = said
        if encoded and place == 0 and said.count("'") >= 2:
            charset, _, value = said.split("'", 2)
        data += unquote_to_bytes(value) if encoded else said.encode("utf-8", "replace")
    return decode(bytes(data), charset)[0]
