"""The word lists of ``data/``: one entry a line, ``#`` begins a comment."""

import re
from functools import cache
from pathlib import Path

from mailrules.message.lists import read_list

DATA = Path(__file__).with_name("data")


@cache
def entries(name: str) -> tuple[str, ...]:
    """Return the entries of ``data/NAME.txt`` in order."""
    return read_list(DATA / f"{name}.txt")


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries as a set."""
    return frozenset(entries(name))


@cache
def labelled(name: str) -> dict[str, str]:
    """Return phrase → label, of a list whose lines are ``label TAB phrase``."""
    pairs = (entry.split("\t") for entry in entries(name))
    return {phrase: label for label, phrase in pairs}


def expression(name: str, text: str) -> re.Pattern[str]:
    """Return one expression for any of the list's that could match ``text`` at its beginning.

    Compiling takes longer than most letters: those of another script are left out.
    """
    return _expression(name, _begins_in_cyrillic(text))


@cache
def _expression(name: str, cyrillic: bool) -> re.Pattern[str]:
    fitting = (entry for entry in entries(name) if _begins_in_cyrillic(entry) is cyrillic)
    joined = "|".join(f"(?:{entry})" for entry in fitting) or "(?!)"
    return re.compile(joined.replace("{device}", f"(?:{'|'.join(entries('device_names'))})"))


def _begins_in_cyrillic(text: str) -> bool:
    """Tell whether the first letter is Cyrillic; ``\\w`` and its like are no letters."""
    letters = zip(" " + text, text, strict=False)
    first = next((one for before, one in letters if one.isalpha() and before != "\\"), "")
    return "\u0400" <= first <= "\u04ff"


def plain(text: str) -> str:
    """Bring a phrase to the form of the lists: small letters, «е» for «ё», single spaces."""
    return " ".join(text.casefold().replace("ё", "е").split())
