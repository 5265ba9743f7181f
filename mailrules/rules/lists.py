"""The lists of words and phrases that lie beside the rules that use them."""

from functools import cache
from pathlib import Path

from mailrules.message import read_list


@cache
def entries(rule_file: str, name: str) -> tuple[str, ...]:
    """Return the entries of the list ``name`` beside ``rule_file``, in order."""
    return read_list(Path(rule_file).with_name(name))
