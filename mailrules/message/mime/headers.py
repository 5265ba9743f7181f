"""Header fields of a message or a part (RFC 5322, 2.2): where they stand and what they say."""

import re
from array import array
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from mailrules.message.mime.breaks import count_breaks
from mailrules.message.mime.charsets import Reading, decode
from mailrules.message.mime.encoded_words import decode_words
from mailrules.message.model import Header
from mailrules.message.pattern import lazy_pattern

MAX_FIELDS = 10_000
MAX_VALUE = 1 << 18  # bytes of one field that are read
MAX_BLOCK = 1 << 22  # bytes of one header that are read

IDENTIFIER = lazy_pattern(r"<[^<>]+>")
# A folded line is joined with one space, however it was indented; so are lines of white space.
FOLD = lazy_pattern(r"(?<![ \t])[ \t]*+(?:(?:\r\n|\n|\r)[ \t]*+)++")


class Field(NamedTuple):
    """One field in the raw bytes: its name, the span of its value, its own span."""

    name: str
    value_start: int
    value_end: int
    start: int
    end: int


class Block(NamedTuple):
    """A header: its fields, where the body begins, and what was wrong.

    ``problem`` is None, ``separator`` (a line that is no field ended the
    header) or ``headers`` (too much to read all of it).
    """

    fields: tuple[Field, ...]
    end: int
    problem: str | None = None


@cache
def _field() -> re.Pattern[bytes]:
    # A name and a colon. A delimiter (``--…``) is no field.
    return re.compile(rb"(?!--)([!-9;-~]+)[ \t]*:")


@cache
def _field_end() -> re.Pattern[bytes]:
    # A line break that no folded line follows.
    return re.compile(rb"(?:\r\n|\n|\r(?!\n))(?![ \t])")


@cache
def _blank_line() -> re.Pattern[bytes]:
    return re.compile(rb"\r\n\r\n|\n\n|\r\r|\n\r\n")


def is_field(raw: bytes, at: int) -> bool:
    """Tell whether a header field begins at ``at``."""
    return _field().match(raw, at) is not None


def read_block(raw: bytes, start: int) -> Block:
    """Read the fields from ``start`` to the first blank line. Never raises."""
    match_field, search_end = _field().match, _field_end().search
    fields: list[Field] = []
    at = start
    while at < len(raw):
        found = match_field(raw, at)
        if found is None:
            break
        if len(fields) == MAX_FIELDS or at - start > MAX_BLOCK:
            blank = _blank_line().search(raw, at)
            return Block(tuple(fields), blank.end() if blank else len(raw), "headers")
        name = found[1].decode("ascii")
        ending = search_end(raw, found.end())
        last, at_next = ending.span() if ending else (len(raw), len(raw))
        fields.append(Field(name, found.end(), last, at, at_next))
        at = at_next
    for one in (b"\r\n", b"\n", b"\r"):
        if raw.startswith(one, at):
            return Block(tuple(fields), at + len(one))
    separated = not fields or at == len(raw) or raw.startswith(b"--", at)
    return Block(tuple(fields), at, None if separated else "separator")


def raw_value(raw: bytes, field: Field) -> tuple[str, str | None]:
    """Return a field's value unfolded, its encoded words as they are, and what was wrong.

    The second value is None, ``header-long``, or ``header-8bit`` (bytes
    outside ASCII that are not UTF-8).
    """
    problem = "header-long" if field.value_end - field.value_start > MAX_VALUE else None
    text, reading = written_value(raw, field)
    if not problem and reading.codec not in {"ascii", "utf-8"}:
        problem = "header-8bit"
    if "\n" in text or "\r" in text:
        text = FOLD.sub(" ", text)
    return (text[1:] if text[:1] in {" ", "\t"} else text), problem


def written_value(raw: bytes, field: Field) -> tuple[str, Reading]:
    """Return a field's value as it stands, folded and encoded, and how its bytes were read."""
    end = min(field.value_end, field.value_start + MAX_VALUE)
    return decode(raw[field.value_start : end], None)


def unfold(text: str) -> tuple[str, Sequence[int]]:
    """Return a value unfolded, as by ``raw_value``, and where in ``text`` each character stands.

    There is one offset more than there are characters.
    """
    pieces: list[str] = []
    offsets = array("L")
    at = 0
    for fold in FOLD.finditer(text):
        pieces += (text[at : fold.start()], " ")
        offsets.extend(range(at, fold.start() + 1))
        at = fold.end()
    unfolded = "".join([*pieces, text[at:]])
    offsets.extend(range(at, len(text) + 1))
    lead = unfolded[:1] in {" ", "\t"}
    return unfolded[lead:], offsets[lead:]


def decode_fields(
    raw: bytes, block: Block, line: int
) -> tuple[list[Header], list[tuple[str, str]]]:
    """Return the decoded fields of a header that begins on ``line``, and (problem, name) pairs.

    The subject keeps the spaces at its edges; other values lose them.
    """
    headers = []
    problems = []
    at = block.fields[0].start if block.fields else 0
    for field in block.fields:
        line += count_breaks(raw, at, field.start)
        at = field.start
        text, problem = raw_value(raw, field)
        value, broken = decode_words(text)
        if field.name.lower() != "subject":
            value = value.strip()
        problems += [(one, field.name) for one in (problem, broken) if one]
        headers.append(Header(field.name, value, field.start, field.end, line))
    return headers, problems


def identifiers(value: str) -> tuple[str, ...]:
    """Return the message identifiers in a value, with their angle brackets (RFC 5322, 3.6.4).

    A single bare one is given the brackets that it lacks.
    """
    found = tuple("".join(match[0].split()) for match in IDENTIFIER.finditer(value))
    if found or "@" not in value or len(value.split()) != 1:
        return found
    return (f"<{value.strip().strip('<>')}>",)


def parse_date(value: str) -> datetime | None:
    """Return a date with its offset from UTC (RFC 5322, 3.3), None where it is none."""
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(value[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
