"""Write a word in one alphabet: Latin letters that look Russian are no Russian letters.

A Latin "c" among Russian letters cannot be seen, and yet no search finds the
word, a program reads it wrong, and a mistake is a mistake (demand 3). Judged
are letters of the one alphabet within a word of the other, and words of one
letter in the wrong one («общения c клиентом» with a Latin "c"). Left alone are
compounds of two whole words («IT-отдел», «e-mail-рассылка») and Latin
abbreviations with a Russian ending («CRMка»), and brands that change alphabet
at a capital letter («ЮKassa»).

Wrong: Правила общения c клиентом
Right: Правила общения с клиентом
"""

from collections.abc import Iterator
from itertools import chain, islice, pairwise
from typing import NamedTuple

from mailrules.findings import Finding, Scope, Severity
from mailrules.language import Word, is_known, is_mixed, reads_russian, shortened, words
from mailrules.message import Excerpt, lazy_pattern
from mailrules.rules.base import Context, Rule, RuleOptions, safe
from mailrules.wording import Wording, wording

# Pairs of letters that look alike, Latin and Russian.
TWINS = ("aceopxykABCEHKMOPTXY", "асеорхукАВСЕНКМОРТХУ")
TO_RUSSIAN = str.maketrans(*TWINS)
TO_LATIN = str.maketrans(*reversed(TWINS))
# Words of one letter, as they look in the other alphabet.
RUSSIAN_WORDS = frozenset("acoykABCOYK")
ENGLISH_WORDS = frozenset("аА")
LATIN = lazy_pattern(r"[A-Za-z]")
RUSSIAN = lazy_pattern(r"[А-Яа-яЁё]")
# «CRMка»: an abbreviation, inflected. «ЮKassa»: a brand that goes over to the other alphabet
# with a capital letter.
DELIBERATE = lazy_pattern(
    r"[A-Z]{2,}s?[а-яё]+|[А-ЯЁ][А-ЯЁа-яё]*[A-Z][A-Za-z]*[a-z]{2}|[A-Z][A-Za-z]*[А-ЯЁ][А-Яа-яё]*[а-яё]{2}"
)
LETTERS_NAMED = 5
HYPHENS = "-‐‑"


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


class Reading(NamedTuple):
    """A word as it should be: ``foreign`` are the letters of the other alphabet in it."""

    right: str
    foreign: tuple[Wording, ...]
    russian: bool

    @property
    def known(self) -> bool:
        """Tell whether it is a right word of one alphabet."""
        return is_known(self.right) and not is_mixed(self.right)


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report every word of mixed alphabets, and every lone letter of the wrong one."""
    for text in context.author_texts(Scope.SUBJECT, Scope.BODY):
        if not (LATIN.search(text.text) and RUSSIAN.search(text.text)):
            continue
        before: Word | None = None
        for word, after in pairwise(chain(words(text.text), (None,))):
            assert word is not None
            if len(word.text) == 1 and after is not None:
                yield from _lone_letter(context, text, before, word, after)
            elif is_mixed(word.text):
                yield from _mixed_word(context, text, word)
            before = word


def _mixed_word(context: Context, text: Excerpt, word: Word) -> Iterator[Finding]:
    """Judge each part of a word that hyphens part: «IT-отдел» is two whole words."""
    start = word.start
    for part in _parts(word.text):
        if is_mixed(part):
            reading = _read(part)
            if reading.known or not DELIBERATE.fullmatch(part):
                yield context.finding(
                    text.place(start, start + len(part)),
                    "mixed-script" if reading.russian else "mixed-script.latin",
                    word=shortened(part),
                    letters=reading.foreign,
                    fix=safe(reading.right) if reading.known else None,
                )
        start += len(part) + 1


def _parts(word: str) -> list[str]:
    for hyphen in HYPHENS[1:]:
        word = word.replace(hyphen, HYPHENS[0])
    return word.split(HYPHENS[0])


def _read(part: str) -> Reading:
    """Write a word in the alphabet in which it is known, else in that of most of its letters."""
    russian = Reading(part.translate(TO_RUSSIAN), _named(part, LATIN), russian=True)
    latin = Reading(part.translate(TO_LATIN), _named(part, RUSSIAN), russian=False)
    if russian.known != latin.known:
        return russian if russian.known else latin
    return latin if _count(LATIN, part) > _count(RUSSIAN, part) else russian


def _count(alphabet: lazy_pattern, part: str) -> int:
    return sum(1 for _ in alphabet.finditer(part))


def _named(part: str, alphabet: lazy_pattern) -> tuple[Wording, ...]:
    """Name the letters of an alphabet in a word, with their places, from 1; the first few."""
    return tuple(
        wording("mixed-script.foreign", letter=match.group(), place=match.start() + 1)
        for match in islice(alphabet.finditer(part), LETTERS_NAMED)
    )


def _lone_letter(
    context: Context, text: Excerpt, before: Word | None, word: Word, after: Word
) -> Iterator[Finding]:
    if text.text[word.end : after.start].strip(" \u00a0"):
        return
    if word.text in RUSSIAN_WORDS:
        own, table, key = RUSSIAN, TO_RUSSIAN, "mixed-script.letter"
    elif word.text in ENGLISH_WORDS and not reads_russian(text.text):
        own, table, key = LATIN, TO_LATIN, "mixed-script.latin-letter"
    else:
        return
    if own.match(after.text) and _goes_before(text.text, before, word, own):
        right = word.text.translate(table)
        place = text.place(word.start, word.end)
        yield context.finding(place, key, word=word.text, fix=safe(right))


def _goes_before(text: str, before: Word | None, word: Word, own: lazy_pattern) -> bool:
    """Tell whether what stands before a lone letter shows it to be a word of a sentence.

    A capital is one at a sentence's start only: «план B», "vitamin C" are names.
    """
    gap = text[before.end if before else 0 : word.start]
    starts = "\n" in gap or not before or gap.strip(" \u00a0")[-1:] in (*".!?…«",)
    if word.text.isupper() or before is None:
        return starts and not gap.strip(' \u00a0\n.!?…«»"')
    return not any(map(str.isdigit, gap)) and bool(own.search(before.text))


RULE = Rule("TXT006", "mixed-script", Severity.ERROR, Options, check)
