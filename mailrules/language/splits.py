"""What was meant where words were joined, or hyphenated, or drawn out, that should not be."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from mailrules.language.folding import fold, key_of
from mailrules.language.sources import DATA
from mailrules.language.wordlist import word_list
from mailrules.message import read_list

SPLIT = 1.0
NEGATED = 0.45  # «незнаю»
HYPHEN = 0.3
DRAWN_OUT = 0.3  # «ооочень»
STUTTERED = 0.5  # «рекокомендую»
CLITIC = 0.5  # «еслиб»
ADVERB_ENDINGS = ("ому", "ему", "ски", "цки", "ьи")  # «по-моему», «по-русски»


def respaced(folded: str) -> Iterator[tuple[str, float]]:
    """Yield right words, or pairs of them, that differ in spaces and hyphens, with their cost."""
    known = word_list()
    for at in range(1, len(folded)):
        left, right = folded[:at], folded[at:]
        if left in known and right in known and _takes_hyphen(left, right):
            yield f"{left}-{right}", HYPHEN
        if left == "не" and key_rank(right) < 2:
            yield f"{left} {right}", NEGATED
        elif right in clitics() and key_rank(left) < 2:
            yield f"{left} {right}", CLITIC
        elif stands_alone(left) and stands_alone(right):
            yield f"{left} {right}", SPLIT
    left, hyphen, right = folded.partition("-")
    if hyphen:
        if left + right in known:
            yield left + right, HYPHEN
        if left in known and right in known:
            yield f"{left} {right}", SPLIT


def _takes_hyphen(left: str, right: str) -> bool:
    """Tell whether Russian joins two words with a hyphen («кто-то», «кое-как», «по-моему»)."""
    if right in particles() or left == "кое":
        return True
    return left == "по" and right.endswith(ADVERB_ENDINGS)


def undrawn(folded: str) -> Iterator[str]:
    """Yield spellings in which letters written three times and more stand once, or twice."""
    runs = [(letter, len(list(run))) for letter, run in groupby(folded)]
    if any(count > 2 for _, count in runs):
        for most in (1, 2):
            yield "".join(letter * (most if count > 2 else count) for letter, count in runs)


def unstuttered(folded: str) -> Iterator[str]:
    """Yield spellings in which two or three letters written twice in a row stand once."""
    for length in (2, 3):
        for at in range(len(folded) - 2 * length + 1):
            if folded[at : at + length] == folded[at + length : at + 2 * length]:
                yield folded[:at] + folded[at + length :]


def stands_alone(word: str) -> bool:
    """Tell whether a word may be half of a pair: no rare word, no stray letters."""
    if len(word) < 3:
        return word in small_words()
    return key_rank(word) < 2 or (len(word) > 4 and word in word_list())


def key_rank(word: str) -> int:
    """Return how common a folded word is (see ``WordList.rank``)."""
    return word_list().rank(key_of(word))


@cache
def particles() -> frozenset[str]:
    """Return what Russian joins with a hyphen behind a word."""
    return frozenset(read_list(DATA / "particles.txt"))


@cache
def clitics() -> frozenset[str]:
    """Return the particles that stand behind a word, apart from it."""
    return frozenset(read_list(DATA / "clitics.txt"))


@cache
def small_words() -> frozenset[str]:
    """Return the words of one or two letters that stand alone, folded."""
    return frozenset(map(fold, read_list(DATA / "small_words.txt")))
