"""A person's name taken apart, and whether two names may be one person's."""

from collections.abc import Iterable

from msgspec import Struct

from mailrules.language.folding import fold
from mailrules.language.names import (
    FEMALE,
    MALE,
    NOBODY,
    company_words,
    fathers,
    first_names,
    is_female_patronymic,
    is_surname,
    sexes,
)
from mailrules.language.sounds import alike, sounds
from mailrules.message import lazy_pattern

WORD = lazy_pattern(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*+")
MAX_WORDS = 12  # of a display name; nobody has more
# First letters that one name is written with: «Евгений» is E., Y. and J.
IOTATED = "iey"
GLIDES = frozenset("еёэюяйи")


class PersonName(Struct, frozen=True):
    """What a written name says.

    ``given`` are the passport names that its first names may stand for,
    ``fathers`` those of the father that its patronymic names, ``initials``
    single letters, ``others`` the words that remain: a surname, perhaps.
    ``company`` where words of it say that it is a firm.
    """

    given: frozenset[str] = NOBODY
    fathers: frozenset[str] = NOBODY
    initials: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    female: bool | None = None
    company: bool = False

    @property
    def sex(self) -> str | None:
        """Return the sex that the patronymic tells, else the first name; None where none does."""
        if self.female is not None:
            return FEMALE if self.female else MALE
        known = sexes(self.given)
        return next(iter(known)) if len(known) == 1 else None


def read_name(text: str) -> PersonName:
    """Take a name apart, in any order of its words, in Russian or Latin letters."""
    return named([match.group() for match in WORD.finditer(text)][:MAX_WORDS])


def named(words: Iterable[str]) -> PersonName:
    """Make a name of its words.

    Where two may be first names («Ким Анна», «Роман Давид»), either may be meant.
    """
    spoken = list(words)
    given, father, female = NOBODY, NOBODY, None
    initials: list[str] = []
    others: list[str] = []
    company = False
    for word in spoken:
        if len(word) == 1:
            initials.append(word)
        elif fold(word) in company_words():
            company = True
        elif found := first_names(word):
            given |= found
        elif (found := fathers(word)) and _is_patronymic(word, spoken, given, initials):
            father, female = found, is_female_patronymic(word)
        else:
            others.append(word)
    return PersonName(given, father, tuple(initials), tuple(others), female, company)


def _is_patronymic(word: str, words: list[str], given: frozenset[str], initials: list[str]) -> bool:
    """Tell «Роман Андреевич» from «Роман Абрамович», «Абрамович Роман» and «Анна Петрович»."""
    if len(words) == 1:
        return True
    if not given and not initials:
        return False
    if sexes(given) == {FEMALE} and not is_female_patronymic(word):
        return False
    return len(words) > 2 or not is_surname(fold(word))


def same_person(called: PersonName, person: PersonName) -> bool | None:
    """Tell whether whoever is ``called`` so may be ``person``; None where nobody could tell.

    The first names decide, then the patronymics; a first name that is the other's surname, and an
    initial, are given the benefit of the doubt.
    """
    if _shares_word(called, person):
        return not _other_father(called, person)
    if called.given and person.given:
        return not called.given.isdisjoint(person.given) and not _other_father(called, person)
    if called.given and person.initials:
        return any(_begins(name, person.initials) for name in called.given)
    if called.fathers and person.fathers:
        return not _other_father(called, person)
    return None


def _shares_word(called: PersonName, person: PersonName) -> bool:
    return any(alike(one, other) for one in called.others for other in person.others)


def _other_father(called: PersonName, person: PersonName) -> bool:
    known = bool(called.fathers and person.fathers)
    return known and called.fathers.isdisjoint(person.fathers)


def _begins(name: str, initials: Iterable[str]) -> bool:
    """Tell whether a name may be shortened to one of the initials, in either alphabet."""
    first = {sound[0] for sound in sounds(name)}
    if fold(name)[0] in GLIDES:
        first |= set(IOTATED)
    heard = {sound[0] for letter in initials for sound in sounds(letter)}
    return not first.isdisjoint(heard)
