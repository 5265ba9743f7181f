"""The filters that put a name or a phrase into a case, or shorten a name for a greeting."""

from collections.abc import Callable, Mapping
from functools import partial

from mailrules.language import Case, declined, spoken_name

CASES: Mapping[str, Case] = {
    "genitive": "gent",
    "dative": "datv",
    "accusative": "accs",
    "instrumental": "ablt",
    "prepositional": "loct",
}


def first_name(value: object) -> str:
    """Return the first name of a person: «Пётр» of «Пётр Сидоров» and of «Сидоров Пётр Ильич».

    Where no word is known for one, it is the first word.
    """
    text = _name(value)
    first, _ = spoken_name(text)
    return first or next(iter(text.split()), "")


def greeting_name(value: object) -> str:
    """Return how a person is greeted: «Марина Олеговна» with a patronymic, «Пётр» without.

    Empty where no first name is known, as of a firm or a department: «Добрый
    день» alone is polite then.
    """
    return " ".join(spoken_name(_name(value))).strip()


def _name(value: object) -> str:
    """Return a text, or the name of a person."""
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)


def _declined(value: object, case: Case) -> object:
    """Return a text or a person's name in a case; a list with each of its entries so."""
    if isinstance(value, list | tuple):
        return tuple(declined(_name(one), case) for one in value)
    return declined(_name(value), case)


# What a template writes after «|»; each takes a text, a person or, the cases, a list of these.
FILTERS: Mapping[str, Callable[[object], object]] = {
    **{name: partial(_declined, case=case) for name, case in CASES.items()},
    "first_name": first_name,
    "greeting_name": greeting_name,
}
