"""The examples of a front matter: data that fills the template, typed like answers."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from mailrules.compose.templates.fields import value_at
from mailrules.compose.templates.mistakes import kept_in
from mailrules.compose.templates.model import Example, Field
from mailrules.config import Mark, Node, error_at, nearest, typed, wrong_type
from mailrules.errors import ConfigError


class Known(NamedTuple):
    """The fields that examples may fill; ``declared`` are those too that could not be read."""

    fields: tuple[Field, ...]
    declared: frozenset[str]


class ExampleEntry(Struct, frozen=True):
    """One entry of ``examples``; its data is read by the types of the fields."""

    name: str
    data: Mapping[str, Any] = {}


def read_examples(node: Node, known: Known, mistakes: list[ConfigError]) -> tuple[Example, ...]:
    """Return the examples; one mistake of each value is kept.

    Whether an example fills the required fields is not asked here: such a
    template can be read, its example fails (TPL005).
    """
    if node.value is None:
        return ()
    if not isinstance(node.value, tuple):
        raise wrong_type(node, tuple[object, ...], "examples")
    examples: dict[str, Example] = {}
    for item in node.value:
        with kept_in(mistakes):
            example = _example(item, known, mistakes)
            if same := examples.get(example.name):
                first = same.mark.line
                raise error_at(item.mark, "templates.example.twice", name=same.name, first=first)
            examples[example.name] = example
    return tuple(examples.values())


def _example(node: Node, known: Known, mistakes: list[ConfigError]) -> Example:
    entry: ExampleEntry = typed(node, ExampleEntry, "examples")
    if not entry.name.strip():
        raise error_at(node.mark, "templates.example.nameless")
    fields = {field.name: field for field in known.fields}
    data: dict[str, object] = {}
    marks: dict[str, Mark] = {}
    written = node.get("data") or Node(node.mark)
    for name in entry.data:
        value = written.get(name) or written
        with kept_in(mistakes):
            if name in fields:
                data[name] = value_at(fields[name], value)
                marks[name] = value.mark
            elif name not in known.declared:
                raise _unknown(name, written.keys[name], tuple(fields))
    return Example(entry.name, node.mark, data, marks)


def _unknown(name: str, mark: Mark, known: tuple[str, ...]) -> ConfigError:
    if guess := nearest(name, known):
        return error_at(mark, "templates.example.unknown.guess", name=name, guess=guess)
    return error_at(mark, "templates.example.unknown", name=name)
