"""Numbers, sums and dates as people write them in Russian and English."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from mailrules.message import lazy_pattern, read_list

SPACES = lazy_pattern("[ \t\u00a0\u2009\u202f]+")
NUMBER = lazy_pattern(r"([-+−]?)([0-9]{1,3}(?: [0-9]{3}){1,5}|[0-9]{1,18})(?:[.,]([0-9]{1,9}))?")
CURRENCY = lazy_pattern(r"(?i) ?(?:₽|р\.?|руб\.?|рубл(?:ь|я|ей)|rub|roubles?)$")
ISO_DATE = lazy_pattern(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
DOTTED_DATE = lazy_pattern(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
SPOKEN_DATE = lazy_pattern(r"([0-9]{1,2}) ([^\W\d_]+)\.? ([0-9]{4})(?: ?г(?:ода|\.)?)?")
MONTHS = Path(__file__).with_name("months.txt")
# Digits after the only mark: «1,200» is a thousand and more in English, one and a fifth in Russian.
AMBIGUOUS = 3
CENTS = 2


def number_of(text: str) -> int | Decimal | None:
    """Read «1 200», «-3», «1200,50» or «0.125»; None for anything else.

    A whole number is an ``int``. What might be a thousand times as much in
    the other language is none (see ``is_ambiguous``).
    """
    found = NUMBER.fullmatch(SPACES.sub(" ", text.strip()))
    if found is None or is_ambiguous(text):
        return None
    sign, whole, fraction = found.groups(default="")
    digits = f"{sign.replace('−', '-')}{whole.replace(' ', '')}"
    return Decimal(f"{digits}.{fraction}") if fraction.strip("0") else int(digits)


def is_ambiguous(text: str) -> bool:
    """Tell whether a comma or a point may part thousands or a fraction («1,200»)."""
    found = NUMBER.fullmatch(SPACES.sub(" ", text.strip()))
    fraction = found and found[3]
    return bool(found and fraction and len(fraction) == AMBIGUOUS and found[2] != "0")


def without_currency(text: str) -> str:
    """Return a sum without its «руб.» or «₽»."""
    return CURRENCY.sub("", SPACES.sub(" ", text.strip()))


def sum_of(text: str) -> int | Decimal | None:
    """Read a sum of money, «руб.» or «₽» behind it or not; none is negative or under a kopeck."""
    number = number_of(without_currency(text))
    if number is None or number < 0 or number != round(number, CENTS):
        return None
    return number


def date_of(value: object) -> date | None:
    """Read 2026-12-07, 07.12.2026, «7 декабря 2026» or "7 December 2026"; None for any other."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    text = SPACES.sub(" ", str(value).strip())
    if found := ISO_DATE.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := DOTTED_DATE.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := SPOKEN_DATE.fullmatch(text):
        day, month, year = int(found[1]), _months().get(found[2].casefold(), 0), int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    lines = enumerate(read_list(MONTHS), 1)
    return {word: number for number, line in lines for word in line.split()}
