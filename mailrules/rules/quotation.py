"""Where the author quotes the client's words inside a sentence of his own.

We stay correct even if the client does not (demand 14): what stands between
quotation marks and is said to be the client's is not judged.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import itemgetter

from mailrules.message import lazy_pattern
from mailrules.rules.lists import entries

# Quotations do not cross a blank line; the bound keeps a letter of stray marks linear.
QUOTED = lazy_pattern(
    r"«(?:[^«»\n]|\n(?!\n)){1,600}»|„(?:[^„“”\n]|\n(?!\n)){1,600}[“”]"
    r"|“(?:[^“”\n]|\n(?!\n)){1,600}”|\"(?:[^\"\n]|\n(?!\n)){1,600}\""
)
WORDS = lazy_pattern(r"[^\W\d_]+")
# A speaker's words stand in the quotation's own sentence: «Вы написали: «…»», «… — пишет клиент».
SENTENCE_ENDS = lazy_pattern(r"[.!?…;](?=\s)|\n\n")
NEAR = 120
TURNS = (",", "—", "–", "-")  # «…», — пишет клиент
POSSESSIVE = frozenset({"ваш", "ваша", "ваше", "ваши", "вашем", "вашему", "вашим", "ваших", "your"})
OWN = frozenset({"мы", "я", "we", "i"})
LETTERS = frozenset(
    {"слова", "словам", "вопрос", "фраза", "письме", "замечание", "words", "letter", "question"}
)


def client_quotations(text: str) -> list[tuple[int, int]]:
    """Return the stretches of ``text`` that quote the client, quotation marks included."""
    return [match.span() for match in QUOTED.finditer(text) if _clients(text, *match.span())]


def lies_in(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether an offset lies in one of the stretches, which are in order and apart."""
    behind = bisect_right(stretches, at, key=itemgetter(0))
    return behind > 0 and at < stretches[behind - 1][1]


def _clients(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - NEAR) : start]
    ends = list(SENTENCE_ENDS.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    after = text[end : end + NEAR]
    stop = SENTENCE_ENDS.search(after)
    after = after[: stop.start()] if stop else after
    return _speaks(before) or (after.lstrip().startswith(TURNS) and _speaks(after))


def _speaks(words: str) -> bool:
    """Tell whether somebody who is not us speaks in these words."""
    said = [match.group().lower() for match in WORDS.finditer(words)]
    if not OWN.isdisjoint(said):
        return False
    if not POSSESSIVE.isdisjoint(said) and not LETTERS.isdisjoint(said):
        return True
    return not _speech().isdisjoint(said)


@cache
def _speech() -> frozenset[str]:
    return frozenset(entries(__file__, "client_speech.txt"))
