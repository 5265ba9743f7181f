"""Text gets its type: a tree of a configuration file becomes frozen structs, or an error.

The types are those of the structs' fields; msgspec converts the single values.
"""

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from mailrules.config.document import Node, node_of
from mailrules.config.settings import Mark, RuleTable
from mailrules.errors import ConfigError
from mailrules.wording import Wording, wording

SWITCH = {"yes": "true", "on": "true", "да": "true", "no": "false", "off": "false", "нет": "false"}
SHOWN = 40  # characters of a wrong value that an error repeats

Value = TypeVar("Value")


def bind_options(table: RuleTable, options: type[Value]) -> Value:
    """Give a rule's options their types. Raises ConfigError at the option that is wrong."""
    entries = {name: node_of(one, _mark(table, name)) for name, one in table.options.items()}
    keys = {name: _mark(table, name) for name in entries}
    bound: Value = typed(Node(table.mark, entries, keys), options, "rules", reserved=("severity",))
    return bound


def option_error(table: RuleTable, option: str, key: str, **arguments: object) -> ConfigError:
    """Make the error ``key`` about one option of a rule, at its place in the file."""
    return error_at(_mark(table, option), key, name=option, **arguments)


def _mark(table: RuleTable, option: str) -> Mark:
    return table.marks.get(option, table.mark)


def error_at(mark: Mark, key: str, **arguments: object) -> ConfigError:
    """Make the error ``key`` about what stands at ``mark``."""
    return ConfigError(key, path=mark.path, line=mark.line, column=mark.column, **arguments)


def unknown_key(mark: Mark, key: str, allowed: tuple[str, ...]) -> ConfigError:
    """Make the error about a key that nothing reads; with the nearest one that is read."""
    if guess := nearest(key, allowed):
        return error_at(mark, "config.unknown-key.guess", name=key, guess=guess)
    return error_at(mark, "config.unknown-key", name=key, allowed=allowed)


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the known word most like ``word``, if one is."""
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in known}
    found = get_close_matches(word.casefold(), folded, n=1)
    return folded[found[0]] if found else None


def typed(node: Node, kind: Any, name: str, *, reserved: tuple[str, ...] = ()) -> Any:
    """Return the value of ``node`` as ``kind``: a struct, a container, or a plain type.

    ``name`` is the key that holds it; ``reserved`` are keys that are allowed
    besides the struct's own. Raises ConfigError with the first mistake.
    """
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    origin = get_origin(bare)
    if isinstance(bare, type) and issubclass(bare, Struct):
        return _struct(node, bare, name, reserved)
    if origin in (Union, UnionType):
        return typed(node, _member(node, get_args(bare), name), name)
    if origin in (tuple, list, frozenset, set):
        items = _items(node, bare, name)
        return origin(typed(item, get_args(bare)[0], name) for item in items)
    if origin in (dict, Mapping):
        entries = _entries(node, bare, name)
        return {key: typed(item, get_args(bare)[1], key) for key, item in entries.items()}
    if bare in (object, Any):
        return node.plain()
    return _scalar(node, kind, name)


def _struct(node: Node, kind: type[Struct], name: str, reserved: tuple[str, ...]) -> Struct:
    entries = _entries(node, kind, name)
    known = fields_of(kind)
    for key in entries:
        if key not in known:
            raise unknown_key(node.keys[key], key, (*reserved, *known))
    values = {}
    for key, field in known.items():
        item = entries.get(key)
        if item is not None and (item.value is not None or field.required):
            values[field.name] = typed(item, field.type, key)
        elif field.required:
            raise error_at(node.mark, "config.missing-key", name=key, within=name)
    return kind(**values)


@cache
def fields_of(kind: type[Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    """Return a struct's fields by the key that stands for each in a file."""
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _entries(node: Node, kind: Any, name: str) -> dict[str, Node]:
    if node.value is None:
        return {}
    if not isinstance(node.value, dict):
        raise wrong_type(node, kind, name)
    return node.value


def _items(node: Node, kind: Any, name: str) -> tuple[Node, ...]:
    if node.value is None:
        return ()
    if not isinstance(node.value, tuple):
        raise wrong_type(node, kind, name)
    return node.value


def _member(node: Node, members: tuple[Any, ...], name: str) -> Any:
    """Choose the type of a union by what is written: text, list or table."""
    for member in members:
        if member is not NoneType and _shape(member) == _written(node):
            return member
    raise wrong_type(node, Union[members], name)  # noqa: UP007 (members are only known here)


def _written(node: Node) -> str:
    if isinstance(node.value, tuple):
        return "list"
    return "table" if isinstance(node.value, dict) else "scalar"


def _shape(kind: Any) -> str:
    origin = get_origin(kind)
    if origin in (tuple, list, frozenset, set):
        return "list"
    if origin in (dict, Mapping) or (isinstance(kind, type) and issubclass(kind, Struct)):
        return "table"
    return "scalar"


def _scalar(node: Node, kind: Any, name: str) -> Any:
    value = "" if node.value is None and kind is str else node.value
    if not isinstance(value, str):
        raise wrong_type(node, kind, name)
    if kind is bool:
        value = SWITCH.get(value.casefold(), value)
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError:
        raise wrong_type(node, kind, name) from None


def wrong_type(node: Node, kind: Any, name: str) -> ConfigError:
    """Make the error about a value of the wrong type; it says which type is right."""
    return error_at(
        node.mark, "config.wrong-type", name=name, expected=_expected(kind), found=_found(node)
    )


def _found(node: Node) -> Wording:
    if isinstance(node.value, str):
        text = node.value if len(node.value) <= SHOWN else f"{node.value[:SHOWN]}…"
        return wording("config.found.text", value=text)
    return wording(
        "config.found.nothing" if node.value is None else f"config.found.{_written(node)}"
    )


def _expected(kind: Any) -> Wording:
    origin = get_origin(kind)
    if origin is Annotated:
        bare, *remarks = get_args(kind)
        return _limited(_expected(bare), remarks)
    if origin in (Union, UnionType):
        return _either(tuple(one for one in get_args(kind) if one is not NoneType))
    choices = get_args(kind) if origin is Literal else getattr(kind, "__members__", {}).values()
    if choices:
        return wording("config.expected.choice", choices=tuple(map(str, choices)))
    if (shape := _shape(kind)) != "scalar":
        return wording(f"config.expected.{shape}")
    names = {int: "integer", float: "number", bool: "switch"}
    return wording(f"config.expected.{names.get(kind, 'text')}")


def _limited(kind: Wording, remarks: list[Any]) -> Wording:
    """Say what msgspec's remarks ask of a type: a least value, a range, or a form by examples."""
    for remark in remarks:
        if getattr(remark, "le", None) is not None:
            return wording("config.expected.between", kind=kind, least=remark.ge, most=remark.le)
        if getattr(remark, "ge", None) is not None:
            return wording("config.expected.at-least", kind=kind, least=remark.ge)
        if getattr(remark, "description", None):
            return wording("config.expected.form", form=remark.description)
    return kind


def _either(members: tuple[Any, ...]) -> Wording:
    first, *rest = map(_expected, members)
    for second in rest:
        first = wording("config.expected.either", first=first, second=second)
    return first
