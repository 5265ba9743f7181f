"""Words and phrases that are wrong although every word of them may be in a dictionary."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from mailrules.language.agreement import agrees, has_genitive, is_noun_of
from mailrules.language.folding import fold
from mailrules.language.sources import DATA
from mailrules.language.wordlist import word_list
from mailrules.message import read_list

ANY_ENDING = "~"
AFTER_COMMA = "&,"
NOT_AFTER_COMMA = "!,"
NOT_BEFORE_COLON = "!:"
# What has to hold of a phrase's last word and the words that follow, None if they are unclear.
CLAUSES: dict[str, Callable[[str, Sequence[str] | None], bool]] = {
    "!AGREES": lambda last, following: following is not None and not agrees(last, following),
    "!NOUN": lambda last, following: following is not None and not is_noun_of(last, following),
    "!OF": lambda _, following: following is not None and not has_genitive(following),
    "&OF": lambda _, following: following is not None and has_genitive(following),
}
MARKS = frozenset({AFTER_COMMA, NOT_AFTER_COMMA, NOT_BEFORE_COLON, *CLAUSES})
MARKED = frozenset(mark[1:].lower() for mark in MARKS)


class Phrase(Struct, frozen=True):
    """One line of ``data/misspellings.txt``, whose head explains the form."""

    words: tuple[frozenset[str], ...]
    right: tuple[str, ...]
    not_before: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    def matches(self, folded: Sequence[str]) -> bool:
        """Tell whether folded words, no fewer than the phrase has, begin with it.

        The word behind it may forbid it.
        """
        count = len(self.words)
        for word, slot in zip(folded, self.words, strict=False):
            if word not in slot:
                return False
        return self.not_before.isdisjoint(folded[count : count + 1])

    def stands(self, last: str, before: str, after: str, following: Sequence[str] | None) -> bool:
        """Tell whether what surrounds the phrase shows it to be wrong.

        ``last`` is its last word, folded; ``before`` and ``after`` are what
        stands beside it, without white space; ``following`` are the words of
        the clause that come next, folded: None where that cannot be told.
        """
        if (NOT_AFTER_COMMA if before.endswith(",") else AFTER_COMMA) in self.marks:
            return False
        if NOT_BEFORE_COLON in self.marks and after.startswith(":"):
            return False
        return all(holds(last, following) for mark, holds in CLAUSES.items() if mark in self.marks)

    def mended(self, folded: Sequence[str]) -> tuple[str, ...]:
        """Return what is right for the folded words met."""
        slots = zip(folded, self.words, strict=True)
        met = next((word for word, slot in slots if len(slot) > 1), "")
        return tuple(right.replace("*", met) for right in self.right)


def wrong_phrases(folded: str) -> tuple[Phrase, ...]:
    """Return the phrases that begin with a folded word, longest first."""
    return _phrases().get(folded, ())


@lru_cache(maxsize=50_000)
def mended_stem(folded: str) -> str | None:
    """Return a folded word with its beginning put right, where that is a known wrong one."""
    stems = _stems()
    if not folded.startswith(tuple(stems)):
        return None
    wrong = next(stem for stem in stems if folded.startswith(stem))
    mended = stems[wrong] + folded.removeprefix(wrong)
    return mended if mended in word_list() else None


def mended_word(folded: str) -> tuple[str, ...]:
    """Return what is right for a folded word that is wrong wherever it stands."""
    stem = mended_stem(folded)
    if stem:
        return (stem,)
    return next((one.mended([folded]) for one in wrong_phrases(folded) if len(one.words) == 1), ())


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for line in _lines(stems=False):
        phrase = _phrase(*line)
        for first in phrase.words[0]:
            by_first[first].append(phrase)
    return {
        first: tuple(sorted(phrases, key=lambda one: -len(one.words)))
        for first, phrases in by_first.items()
    }


@cache
def _stems() -> dict[str, str]:
    return {
        fold(wrong.rstrip(ANY_ENDING)): fold(right.rstrip(ANY_ENDING))
        for wrong, right in _lines(stems=True)
    }


def _lines(*, stems: bool) -> Iterator[tuple[str, str]]:
    for line in read_list(DATA / "misspellings.txt"):
        if (ANY_ENDING in line) is stems:
            wrong, _, right = line.partition("=")
            yield wrong.strip(), right.strip()


def _phrase(wrong: str, right: str) -> Phrase:
    parts = wrong.split()
    return Phrase(
        words=tuple(frozenset(map(fold, part.split("|"))) for part in parts if part[0] not in "!&"),
        right=tuple(one.strip() for one in right.split(";")),
        not_before=frozenset(fold(part[1:]) for part in parts if part[0] == "!") - MARKED,
        marks=MARKS.intersection(parts),
    )
