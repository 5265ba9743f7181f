"""Whether a word is spelt right, and what was meant where it is not."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from mailrules.language.folding import SAME, fold
from mailrules.language.morphology import is_name, is_nominal, is_russian
from mailrules.language.sources import DATA
from mailrules.language.suggestions import DEAREST, Candidate, ranked
from mailrules.language.wordlist import word_list
from mailrules.language.wrong import mended_word
from mailrules.message import lazy_pattern, read_list

NEAR = 1.0  # the cost of one ordinary slip, in a word seen in real texts
LIKELY = 1.4  # the same in any word, or two small slips
# One slip, and how much dearer the next best guess is: the dearer the slip, the more. Measured on
# RUSpellRU: 0.972 of these are what was meant, and they are 0.43 of all mistakes found.
CERTAIN = ((0.75, 0.4), (1.0, 0.7))
ALIKE = 0.65  # share of letters that a listed mend keeps: «плиз» is another word for «пожалуйста»
PLAUSIBLE = 1.45  # beyond it more suggestions are wrong than right (measured on RUSpellRU)
PLAUSIBLE_PAIR = 1.0  # the same of a pair with a short word («тур агент», «капуцин но»)
SHORT = 3  # letters; shorter ones stand first in many pairs («в суровом»)
LONGEST = 40  # letters; nothing longer is one word mistyped
SHORTEST_REST = 4  # letters of a word that a first part may be put before
# «ЛПР», «ПМов», "URLs": capitals that are read letter by letter, with an ending or without.
ABBREVIATION = lazy_pattern(
    r"[A-Z]{2,6}|[А-ЯЁ]{2,6}|(?:[A-Z]{2,5}|[А-ЯЁ]{2,5})-?[а-яё]{1,3}|[A-Z]{2,5}'?s"
)
FITTING = ("ый", "ий", "ой")  # «маразматично-» is right where «маразматичный» is


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Tell whether ``word``, in any case and with ё or е, is right, or is an abbreviation.

    Known, too, are hyphenated words of known parts, and known words after a
    productive first part («микро-», «двух-», «интернет-»).
    """
    folded = fold(word)
    if folded in word_list() or len(folded) == 1 or ABBREVIATION.fullmatch(word):
        return True
    if "-" in folded:
        return _known_parts(word)
    if folded.endswith(("'s", "s'")):
        return is_known(folded[:-2])
    return is_russian(folded) and _known_compound(folded)


@lru_cache(maxsize=10_000)
def suggest(word: str, limit: int = 5) -> tuple[str, ...]:
    """Return up to ``limit`` right spellings for ``word``, likeliest first, in the word's case.

    A suggestion may be two words («не знаю») or hyphenated. Nothing is
    suggested for words of more than 40 letters, nor what is rather another
    word than this one misspelt («капуцина» for «капучино»).
    """
    folded = fold(word)
    if not 1 < len(folded) <= LONGEST:
        return ()
    mended = mended_word(folded)
    found = [one for one in ranked(folded) if not one.right.startswith(unfit())]
    if not mended and not any(map(_is_plausible, found[:1])):
        return ()
    fit = dict.fromkeys((*mended, *(one.right for one in found)))
    return tuple(in_case_of(word, right) for right in list(fit)[:limit])


def is_certain(wrong: str, offered: Sequence[str]) -> bool:
    """Tell whether the first of what is ``offered`` for a misspelt word or phrase was surely meant.

    It is where the list of common mistakes has it alone, or where it is one
    slip away and everything else much farther.
    """
    folded = fold(" ".join(wrong.split()))
    if not offered:
        return False
    if " " in folded or mended_word(folded):
        return len(offered) == 1 and _keeps_letters(folded, fold(offered[0]))
    best, *others = ranked(folded)[:2]
    gap = others[0].cost - best.cost if others else DEAREST
    near = any(best.cost <= cost and gap >= apart for cost, apart in CERTAIN)
    return near and best.right == fold(offered[0])


def _keeps_letters(wrong: str, right: str) -> bool:
    before, after = ("".join(filter(str.isalpha, word)) for word in (wrong, right))
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= ALIKE


def _is_plausible(one: Candidate) -> bool:
    first, space, second = one.right.partition(" ")
    doubtful = space and (len(first) == SHORT or len(second) <= SHORT)
    return one.cost <= (PLAUSIBLE_PAIR if doubtful else PLAUSIBLE)


def is_slip(folded: str) -> bool:
    """Tell whether an unknown word that may be a name is rather a slip of the pen.

    It is where a right word is near: very near for what ends as surnames and
    places do. A verb or an adverb is no name at all.
    """
    russian = is_russian(folded)
    if russian and not is_nominal(folded):
        return True
    most = NEAR if russian and is_name(folded) else LIKELY
    return any(one.cost <= most for one in ranked(folded)[:1])


def in_case_of(word: str, right: str) -> str:
    """Write ``right`` in the case of ``word``: capitals throughout, a capital first, or small."""
    if word.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if word[0].isupper() else right


def _known_parts(word: str) -> bool:
    *firsts, last = word.translate(SAME).split("-")  # also «USB‑кабель», which is never broken
    return is_known(last) and all(_known_first(first) for first in firsts)


def _known_first(first: str) -> bool:
    """Tell whether a part may stand before a hyphen: a word, a prefix, «маразматично-»."""
    folded = fold(first)
    return (
        is_known(first)
        or folded in first_parts()
        or (folded.endswith("о") and any(folded[:-1] + ending in word_list() for ending in FITTING))
    )


def _known_compound(folded: str) -> bool:
    known = word_list()
    if not folded.startswith(first_parts()):
        return False
    for first in first_parts():
        rest = folded[len(first) :]
        if folded.startswith(first) and len(rest) >= SHORTEST_REST and rest in known:
            return True
    return False


@cache
def first_parts() -> tuple[str, ...]:
    """Return the parts that make new words freely, numerals included, folded."""
    return tuple(
        fold(part) for name in ("prefixes.txt", "numerals.txt") for part in read_list(DATA / name)
    )


@cache
def unfit() -> tuple[str, ...]:
    """Return the beginnings of words that are never suggested."""
    return tuple(read_list(DATA / "unfit.txt"))
