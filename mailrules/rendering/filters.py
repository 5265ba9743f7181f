"""The filters of templates, and the budget that pays for every text they make."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context

from mailrules.rendering import forms
from mailrules.rendering.values import MAX_OUTPUT, RenderError, printed

BUDGET = " budget"  # no field can have a name with a space
RECORDER = " recorder"
PER_CHARACTER = 10  # comparing so many characters costs as much as making one


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
def _entered(context: Context, weight: int) -> str:
    _spend(context, weight + len(context.parent))
    return ""


@pass_context
def _marked(context: Context, index: int) -> str:
    context.parent[RECORDER].note(index)
    return ""


@pass_context
def _weighed(context: Context, value: Any) -> Any:
    if isinstance(defined(value), str):
        _spend(context, len(value) // PER_CHARACTER)
    elif isinstance(value, list | tuple | Mapping):
        _spend(context, len(value))
    return value


@pass_context
def joined(context: Context, items: Any, separator: str = "") -> str:
    """Return the items of a list as one text, paid for before it is made."""
    texts = [printed(defined(item)) for item in _list(items)]
    _spend(context, sum(map(len, texts)) + (len(separator) + 1) * len(texts))
    return separator.join(texts)


@pass_context
def _listed(context: Context, items: Any, conjunction: str = "и") -> str:
    texts = [printed(defined(item)) for item in _list(items)]
    _spend(context, sum(len(text) + 2 for text in texts) + len(conjunction))
    return forms.listed(texts, conjunction)


def _flat(items: Any) -> Any:
    if any(isinstance(item, list | tuple | Mapping) for item in items):
        raise RenderError("template.flat")
    return items


def _list(items: Any) -> Any:
    if not isinstance(defined(items), list | tuple):
        raise RenderError("template.not-list")
    return items


def _default(value: Any, otherwise: Any = "", blank: bool = False) -> Any:
    absent = isinstance(value, Undefined) or value is None
    return otherwise if absent or (blank and not value) else value


def _on_text(change: Callable[..., str]) -> Any:
    @pass_context
    def changed(context: Context, value: Any) -> str:
        return change(str(finalize(context, value)))

    return changed


def paid(change: Callable[..., Any]) -> Any:
    """Make a filter of a function: what it is given is there, and the text it makes is paid for."""

    @pass_context
    def changed(context: Context, *values: Any) -> Any:
        made = change(*(defined(value) for value in values))
        _spend(context, len(made) if isinstance(made, str) else 0)
        return made

    return changed


FILTERS: Mapping[str, Any] = {
    "bare": _on_text(forms.bared),
    "capitalize": _on_text(forms.capitalized),
    "date": paid(forms.dated),
    "default": _default,
    "first": lambda items: next(iter(_list(items)), ""),
    "join": joined,
    "last": lambda items: next(reversed(_list(items)), ""),
    "length": lambda value: len(defined(value)),
    "listed": _listed,
    "lower": _on_text(str.lower),
    "money": paid(forms.money),
    "plural": paid(forms.plural),
    "plural_word": paid(forms.plural_word),
    "question": _on_text(forms.question),
    "rub": paid(forms.roubles),
    "sentence": _on_text(forms.sentence),
    "trim": _on_text(str.strip),
    "uncapitalize": _on_text(forms.uncapitalized),
    "upper": _on_text(str.upper),
}
INNER: Mapping[str, Any] = {  # what the sandbox puts around loops, lists, comparisons and pieces
    "counted": _counted,
    "entered": _entered,
    "flat": _flat,
    "marked": _marked,
    "weighed": _weighed,
}
