"""Words: tokens, the compiled word list, suggestions, Russian morphology."""

from mailrules.language.checker import Misspelling, misspellings, reads_russian
from mailrules.language.declension import declined
from mailrules.language.folding import fold
from mailrules.language.morphology import (
    content_lemmas,
    inflections,
    lemma,
    lemmas,
    parsed,
    stop_words,
)
from mailrules.language.name_cases import Case, spoken_name
from mailrules.language.names import company_words, fathers, first_names, patronymics, sexes
from mailrules.language.person import PersonName, named, read_name, same_person
from mailrules.language.phrases import (
    Occurrence,
    Phrase,
    PhraseIndex,
    exact_phrase,
    has_words,
    inflected_phrase,
)
from mailrules.language.questions import Question, questions
from mailrules.language.replacing import like_written, put_like
from mailrules.language.sentences import Passage, passages, sentences
from mailrules.language.sounds import alike
from mailrules.language.speller import is_known, suggest
from mailrules.language.tokens import Word, is_mixed, shortened, words
from mailrules.language.vocabulary import is_name_of, is_own_word, name_words

__all__ = [
    "Case",
    "Misspelling",
    "Occurrence",
    "Passage",
    "PersonName",
    "Phrase",
    "PhraseIndex",
    "Question",
    "Word",
    "alike",
    "company_words",
    "content_lemmas",
    "declined",
    "exact_phrase",
    "fathers",
    "first_names",
    "fold",
    "has_words",
    "inflected_phrase",
    "inflections",
    "is_known",
    "is_mixed",
    "is_name_of",
    "is_own_word",
    "lemma",
    "lemmas",
    "like_written",
    "misspellings",
    "name_words",
    "named",
    "parsed",
    "passages",
    "patronymics",
    "put_like",
    "questions",
    "read_name",
    "reads_russian",
    "same_person",
    "sentences",
    "sexes",
    "shortened",
    "spoken_name",
    "stop_words",
    "suggest",
    "words",
]
