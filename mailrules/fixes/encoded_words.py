"""Encoded words (RFC 2047): text outside ASCII in a header."""

from base64 import b64encode
from collections.abc import Iterator

LONGEST = 75  # characters of one word (RFC 2047, 2)
FRAME = len("=?utf-8?q??=")
SHORTEST = FRAME + 24  # less room on a line is left empty
# What a word may bear as it is, wherever it stands (RFC 2047, 5, rule 3).
PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")


def encode_words(text: str, habit: str, room: int, *, foldable: bool) -> str:
    """Return ``text`` as encoded words in UTF-8, parted by spaces.

    ``habit`` is ``b``, ``q``, or '' for whatever is more legible; ``room`` is
    how many characters the line has left, ``foldable`` tells whether it may
    end before the first word. A character is never split between two words.
    """
    encoding = habit or ("b" if _outside_ascii(text) * 3 > len(text) else "q")
    words = list(_words(text, encoding, LONGEST))
    if (len(words) == 1 and foldable) or room < SHORTEST:
        return " ".join(words)
    return " ".join(_words(text, encoding, room))


def _outside_ascii(text: str) -> int:
    return sum(not char.isascii() for char in text)


def _words(text: str, encoding: str, room: int) -> Iterator[str]:
    """Yield the words, of which only the first has to fit into ``room``."""
    data = bytearray()
    size = 0
    most = min(room, LONGEST) - FRAME
    for char in text:
        more = char.encode()
        grown = size + sum(map(_length, more)) if encoding == "q" else -(-len(data + more) // 3) * 4
        if data and grown > most:
            yield _word(bytes(data), encoding)
            data.clear()
            size = 0
            most = LONGEST - FRAME
        data += more
        size += sum(map(_length, more))
    yield _word(bytes(data), encoding)


def _word(data: bytes, encoding: str) -> str:
    if encoding == "b":
        return f"=?utf-8?b?{b64encode(data).decode('ascii')}?="
    return f"=?utf-8?q?{''.join(map(_quoted, data))}?="


def _quoted(byte: int) -> str:
    if byte == ord(" "):
        return "_"
    return chr(byte) if byte in PLAIN else f"={byte:02X}"


def _length(byte: int) -> int:
    return 1 if byte in PLAIN or byte == ord(" ") else 3
