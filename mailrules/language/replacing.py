"""Put one phrase for another in the form in which the other stands.

«Базу для обзвона» for «холодную базу»: the head of either phrase, its first noun or its verb,
takes the form, adjectives before the head agree with it, and what follows it stays.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mailrules.language.folding import fold
from mailrules.language.morphology import is_russian, parsed
from mailrules.language.phrases import WORD, phrase_words

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

DESCRIBING = frozenset({"ADJF", "PRTF"})
CASES = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}

Form = frozenset[str]  # what inflects a head: case and number, or a verb's tense, person, number


class Head(NamedTuple):
    """Where a phrase's head stands among its words, and the readings that make it one."""

    place: int
    readings: "tuple[Parse, ...]"

    @property
    def is_verb(self) -> bool:
        """Tell whether it is an infinitive."""
        return bool(self.readings[0].tag.POS == "INFN")


def put_like(replacement: str, phrase: str, found: Sequence[str]) -> str | None:
    """Return ``replacement`` in the form in which the words of ``phrase`` are ``found``.

    Both phrases are given in their dictionary form. None where the form is not
    certain: it could be two that would be written differently, or only the
    dictionary form could be put, and another is found.
    """
    words = phrase_words(phrase)
    head = _head(tuple(map(fold, words)))
    new_words = phrase_words(replacement)
    new_head = _head(tuple(map(fold, new_words)))
    if head and new_head and head.is_verb == new_head.is_verb:
        forms = _forms(head, words, found)
        made = {_inflected(replacement, new_head, form) for form in forms}
        if made:
            return made.pop() if len(made) == 1 else None
    same = [fold(word) for word in words] == [fold(word) for word in found]
    return replacement if same else None


@lru_cache(maxsize=2_000)
def _head(words: tuple[str, ...]) -> Head | None:
    """Return the infinitive that begins a phrase, or its first noun, with adjectives before it."""
    for place, word in enumerate(words):
        readings = tuple(parsed(word)) if is_russian(word) else ()
        verbs = tuple(one for one in readings if one.tag.POS == "INFN")
        if verbs and place == 0:
            return Head(place, verbs)
        nouns = tuple(one for one in readings if one.tag.POS == "NOUN" and one.tag.case == "nomn")
        if nouns:
            return Head(place, nouns)
        if not any(one.tag.POS in DESCRIBING and one.tag.case == "nomn" for one in readings):
            return None
    return None


def _forms(head: Head, phrase: Sequence[str], found: Sequence[str]) -> frozenset[Form]:
    """Return the forms that the found head may have; none where the words after it differ."""
    after = slice(head.place + 1, None)
    if [fold(word) for word in phrase[after]] != [fold(word) for word in found[after]]:
        return frozenset()
    bases = {one.normal_form for one in head.readings}
    if head.is_verb:
        return frozenset(_verb_forms(found[0], bases))
    forms = frozenset(_noun_forms(found[head.place], frozenset({"NOUN"}), bases))
    for place in range(head.place):
        described = {one.normal_form for one in parsed(fold(phrase[place]))}
        forms &= frozenset(_noun_forms(found[place], DESCRIBING, described))
    return forms


def _noun_forms(word: str, kinds: frozenset[str], bases: set[str]) -> Iterator[Form]:
    for reading in parsed(fold(word)):
        tag = reading.tag
        if tag.POS in kinds and reading.normal_form in bases and tag.case and tag.number:
            yield frozenset({CASES.get(tag.case, str(tag.case)), str(tag.number)})


def _verb_forms(word: str, bases: set[str]) -> Iterator[Form]:
    for reading in parsed(fold(word)):
        tag = reading.tag
        if reading.normal_form in bases and tag.POS in {"INFN", "VERB"}:
            parts = (tag.POS, tag.tense, tag.person, tag.number, tag.gender, tag.mood)
            yield frozenset(str(part) for part in parts if part)


def _inflected(phrase: str, head: Head, form: Form) -> str | None:
    """Return a phrase with its head in a form and adjectives that agree; None if there is none."""
    made: list[str] = []
    at = 0
    for place, word in enumerate(list(WORD.finditer(phrase))[: head.place + 1]):
        if place == head.place:
            readings: Sequence[Parse] = head.readings
            wanted = form
        else:
            readings = [one for one in parsed(fold(word.group())) if one.tag.POS in DESCRIBING]
            wanted = form | _agreement(head, form)
        new = {one.word for one in (reading.inflect(wanted) for reading in readings) if one}
        if len(new) != 1:
            return None
        made += [phrase[at : word.start()], like_written(new.pop(), word.group())]
        at = word.end()
    return "".join((*made, phrase[at:]))


def _agreement(head: Head, form: Form) -> Form:
    """Return what an adjective takes from its noun besides case and number."""
    tag = head.readings[0].tag
    alive = {str(tag.animacy)} if "accs" in form and tag.animacy else set()
    gender = {str(tag.gender)} if "sing" in form and tag.gender else set()
    if "accs" in form and gender and tag.gender != "masc":
        alive = set()  # the accusative of «новая» and «новое» is one for the living and the dead
    return frozenset(alive | gender)


def like_written(word: str, model: str) -> str:
    """Return ``word`` with capitals where ``model`` has them: at its beginning, or throughout."""
    if any(map(str.isupper, word[1:])):
        return word  # «WhatsApp» has its own
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
