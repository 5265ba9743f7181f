"""People's names: which first names a word may stand for, and whose patronymic it is.

Shortened names, the new vocative («Саш»), case forms and Latin spellings are understood. A name
is known by its passport form; a word may stand for several («Саша»).
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from mailrules.language.folding import fold
from mailrules.language.morphology import is_russian, parsed
from mailrules.language.sounds import sounds
from mailrules.language.sources import DATA
from mailrules.message import read_list

MALE, FEMALE = "m", "f"
NOBODY: frozenset[str] = frozenset()
NAME_MARKS = frozenset({"Name", "Patr"})  # OpenCorpora: a first name, a patronymic
HISSING = "жчшщц"
SHORTEST_SPELT = 3  # letters of a name in Latin letters that its sound alone tells
PATRONYMIC_ENDINGS = (
    ("ьевич", "ьевна"),
    ("иевич", "иевна"),
    ("ович", "овна"),
    ("евич", "евна"),
    ("инич", "инична"),
    ("ич", "ична"),
)


class _Table(NamedTuple):
    """First names by what is written (folded), and by how it sounds."""

    written: dict[str, frozenset[str]]
    heard: dict[str, frozenset[str]]
    sexes: dict[str, str]


@lru_cache(maxsize=10_000)
def first_names(word: str) -> frozenset[str]:
    """Return the passport names that a word may stand for, none where it is no first name."""
    folded = fold(word)
    table = _names()
    found = table.written.get(folded, NOBODY)
    if is_russian(folded):
        return found or _union(table.written, _dictionary_forms(folded))
    if len(folded) < SHORTEST_SPELT:
        return found
    return found.union(*(table.heard.get(sound, NOBODY) for sound in sounds(word)))


@lru_cache(maxsize=10_000)
def fathers(word: str) -> frozenset[str]:
    """Return the passport names of the father that a patronymic names, none where it is none.

    Of a father whose name is not in the table, that is the patronymic's stem.
    """
    folded = fold(word)
    if not is_russian(folded):
        return frozenset().union(*(_patronymics().heard.get(one, NOBODY) for one in sounds(word)))
    written = _patronymics().written
    if found := written.get(folded) or _union(written, _dictionary_forms(folded)):
        return found
    return _unknown_father(folded)


def sexes(names: frozenset[str]) -> frozenset[str]:
    """Return the sexes (``m``, ``f``) of passport names."""
    return frozenset(_names().sexes[name] for name in names)


def is_female_patronymic(word: str) -> bool:
    """Tell «Сергеевна» from «Сергеевич» (of words that ``fathers`` knows)."""
    return fold(word).endswith(("на", "не", "ну", "ной", "ны"))


def is_surname(folded: str) -> bool:
    """Tell whether a folded word may be a surname, by the dictionary or by its ending."""
    return any("Surn" in reading.tag.grammemes for reading in parsed(folded))


def patronymics(name: str) -> tuple[str, ...]:
    """Form the son's and the daughter's patronymics of a male passport name, by the rules.

    Names in -ий have two of each («Геннадиевич», «Геннадьевич»); then those of speech («Иваныч»).
    """
    name = fold(name)
    stem = name[:-1]
    if name.endswith("ий"):
        stem = name[:-2]
        return (f"{stem}ьевич", f"{stem}ьевна", f"{stem}иевич", f"{stem}иевна", f"{stem}ич")
    if name.endswith(("й", "ь")):
        return (f"{stem}евич", f"{stem}евна", f"{stem}ич")
    if name.endswith(("а", "я")):
        return (f"{stem}ич", f"{stem}ична", f"{stem}ович", f"{stem}овна")
    if name.endswith((*HISSING, "е", "и", "о", "у")):
        return (f"{name}евич", f"{name}евна")
    return (f"{name}ович", f"{name}овна", f"{name}ыч")


@cache
def company_words() -> frozenset[str]:
    """Return the words that make a display name a firm's or a department's, folded."""
    return frozenset(map(fold, read_list(DATA / "company_words.txt")))


def _union(table: dict[str, frozenset[str]], words: Iterator[str]) -> frozenset[str]:
    return frozenset().union(*(table.get(word, NOBODY) for word in words))


def _dictionary_forms(folded: str) -> Iterator[str]:
    """Yield the nominatives of a word that may be a form of a name («Пете», «Ивановичу»).

    «Сидоров» is a surname before it is many called Сидор.
    """
    if is_surname(folded):
        return
    for reading in parsed(folded):
        marks = reading.tag.grammemes
        if "sing" in marks and not NAME_MARKS.isdisjoint(marks):
            yield fold(reading.normal_form)


def _unknown_father(folded: str) -> frozenset[str]:
    for pair in PATRONYMIC_ENDINGS[:4]:
        for ending in pair:
            if folded.endswith(ending) and len(folded) >= len(ending) + 3:
                return frozenset({folded.removesuffix(ending)})
    return NOBODY


@cache
def _names() -> _Table:
    written: dict[str, set[str]] = {}
    heard: dict[str, set[str]] = {}
    sex_of: dict[str, str] = {}
    vocatives: list[tuple[str, str]] = []
    for sex, name, *others in map(str.split, read_list(DATA / "first_names.txt")):
        sex_of[name] = sex
        for form in (name, *others):
            folded = fold(form)
            written.setdefault(folded, set()).add(name)
            if is_russian(folded):
                vocatives += [(one, name) for one in _vocatives(folded)]
                for sound in sounds(form):
                    heard.setdefault(sound, set()).add(name)
    taken = frozenset(written)
    for form, name in vocatives:
        if form not in taken:
            written.setdefault(form, set()).add(name)
    return _Table(_frozen(written), _frozen(heard), sex_of)


def _vocatives(folded: str) -> Iterator[str]:
    """Yield what people call each other in speech: «Саш», «Ань»."""
    stem = folded[:-1]
    if len(stem) >= 2 and folded.endswith("а"):
        yield stem
    elif len(stem) >= 2 and folded.endswith("я"):
        yield f"{stem}ь"


@cache
def _patronymics() -> _Table:
    written: dict[str, set[str]] = {}
    irregular = {name: forms for name, *forms in map(str.split, _irregular())}
    for name, sex in _names().sexes.items():
        if sex == MALE:
            for form in (*patronymics(name), *irregular.get(name, ())):
                written.setdefault(fold(form), set()).add(name)
    heard: dict[str, set[str]] = {}
    for form, names in written.items():
        for sound in sounds(form):
            heard.setdefault(sound, set()).update(names)
    return _Table(_frozen(written), _frozen(heard), {})


def _irregular() -> tuple[str, ...]:
    return read_list(DATA / "patronymics.txt")


def _frozen(table: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(names) for key, names in table.items()}
