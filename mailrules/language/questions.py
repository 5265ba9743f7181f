"""Which sentences ask the reader something."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mailrules.language.sentences import sentences
from mailrules.language.sources import DATA
from mailrules.message import lazy_pattern, read_list

# The mark stands right behind a word and outside quotation marks: «a ? b» is code.
ASKS = lazy_pattern(r"[^\s?!.…][?⁇⁈⁉!.…]*[?⁇⁈⁉][?!.…]*\)*$")
WORD = lazy_pattern(r"[^\W_]+(?:['’-][^\W_]+)*")
OPENING = 6  # words in which a sentence says that it asks: «Ещё, пожалуйста, подскажите, …»
LONGEST = 1_000  # characters of a sentence that are looked at; more are no sentence
AS_SOON_AS = ("как", "только")


class Question(NamedTuple):
    """A sentence that asks: ``text[start:end]``. ``direct`` where it has a question mark."""

    start: int
    end: int
    direct: bool


def questions(text: str, start: int = 0, end: int | None = None) -> Iterator[Question]:
    """Yield what a paragraph, ``text[start:end]``, asks its reader.

    That is a sentence with a question mark of its own, and a request to tell
    («Подскажите, кто передаст базу.»). Nothing is asked by courtesies («Как
    дела?»), by questions that the author answers at once, and by what stands
    between quotation marks.
    """
    found = list(sentences(text, start, end))
    for place, (first, last) in enumerate(found):
        sentence = text[first:last]
        if ASKS.search(sentence[-40:]):
            after = text[slice(*found[place + 1])] if place + 1 < len(found) else ""
            if not (_is_rhetorical(sentence) or _begins_with("own_answers", after, 1)):
                yield Question(first, last, direct=True)
        elif _requests(sentence):
            yield Question(first, last, direct=False)


def _words(text: str) -> list[str]:
    folded = text[:LONGEST].casefold().replace("ё", "е").replace("’", "'")
    return [word[0] for word in WORD.finditer(folded)]


def _is_rhetorical(sentence: str) -> bool:
    said = _words(sentence)
    return not said or tuple(said) in _phrases("rhetorical")


def _requests(sentence: str) -> bool:
    """Tell whether a sentence asks to be told something: «Уточните, какие возражения …»."""
    if sentence.endswith((":", ";", "»", "”", '"')) or not _begins_with(
        "asking", sentence, OPENING
    ):
        return False
    said = _words(sentence)
    asked = _phrases("interrogatives")
    return any(
        (word,) in asked and tuple(said[at : at + 2]) != AS_SOON_AS for at, word in enumerate(said)
    )


def _begins_with(name: str, sentence: str, within: int) -> bool:
    """Tell whether a phrase of a list begins among the first ``within`` words."""
    said = _words(sentence)
    return any(
        tuple(said[at : at + length]) in _phrases(name)
        for at in range(min(within, len(said)))
        for length in _lengths(name)
    )


@cache
def _phrases(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(one.split()) for one in read_list(DATA / f"{name}.txt"))


@cache
def _lengths(name: str) -> tuple[int, ...]:
    return tuple(sorted({len(phrase) for phrase in _phrases(name)}))
