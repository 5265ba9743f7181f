"""The lists of words and phrases that lie beside the rules that use them."""

from functools import cache
from pathlib import Path


@cache
def entries(rule_file: str, name: str) -> tuple[str, ...]:
    """Return the entries of the list ``name`` beside ``rule_file``, in order.

    One entry a line; blank lines and lines that begin with ``#`` are remarks.
    """
    lines = Path(rule_file).with_name(name).read_text(encoding="utf-8").splitlines()
    stripped = (line.strip() for line in lines)
    return tuple(line for line in stripped if line and not line.startswith("#"))
