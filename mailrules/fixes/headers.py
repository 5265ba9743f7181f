"""Header fields edited in place, and put where the letter lacks them (RFC 5322, 3.6)."""

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mailrules.findings import Edit
from mailrules.fixes.edits import Span, Unwritable, encode, spans_of, splice
from mailrules.fixes.folding import fold, lines_of
from mailrules.fixes.header_values import ADDRESSES, Style, Written, decoded, rewrite_value
from mailrules.message import Entity, Field, FieldValue, read_field

BREAKS = (b"\r\n", b"\n", b"\r")
# A field that is put in stands behind the last of these that the letter has, else at the end.
AFTER = {
    "to": ("from", "sender", "reply-to"),
    "cc": ("to",),
    "bcc": ("to", "cc"),
    "subject": ("to", "cc", "bcc"),
    "in-reply-to": ("message-id",),
    "references": ("message-id", "in-reply-to"),
    "content-type": ("mime-version",),
    "content-transfer-encoding": ("mime-version", "content-type"),
}
# The order of fields that are put at one place.
ORDER = (
    *("from", "to", "cc", "bcc", "subject", "message-id", "in-reply-to", "references"),
    *("mime-version", "content-type", "content-transfer-encoding"),
)
PARTING = len(ORDER) + 1
BEHIND = PARTING + 1  # a body stands behind the fields that are put before it
EMPTY = FieldValue("", "ascii", "", array("L", [0]), ())


class RawChange(NamedTuple):
    """Put ``data`` for ``raw[start:end]``; ``rank`` orders what is put at one place."""

    start: int
    end: int
    data: bytes
    rank: int = 0


def line_ending(raw: bytes, entity: Entity) -> bytes:
    """Return the line break of an entity's header, else the first of the file, else CRLF."""
    for at in (entity.block_start, 0):
        if found := re.compile(rb"\r\n|\n|\r").search(raw, at):
            return found[0]
    return b"\r\n"


def fields_called(entity: Entity, name: str) -> list[Field]:
    """Return the fields called ``name`` (lower case)."""
    return [field for field in entity.block.fields if field.name.lower() == name]


def edit_field(
    raw: bytes, letter: Entity, name: str, edits: Sequence[Edit]
) -> tuple[list[RawChange], Written | None]:
    """Return the changes that make ``edits`` in the one field called ``name`` (lower case).

    Also what it then has to say, None for an address list that is left empty:
    that field is taken out. Raises Unwritable, also where the letter has
    several such fields: an edit cannot say which it means.
    """
    fields = fields_called(letter, name)
    if len(fields) > 1:
        raise Unwritable
    if not fields:
        return _new_field(raw, letter, name, edits)
    [field] = fields
    value = read_field(raw, field)
    data = raw[field.value_start : field.value_end]
    if value.written.encode(value.codec, "replace") != data:
        raise Unwritable  # too long to be read, or bytes that no charset explains
    spans = spans_of(decoded(value, name)[0], edits)
    head = raw[field.start : field.value_start].decode("ascii")
    written = rewrite_value(value, spans, Style(name, _habit(raw, letter, field)), len(head))
    if name in ADDRESSES and not written.value:
        return [RawChange(field.start, field.end, b"")], None
    ending = line_ending(raw, letter).decode("ascii")
    text = fold(head + written.text, lines_of(head + value.written), ending)
    return [RawChange(field.start, field.value_end, encode(text, value.codec))], written


def insert_field(raw: bytes, entity: Entity, name: str, text: str) -> list[RawChange]:
    """Return the changes that put the field ``name`` (lower case), ``text`` whole, in its place.

    Where there is no header, what follows is its body: a blank line parts them.
    """
    ending = line_ending(raw, entity)
    data = text.encode("ascii") + ending
    fields = entity.block.fields
    rank = ORDER.index(name) if name in ORDER else len(ORDER)
    if not fields:
        at = entity.block_start
        headless = entity.start == at
        parted = [RawChange(at, at, ending, PARTING)] if headless else []
        return [RawChange(at, at, data, rank), *parted]
    before = [field for field in fields if field.name.lower() in AFTER.get(name, ())]
    at = (before or fields)[-1].end
    if not raw.endswith(BREAKS, 0, at):
        data = ending + data[: -len(ending)]  # the header is all there is, and does not end
    return [RawChange(at, at, data, rank)]


def _new_field(
    raw: bytes, letter: Entity, name: str, edits: Iterable[Edit]
) -> tuple[list[RawChange], Written]:
    """Return the field that the letter lacks: what all ``edits`` put there, in order."""
    written_name = next((edit.header for edit in edits if edit.header), "Subject")
    if not re.fullmatch(r"[!-9;-~]+", written_name):
        raise Unwritable
    style = Style(name, _habit(raw, letter, None))
    said = splice("", spans_of("", edits))
    said = said.lstrip(" ,") if style.addresses else said  # its first address may not be wanted
    written = rewrite_value(EMPTY, [Span(0, 0, said)], style, len(written_name) + 1)
    ending = line_ending(raw, letter).decode("ascii")
    text = fold(f"{written_name}:{written.text}", (), ending)
    return insert_field(raw, letter, name, text), written


def _habit(raw: bytes, letter: Entity, field: Field | None) -> str:
    """Return how encoded words are encoded in a field, else in the letter: ``b``, ``q``, ''."""
    word = re.compile(rb"=\?[^?\s]{1,40}\?([bBqQ])\?")
    found = word.search(raw, field.value_start, field.value_end) if field else None
    found = found or word.search(raw, letter.block_start, letter.start)
    return found[1].decode("ascii").lower() if found else ""
