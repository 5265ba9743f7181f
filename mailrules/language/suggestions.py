"""Right words near a wrong one, with what their edits cost (see ``costs``).

The search walks the wrong word from the left. An edit at a place is tried only
while what stands before it begins some right word, and a second edit only to
the right of the first: so both edits together stay a matter of milliseconds.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mailrules.language.costs import (
    APOSTROPHE,
    DOUBLED,
    ENGLISH,
    EXTRA,
    FIRST_LETTER,
    MISSING,
    RUSSIAN,
    SOFT,
    SOFT_SIGN,
    SWAPPED,
    replacements,
    stretches,
)
from mailrules.language.folding import CODEC, key_of
from mailrules.language.splits import DRAWN_OUT, STUTTERED, respaced, undrawn, unstuttered
from mailrules.language.wordlist import word_list

DEAREST = 1.75  # what all edits together may cost
CHEAPEST = 0.3  # no edit costs less
RARITY = (0.0, 0.25, 0.4)  # on top, by how common the word is (see ``WordList.rank``)


class Try(NamedTuple):
    """A spelling on the way to a right word. Further edits stand at ``place`` or after it."""

    spelling: bytes
    place: int
    cost: float


class Candidate(NamedTuple):
    """A right spelling, and what it costs to take the wrong one for it."""

    right: str
    cost: float


@lru_cache(maxsize=2_000)
def ranked(folded: str) -> tuple[Candidate, ...]:
    """Return what may have been meant by a folded wrong word, likeliest first."""
    first, hyphen, rest = folded.partition("-")
    found = {key.decode(CODEC): cost for key, cost in Search(folded).found.items()}
    for right, cost in respaced(folded):
        found[right] = min(cost, found.get(right, cost))
    if hyphen and not found:
        return _hyphenated(first, rest)
    weighed = (Candidate(right, cost + rarity(right)) for right, cost in found.items())
    return tuple(sorted(weighed, key=lambda one: (one.cost, one.right)))


def _hyphenated(first: str, rest: str) -> tuple[Candidate, ...]:
    """Mend the one half of a hyphenated word that is wrong."""
    known = word_list()
    if first in known:
        return tuple(Candidate(f"{first}-{half.right}", half.cost) for half in ranked(rest))
    if rest in known:
        return tuple(Candidate(f"{half.right}-{rest}", half.cost) for half in ranked(first))
    return ()


def rarity(right: str) -> float:
    """Return what is added to the cost of a rare word, or of a pair with a rare one."""
    known = word_list()
    return max(RARITY[known.rank(key_of(word))] for word in right.replace("-", " ").split())


class Search:
    """The right words found near one wrong word: their keys, and the least cost of each."""

    def __init__(self, folded: str) -> None:
        """Search for what was meant by a folded word."""
        russian = not folded.isascii()
        self.known = word_list()
        self.letters = RUSSIAN if russian else ENGLISH
        self.replacements = replacements(russian)
        self.lost = SOFT if russian else APOSTROPHE
        self.found: dict[bytes, float] = {}
        starts = [Try(key_of(folded), 0, 0.0)]
        starts += [Try(key_of(plain), 0, DRAWN_OUT) for plain in undrawn(folded)]
        starts += [Try(key_of(plain), 0, STUTTERED) for plain in unstuttered(folded)]
        starts += _heard(starts[0].spelling)
        for start in starts:
            self.note(start.spelling, start.cost)
        once = [further for start in starts for further in self.edited(start)]
        for further in once:
            for _ in self.edited(further):
                pass

    def note(self, spelling: bytes, cost: float) -> None:
        """Keep a spelling that is a right word."""
        if spelling in self.known.trie and cost < self.found.get(spelling, DEAREST):
            self.found[spelling] = cost

    def edited(self, one: Try) -> Iterator[Try]:
        """Note the right words one edit away; yield the spellings worth another edit."""
        spelling, place, spent = one
        known, trie = self.known, self.known.trie
        for at in range(place, len(spelling) + 1):
            if at > place and not known.begins(spelling[:at]):
                return
            so_far = spent if at else spent + FIRST_LETTER
            for variant, price in self.variants(spelling, at, DEAREST - so_far):
                cost = so_far + price
                if variant in trie and cost < self.found.get(variant, DEAREST):
                    self.found[variant] = cost
                if cost + CHEAPEST < DEAREST and known.begins(variant[: at + 1]):
                    yield Try(variant, at + 1, cost)

    def variants(self, spelling: bytes, at: int, left: float) -> Iterator[tuple[bytes, float]]:
        """Yield what one edit at a place makes of a spelling, where it costs less than ``left``."""
        before, after, last = spelling[:at], spelling[at:], spelling[at - 1 : at]
        here, rest = after[:1], after[1:]
        yield before + self.lost + after, SOFT_SIGN
        yield before + here + after, DOUBLED
        if left > MISSING:
            for letter in self.letters:
                yield before + letter + after, MISSING
        if not here:
            return
        if here == last:
            yield before + rest, DOUBLED
        else:
            yield before + rest, SOFT_SIGN if here == SOFT else EXTRA
        if rest and rest[:1] != here:
            yield before + rest[:1] + here + rest[1:], SWAPPED
        for letter, price in self.replacements.get(here, ()):
            if price < left:
                yield before + letter + rest, price


def _heard(word: bytes) -> Iterator[Try]:
    """Yield spellings with one stretch put right that is often written by ear."""
    for wrong, right, cost in stretches():
        at = word.find(wrong)
        while at >= 0:
            yield Try(word[:at] + right + word[at + len(wrong) :], 0, cost)
            at = word.find(wrong, at + 1)
