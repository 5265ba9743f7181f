"""Find many phrases in a text at once: in all their forms, or as they are written.

All forms of each phrase's rarest word are known before a text is read, so a text needs no
morphology: a glance at each of its words tells whether a phrase may stand there, and only then are
the neighbours looked at.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from mailrules.language.folding import fold
from mailrules.language.morphology import inflections, is_russian, lemmas, parsed
from mailrules.message import lazy_pattern

LONGEST_WORD = 60  # letters; no word of a phrase has more
LIKELY = 0.1  # of the likeliest reading's weight: «стали» is hardly ever steel
VOWELS = "aeiou"

# Letters and digits, with soft hyphens, stress marks and apostrophes. A hyphen parts two words.
WORD = lazy_pattern(r"[^\W_](?:[^\W_]|[\u00ad\u0300-\u036f]|['’ʼ](?=[^\W_]))*+")
SPACE = lazy_pattern(r"[^\S\n]*+\n?[^\S\n]*+")  # a line break may be in it, an empty line not
JOINT = lazy_pattern(r"[-‐‑]\n?")


class Phrase(Struct, frozen=True):
    """What to find: words, folded, and what stands between and around them.

    Where ``gaps`` are None the words are found in all their forms, with any
    space or hyphen between them. ``head`` and ``tail`` are the signs that
    belong to the first and the last word («C++»).
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...] | None = None
    head: str = ""
    tail: str = ""

    def forms(self, place: int) -> frozenset[str]:
        """Return the forms, folded, of one of the words."""
        word = self.words[place]
        return all_forms(word) if self.gaps is None else frozenset({word})


class Occurrence(NamedTuple):
    """Where the phrase of a number stands in a text, and its words as they stand there."""

    start: int
    end: int
    phrase: int
    words: tuple[str, ...]


class Token(NamedTuple):
    """A word of the text that is read, folded."""

    folded: str
    start: int
    end: int


def has_words(text: str) -> bool:
    """Tell whether a phrase could be made of ``text``."""
    return WORD.search(text) is not None


def phrase_words(text: str) -> tuple[str, ...]:
    """Return the words of a phrase as they are written, hyphenated ones in their parts."""
    return tuple(match.group() for match in WORD.finditer(text))


def inflected_phrase(text: str) -> Phrase:
    """Make the phrase that is found in all its forms: of «холодная база», «холодных баз».

    Its words are given in a dictionary form, the whole phrase's or their own. Raises ValueError
    where there are no words.
    """
    words = phrase_words(text)
    if not words:
        raise ValueError(text)
    return Phrase(tuple(map(fold, words)))


def exact_phrase(text: str) -> Phrase:
    """Make the phrase that is found as it is written, whatever the case of its letters.

    Raises ValueError where there are no words.
    """
    found = list(WORD.finditer(text))
    if not found:
        raise ValueError(text)
    return Phrase(
        words=tuple(fold(match.group()) for match in found),
        gaps=tuple(text[one.end() : other.start()] for one, other in pairwise(found)),
        head=text[: found[0].start()].strip(),
        tail=text[found[-1].end() :].strip(),
    )


class PhraseIndex:
    """Phrases to look for together; numbered in the order in which they are given.

    A phrase is tried where its rarest word stands. What makes its other words fit is in
    ``_fitting`` alone: words in any order within a window would be another such function.
    """

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.phrases = tuple(phrases)

    @cached_property
    def anchors(self) -> dict[str, list[tuple[int, int]]]:
        """Return, by each form of a phrase's rarest word, the phrase and the word's place in it."""
        spread = Counter(word for phrase in self.phrases for word in phrase.words)
        anchors: dict[str, list[tuple[int, int]]] = {}
        for number, phrase in enumerate(self.phrases):
            ranked = ((spread[word], -len(word), at) for at, word in enumerate(phrase.words))
            _, _, place = min(ranked)
            for form in phrase.forms(place):
                anchors.setdefault(form, []).append((number, place))
        return anchors

    def find(self, text: str) -> list[Occurrence]:
        """Return every place of every phrase, by where it begins, the longest first."""
        if not self.phrases:
            return []
        tokens = [
            Token(fold(match.group()), *match.span())
            for match in WORD.finditer(text)
            if match.end() - match.start() <= LONGEST_WORD
        ]
        found = {
            occurrence
            for at, token in enumerate(tokens)
            for number, place in self.anchors.get(token.folded, ())
            if (occurrence := self._fitting(number, text, tokens, at - place))
        }
        return sorted(found, key=lambda one: (one.start, -one.end, one.phrase))

    def _fitting(
        self, number: int, text: str, tokens: Sequence[Token], first: int
    ) -> Occurrence | None:
        """Return the occurrence of a phrase whose first word is ``tokens[first]``, if it is one."""
        phrase = self.phrases[number]
        here = tokens[max(first, 0) : first + len(phrase.words)]
        if first < 0 or len(here) < len(phrase.words):
            return None
        if any(one.folded not in phrase.forms(at) for at, one in enumerate(here)):
            return None
        if not _joined(phrase, text, here) or not _likely(phrase, here[0].folded):
            return None
        start, end = here[0].start - len(phrase.head), here[-1].end + len(phrase.tail)
        if start < 0 or not text.startswith(phrase.head, start):
            return None
        if not text.startswith(phrase.tail, here[-1].end):
            return None
        return Occurrence(start, end, number, tuple(text[one.start : one.end] for one in here))


def _joined(phrase: Phrase, text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether nothing stands between the words that parts them."""
    for place, (one, other) in enumerate(pairwise(tokens)):
        between = text[one.end : other.start]
        wanted = phrase.gaps[place] if phrase.gaps else None
        spaced, hyphened = SPACE.fullmatch(between), JOINT.fullmatch(between)
        if wanted is None or SPACE.fullmatch(wanted):
            fits = spaced or (hyphened and wanted is None)
        elif JOINT.fullmatch(wanted):
            fits = hyphened
        else:
            fits = between == wanted
        if not fits:
            return False
    return True


def _likely(phrase: Phrase, folded: str) -> bool:
    """Tell whether a word alone is likely a form of the phrase: no neighbour vouches for it."""
    word = phrase.words[0]
    if len(phrase.words) > 1 or phrase.gaps is not None or folded == word:
        return True
    return not is_russian(folded) or not _likely_lemmas(folded).isdisjoint(_own_lemmas(word))


@lru_cache(maxsize=5_000)
def all_forms(folded: str) -> frozenset[str]:
    """Return the forms, folded, of a word that a phrase has."""
    if is_russian(folded) or not folded.isalpha():
        return inflections(folded)
    bases = {folded, *lemmas(folded)}
    return frozenset(form for base in bases for form in _english_forms(base))


def _english_forms(base: str) -> Iterator[str]:
    """Yield the regular forms of an English noun or verb; a few of them are no words at all."""
    stem = base.removesuffix("e")
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        stem = f"{base[:-1]}i"
    elif base[-3:-2] not in VOWELS and base[-2:-1] in VOWELS and base[-1] not in f"{VOWELS}wxy":
        yield from (f"{base}{base[-1]}ed", f"{base}{base[-1]}ing")
    yield from (base, f"{base}s", f"{base}'s", f"{base}s'", f"{stem}es", f"{stem}ed")
    yield f"{base.removesuffix('e')}ing"


@lru_cache(maxsize=2_000)
def _own_lemmas(folded: str) -> frozenset[str]:
    """Return the lemmas that the forms of a phrase's word are of."""
    found = lemmas(folded)
    return frozenset({folded} if folded in found else found)


@lru_cache(maxsize=20_000)
def _likely_lemmas(folded: str) -> frozenset[str]:
    """Return the lemmas of a word of a text, those that hardly ever are meant left out."""
    weights: dict[str, float] = {}
    for reading in parsed(folded):
        base = fold(reading.normal_form)
        weights[base] = weights.get(base, 0.0) + reading.score
    most = max(weights.values())
    return frozenset(base for base, weight in weights.items() if weight >= LIKELY * most)
