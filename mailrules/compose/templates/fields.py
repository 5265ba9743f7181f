"""The fields of a front matter: what a template asks for."""

from collections.abc import Mapping

from msgspec import Struct, structs

from mailrules.compose.templates.mistakes import kept_in
from mailrules.compose.templates.model import Field, FieldType
from mailrules.compose.templates.surroundings import RESERVED
from mailrules.compose.templates.values import typed as typed_value
from mailrules.config import Mark, Node, error_at, typed, wrong_type
from mailrules.errors import ConfigError, UsageError
from mailrules.message import pattern_flaw

# Words that Jinja2 keeps for itself where a template names a value.
JINJA = frozenset({"and", "else", "false", "if", "in", "is", "none", "not", "or", "true"})
JINJA_NAMES = frozenset({"caller", "kwargs", "loop", "self", "super", "varargs"})
OF_SOME_TYPES = {"pattern": ("text", "list"), "choices": ("choice",)}


class FieldEntry(Struct, frozen=True):
    """One entry of ``fields``."""

    type: FieldType = "text"
    required: bool = False
    default: object = None
    help: str = ""
    pattern: str = ""
    choices: tuple[str, ...] = ()


def read_fields(node: Node, mistakes: list[ConfigError]) -> tuple[Field, ...]:
    """Return the fields in the order in which they are asked; one mistake of each is kept."""
    if node.value is None:
        return ()
    if not isinstance(node.value, dict):
        raise wrong_type(node, Mapping[str, object], "fields")
    fields: list[Field] = []
    for name, entry in node.value.items():
        with kept_in(mistakes):
            fields.append(_field(name, node.keys[name], entry))
    return tuple(fields)


def _field(name: str, mark: Mark, node: Node) -> Field:
    _check_name(name, mark)
    entry: FieldEntry = typed(node, FieldEntry, name)
    field = Field(name, mark=mark, **{**structs.asdict(entry), "default": None})
    _check_extras(field, node)
    default = node.get("default")
    return structs.replace(field, default=value_at(field, default)) if default else field


def _check_name(name: str, mark: Mark) -> None:
    """Refuse what Jinja2 could not read as a name, and the names that have a value already."""
    if not name.isidentifier() or name.startswith("_"):
        raise error_at(mark, "templates.field.name", name=name)
    if name.casefold() in JINJA or name in JINJA_NAMES:
        raise error_at(mark, "templates.field.jinja", name=name)
    if name in RESERVED:
        raise error_at(mark, "templates.field.reserved", name=name)


def _check_extras(field: Field, node: Node) -> None:
    """Refuse a pattern or choices where the type has none, and a choice without any."""
    for key, kinds in OF_SOME_TYPES.items():
        if getattr(field, key) and field.type not in kinds:
            raise error_at(node.keys[key], f"templates.field.{key}", name=field.name, kinds=kinds)
    if field.type == "choice" and not field.choices:
        raise error_at(field.mark, "templates.field.no-choices", name=field.name)
    if field.pattern and (flaw := pattern_flaw(field.pattern)):
        raise error_at(node.keys["pattern"], "templates.field.flaw", name=field.name, reason=flaw)


def value_at(field: Field, node: Node) -> object:
    """Return what is written at ``node`` as the field's type, None where nothing is."""
    if node.value is None:
        return None
    try:
        return typed_value(field, node.plain())
    except UsageError as error:
        raise error_at(node.mark, error.key, **error.arguments) from None
