"""A Russian sentence in clauses, each word with what it may be."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mailrules.language import fold, parsed
from mailrules.message import lazy_pattern
from mailrules.rules.lists import entries

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

WORD = lazy_pattern(r"[^\W_]+(?:-[^\W_]+)*+")
PARTING = lazy_pattern(r"[,;:()]|\s[—–-]\s")
PLEASE = lazy_pattern(r",(\s*пожалуйста),?")
LONGEST_WORD = 40


class Form(NamedTuple):
    """A word of a clause: as written, folded, its place in the sentence, its readings."""

    folded: str
    start: int
    end: int
    readings: "tuple[Parse, ...]"
    lemmas: frozenset[str]

    def has(self, *marks: str) -> bool:
        """Tell whether the likeliest reading, or one as likely, has all the grammemes."""
        best = self.readings[0].score
        return any(
            one.score >= best and one.tag.grammemes.issuperset(marks) for one in self.readings
        )

    def is_one_of(self, name: str) -> bool:
        """Tell whether a form of the word is in one of this folder's lists."""
        return not self.lemmas.isdisjoint(lemma_list(name))


class Clause(NamedTuple):
    """The words between two commas, and whether they ask or condition («если …»)."""

    words: tuple[Form, ...]
    start: int
    end: int

    def any_of(self, name: str) -> bool:
        """Tell whether a word of the clause is in the list."""
        return any(word.is_one_of(name) for word in self.words)

    def any_said(self, *folded: str) -> bool:
        """Tell whether one of the words stands in the clause as it is."""
        return any(word.folded in folded for word in self.words)


def clauses(sentence: str) -> list[Clause]:
    """Return the clauses of a sentence: what stands between commas, brackets and dashes."""
    text = PLEASE.compiled.sub(lambda match: " " + match[1].ljust(len(match[0]) - 1), sentence)
    bounds = [0, *(at for match in PARTING.finditer(text) for at in match.span()), len(text)]
    pieces = zip(bounds[::2], bounds[1::2], strict=True)
    return [Clause(tuple(_words(text, *piece)), *piece) for piece in pieces]


@cache
def lemma_list(name: str) -> frozenset[str]:
    """Return one of this folder's lists of dictionary forms."""
    return frozenset(map(fold, entries(__file__, name)))


def _words(text: str, start: int, end: int) -> Iterator[Form]:
    for match in WORD.compiled.finditer(text, start, end):
        folded = fold(match.group())
        if len(folded) <= LONGEST_WORD:
            yield Form(folded, *match.span(), *_readings(folded))


@lru_cache(maxsize=5_000)
def _readings(folded: str) -> "tuple[tuple[Parse, ...], frozenset[str]]":
    """Return what a word may be, and its dictionary forms with the word itself."""
    readings = tuple(parsed(folded))
    return readings, frozenset({folded, *(fold(reading.normal_form) for reading in readings)})
