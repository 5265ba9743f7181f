"""What it costs to take one spelling for another: letters, keys and sounds.

An unrelated letter for another costs 1; the cheaper an edit, the likelier a
person made it.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from mailrules.language.folding import fold, key_of
from mailrules.language.sources import DATA
from mailrules.message import read_list

RUSSIAN = tuple(key_of(letter) for letter in "абвгдежзийклмнопрстуфхцчшщъыьэюя")
ENGLISH = tuple(key_of(letter) for letter in "abcdefghijklmnopqrstuvwxyz'")
SOFT = key_of("ь")
APOSTROPHE = key_of("'")
RUSSIAN_KEYS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
ENGLISH_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

REPLACED = 1.0
NEIGHBOUR = 0.75  # the key beside, above or below
MISSING = 0.85
EXTRA = 0.85
DOUBLED = 0.4  # one letter for two alike, or two for one
SOFT_SIGN = 0.4  # missing or too much; in English, a missing apostrophe
SWAPPED = 0.65  # two letters in the wrong order
FIRST_LETTER = 0.3  # on top, where the first letter is concerned: people get it right


@cache
def replacements(russian: bool) -> dict[bytes, tuple[tuple[bytes, float], ...]]:
    """Return for each letter all others that may have been meant, with their cost."""
    cheap = _cheap_replacements()
    letters = RUSSIAN if russian else ENGLISH
    return {
        one: tuple((other, cheap.get((one, other), REPLACED)) for other in letters if other != one)
        for one in letters
    }


@cache
def stretches() -> tuple[tuple[bytes, bytes, float], ...]:
    """Return the confusions of more than one letter: wrong, right, cost."""
    return tuple(one for one in _confusions() if len(one[0] + one[1]) > 2)


@cache
def _cheap_replacements() -> dict[tuple[bytes, bytes], float]:
    costs: dict[tuple[bytes, bytes], float] = {}
    for rows in (RUSSIAN_KEYS, ENGLISH_KEYS):
        for one, other in _neighbours(rows):
            costs[key_of(one), key_of(other)] = costs[key_of(other), key_of(one)] = NEIGHBOUR
    for wrong, right, cost in _confusions():
        if len(wrong + right) == 2:
            for pair in ((wrong, right), (right, wrong)):
                costs[pair] = min(cost, costs.get(pair, cost))
    return costs


def _neighbours(rows: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the keys that lie beside one another, in a row and from row to row."""
    for row in rows:
        yield from pairwise(row)
    for upper, lower in pairwise(rows):
        yield from zip(upper, lower, strict=False)
        yield from zip(upper[1:], lower, strict=False)


@cache
def _confusions() -> tuple[tuple[bytes, bytes, float], ...]:
    fields = (line.split() for line in read_list(DATA / "confusions.txt"))
    return tuple(
        (key_of(fold(wrong)), key_of(fold(right)), float(cost)) for wrong, right, cost in fields
    )
