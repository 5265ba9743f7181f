"""Templates filled with plain data, in a sandbox that ends on its own."""

from collections.abc import Mapping

from mailrules.rendering.placeholders import fill
from mailrules.rendering.values import RenderError


def render(source: str, fields: Mapping[str, object]) -> str:
    """Return the Jinja2 template ``source`` filled from ``fields`` (plain data).

    Raises RenderError with the template's line: wrong syntax, a field that is
    not there, a construct that the sandbox lacks, too much work or output.
    """
    filled = fill(source, fields)
    if filled is not None:
        return filled
    from mailrules.rendering.sandbox import run

    return run(source, fields)


__all__ = ["RenderError", "render"]
