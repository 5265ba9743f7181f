"""Templates filled with plain data, in a sandbox that ends on its own."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from mailrules.rendering.placeholders import fill
from mailrules.rendering.traced import Anatomy, Branch, Origin, Traced, Used
from mailrules.rendering.values import RenderError

Filters = Mapping[str, Callable[..., Any]]
NONE: Mapping[str, Any] = MappingProxyType({})


def render(
    source: str,
    fields: Mapping[str, object],
    *,
    pieces: Mapping[str, str] = NONE,
    filters: Filters = NONE,
    html: bool = False,
) -> str:
    """Return the Jinja2 template ``source`` filled from ``fields`` (plain data).

    ``pieces`` are what it may include, by name; ``filters`` are added to those
    of the house, functions from a value to a text. With ``html`` what the
    fields hold is escaped.

    Raises RenderError with the place: wrong syntax, a field that is not there,
    a construct that the sandbox lacks, too much work or output.
    """
    filled = None if html else fill(source, fields)
    if filled is not None:
        return filled
    from mailrules.rendering.sandbox import run

    return run(source, fields, pieces, filters, html=html)


def trace(
    source: str,
    fields: Mapping[str, object],
    *,
    pieces: Mapping[str, str] = NONE,
    filters: Filters = NONE,
) -> Traced:
    """Render as ``render`` does, and tell which line made each text, and what was reached."""
    from mailrules.rendering.sandbox import run_traced

    return run_traced(source, fields, pieces, filters)


def anatomy(source: str, *, pieces: Mapping[str, str] = NONE, filters: Filters = NONE) -> Anatomy:
    """Tell what a template consists of, without any fields.

    Raises RenderError with the place for wrong syntax, forbidden constructs,
    unknown filters and pieces.
    """
    from mailrules.rendering.dissection import dissected
    from mailrules.rendering.sandbox import parse

    return dissected(parse(source, pieces, filters))


__all__ = [
    "Anatomy",
    "Branch",
    "Origin",
    "RenderError",
    "Traced",
    "Used",
    "anatomy",
    "render",
    "trace",
]
