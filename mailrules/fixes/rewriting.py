"""Edits become the new bytes of a letter, and are read back before anybody gets them.

What no edit touches is copied, byte for byte. Read back is what a reader will
see: the same parts in the same order, every other field and body as it was,
and the edited ones saying exactly what the edits meant. Anything else, and
nothing is written: a letter may be evidence one day.
"""

from collections import defaultdict
from collections.abc import Iterable

from mailrules.findings import Edit
from mailrules.fixes.bodies import EditedBody, edit_body
from mailrules.fixes.edits import Unwritable, spans_of, splice, target_of
from mailrules.fixes.header_values import Written
from mailrules.fixes.headers import BEHIND, RawChange, edit_field, line_ending
from mailrules.fixes.labels import LABELS, relabel
from mailrules.fixes.proof import prove
from mailrules.message import Entity, Field, Message, read_body, read_entities

OWN_HEADERS = "x-mailrules-"


def rewrite(message: Message, edits: Iterable[Edit]) -> bytes:
    """Return the message with all ``edits`` made; equal edits are made once.

    ``\\n`` in a replacement becomes the part's own line break. A header that the
    letter lacks is put in a sensible place. Raises Unwritable, and then
    nothing has been done.
    """
    by_target: dict[tuple[str, str], list[Edit]] = defaultdict(list)
    for edit in dict.fromkeys(edits):
        by_target[target_of(edit)].append(edit)
    if not by_target:
        return message.raw
    entities = read_entities(message.raw)
    changes: list[RawChange] = []
    fields: dict[str, Written | None] = {}
    bodies: dict[int, EditedBody] = {}
    for (kind, name), some in by_target.items():
        if kind == "header":
            made, fields[name] = edit_field(message.raw, entities[0], name, some)
            changes += made
        else:
            number = _shown(message, name)
            bodies[number] = _edited(message, entities, number, some)
            changes += _body_changes(message.raw, entities[number], bodies[number])
    new = _changed(message.raw, changes)
    prove(message.raw, entities, new, fields, bodies)
    return new


def without_own_headers(message: Message) -> bytes:
    """Return the message without the ``X-Mailrules-…`` fields of its own header."""
    own = own_headers(message)
    return _changed(message.raw, [RawChange(field.start, field.end, b"") for field in own])


def own_headers(message: Message) -> list[Field]:
    """Return the ``X-Mailrules-…`` fields of a message's own header."""
    fields = read_entities(message.raw)[0].block.fields
    return [field for field in fields if field.name.lower().startswith(OWN_HEADERS)]


def _shown(message: Message, number: str) -> int:
    """Return which of the parts the number means: one that a reader is shown."""
    for place, part in enumerate(message.parts):
        if part.number == number and part.source is not None:
            return place
    raise Unwritable


def _edited(
    message: Message, entities: list[Entity], number: int, edits: Iterable[Edit]
) -> EditedBody:
    raw, entity = message.raw, entities[number]
    body = read_body(raw, entity)
    ending = line_ending(raw, entity).decode("ascii")
    return edit_body(body, spans_of(body.text, edits), ending, free=_is_free(raw, entity))


def _is_free(raw: bytes, entity: Entity) -> bool:
    """Tell whether a letter has 8-bit bytes in its header and says nothing of any encoding."""
    says = any(field.name.lower() in LABELS for field in entity.block.fields)
    return entity.parent is None and not says and not raw[: entity.start].isascii()


def _body_changes(raw: bytes, entity: Entity, edited: EditedBody) -> list[RawChange]:
    labels = relabel(raw, entity, edited.charset, edited.encoding)
    # The blank line under the header of an empty part may be all that stands before a delimiter.
    ending = line_ending(raw, entity) if _is_shut(raw, entity) else b""
    return [*labels, RawChange(entity.start, entity.end, edited.encoded + ending, BEHIND)]


def _is_shut(raw: bytes, entity: Entity) -> bool:
    """Tell whether the delimiter behind an empty part stands right under its header."""
    return (
        entity.parent is not None
        and raw.startswith(b"--", entity.start)
        and (entity.start == entity.end)
    )


def _changed(raw: bytes, changes: Iterable[RawChange]) -> bytes:
    """Return ``raw`` with the changes made, each once, in the order of their places."""
    ordered = sorted(set(changes), key=lambda one: (one.start, one.end, one.rank))
    return splice(raw, ((one.start, one.end, one.data) for one in ordered))
