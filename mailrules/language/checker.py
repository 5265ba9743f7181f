"""Find what is misspelt in a text.

Unknown words are not all mistakes: names are spelt as their owners like. So a
capital letter inside a sentence excuses a word; at its start, and in capitals
throughout, only a likely correction accuses it.
"""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from msgspec import Struct

from mailrules.language.folding import fold
from mailrules.language.morphology import is_russian
from mailrules.language.speller import in_case_of, is_certain, is_known, is_slip, suggest
from mailrules.language.tokens import Word, abbreviations, is_mixed, words
from mailrules.language.wrong import mended_stem, wrong_phrases
from mailrules.message import lazy_pattern

LONGEST_PHRASE = 4  # words
AHEAD = 8  # words: a phrase, and what has to be seen behind it
MOST_SEARCHES = 200  # they cost milliseconds each; a text with more mistakes is no letter
LONGEST_TERM = 3  # letters of an unknown Latin word that is rather an abbreviation
SENTENCE_ENDS = ".!?…"
CAPITAL = lazy_pattern(r"(?:^|[-‐‑'’ʼ])[A-ZА-ЯЁ]")  # «Артаньян», «д'Артаньян»
CLAUSE_ENDS = (*".,;:!?…)»”", "")
OPENING = " \t\u00a0«\"“„'([—–-•*·>"


class Misspelling(Struct, frozen=True):
    """A wrong word or phrase at ``text[start:end]``, and what may be right, likeliest first.

    ``certain`` where the first suggestion is surely what was meant.
    """

    start: int
    end: int
    suggestions: tuple[str, ...] = ()
    certain: bool = False


def misspellings(text: str, accepts: Callable[[str], bool]) -> Iterator[Misspelling]:
    """Yield what is misspelt in ``text``, in order.

    ``accepts`` tells of an unknown word whether it is right all the same; it
    is asked for those only. Words of mixed alphabets are passed over.
    """
    judge = _Judge(text, accepts)
    ahead: deque[Word] = deque()
    source = words(text)
    while True:
        while len(ahead) < AHEAD and (word := next(source, None)):
            ahead.append(word)
        if not ahead:
            return
        found = _wrong_phrase(text, ahead) or judge.wrong_word(ahead[0])
        if found:
            yield found
        end = found.end if found else ahead[0].end
        while ahead and ahead[0].start < end:
            ahead.popleft()


class _Judge:
    """Judges the words of one text; in a text of nothing but mistakes it soon stops searching."""

    def __init__(self, text: str, accepts: Callable[[str], bool]) -> None:
        self.text = text
        self.accepts = accepts
        self.russian = reads_russian(text)
        self.searches = 0

    def wrong_word(self, word: Word) -> Misspelling | None:
        """Return what is wrong with one word, None where nothing is."""
        mended = mended_stem(fold(word.text))
        if mended:
            offered: tuple[str, ...] = (in_case_of(word.text, mended),)
            return Misspelling(word.start, word.end, offered, is_certain(word.text, offered))
        if is_known(word.text):
            return None
        if is_mixed(word.text) or self.accepts(word.text):
            return None
        russian = is_russian(fold(word.text))
        if self.may_be_name(word, russian) and not self.is_slip(word, russian):
            return None
        offered = self.suggest(word)
        if not russian and (len(word.text) <= LONGEST_TERM or not offered):
            return None  # a term: Latin letters serve for the names of everything
        return Misspelling(word.start, word.end, offered, is_certain(word.text, offered))

    def may_be_name(self, word: Word, russian: bool) -> bool:
        """Tell whether capitals, or the other alphabet, make an unknown word a likely name."""
        return CAPITAL.search(word.text) is not None or (self.russian and not russian)

    def is_slip(self, word: Word, russian: bool) -> bool:
        """Tell whether a likely name is a slip of the pen all the same."""
        if CAPITAL.search(word.text) and (
            (self.russian and not russian)
            or not word.text[0].isupper()
            or not (word.text.isupper() or starts_sentence(self.text, word.start))
        ):
            return False
        if self.searches >= MOST_SEARCHES:
            return False
        self.searches += 1
        return is_slip(fold(word.text))

    def suggest(self, word: Word) -> tuple[str, ...]:
        """Return what may be right, as long as the letter is one with few mistakes."""
        if self.searches >= MOST_SEARCHES:
            return ()
        self.searches += 1
        return suggest(word.text)


def _wrong_phrase(text: str, ahead: deque[Word]) -> Misspelling | None:
    first = ahead[0]
    phrases = wrong_phrases(fold(first.text))
    if not phrases:
        return None
    folded = [fold(word.text) for word in islice(ahead, LONGEST_PHRASE + 1)]
    together = _together(text, ahead)
    for phrase in phrases:
        count = len(phrase.words)
        if count > together or not phrase.matches(folded):
            continue
        start, end = first.start, ahead[count - 1].end
        if (count == 1 and _is_named(text, first)) or not phrase.stands(
            folded[count - 1],
            text[max(0, start - 8) : start].rstrip(),
            text[end : end + 8].lstrip(),
            _following(text, list(ahead)[count - 1 :]),
        ):
            continue
        met = text[start:end]
        mends = tuple(in_case_of(met, right) for right in phrase.mended(folded[:count]))
        return Misspelling(start, end, mends, is_certain(met, mends))
    return None


def _together(text: str, ahead: deque[Word]) -> int:
    """Return how many words, from the first on, only white space parts."""
    for count, (word, after) in enumerate(pairwise(ahead), 1):
        if text[word.end : after.start].strip():
            return count
    return len(ahead)


def _following(text: str, ahead: list[Word]) -> list[str] | None:
    """Return the words of the clause behind the first, folded; None if it goes on with a number."""
    following: list[str] = []
    for word, after in pairwise(ahead):
        between = text[word.end : after.start].strip()
        if between not in {"", ","}:
            break
        following.append(fold(after.text))
    behind = text[ahead[0].end : ahead[0].end + 8].strip()
    return following if following or behind[:1] in CLAUSE_ENDS else None


def _is_named(text: str, word: Word) -> bool:
    """Tell whether a word is written as a name or an abbreviation («Че», «СПС»)."""
    if not word.text[0].isupper():
        return False
    return word.text.isupper() or not starts_sentence(text, word.start)


def starts_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence begins at ``start``; a line broken inside one does not count."""
    before = text[max(0, start - 80) : start].rstrip(OPENING)
    if not before:
        return True
    if before.endswith("\n"):
        lines = before.rstrip()
        return not lines or before.count("\n", len(lines)) > 1 or lines[-1] in SENTENCE_ENDS + ":;,"
    if before[-1] not in SENTENCE_ENDS:
        return False
    last = before.rstrip(SENTENCE_ENDS).split()[-1:]
    return not (last and (len(last[0]) == 1 or fold(last[0]) in abbreviations()))


def reads_russian(text: str) -> bool:
    """Tell whether a text is Russian, foreign names and all, by its first letters."""
    head = [letter for letter in text[:2000] if letter.isalpha()]
    return sum("Ѐ" <= letter <= "ӿ" for letter in head) * 4 > len(head)
