"""The plain data that a template may print, and what is said of the rest."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from mailrules.errors import MailrulesError

MAX_OUTPUT = 2_000_000  # characters that one rendering may make, those that it throws away included


class RenderError(MailrulesError):
    """A template that cannot be rendered; ``line`` is the template's, 1-based."""

    def __init__(self, key: str, *, line: int = 1, **arguments: object) -> None:
        super().__init__(key, **arguments)
        self.line = line

    def at(self, line: int) -> "RenderError":
        """Return the same error at another line."""
        return RenderError(self.key, line=line, **self.arguments)


def printed(value: object) -> str:
    """Return ``value`` as a letter shows it. Raises RenderError for a list, a table or nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal | date) and not isinstance(value, bool):
        return str(value)
    raise RenderError("template.not-text")


def undefined(name: str, fields: Mapping[str, object]) -> RenderError:
    """Make the error about a field that is not there; with the nearest one that is."""
    from difflib import get_close_matches

    known = [str(one) for one in fields if str(one).isidentifier()]
    if guess := get_close_matches(name, known, n=1):
        return RenderError("template.undefined.guess", name=name, guess=guess[0])
    if known:
        return RenderError("template.undefined", name=name, known=known)
    return RenderError("template.undefined.alone", name=name)
