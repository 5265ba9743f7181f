"""When a subject is only a generic phrase."""

from collections.abc import Iterable, Sequence, Set
from functools import cache

from mailrules.language import lemmas
from mailrules.message import lazy_pattern
from mailrules.rules.lists import entries

WORD = lazy_pattern(r"[^\W_]+(?:-[^\W_]+)*")
# Numbers with what is said of them: «12-го», «5шт», "2nd". Other mixtures are names: «1С», "WD-40".
NUMBER = lazy_pattern(
    r"[\d-]+(?:-?(?:й|я|е|го|му|ый|ая|ое|ой|х|г|гг|ч|шт|руб|р|тыс|млн|млрд|st|nd|rd|th|am|pm))?"
)
LONGEST = 12  # more words than this are a sentence, not a phrase
# Letters that inflection leaves alone: a glance at them spares most subjects the dictionary.
START = 3


def is_generic(subject: str, names: Iterable[str] = ()) -> bool:
    """Tell whether a subject without prefixes holds nothing but generic phrases and fillers.

    ``names`` are words of the two sides' names, as ``words_of`` gives them.
    """
    words, names = words_of(subject), frozenset(names)
    starts = _starts() | {name[:START] for name in names}
    if len(words) > LONGEST or any(word[:START] not in starts for word in words):
        return False
    forms = [_forms(word) for word in words]
    fillers = _fillers().union(*map(_forms, names))
    at = 0
    while at < len(forms):
        taken = _phrase(forms, at) or (not forms[at].isdisjoint(fillers))
        if not taken:
            return False
        at += taken
    return True


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` in small letters, е for ё; numbers and dates are none."""
    found = (match.group().lower().replace("ё", "е") for match in WORD.finditer(text))
    return [word for word in found if not NUMBER.fullmatch(word)]


def _phrase(forms: Sequence[Set[str]], at: int) -> int:
    """Return how many words the longest generic phrase at ``at`` has, 0 for none."""
    for phrase in _phrases():
        stretch = forms[at : at + len(phrase)]
        if len(stretch) == len(phrase) and all(
            not mine.isdisjoint(theirs) for mine, theirs in zip(stretch, phrase, strict=True)
        ):
            return len(phrase)
    return 0


@cache
def _phrases() -> tuple[tuple[frozenset[str], ...], ...]:
    """Return the phrases, the longest first, each word as its possible lemmas."""
    read = (tuple(map(_forms, words_of(line))) for line in entries(__file__, "generic.txt"))
    return tuple(sorted(read, key=len, reverse=True))


@cache
def _fillers() -> frozenset[str]:
    return frozenset().union(*map(_forms, _filler_words()))


@cache
def _starts() -> frozenset[str]:
    phrases = words_of(" ".join(entries(__file__, "generic.txt")))
    return frozenset(word[:START] for word in (*phrases, *_filler_words()))


def _filler_words() -> list[str]:
    return words_of(" ".join(entries(__file__, "fillers.txt")))


def _forms(word: str) -> frozenset[str]:
    """Return what a word has in common with its other forms: its lemmas, or an English singular."""
    if word.isascii():
        return frozenset({word, word.removesuffix("s"), word.removesuffix("es")})
    return frozenset({word, *lemmas(word)})
