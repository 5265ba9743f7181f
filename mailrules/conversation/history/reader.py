"""What every source of letters has in common."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from mailrules.message import Unreadable


class Item(NamedTuple):
    """One step of reading: a letter, why there is none, or None for what was read before.

    Once the letter is kept, ``position`` or the file in ``seen`` (name and
    stamp) counts as read. ``size`` is how far the step goes.
    """

    letter: bytes | Unreadable | None
    position: str = ""
    seen: tuple[str, str] | None = None
    size: int = 1


class Reader(NamedTuple):
    """A source: its name, and a function that begins to read it.

    The function is given the position where the last import stopped, and the
    files that are read; it returns how far there is to go, and the items.
    It may raise InputError, and so may the items.
    """

    name: str
    start: Callable[[str, dict[str, str]], tuple[int, Iterator[Item]]]
