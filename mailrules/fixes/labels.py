"""What a part's header says of its body, changed in place: charset and transfer encoding."""

import re
from collections.abc import Iterator

from mailrules.fixes.edits import Unwritable
from mailrules.fixes.folding import LONGEST
from mailrules.fixes.headers import RawChange, fields_called, insert_field, line_ending
from mailrules.message import Entity, Field

LABELS = frozenset({"mime-version", "content-type", "content-transfer-encoding"})
# Names of parameters are ASCII, and a quoted value may hold a semicolon (RFC 2045, 5.1).
PARAMETER = rb';\s*+([^\s=;"]+)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^;\s]*+))'


def relabel(
    raw: bytes, entity: Entity, charset: str | None, encoding: str | None
) -> list[RawChange]:
    """Return the changes that make the header say ``charset`` and ``encoding``; None: as it was.

    Raises Unwritable where the charset is said in a way that cannot be changed.
    """
    changes = []
    if charset is not None:
        changes += _charset(raw, entity, charset)
    if encoding is not None:
        changes += _encoding(raw, entity, encoding)
    of_letter = entity.parent is None
    if changes and of_letter and not fields_called(entity, "mime-version"):
        changes += insert_field(raw, entity, "mime-version", "MIME-Version: 1.0")
    return changes


def _charset(raw: bytes, entity: Entity, charset: str) -> list[RawChange]:
    types = fields_called(entity, "content-type")
    if not types:
        said = f"Content-Type: {entity.media_type}; charset={charset}"
        return insert_field(raw, entity, "content-type", said)
    for start, end in _values(raw, types[0], b"charset"):
        return [RawChange(start, end, charset.encode("ascii"))]
    return [_appended(raw, entity, types[0], f"charset={charset}")]


def _values(raw: bytes, field: Field, name: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the values of a parameter stand, without quotation marks."""
    for found in re.compile(PARAMETER, re.DOTALL).finditer(raw, field.value_start, field.value_end):
        if found[1].lower() == name:
            yield found.span(2 if found[2] is not None else 3)
        elif found[1].lower().startswith(name + b"*"):
            raise Unwritable  # RFC 2231: in pieces, or with a charset of its own


def _appended(raw: bytes, entity: Entity, field: Field, parameter: str) -> RawChange:
    """Put a parameter behind the others, on a line of its own where it would not fit."""
    value = raw[field.value_start : field.value_end].rstrip()
    semicolon = b"" if value.endswith(b";") else b";"
    at = field.value_start + len(value)
    line = raw[field.start : at].splitlines()[-1]
    fits = len(line) + len(parameter) + 2 <= LONGEST
    space = b" " if fits else line_ending(raw, entity) + b" "
    return RawChange(at, at, semicolon + space + parameter.encode("ascii"))


def _encoding(raw: bytes, entity: Entity, encoding: str) -> list[RawChange]:
    name = "content-transfer-encoding"
    fields = fields_called(entity, name)
    if not fields:
        return insert_field(raw, entity, name, f"Content-Transfer-Encoding: {encoding}")
    field = fields[0]
    value = raw[field.value_start : field.value_end]
    start = field.value_start + len(value) - len(value.lstrip())
    space = b"" if start > field.value_start else b" "
    return [RawChange(start, start + len(value.strip()), space + encoding.encode("ascii"))]
