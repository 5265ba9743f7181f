"""The filters of templates, and the budget that pays for every text they make."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context

from mailrules.rendering.values import MAX_OUTPUT, RenderError, printed

BUDGET = " budget"  # no field can have a name with a space
INNER = frozenset({"counted", "flat"})  # what the sandbox puts around loops and lists


class Budget:
    """What one rendering may still spend, in characters."""

    def __init__(self) -> None:
        self.left = MAX_OUTPUT

    def spend(self, characters: int) -> None:
        """Take off what a text or a step costs; raise RenderError when nothing is left."""
        self.left -= characters
        if self.left < 0:
            raise RenderError("template.too-much")


def defined(value: Any) -> Any:
    """Return ``value``; raise UndefinedError for a field that is not there."""
    if isinstance(value, Undefined):
        str(value)
    return value


def _spend(context: Context, characters: int) -> None:
    context.parent[BUDGET].spend(characters)


@pass_context
def finalize(context: Context, value: Any) -> str:
    """Return a value as text, paid for. Raises RenderError for what no letter prints."""
    text = printed(defined(value))
    _spend(context, len(text))
    return text


@pass_context
def _counted(context: Context, items: Any, weight: int) -> Iterator[Any]:
    for item in _list(items):
        _spend(context, weight)
        yield item


@pass_context
def joined(context: Context, items: Any, separator: str = "") -> str:
    """Return the items of a list as one text, paid for before it is made."""
    texts = [printed(defined(item)) for item in _list(items)]
    _spend(context, sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def _flat(items: Any) -> Any:
    if any(isinstance(item, list | tuple | Mapping) for item in items):
        raise RenderError("template.flat")
    return items


def _list(items: Any) -> Any:
    if not isinstance(defined(items), list | tuple):
        raise RenderError("template.not-list")
    return items


def _on_text(change: Any) -> Any:
    @pass_context
    def changed(context: Context, value: Any) -> str:
        return str(change(finalize(context, value)))

    return changed


def _default(value: Any, otherwise: Any = "", blank: bool = False) -> Any:
    absent = isinstance(value, Undefined) or value is None
    return otherwise if absent or (blank and not value) else value


def _money(value: Any) -> str:
    """Write a sum with its thousands apart, by spaces that do not break."""
    if not isinstance(defined(value), int | float | Decimal):
        raise RenderError("template.not-number")
    written = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    return written.replace(",", "\u00a0").replace(".", ",")


FILTERS: dict[str, Any] = {
    "capitalize": _on_text(lambda text: text[:1].upper() + text[1:]),
    "counted": _counted,
    "default": _default,
    "first": lambda items: next(iter(_list(items)), ""),
    "flat": _flat,
    "join": joined,
    "last": lambda items: next(reversed(_list(items)), ""),
    "length": lambda value: len(defined(value)),
    "money": _money,
    "lower": _on_text(str.lower),
    "trim": _on_text(str.strip),
    "upper": _on_text(str.upper),
}
