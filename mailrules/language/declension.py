"""A person's name, or a phrase, put into one of the oblique cases.

A phrase is its first noun with the adjectives before it; what depends on the noun stays as it is:
«продажа моторного масла», «продаже моторного масла». Whatever is not sure stays too.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from mailrules.language.morphology import parsed
from mailrules.language.name_cases import Case, as_spelt, is_person, name_in
from mailrules.language.person import WORD
from mailrules.language.replacing import DESCRIBING
from mailrules.message import lazy_pattern

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

NOUN = frozenset({"NOUN"})
GENITIVE = frozenset({"gent", "gen2"})
JOINING = frozenset({"PREP", "CONJ"})
AND = lazy_pattern(r" и ")
LONGEST = 500  # characters of a phrase; more is a text


@lru_cache(maxsize=2_000)
def declined(text: str, case: Case) -> str:
    """Return a name or a phrase, given in the nominative, in another case.

    Names in Latin letters, women's surnames that do not change («Анна Ким»),
    abbreviations, and what is in no nominative stay as they are.
    """
    if len(text) > LONGEST:
        return text
    return name_in(text, case) if is_person(text) else _phrase_in(text, case)


def _phrase_in(text: str, case: Case) -> str:
    words = list(_leading_words(text))
    for place in range(len(words) - 1, -1, -1):
        if forms := _forms([word.group() for word in words[: place + 1]], case):
            made: list[str] = []
            at = 0
            for word, form in zip(words, forms, strict=False):
                made += [text[at : word.start()], form]
                at = word.end()
            return "".join((*made, _second_in(text[at:], case)))
    return text


def _leading_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the adjectives that begin a phrase, and the word after them; no sign between."""
    at = 0
    for found in WORD.finditer(text):
        if text[at : found.start()].strip():
            return
        yield found
        at = found.end()
        if not _nominatives(found.group(), DESCRIBING):
            return


def _forms(words: Sequence[str], case: Case) -> list[str] | None:
    """Return adjectives and their noun, the last word, in a case; None where they are no such."""
    *before, last = words
    for noun in _nominatives(last, NOUN):
        agreeing = [_agreeing(word, noun) for word in before]
        forms = [one and one.inflect(_asked(noun, case)) for one in agreeing]
        head = noun.inflect({case, noun.tag.number})
        if head and all(forms):
            made = zip((*forms, head), (*agreeing, noun), words, strict=True)
            return [_written(form, base, word) for form, base, word in made if form and base]
    return None


def _nominatives(word: str, kinds: frozenset[str]) -> "list[Parse]":
    """Return what a word may be in the nominative; nothing for what may join words («по», «и»)."""
    readings = parsed(word.lower())
    if any(one.tag.POS in JOINING for one in readings):
        return []
    return [one for one in readings if one.tag.POS in kinds and one.tag.case == "nomn"]


def _agreeing(word: str, noun: "Parse") -> "Parse | None":
    tag = noun.tag
    for one in _nominatives(word, DESCRIBING):
        if one.tag.number == tag.number and (tag.number == "plur" or one.tag.gender == tag.gender):
            return one
    return None


def _asked(noun: "Parse", case: Case) -> set[str]:
    """Return what inflects an adjective as its noun, which may be alive, has it."""
    tag = noun.tag
    asked = {case, str(tag.number)}
    if tag.number == "sing":
        asked.add(str(tag.gender))
    if case == "accs" and (tag.number == "plur" or tag.gender == "masc"):
        asked.add(str(tag.animacy))
    return asked


def _written(form: "Parse", base: "Parse", word: str) -> str:
    """Return a form; of «колл-центр» the analyser takes away a letter."""
    first, hyphen, _ = word.rpartition("-")
    made = form.word
    if hyphen and len(made.rpartition("-")[0]) < len(first):
        made = f"{first.lower()}-{made.rpartition('-')[2]}"
    return as_spelt(made, base.word, word)


def _second_in(rest: str, case: Case) -> str:
    """Put what follows «и» into the case too, where it is a second nominative.

    After the noun itself it is («звонки и заявки»), after what depends on the
    noun only where it cannot depend on it too («сбор базы и подготовка», not
    «сбор базы и заявки»).
    """
    for found in AND.finditer(rest):
        second = rest[found.end() :]
        first = WORD.match(second)
        if first and (found.start() == 0 or not _may_depend(first.group())):
            return rest[: found.end()] + declined(second, case)
    return rest


def _may_depend(word: str) -> bool:
    return any(one.tag.case in GENITIVE for one in parsed(word.lower()))
