"""Which letters an override of rules.yaml is about."""

import os
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from mailrules.config import Settings
from mailrules.message import STDIN, Address, Message, lazy_pattern

CYRILLIC = lazy_pattern("[а-яё]", 2)  # re.IGNORECASE
LATIN = lazy_pattern("[a-z]", 2)
SAMPLE = 10_000  # characters of the letter's own text that tell its language


def applies(
    when: Mapping[str, str], message: Message, path: str, letter: str | None, settings: Settings
) -> bool:
    """Tell whether every shell pattern of ``when`` matches the letter; case does not count.

    ``letter`` is the type that the command line names; else the letter's
    ``X-Mailrules-Letter`` says it.
    """
    readers: dict[str, Callable[[], Iterable[str]]] = {
        "to": lambda: _emails(message.to),
        "from": lambda: _emails(message.sender),
        "cc": lambda: _emails(message.cc),
        "path": lambda: _paths(path, settings),
        "letter": lambda: (letter or letter_type(message) or "",),
        "subject": lambda: (message.subject,),
        "language": lambda: (_language(message),),
    }
    return all(_any_matches(readers[name](), pattern) for name, pattern in when.items())


def path_matches(pattern: str, path: str, settings: Settings) -> bool:
    """Tell whether a shell pattern matches a path, as given or from the rules.yaml's folder."""
    return _any_matches(_paths(path, settings), pattern)


def _paths(path: str, settings: Settings) -> Iterable[str]:
    yield path
    if settings.path and path != STDIN:
        yield Path(os.path.relpath(path, Path(settings.path).parent)).as_posix()


def letter_type(message: Message) -> str | None:
    """Return the type that the letter's own header names (contract, LET001)."""
    field = message.header("X-Mailrules-Letter")
    return field.value.strip() if field else None


def _any_matches(values: Iterable[str], pattern: str) -> bool:
    return any(fnmatchcase(value.casefold(), pattern.casefold()) for value in values)


def _emails(addresses: Iterable[Address]) -> Iterable[str]:
    return (address.key for address in addresses)


def _language(message: Message) -> str:
    """Return ``ru`` where the letter has more Cyrillic letters than Latin ones, else ``en``."""
    text = message.subject + "".join(part.text[:SAMPLE] for part in message.shown[:1])
    cyrillic = sum(1 for _ in CYRILLIC.finditer(text))
    return "ru" if cyrillic > sum(1 for _ in LATIN.finditer(text)) else "en"
