"""Lemmas and forms of Russian words (pymorphy3) and, roughly, of English ones.

pymorphy3 is loaded on first use: a clean letter is judged without it.
"""

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import name

from mailrules.language.folding import fold
from mailrules.language.sources import DATA
from mailrules.language.tokens import words
from mailrules.language.wordlist import word_list
from mailrules.message import read_list

if TYPE_CHECKING:
    import pymorphy3
    from pymorphy3.analyzer import Parse

ADJECTIVE_ENDINGS = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
NAMES = frozenset({"Surn", "Patr", "Geox", "Orgn"})
NOMINAL = frozenset({"NOUN", "ADJF", "ADJS"})
CONTENT = frozenset({"NOUN", "ADJF", "ADJS", "VERB", "INFN", "PRTF", "PRTS", "GRND", "COMP"})


class ContentLemma(NamedTuple):
    """A content word of a text by its lemma; ``start`` and ``end`` are offsets into the text."""

    lemma: str
    start: int
    end: int


@cache
def analyzer() -> "pymorphy3.MorphAnalyzer":
    """Return the one Russian analyser of this process (0.2 s and 30 MB when first called)."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def parsed(word: str) -> "list[Parse]":
    """Return what a word may be, likeliest first; never empty.

    pymorphy3 asks for the names of letters, and fails where Unicode has none.
    """
    named = word if word.isascii() else "".join(one if name(one, "") else "-" for one in word)
    found: list[Parse] = analyzer().parse(named)
    return found


def lemma(word: str) -> str:
    """Return the likeliest dictionary form of ``word``, folded (small letters, е for ё)."""
    return lemmas(word)[0]


@lru_cache(maxsize=20_000)
def lemmas(word: str) -> tuple[str, ...]:
    """Return all possible dictionary forms, folded, likeliest first; never empty.

    An unknown Russian word is lemmatised by its ending, an English one by
    stripping its suffix.
    """
    folded = fold(word)
    if not is_russian(folded):
        return (english_stem(folded),)
    readings = sorted(parsed(folded), key=_is_noun_of_adjective)
    return tuple(dict.fromkeys(fold(reading.normal_form) for reading in readings))


def _is_noun_of_adjective(reading: "Parse") -> bool:
    """Tell «холодное» the noun, whose forms are those of an adjective: the adjective goes first."""
    return bool(reading.tag.POS == "NOUN" and reading.normal_form.endswith(ADJECTIVE_ENDINGS))


def is_russian(folded: str) -> bool:
    """Tell whether a folded word has a Russian letter."""
    return any("а" <= letter <= "я" for letter in folded)


def content_lemmas(text: str) -> list[ContentLemma]:
    """Return the content words of ``text`` in order: no stop words, numbers, links or code.

    A hyphenated word is one word («колл-центр»). An ambiguous form counts as
    a content word when its likeliest reading is one.
    """
    found = []
    for word in words(text):
        base = content_lemma(word.text)
        if base:
            found.append(ContentLemma(base, word.start, word.end))
    return found


@lru_cache(maxsize=20_000)
def content_lemma(word: str) -> str:
    """Return the lemma of a content word, '' for any other word."""
    folded = fold(word)
    if len(folded) < 2 or folded in stop_words():
        return ""
    if is_russian(folded):
        likeliest = parsed(folded)[0]
        if likeliest.tag.POS not in CONTENT:
            return ""
    base = lemma(word)
    return "" if base in stop_words() else base


@lru_cache(maxsize=2_000)
def inflections(word: str) -> frozenset[str]:
    """Return all forms, folded, of a word given in its dictionary form; of an invented one too.

    Where the word has several readings, the forms of all of them. The word
    itself is always among them.
    """
    folded = fold(word)
    if not is_russian(folded):
        return frozenset({folded, f"{folded}s", f"{folded}'s"})
    readings = parsed(folded)
    own = [one for one in readings if fold(one.normal_form) == folded] or readings
    return frozenset({folded}.union(fold(form.word) for one in own for form in one.lexeme))


def forms_like(word: str, model: str) -> frozenset[str]:
    """Return the forms of ``word``, inflected as ``model`` is («оффер» as «буфер»).

    Both end alike; what stands before the shared ending is put for the model's.
    """
    word, model = fold(word), fold(model)
    shared = 0
    while word[-shared - 1 :] == model[-shared - 1 :] and shared < min(len(word), len(model)):
        shared += 1
    stem, model_stem = word[: len(word) - shared], model[: len(model) - shared]
    return frozenset(
        stem + form.removeprefix(model_stem)
        for form in inflections(model)
        if form.startswith(model_stem)
    )


@cache
def stop_words() -> frozenset[str]:
    """Return the words that say nothing of a letter's matter, Russian and English, folded."""
    return frozenset(map(fold, read_list(DATA / "stopwords.txt")))


# Endings of English words and what the dictionary form has instead; the first that gives a word.
ENGLISH_ENDINGS = (
    ("'s", ""),
    ("s'", "s"),
    ("ies", "y"),
    ("sses", "ss"),
    ("es", "e"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
)


def english_stem(folded: str) -> str:
    """Strip the plural, possessive and verb endings of an English word, roughly.

    A known shorter word is wanted: "pricing" is "price", "string" stays.
    """
    for ending, instead in ENGLISH_ENDINGS:
        stem = folded.removesuffix(ending)
        if stem == folded or len(stem) < 3:
            continue
        for base in (stem + instead, stem[:-1]) if stem[-1] == stem[-2] else (stem + instead,):
            if base in word_list():
                return base
    return folded


def is_name(folded: str) -> bool:
    """Tell whether a word is likely a surname or a place's or firm's name, by its ending."""
    return not NAMES.isdisjoint(parsed(folded)[0].tag.grammemes)


def is_nominal(folded: str) -> bool:
    """Tell whether a word may be a noun or an adjective, by its ending."""
    return any(parse.tag.POS in NOMINAL for parse in parsed(folded))
