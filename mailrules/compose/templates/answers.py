"""What was given for a template's fields, typed, with defaults; and what is still missing."""

from collections.abc import Mapping

from msgspec import Struct

from mailrules.compose.templates.model import Field, Template
from mailrules.compose.templates.values import EMPTY, is_blank, typed


class Answers(Struct, frozen=True):
    """``values`` has every field but the ``missing``; ``unknown`` are names that are no field's."""

    values: Mapping[str, object]
    missing: tuple[Field, ...] = ()
    unknown: tuple[str, ...] = ()


def answers(template: Template, given: Mapping[str, object]) -> Answers:
    """Fill a template's fields from what was ``given`` by name, else from their defaults.

    A required field is missing where nothing, or nothing but white space, was
    given and it has no default. Raises UsageError for the first value of a
    wrong type.
    """
    values: dict[str, object] = {}
    missing: list[Field] = []
    for field in template.fields:
        value = typed(field, given.get(field.name))
        if not is_blank(value):
            values[field.name] = value
        elif field.default is not None and field.name not in given:
            values[field.name] = field.default
        elif field.required:
            missing.append(field)
        else:
            values[field.name] = EMPTY[field.type]
    known = {field.name for field in template.fields}
    return Answers(values, tuple(missing), tuple(name for name in given if name not in known))
