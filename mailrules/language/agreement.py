"""Whether a phrase goes on: «по прежнему» alone is wrong, «по прежнему тарифу» is right."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mailrules.language.morphology import parsed

if TYPE_CHECKING:
    from pymorphy3.tagset import OpencorporaTag

FARTHEST = 4  # words from a phrase to the noun it belongs to
DESCRIBING = frozenset({"ADJF", "PRTF", "NUMR"})
NOUNS = frozenset({"NOUN"})
NOMINAL = DESCRIBING | NOUNS
# What may stand between an adjective and its noun («по прежнему и самому выгодному тарифу»).
BETWEEN = DESCRIBING | {"ADVB", "CONJ", "PRCL", "INTJ"}


class Form(NamedTuple):
    """Case, number, and in the singular the gender, None where a word may have any."""

    case: str
    singular: bool
    gender: str | None


def agrees(last: str, following: Sequence[str]) -> bool:
    """Tell whether a word follows that ``last`` may describe, as an adjective does its noun."""
    return _comes(following, lambda word: _agree(last, word, NOMINAL))


def is_noun_of(last: str, following: Sequence[str]) -> bool:
    """Tell whether a noun follows at once that ``last`` may describe («что то письмо»)."""
    return any(_agree(last, word, NOUNS) for word in following[:1])


def has_genitive(following: Sequence[str]) -> bool:
    """Tell whether the whole follows of which a phrase names a part («с верху упаковки»)."""
    return _comes(following, lambda word: any(tag.case in {"gent", "gen2"} for tag in _tags(word)))


def _comes(following: Sequence[str], fits: Callable[[str], bool]) -> bool:
    """Tell whether a fitting word follows, before any that cannot stand between."""
    for word in following[:FARTHEST]:
        if fits(word):
            return True
        if not any(tag.POS in BETWEEN for tag in _tags(word)):
            return False
    return False


@lru_cache(maxsize=20_000)
def _agree(last: str, word: str, parts: frozenset[str]) -> bool:
    """Tell whether an adjective has a form in common with a word that is one of ``parts``."""
    return any(
        one[:2] == other[:2] and (None in {one.gender, other.gender} or one.gender == other.gender)
        for one in _forms(last, DESCRIBING)
        for other in _forms(word, parts)
    )


def _forms(word: str, parts: frozenset[str]) -> Iterator[Form]:
    for tag in _tags(word):
        if tag.POS in parts and tag.case:
            singular = tag.number == "sing"
            yield Form(tag.case, singular, tag.gender if singular else None)


@lru_cache(maxsize=20_000)
def _tags(word: str) -> "tuple[OpencorporaTag, ...]":
    """Return how a folded word may be parsed; an unknown one by its ending.

    A preposition is nothing else: the dictionary has «ПО», software, as well.
    """
    tags = tuple(reading.tag for reading in parsed(word))
    return tuple(tag for tag in tags if tag.POS == "PREP") or tags
