"""Line breaks. A line ends with CRLF, LF or a lone CR, in files and in decoded text alike."""

from array import array

from mailrules.message.pattern import lazy_pattern

BREAK = lazy_pattern(r"\r\n|\n|\r")
MAX_MAPPED = 5_000_000  # characters of a text that are read in detail: its lines, its HTML


def line_starts(text: str) -> "array[int]":
    """Return the offset at which each line of ``text`` begins, in one pass."""
    starts = array("L", [0])
    starts.extend(match.end() for match in BREAK.finditer(text))
    return starts


def count_breaks(raw: bytes, start: int, end: int) -> int:
    """Return how many lines end within ``raw[start:end]``; the stretch tears no CRLF apart."""
    feeds = raw.count(b"\n", start, end)
    returns = raw.count(b"\r", start, end)
    return feeds + returns - raw.count(b"\r\n", start, end) if returns else feeds


def unbroken_end(raw: bytes, start: int, end: int) -> int:
    """Return ``end`` less the line break that stands before it, if one does after ``start``."""
    if raw.endswith(b"\r\n", start, end):
        return end - 2
    return end - 1 if raw.endswith((b"\n", b"\r"), start, end) else end
