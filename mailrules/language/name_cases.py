"""A person's name put into a case: first name, patronymic and surname, in any order."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from mailrules.language.folding import fold
from mailrules.language.morphology import is_russian, parsed
from mailrules.language.names import FEMALE, MALE, NOBODY, first_names, is_surname, sexes
from mailrules.language.person import WORD, read_name
from mailrules.language.replacing import like_written

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

Case = Literal["gent", "datv", "accs", "ablt", "loct"]  # as OpenCorpora names them

GENDERS = {"masc": MALE, "femn": FEMALE}
UNCHANGING = ("о", "е", "и", "у", "ю", "э", "ы", "ых", "их")  # endings of surnames
WOMANS = ("а", "я")  # the endings of a woman's surname that changes
# A man's surname in -ой that the dictionary lacks goes like one that it has.
MODEL, MODEL_STEM = "толстой", "толст"


def is_person(text: str) -> bool:
    """Tell a name from a phrase: every word has a capital, and one is known as a person's."""
    words = _words(text)
    if not words or not all(word[0].isupper() for word in words) or read_name(text).company:
        return False
    if any(len(word) == 1 or first_names(word) or _marked(word, "Patr") for word in words):
        return True
    return len(words) == 1 and "Surn" in parsed(words[0].lower())[0].tag.grammemes


def name_in(text: str, case: Case) -> str:
    """Return a name of the nominative in ``case``; each word that has no other form stays."""
    sex = _sex(_words(text))
    made: list[str] = []
    at = 0
    for found in WORD.finditer(text):
        parts = (_part(part, case, sex) for part in found.group().split("-"))
        made += [text[at : found.start()], "-".join(parts)]
        at = found.end()
    return "".join((*made, text[at:]))


def spoken_name(text: str) -> tuple[str, str]:
    """Return the first name and the patronymic as they are written, '' for what is not known.

    A word that may be a surname too is the first name only where no other is:
    «Анна» of «Ким Анна». A firm has neither.
    """
    words = [found.group() for found in WORD.finditer(text) if len(found.group()) > 1]
    if read_name(text).company:
        return "", ""
    patronymic = next((word for word in words if _marked(word, "Patr")), "")
    known = [word for word in words if first_names(word) and word != patronymic]
    sure = [word for word in known if not is_surname(fold(word))]
    before = words[max(words.index(patronymic) - 1, 0)] if patronymic else ""
    first = next(iter((*sure, *known)), before)
    return ("", "") if first == patronymic else (first, patronymic)


def _words(text: str) -> list[str]:
    """Return the words of a name, both halves of a double one."""
    return [part for found in WORD.finditer(text) for part in found.group().split("-")]


def _sex(words: list[str]) -> str | None:
    """Return the sex that a name tells: the first name, the patronymic, the surname; or None."""
    given = {word: sexes(first_names(word)) for word in words}
    sure = (told for word, told in given.items() if not is_surname(fold(word)))
    patronymics = (_marked(word, "Patr") for word in words)
    surnames = (_marked(word, "Surn") for word in words)
    for kind in (sure, patronymics, given.values(), surnames):
        told: frozenset[str] = NOBODY.union(*kind)
        if len(told) == 1:
            return min(told)
    return None


def _marked(word: str, kind: str) -> frozenset[str]:
    """Return the sexes of those whose patronymic or surname this word is, in the nominative."""
    tags = (one.tag for one in parsed(word.lower()) if {kind, "nomn", "sing"} <= one.tag.grammemes)
    return frozenset(GENDERS[tag.gender] for tag in tags if tag.gender in GENDERS)


def _part(word: str, case: Case, sex: str | None) -> str:
    """Return one word of a name; each half of «Римский-Корсаков» and of «Анна-Мария»."""
    if len(word) < 2 or not is_russian(fold(word)):
        return word
    if reading := next(_readings(word, sex), None):
        alive = "gent" if case == "accs" and "inan" in reading.tag.grammemes else case  # «Блок»
        form = reading.inflect({alive, "sing"})
        return as_spelt(form.word, reading.word, word) if form else word
    if sex == MALE and word.endswith("ой"):
        return word[:-2] + _part(MODEL, case, MALE).removeprefix(MODEL_STEM)
    return word


def _readings(word: str, sex: str | None) -> "Iterator[Parse]":
    """Yield what a word of a name may be in the nominative, likeliest first."""
    nominative = [one for one in parsed(word.lower()) if {"nomn", "sing"} <= one.tag.grammemes]
    own = [one for one in nominative if _is_of(one, sex)]
    # Of somebody whose sex is not known, «Ким» is a surname that may stay.
    given = bool(first_names(word)) and not (sex is None and is_surname(fold(word)))
    if given:
        yield from (one for one in own or nominative if "Name" in one.tag.grammemes)
    yield from (one for one in own if not {"Patr", "Surn"}.isdisjoint(one.tag.grammemes))
    if given or sex is None or word.endswith(UNCHANGING):
        return
    if word.endswith(WOMANS):
        yield from (*own, *nominative)  # a man called «Сорока» has the bird's endings
    elif sex == MALE:
        yield from own


def _is_of(reading: "Parse", sex: str | None) -> bool:
    return "ms-f" in reading.tag.grammemes or GENDERS.get(reading.tag.gender) == (sex or "")


def as_spelt(form: str, dictionary: str, word: str) -> str:
    """Return a form as ``word`` is written: its capitals, е where the ``dictionary`` has ё."""
    if "ё" in dictionary and "ё" not in word.lower():
        form = form.replace("ё", "е")
    return like_written(form, word)
