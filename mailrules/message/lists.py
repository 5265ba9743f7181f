"""The lists of words and phrases that lie beside the modules that use them."""

from functools import cache
from pathlib import Path


@cache
def read_list(path: Path) -> tuple[str, ...]:
    """Return the entries of a list, one a line, in order and without the white space around them.

    Blank lines and lines that begin with ``#`` are remarks.
    """
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
