"""Which value of an example a stretch of its letter came from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mailrules.compose.guard.model import Place, Subject
from mailrules.compose.guard.tracing import Stretch
from mailrules.compose.templates import Example
from mailrules.message import lazy_pattern

EXPRESSION = lazy_pattern(r"\{\{[^{}]*")
NAME = lazy_pattern(r"[^\W\d]\w*")


class Value(NamedTuple):
    """A field's value that made a stretch; ``given`` by the example, else its default."""

    name: str
    place: Place
    given: bool


def value_of(subject: Subject, example: Example, place: Place, stretch: Stretch) -> Value | None:
    """Return the field whose value has a stretch's text in it, in any case of letters.

    Of several it is one that the expression at ``place`` names. None where no
    value has it: a filter made it, or the deal.
    """
    folded = " ".join((stretch.text.strip() or stretch.whole).casefold().split())
    holding = [one for one in _values(subject, example) if _holds(one[1], folded)]
    written = EXPRESSION.match(place.file.line(place.line), place.column - 1)
    named = {found.group() for found in NAME.finditer(written.group() if written else "")}
    holding.sort(key=lambda one: one[0].name not in named)
    return holding[0][0] if holding and folded else None


def _values(subject: Subject, example: Example) -> Iterator[tuple[Value, object]]:
    """Yield what the example gives, and the defaults of the other fields, each with its place."""
    for field in subject.template.fields:
        given = field.name in example.data
        mark = example.marks.get(field.name, example.mark) if given else field.mark
        value = example.data[field.name] if given else field.default
        yield Value(field.name, Place(subject.file, mark.line, mark.column), given), value


def _holds(value: object, folded: str) -> bool:
    """Tell whether a text is part of a value; white space may differ."""
    return any(folded in one for one in _texts(value))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, Iterable) and not isinstance(value, str):
        for one in value:
            yield from _texts(one)
    elif value is not None:
        yield " ".join(str(value).casefold().split())
