"""A rewritten letter is read back: it says what was meant, and all else is as it was."""

from collections.abc import Mapping, Sequence, Set

from mailrules.fixes.bodies import EditedBody
from mailrules.fixes.edits import Unwritable
from mailrules.fixes.header_values import Written, decoded
from mailrules.fixes.headers import fields_called
from mailrules.fixes.labels import LABELS
from mailrules.message import Entity, read_body, read_entities, read_field


def prove(
    raw: bytes,
    before: Sequence[Entity],
    new: bytes,
    fields: Mapping[str, Written | None],
    bodies: Mapping[int, EditedBody],
) -> None:
    """Raise Unwritable unless ``new`` is ``raw`` with these fields and bodies, and no more.

    ``fields`` are those of the letter's own header, by lower-case name (None:
    taken out); ``bodies`` are by their entity's place among ``before``.
    """
    after = read_entities(new)
    if len(before) != len(after):
        raise Unwritable
    containers = {id(entity.parent) for entity in before}
    for number, (old, now) in enumerate(zip(before, after, strict=True)):
        edited = bodies.get(number)
        changed = (set(fields) if number == 0 else set()) | (LABELS if edited else set())
        same = (
            old.number == now.number
            and old.media_type == now.media_type
            and now.encoding == ((edited and edited.encoding) or old.encoding)
            and _others(raw, old, changed) == _others(new, now, changed)
        )
        if edited is not None:
            same = same and read_body(new, now).text == edited.text
        elif id(old) not in containers:
            same = same and raw[old.start : old.end] == new[now.start : now.end]
        if not same:
            raise Unwritable
    for name, written in fields.items():
        _prove_field(new, after[0], name, written)


def _others(raw: bytes, entity: Entity, changed: Set[str]) -> list[bytes]:
    """Return the fields of a header, but for those called as ``changed``."""
    return [
        raw[field.start : field.end].rstrip(b"\r\n")
        for field in entity.block.fields
        if field.name.lower() not in changed
    ]


def _prove_field(new: bytes, letter: Entity, name: str, written: Written | None) -> None:
    found = [read_field(new, field) for field in fields_called(letter, name)]
    meant = [written] if written is not None else []
    if len(found) != len(meant) or not all(
        one.reads_as(decoded(value, name)[0], value.unfolded)
        for one, value in zip(meant, found, strict=True)
    ):
        raise Unwritable
