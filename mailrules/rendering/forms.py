"""How a letter writes sums, numbers and their nouns, dates, sentences: Russian and English."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TypeGuard

from mailrules.rendering.values import RenderError

MAX_NUMBER = 10**30
MAX_DIGITS = 6  # after the point
SPACE = "\u00a0"  # between a number and what belongs to it a line never breaks
OF_MONTH = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ROUBLES = ("рубль", "рубля", "рублей")
DATES = ("long", "short", "day", "en")
LANGUAGES = ("ru", "en")
STOPS = " \t\r\n.,;:!"

Number = int | float | Decimal


def number(value: object) -> Number:
    """Return ``value``. Raises RenderError for what is no number, or too large a one."""
    if not calculable(value):
        raise RenderError("template.not-number")
    return value


def calculable(value: object) -> TypeGuard[Number]:
    """Tell whether ``value`` is a number of a size to calculate with."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    try:
        return -MAX_NUMBER <= value <= MAX_NUMBER
    except ArithmeticError:  # a Decimal that is not a number
        return False


def money(value: object, language: str = "ru") -> str:
    """Write a sum with its thousands apart: «1 234 567,50», in English "1,234,567.50"."""
    return _local(f"{cents(value):,f}".removesuffix(".00"), _one_of(language, LANGUAGES))


def roubles(value: object, form: str = "short") -> str:
    """Write a sum in roubles: «60 000 руб.», with ``word`` «60 000 рублей»."""
    if _one_of(form, ("short", "word")) == "short":
        return f"{money(value)}{SPACE}руб."
    return f"{money(value)}{SPACE}{plural_word(cents(value), *ROUBLES)}"


def cents(value: object) -> Decimal:
    """Round a sum to hundredths, as a book-keeper does."""
    with localcontext(prec=40):  # digits: more than MAX_NUMBER has
        return Decimal(str(number(value))).quantize(Decimal("0.01"), ROUND_HALF_UP)


def plural(value: object, *forms: str) -> str:
    """Write a number with its noun: «500 диалогов», and with two forms "500 calls"."""
    word = plural_word(value, *forms)
    written = f"{number(value):,.{MAX_DIGITS}f}".rstrip("0").rstrip(".")
    return f"{_local(written, LANGUAGES[len(forms) == 2])}{SPACE}{word}"


def plural_word(value: object, *forms: str) -> str:
    """Choose the noun's form for a number.

    Three forms are Russian (1 диалог, 2 диалога, 5 диалогов; a fraction takes
    the second: 2,5 диалога), two are English (1 call, 2 calls).
    """
    if len(forms) not in {2, 3} or not all(isinstance(form, str) for form in forms):
        raise RenderError("template.plural")
    amount = number(value)
    whole = abs(int(amount))
    if len(forms) == 2:
        return forms[amount not in {1, -1}]
    if amount != int(amount):
        return forms[1]
    if whole % 100 // 10 == 1 or whole % 10 not in {1, 2, 3, 4}:
        return forms[2]
    return forms[0] if whole % 10 == 1 else forms[1]


def dated(value: object, form: str = "long") -> str:
    """Write a date: «23 ноября 2026 года», ``short`` 23.11.2026, ``day`` «23 ноября», ``en``."""
    _one_of(form, DATES)
    if not isinstance(value, date):
        raise RenderError("template.not-date")
    if form == "short":
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    if form == "en":
        return f"{value.day}{SPACE}{MONTHS[value.month - 1]} {value.year}"
    day = f"{value.day}{SPACE}{OF_MONTH[value.month - 1]}"
    return day if form == "day" else f"{day} {value.year} года"


def capitalized(text: str) -> str:
    """Begin a text with a capital; the rest stays."""
    return text[:1].upper() + text[1:]


def uncapitalized(text: str) -> str:
    """Begin a text with a small letter.

    An abbreviation («ЛПР», «IT-отдел») and, in Russian, a name in Latin
    letters («Nirro») stay.
    """
    word = "".join(text.split(maxsplit=1)[:1])
    foreign = word.isascii() and not text.isascii()
    if foreign or sum(letter.isupper() for letter in word) > 1:
        return text
    return text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """End a text with exactly one full stop; a question and a text that trails off stay so."""
    bare = text.rstrip(STOPS)
    trails = text[len(bare) :].startswith("...")
    return bare if not bare or bare.endswith(("?", "…")) else f"{bare}{'…' if trails else '.'}"


def bared(text: str) -> str:
    """Take off a text's outer white space and its final stops: it goes inside a sentence."""
    return text.strip().rstrip(STOPS)


def question(text: str) -> str:
    """Write a text as a question: a capital, and «?» unless it ends as a sentence of its own."""
    bare = text.strip().rstrip(" ,;:")
    return capitalized(bare if not bare or bare.endswith((".", "?", "…")) else f"{bare}?")


def listed(texts: Sequence[str], conjunction: str = "и") -> str:
    """Write a list as a sentence has it: «масло, фильтры и свечи»."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {conjunction} {texts[-1]}"


def _local(written: str, language: str) -> str:
    """Give a number that is written as in English the marks of ``language``."""
    return written if language == "en" else written.replace(",", SPACE).replace(".", ",")


def _one_of(form: str, known: Sequence[str]) -> str:
    if form not in known:
        raise RenderError("template.form", name=str(form), known=known)
    return form
