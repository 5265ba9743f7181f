"""Noun phrases of an English text, taken word for word.

Without a grammar at hand a phrase is what stands between verbs, small words and
punctuation, with one «for», «of», «on» or «to» inside: "delivery of spare parts".
"""

from collections.abc import Iterator
from functools import cache

from mailrules.language import stop_words
from mailrules.message import lazy_pattern
from mailrules.rules.subject.noun_phrases import Phrase
from mailrules.rules.subject.relevance import english_verbs

TOKEN = lazy_pattern(r"(?<![\w@./\\'’-])[A-Za-z]++(?:-[A-Za-z]++)*+(?![\w@/\\'’]|\.\w)")
LINKS = frozenset({"for", "of"})
LONGEST = 6  # words


def english_phrases(text: str) -> Iterator[Phrase]:
    """Yield the phrases of two words and more."""
    run: list[tuple[str, int]] = []
    end = 0
    for match in TOKEN.finditer(text):
        word = match.group()
        if run and text[end : match.start()].strip(" \n"):
            yield from _phrase(run)
            run = []
        if word.lower() in LINKS and run:
            run.append((word, match.start()))
        elif word.lower() in _stops():
            yield from _phrase(run)
            run = []
        else:
            run.append((word, match.start()))
        end = match.end()
    yield from _phrase(run)


def _phrase(run: list[tuple[str, int]]) -> Iterator[Phrase]:
    while run and run[-1][0].lower() in LINKS:
        run.pop()
    words = tuple(word for word, _ in run)
    if 2 <= len(words) <= LONGEST:
        linked = next((at for at, word in enumerate(words) if word.lower() in LINKS), len(words))
        text = " ".join(words)
        yield Phrase(text[:1].upper() + text[1:], run[0][1], words[linked - 1], words)


@cache
def _stops() -> frozenset[str]:
    return stop_words() | english_verbs()
