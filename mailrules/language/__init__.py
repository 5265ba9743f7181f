"""Words: tokens, the compiled word list, suggestions, Russian morphology."""

from mailrules.language.checker import Misspelling, misspellings, reads_russian
from mailrules.language.folding import fold
from mailrules.language.morphology import (
    content_lemmas,
    inflections,
    lemma,
    lemmas,
    parsed,
    stop_words,
)
from mailrules.language.speller import is_known, suggest
from mailrules.language.tokens import Word, is_mixed, shortened, words
from mailrules.language.vocabulary import is_name_of, is_own_word, name_words

__all__ = [
    "Misspelling",
    "Word",
    "content_lemmas",
    "fold",
    "inflections",
    "is_known",
    "is_mixed",
    "is_name_of",
    "is_own_word",
    "lemma",
    "lemmas",
    "misspellings",
    "name_words",
    "parsed",
    "reads_russian",
    "shortened",
    "stop_words",
    "suggest",
    "words",
]
