"""Words that a house or a conversation has of its own, in any of their forms."""

from collections.abc import Iterable, Set
from functools import lru_cache

from mailrules.language.folding import fold
from mailrules.language.morphology import inflections, is_russian, lemmas
from mailrules.language.tokens import words

SHORTEST_STEM = 3
LONGEST_ENDING = 3
DECLINED = "аеийоуыьюя"  # a Russian name loses one of these before an ending


def is_own_word(word: str, vocabulary: Set[str]) -> bool:
    """Tell whether ``word`` is a form of an entry of ``vocabulary``, or of a word of one.

    An entry may be several words. Of a hyphenated word one half is enough.
    Asked for unknown words only: the first call loads the morphology.
    """
    known = forms_of(frozenset(vocabulary))
    folded = fold(word)
    return any(_is_form(part, known) for part in {folded, *folded.split("-")})


def is_name_of(word: str, names: Set[str]) -> bool:
    """Tell whether ``word`` is one of ``names`` (folded) with or without a Russian case ending."""
    folded = fold(word)
    return folded in names or any(
        folded.startswith(stem) and len(folded) - len(stem) <= LONGEST_ENDING
        for stem in _stems(frozenset(names))
    )


def name_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of names, folded, and their halves where they are hyphenated."""
    return frozenset(
        part
        for text in texts
        for word in words(text)
        for part in (fold(word.text), *fold(word.text).split("-"))
        if len(part) >= SHORTEST_STEM
    )


@lru_cache(maxsize=16)
def forms_of(vocabulary: frozenset[str]) -> frozenset[str]:
    """Return all forms, folded, of all words of all entries."""
    return frozenset().union(
        *(inflections(word.text) for entry in vocabulary for word in words(entry))
    )


def _is_form(folded: str, known: frozenset[str]) -> bool:
    return folded in known or (is_russian(folded) and not known.isdisjoint(lemmas(folded)))


@lru_cache(maxsize=16)
def _stems(names: frozenset[str]) -> frozenset[str]:
    stems = (name[:-1] if name[-1] in DECLINED else name for name in names if is_russian(name))
    return frozenset(stem for stem in stems if len(stem) >= SHORTEST_STEM)
