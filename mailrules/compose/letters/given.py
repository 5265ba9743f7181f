"""What a user gives for a template's fields: a file, ``--set``, and what the deal knows."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby

from mailrules.compose.templates import Template
from mailrules.config import (
    Deal,
    Mark,
    Node,
    decode_text,
    error_at,
    nearest,
    parse_document,
    read_bytes,
)
from mailrules.errors import UsageError
from mailrules.message import Address, Message

Given = Mapping[str, object]


def read_data(path: str, template: Template) -> Given:
    """Read the fields of ``--data``: YAML, or JSON where the file is called so.

    Raises ConfigError at what is no such file, no table, or no field of the template.
    """
    text = decode_text(read_bytes(path), path)
    return data_of(text, path, template)


def data_of(text: str, path: str, template: Template) -> Given:
    """Read fields from the text of a data file that lies, or would lie, at ``path``."""
    known = tuple(field.name for field in template.fields)
    if path.lower().endswith(".json"):
        return _json(text, path, known, template.name)
    node = parse_document(text, path)
    if node.value is None:
        return {}
    if not isinstance(node.value, dict):
        raise error_at(node.mark, "compose.data.table")
    for name in node.value:
        _check_known(name, known, template.name, node.keys[name])
    return {name: _plain(one) for name, one in node.value.items() if one.value is not None}


def set_values(words: Sequence[str], template: Template) -> Given:
    """Read ``--set FIELD=VALUE``; a list's field may come several times. Raises UsageError."""
    fields = {field.name: field for field in template.fields}
    pairs: list[tuple[str, str]] = []
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise UsageError("compose.set.form", written=word)
        name = name.strip()
        _check_known(name, tuple(fields), template.name)
        pairs.append((name, value))
    given: dict[str, object] = {}
    for name, group in groupby(sorted(pairs, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        values = [value for _, value in group]
        if len(values) == 1:
            given[name] = values[0]
        elif fields[name].type != "list":
            raise UsageError("compose.set.twice", name=name)
        else:
            given[name] = values
    return given


def known_already(template: Template, deal: Deal | None, parent: Message | None) -> Given:
    """Return what the deal and the parent say of the fields.

    A fact of the deal fills the field of its name; ``project`` is what the
    deal is about, ``company`` its client. The first person that is asked for
    is the deal's first contact, else who wrote the parent.
    """
    given: dict[str, object] = {}
    if deal is not None:
        given = {"project": deal.subject, "company": deal.client, **deal.facts}
    contact = _contact(deal, parent)
    asked = next((field.name for field in template.fields if field.type == "person"), None)
    if contact and asked:
        given.setdefault(asked, {"name": contact.name, "email": contact.email})
    names = {field.name for field in template.fields}
    return {name: value for name, value in given.items() if name in names and value}


def _contact(deal: Deal | None, parent: Message | None) -> Address | None:
    if deal is not None and deal.contacts:
        first = deal.contacts[0]
        return Address(first.name, first.email)
    return next(iter(parent.sender), None) if parent else None


def _json(text: str, path: str, known: tuple[str, ...], template: str) -> Given:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = Mark(path, error.lineno, error.colno)
        raise error_at(place, "compose.data.json", reason=error.msg) from None
    except (ValueError, RecursionError) as error:  # a number, or a table, beyond all bounds
        raise error_at(Mark(path), "compose.data.json", reason=type(error).__name__) from None
    if not isinstance(data, dict):
        raise error_at(Mark(path), "compose.data.table")
    for name in data:
        _check_known(name, known, template, Mark(path))
    return {name: value for name, value in data.items() if value is not None}


def _check_known(
    name: str, known: tuple[str, ...], template: str, mark: Mark | None = None
) -> None:
    """Raise an error about a field that the template lacks, with the nearest one that it has."""
    if name in known:
        return
    guess = nearest(name, known)
    key = "compose.unknown.guess" if guess else "compose.unknown"
    said = {"name": name, "template": template, "guess": guess or "", "known": known}
    raise error_at(mark, key, **said) if mark else UsageError(key, **said)


def _plain(node: Node) -> object:
    """Return a value as plain data; what is empty in a list is no entry of it."""
    value = node.plain()
    return [one for one in value if one is not None] if isinstance(value, list) else value


def laid(*layers: Given) -> Given:
    """Lay what was given over one another: the last one that names a field wins."""
    return {name: value for layer in layers for name, value in layer.items()}
