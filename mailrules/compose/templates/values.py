"""What a person writes for a field becomes a value of its type, or an error that helps."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from mailrules.compose.templates.amounts import (
    date_of,
    is_ambiguous,
    number_of,
    sum_of,
    without_currency,
)
from mailrules.compose.templates.model import Field, FieldType
from mailrules.config import Mark, check_address, check_printable, nearest
from mailrules.errors import ConfigError, UsageError
from mailrules.message import BoundedPattern, lazy_pattern

NAMED_ADDRESS = lazy_pattern(r"([^<>]*)<([^<>]*)>")
LIST_MARK = lazy_pattern(r"(?:[-*•–—]|[0-9]{1,3}[.)])[ \t]+")
YES = frozenset({"да", "д", "yes", "y", "true", "on", "1"})
NO = frozenset({"нет", "н", "no", "n", "false", "off", "0"})
SHOWN = 40  # characters of a wrong value that an error repeats
PATTERN_SECONDS = 0.1  # of processor time for one value

# What a field that nobody filled has: a template may ask for it, and print the texts.
EMPTY: Mapping[FieldType, object] = {
    "text": "",
    "choice": "",
    "list": (),
    "boolean": False,
    "number": None,
    "money": None,
    "date": None,
    "person": None,
}


def typed(field: Field, value: object) -> object:
    """Return ``value`` (from YAML, JSON, ``--set`` or an answer) as the field's type.

    Text becomes ``str``, a number or a sum of money ``int`` or ``Decimal``, a
    date ``datetime.date``, a person ``{"name", "email"}``, a list a tuple of
    ``str``. What is typed already stays as it is, nothing at all becomes the
    type's empty value. Raises UsageError that tells what is acceptable.
    """
    if is_blank(value):
        return EMPTY[field.type]
    try:
        return READERS[field.type](field, value)
    except ConfigError as error:  # an invisible character, or an address that is none
        kind = error.key.rpartition(".")[2]
        raise UsageError(f"templates.value.{kind}", name=field.name, **error.arguments) from None


def is_blank(value: object) -> bool:
    """Tell whether nothing was given: an empty text or table, a list of nothing else."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Sequence):
        return all(map(is_blank, value))
    return value is None or (isinstance(value, Mapping) and not value)


def written(value: object) -> str:
    """Return a typed value as the text that ``typed`` reads as the same value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        name, email = value["name"], value["email"]
        return f"{name} <{email}>" if name and email else name or email
    if isinstance(value, tuple):
        marked = any(";" in one or LIST_MARK.match(one) for one in value)
        return "\n".join(f"- {one}" for one in value) if marked else "; ".join(value)
    return str(value)


def _wrong(field: Field, kind: str, value: object, **arguments: object) -> UsageError:
    text = " ".join(str(value).split())
    written = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return UsageError(f"templates.value.{kind}", name=field.name, written=written, **arguments)


def _single(field: Field, value: object) -> str:
    """Return one value as text; raise UsageError for a list or a table."""
    if isinstance(value, Sequence | Mapping) and not isinstance(value, str):
        raise UsageError("templates.value.single", name=field.name)
    text = str(value)
    check_printable(text, "")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _text(field: Field, value: object) -> str:
    text = _single(field, value)
    if field.pattern and not _fits(text, field.pattern):
        kind = "pattern.help" if field.help else "pattern"
        raise _wrong(field, kind, text, pattern=field.pattern, help=field.help)
    return text


def _fits(text: str, pattern: str) -> bool:
    try:
        return BoundedPattern(pattern).matches_whole(text, PATTERN_SECONDS)
    except TimeoutError:
        return False


def _number(field: Field, value: object) -> int | Decimal:
    text = _single(field, value)
    number = sum_of(text) if field.type == "money" else number_of(text)
    if number is not None:
        return number
    digits = without_currency(text)
    if is_ambiguous(digits):
        whole = digits.replace(",", "").replace(".", "")
        raise _wrong(field, "ambiguous", text, whole=whole)
    raise _wrong(field, field.type, text)


def _date(field: Field, value: object) -> date:
    day = date_of(value if isinstance(value, date) else _single(field, value))
    if day is None:
        raise _wrong(field, "date", value)
    return day


def _boolean(field: Field, value: object) -> bool:
    word = _single(field, value).casefold()
    if word in YES or word in NO:
        return word in YES
    raise _wrong(field, "boolean", value)


def _choice(field: Field, value: object) -> str:
    text = _single(field, value)
    by_word = {one.casefold(): one for one in field.choices}
    if text.casefold() in by_word:
        return by_word[text.casefold()]
    if guess := nearest(text, field.choices):
        raise _wrong(field, "choice.guess", text, guess=guess)
    raise _wrong(field, "choice", text, choices=field.choices)


def _list(field: Field, value: object) -> tuple[str, ...]:
    """Return the entries; a text has them on lines, perhaps with bullets, or parted by «;»."""
    if isinstance(value, Mapping):
        raise UsageError("templates.value.list", name=field.name)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_text(field, one) for one in value if not is_blank(one))
    text = _single(field, value)
    on_lines = "\n" in text or LIST_MARK.match(text)
    entries = text.split("\n") if on_lines else text.split(";")
    return tuple(_text(field, _unmarked(one)) for one in entries if one.strip())


def _unmarked(entry: str) -> str:
    """Drop the bullet or the number that a list's entry begins with."""
    mark = LIST_MARK.match(entry.strip())
    return entry.strip()[mark.end() :] if mark else entry


def _person(field: Field, value: object) -> dict[str, str]:
    """Return a name, an address or both; in a text they stand as «Имя <адрес>»."""
    if isinstance(value, Mapping):
        if unknown := [key for key in value if key not in ("name", "email")]:
            raise _wrong(field, "person.key", unknown[0])
        name, email = (_single(field, value.get(key) or "") for key in ("name", "email"))
    else:
        text = _single(field, value)
        found = NAMED_ADDRESS.fullmatch(text)
        name, email = found.groups() if found else ("", text) if "@" in text else (text, "")
    name, email = " ".join(name.split()).strip('"'), email.strip()
    if email:
        check_address(email, Mark(""))
    if not name and not email:
        raise _wrong(field, "person", value)
    return {"name": name, "email": email}


READERS: Mapping[FieldType, Callable[[Field, object], object]] = {
    "text": _text,
    "number": _number,
    "money": _number,
    "date": _date,
    "person": _person,
    "list": _list,
    "choice": _choice,
    "boolean": _boolean,
}
