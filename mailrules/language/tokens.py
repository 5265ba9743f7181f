"""Cut text into words, leaving out what is no word.

No words are e-mail addresses, URLs, domains, file names, paths, numbers and
what is glued to them, identifiers, @names, #tags, code in back quotes and
abbreviations that end in a dot.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from mailrules.language.code import without_code
from mailrules.language.folding import fold
from mailrules.language.sources import DATA
from mailrules.message import lazy_pattern, read_list

LONGEST_CHUNK = 250  # prose has no more letters without a space; what has is data
LONGEST_SHOWN = 60  # letters of a word in a message
SHORTEST_PART = 4  # in «10-процентный» the word counts, in «2-й» it does not


class Word(Struct, frozen=True):
    """A word of a text as it is written; ``start`` and ``end`` are offsets into the text."""

    text: str
    start: int
    end: int


CHUNK = lazy_pattern(r"\S+")
JOINTS = "-‐‑'’ʼ"
# Letters and digits, joined by hyphens, apostrophes, soft hyphens or stress marks.
WORD = lazy_pattern(rf"[^\W_](?:[^\W_]|[\u00ad\u0300-\u036f]|[{JOINTS}](?=[^\W_]))*+")
TECHNICAL = lazy_pattern(
    r"""(?x)
      @ | :// | \\ | _ | \(\)                            # addresses, paths, identifiers, calls
    | ^\W* (?: www\. | mailto: | tel: | [#$] | ~?/\w | --\w )   # URLs, tags, paths, options
    | [A-Za-z0-9] \. [A-Za-z]{2,12} (?![^\W_]) | \w\.рф\b  # domains, file names
    | \w \. [a-z0-9]{2,4} (?![^\W_])                     # file names
    | [A-Za-z] [=<>{}\[\]|^&%*+~]+ \w                    # code
    | [A-Za-z0-9-]+ / [A-Za-z0-9-]+ /                    # paths
    """
)
HUMP = lazy_pattern(r"[a-zа-яё][A-ZА-ЯЁ]|^[A-Z]{2}[a-z]{3}")  # CamelCase, «YClients»
LATIN = lazy_pattern(r"[A-Za-z]")
CYRILLIC = lazy_pattern(r"[А-Яа-яЁё]")
PLAIN = lazy_pattern(r"[A-Za-z\u00c0-\u024fА-Яа-яЁё\u00ad\u0300-\u036f'’ʼ‐‑-]+")


def words(text: str) -> Iterator[Word]:
    """Yield the words of ``text`` in order, those in capitals and mixed alphabets included."""
    text = without_code(text)
    for chunk in CHUNK.finditer(text):
        start, end = chunk.span()
        plain = chunk.group().rstrip(".,;:?!…»”)")
        if end - start > LONGEST_CHUNK:
            continue
        if plain.isalpha():
            if is_word(plain) and not _ends_abbreviation(text, plain, start + len(plain)):
                yield Word(plain, start, start + len(plain))
        elif not TECHNICAL.search(chunk.group()):
            yield from _words_within(text, start, end)


def _words_within(text: str, start: int, end: int) -> Iterator[Word]:
    for match in WORD.compiled.finditer(text, start, end):
        for first, last in _parts(match.group(), match.start()):
            word = text[first:last]
            if is_word(word) and not _ends_abbreviation(text, word, last):
                yield Word(word, first, last)


def _parts(token: str, start: int) -> Iterator[tuple[int, int]]:
    """Give the whole token, or where it has digits, the longer parts that have none."""
    if not any(map(str.isnumeric, token)):
        yield start, start + len(token)
        return
    for part in token.split("-"):
        if len(part) >= SHORTEST_PART and part.isalpha():
            yield start, start + len(part)
        start += len(part) + 1


@lru_cache(maxsize=50_000)
def is_word(token: str) -> bool:
    """Tell whether letters are a word of the Russian or Latin alphabet, or of both mixed."""
    if not PLAIN.fullmatch(token):
        return False
    return not HUMP.search(token) or is_mixed(token)


def is_mixed(token: str) -> bool:
    """Tell whether a token has both Latin and Russian letters."""
    return bool(LATIN.search(token) and CYRILLIC.search(token))


def shortened(word: str) -> str:
    """Return a word as a message shows it: 60 letters, the last «…» where it is longer."""
    return word if len(word) <= LONGEST_SHOWN else word[: LONGEST_SHOWN - 1] + "…"


def _ends_abbreviation(text: str, word: str, end: int) -> bool:
    if text[end : end + 1] != ".":
        return False
    return len(word) == 1 or fold(word) in abbreviations()


@cache
def abbreviations() -> frozenset[str]:
    """Return the known abbreviations, folded, without their dot."""
    return frozenset(map(fold, read_list(DATA / "abbreviations.txt")))
