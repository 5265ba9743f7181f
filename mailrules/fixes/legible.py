"""A letter as a person can read it, and how two of them differ.

Header fields with encoded words, and texts in quoted-printable or base64, are shown
decoded; so is text in another charset than UTF-8. All else stands as in the raw file,
line breaks included. So the difference of letters in plain 8-bit UTF-8 is one that
``patch`` applies (``patch --binary`` where lines end with CRLF).
"""

import re
from collections.abc import Iterator

from mailrules.fixes.unified_diff import unified
from mailrules.message import Entity, Field, Message, parse, read_entities, read_field

HIDDEN = frozenset({"quoted-printable", "base64"})


def diff(path: str, before: bytes, after: bytes) -> str:
    """Return a unified diff of two letters in their legible form; '' where they are equal.

    Lines keep their CR, as ``patch`` needs it. Nothing is escaped: whoever
    prints it on a terminal drops the CR and makes control characters visible.
    """
    return unified(path, legible(before), legible(after)) if before != after else ""


def legible(raw: bytes) -> str:
    """Return a letter as text: what is encoded in it decoded."""
    return "".join(_stretches(raw, parse(raw), read_entities(raw)))


def _stretches(raw: bytes, message: Message, entities: list[Entity]) -> Iterator[str]:
    done = 0
    for entity, part in zip(entities, message.parts, strict=True):
        yield _plain(raw[done : entity.block_start])
        done = entity.block_start
        for field in entity.block.fields:
            yield _plain(raw[done : field.value_start])
            yield _value(raw, field)
            done = field.value_end
        yield _plain(raw[done : entity.start])
        done = entity.start
        if part.source is not None:
            yield part.source
            # A decoded text may lack the line break that its encoding ended with.
            tail = re.compile(rb"[\r\n]*\Z").search(raw[entity.start : entity.end])
            if part.encoding in HIDDEN and tail and not part.source.endswith(("\n", "\r")):
                yield _plain(tail[0])
            done = entity.end
    yield _plain(raw[done:])


def _value(raw: bytes, field: Field) -> str:
    """Return a field's value decoded; one without encoded words as it stands, folds included."""
    value = read_field(raw, field)
    if any(one.encoding for one in value.stretches):
        return value.written[: value.offsets[0]] + "".join(one.text for one in value.stretches)
    return _plain(raw[field.value_start : field.value_end])


def _plain(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
