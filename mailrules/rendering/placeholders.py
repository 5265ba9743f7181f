"""Templates that only name fields, filled without loading Jinja2.

Signatures are like this, and every run needs them: Jinja2 takes longer to
import than a letter takes to judge.
"""

from collections.abc import Mapping

from mailrules.message import lazy_pattern
from mailrules.rendering.values import MAX_OUTPUT, RenderError, printed, undefined

PLACEHOLDER = lazy_pattern(r"(?<!\{)\{\{[ \t]*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)[ \t]*\}\}")
OTHER_MARKS = ("{{", "{%", "{#")
RESERVED = frozenset(
    {"true", "false", "none", "True", "False", "None", "not", "self", "loop", "caller"}
)


def fill(source: str, fields: Mapping[str, object]) -> str | None:
    """Return ``source`` with its fields filled in; None where it wants all of Jinja2.

    Raises RenderError: a field that is not there, one that is no text, too long a result.
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    pieces: list[str] = []
    names: list[tuple[int, str]] = []
    end = 0
    for found in PLACEHOLDER.finditer(source):
        pieces.append(source[end : found.start()])
        names.append((found.start(1), found.group(1)))
        end = found.end()
    pieces.append(source[end:])
    plain = not any(mark in piece for piece in pieces for mark in OTHER_MARKS)
    if not plain or any(name.split(".")[0] in RESERVED for _, name in names):
        return None
    return _joined(source, pieces, names, fields)


def _joined(
    source: str, pieces: list[str], names: list[tuple[int, str]], fields: Mapping[str, object]
) -> str:
    values: list[str] = []
    room = MAX_OUTPUT - len(source)
    for start, name in names:
        try:
            values.append(printed(_field(name, fields)))
            room -= len(values[-1])
            if room < 0:
                raise RenderError("template.too-much")
        except RenderError as error:
            place = start + error.column - 1
            column = place - source.rfind("\n", 0, place)
            raise error.at(source.count("\n", 0, place) + 1, column) from None
    return "".join(text for pair in zip(pieces, [*values, ""], strict=True) for text in pair)


def _field(name: str, fields: Mapping[str, object]) -> object:
    value: object = fields
    start = 0
    for word in name.split("."):
        if not isinstance(value, Mapping) or word not in value:
            lost = undefined(word, value if isinstance(value, Mapping) else {})
            raise lost.at(1, start + 1)
        value = value[word]
        start += len(word) + 1
    return value
