"""Encoded words of header fields (RFC 2047), also those that break its rules."""

import quopri
import re
from collections.abc import Iterator

from msgspec import Struct

from mailrules.message.mime.charsets import decode
from mailrules.message.mime.transfer import decode_base64
from mailrules.message.pattern import lazy_pattern

# Spaces inside are wrong (RFC 2047, 2) and common; a language may follow the charset (RFC 2231).
WORD = lazy_pattern(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=")
LOOKS_ENCODED = lazy_pattern(r"=\?[\w.-]+\?[BbQq]\?")


class Word(Struct):
    """One or more adjacent encoded words of one charset: their bytes belong together.

    ``written`` says of each where it stands and its encoding (``b`` or ``q``).
    """

    charset: str
    encoding: str
    payload: str
    data: bytearray
    written: list[re.Match[str]]


class Stretch(Struct, frozen=True):
    """A stretch of a value, and what it decodes to; ``encoding`` is that of an encoded word.

    White space that is dropped between two words is a stretch that decodes to nothing.
    """

    text: str
    start: int
    end: int
    encoding: str = ""


def decode_words(text: str) -> tuple[str, str | None]:
    """Return ``text`` with its encoded words decoded, and what was wrong.

    The second value is None, ``encoded-word`` (one that cannot be decoded
    stays as it is), or ``header-charset`` (unknown, wrong or undecodable).
    White space between two encoded words is dropped (RFC 2047, 6.2).
    """
    if "=?" not in text:
        return text, None
    problem = None
    said = []
    for piece in _pieces(text):
        if isinstance(piece, str):
            said.append(piece)
            if LOOKS_ENCODED.search(piece):
                problem = problem or "encoded-word"
            continue
        decoded, reading = decode(bytes(piece.data), piece.charset)
        said.append(decoded)
        if reading.problem is not None:
            problem = "header-charset"
    return "".join(said), problem


def stretches(text: str) -> Iterator[Stretch]:
    """Part an unfolded value without a gap: what ``decode_words`` makes of it, place by place.

    Words that share a character are one stretch.
    """
    at = 0
    for piece in _pieces(text):
        if isinstance(piece, str):
            yield from (Stretch(piece, at, at + len(piece)),) if piece else ()
            at += len(piece)
            continue
        for one in _told_apart(piece):
            if one.start > at:
                yield Stretch("", at, one.start)
            yield one
            at = one.end


def _told_apart(word: Word) -> list[Stretch]:
    """Return each of adjacent words by itself, where it decodes by itself."""
    whole, _ = decode(bytes(word.data), word.charset)
    each = []
    for found in word.written:
        encoding = found[2].lower()
        said, reading = decode(bytes(_bytes_of(encoding, found[3])), word.charset)
        if reading.problem is not None:
            break
        each.append(Stretch(said, *found.span(), encoding))
    if "".join(one.text for one in each) == whole and len(each) == len(word.written):
        return each
    return [Stretch(whole, word.written[0].start(), word.written[-1].end(), word.encoding)]


def _pieces(text: str) -> Iterator[str | Word]:
    """Part ``text`` into plain stretches and words; adjacent words of one charset are one."""
    word: Word | None = None
    end = 0
    for match in WORD.finditer(text):
        between = text[end : match.start()]
        charset, encoding, payload = match[1].lower(), match[2].lower(), match[3]
        adjacent = word is not None and not between.strip()
        if word is not None and adjacent and word.charset == charset:
            _join(word, encoding, payload)
            word.written.append(match)
        else:
            if word is not None:
                yield word
            if between and not adjacent:
                yield between
            word = Word(charset, encoding, payload, _bytes_of(encoding, payload), [match])
        end = match.end()
    if word is not None:
        yield word
    yield text[end:]


def _join(word: Word, encoding: str, payload: str) -> None:
    """Add an adjacent word: a character, or four base64 digits, may be split between both."""
    odd = len(word.payload) % 4
    if word.encoding == encoding == "b" and odd > 1 and "=" not in word.payload:
        del word.data[1 - odd :]
        payload = word.payload[-odd:] + payload
    word.encoding, word.payload = encoding, payload
    word.data += _bytes_of(encoding, payload)


def _bytes_of(encoding: str, payload: str) -> bytearray:
    data = payload.encode("utf-8", "replace")
    if encoding == "q":
        return bytearray(quopri.decodestring(data.replace(b" ", b"_"), header=True))
    return bytearray(decode_base64(data))
