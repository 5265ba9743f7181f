"""Content transfer encodings (RFC 2045, 6), also broken ones."""

import base64
import binascii
import codecs
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from mailrules.message.mime.breaks import MAX_MAPPED, line_starts
from mailrules.message.mime.charsets import Reading, read

DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
NO_DIGITS = bytes(set(range(256)) - set(DIGITS))
IDENTITY = frozenset({"7bit", "8bit", "binary"})
UUENCODED = frozenset({"x-uuencode", "x-uue", "uuencode"})
# Words that mail programs write for the identity encodings.
SPELLINGS = {"": "7bit", "7-bit": "7bit", "8-bit": "8bit", "none": "7bit", "utf-8": "8bit"}


class Decoded(Struct, frozen=True):
    """The text of a body: see ``Part.source`` and ``Part.encoded_lines``."""

    text: str
    reading: Reading
    encoded_lines: Sequence[int] | None
    broken: bool = False


def encoding_of(value: str) -> str:
    """Return the name of a Content-Transfer-Encoding, lower case; unknown ones as they are."""
    name = value.partition("(")[0].partition(";")[0].strip().strip("\"'").lower()
    return SPELLINGS.get(name, name)


def is_known(encoding: str) -> bool:
    """Tell whether bodies of this encoding can be decoded."""
    return encoding in IDENTITY | UUENCODED | {"quoted-printable", "base64"}


def decode_text(body: bytes, encoding: str, charset: str | None) -> Decoded:
    """Return the text of an encoded body. Never raises; time is linear."""
    if encoding == "quoted-printable":
        return _quoted_printable(body, charset)
    data, broken = decode_bytes(body, encoding)
    reading = read(data, charset)
    text = reading.decode(data)
    hidden = encoding == "base64" or encoding in UUENCODED
    return Decoded(text, reading, None if hidden else line_starts(text[:MAX_MAPPED]), broken)


def decode_bytes(body: bytes, encoding: str) -> tuple[bytes, bool]:
    """Return the decoded body, and whether its encoding was broken."""
    if encoding == "base64":
        stray = body.translate(None, DIGITS + b" \t\r\n")
        return decode_base64(body), bool(stray)
    if encoding == "quoted-printable":
        return b"".join(map(_qp_line, _lines(body))), _is_broken_qp(body)
    if encoding in UUENCODED:
        return _decode_uu(body)
    return body, False


def decoded_size(raw: bytes, start: int, end: int, encoding: str) -> int:
    """Return the size in bytes of a decoded body, without keeping it."""
    if encoding == "base64":
        digits = raw[start:end].translate(None, NO_DIGITS + b"=")
        return len(digits) * 3 // 4
    if encoding in IDENTITY:
        return end - start
    return len(decode_bytes(raw[start:end], encoding)[0])


def decode_base64(data: bytes) -> bytes:
    """Decode what base64 digits there are; anything else is skipped (RFC 2045, 6.8)."""
    digits = data.translate(None, NO_DIGITS).rstrip(b"=")
    # Pieces padded each on its own and then joined: the padding parts them.
    return b"".join(map(_decode_digits, digits.split(b"=")))


def _decode_digits(digits: bytes) -> bytes:
    if len(digits) % 4 == 1:
        digits = digits[:-1]
    return base64.b64decode(digits + b"=" * (-len(digits) % 4))


def _decode_uu(body: bytes) -> tuple[bytes, bool]:
    """Decode from the first ``begin`` line to ``end``."""
    lines = iter(body.splitlines())
    data = bytearray()
    if not any(line.startswith(b"begin ") for line in lines):
        return body, True
    for line in lines:
        if line.strip() == b"end":
            return bytes(data), False
        try:
            data += binascii.a2b_uu(line)
        except binascii.Error:
            return bytes(data), True
    return bytes(data), True


def _quoted_printable(body: bytes, charset: str | None) -> Decoded:
    """Decode line by line, so that each character's line in the file is known."""
    data = bytearray()
    starts = array("L", [0])
    for line in _lines(body):
        data += _qp_line(line)
        starts.append(len(data))
    if not body.endswith((b"\n", b"\r")) and len(starts) > 1:
        starts.pop()
    reading = read(bytes(data), charset)
    text = reading.decode(bytes(data))
    if len(text) != len(data):
        starts = array("L", _characters(data, starts, reading))
    return Decoded(text, reading, starts, _is_broken_qp(body))


def _lines(body: bytes) -> Iterator[bytes]:
    """Yield the lines with their breaks; they are never all in memory."""
    for match in re.finditer(rb"[^\r\n]*+(?:\r\n|\n|\r)|[^\r\n]++", body):
        yield match[0]


def _qp_line(line: bytes) -> bytes:
    """Decode one line; white space at its end was added on the way (RFC 2045, 6.7, rule 3)."""
    text = line.rstrip(b"\r\n")
    ending = line[len(text) :]
    text = text.rstrip(b" \t")
    if b"=" not in text:
        return text + ending
    if text.endswith(b"="):
        return binascii.a2b_qp(text[:-1])
    return binascii.a2b_qp(text) + ending


def _is_broken_qp(body: bytes) -> bool:
    """Tell whether a ``=`` begins neither a byte nor a soft line break."""
    return re.search(rb"=(?![0-9A-Fa-f]{2}|[ \t]*(?:[\r\n]|\Z))", body) is not None


def _characters(data: bytes | bytearray, starts: Iterable[int], reading: Reading) -> Iterator[int]:
    """Yield for each byte offset how many characters have begun before it.

    A character that a soft break tears apart belongs to the line where it begins.
    """
    decoder = codecs.getincrementaldecoder(reading.codec)(reading.errors)
    count = at = 0
    for start in starts:
        count += len(decoder.decode(data[at:start]))
        at = start
        yield count + bool(decoder.getstate()[0])
