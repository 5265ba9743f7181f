"""The plain data that a template may print, and what is said of the rest."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from mailrules.errors import MailrulesError

MAX_OUTPUT = 2_000_000  # characters that one rendering may make, those that it throws away included


class RenderError(MailrulesError):
    """A template that cannot be rendered, and where.

    ``line`` and ``column`` are 1-based, in the text of ``piece``: the name
    that an include uses, "" for the template itself. A column that is not
    known is 1.
    """

    def __init__(
        self, key: str, *, line: int = 1, column: int = 1, piece: str = "", **arguments: object
    ) -> None:
        super().__init__(key, **arguments)
        self.line = line
        self.column = column
        self.piece = piece

    def at(self, line: int, column: int = 1, piece: str = "") -> "RenderError":
        """Return the same error at another place."""
        return RenderError(self.key, line=line, column=column, piece=piece, **self.arguments)


def printed(value: object) -> str:
    """Return ``value`` as a letter shows it. Raises RenderError for a list, a table or nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal | date) and not isinstance(value, bool):
        return str(value)
    raise RenderError("template.not-text")


def undefined(name: str, fields: Mapping[str, object]) -> RenderError:
    """Make the error about a field that is not there; with the nearest one that is."""
    known = [str(one) for one in fields if str(one).isidentifier()]
    if known:
        return unknown("template.undefined", name, known)
    return RenderError("template.undefined.alone", name=name)


def unknown(key: str, name: str, known: list[str]) -> RenderError:
    """Make the error ``key``: ``name`` is none of ``known``. A near one is guessed."""
    from difflib import get_close_matches

    if guess := get_close_matches(name, known, n=1):
        return RenderError(f"{key}.guess", name=name, guess=guess[0])
    return RenderError(key, name=name, known=known)
