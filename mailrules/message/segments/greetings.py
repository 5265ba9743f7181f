"""Salutations: «Добрый день, Пётр!», "Dear Ms Kim,", «Пётр Иванович, здравствуйте.»"""

from mailrules.message.pattern import lazy_pattern
from mailrules.message.segments.closings import closing_strength
from mailrules.message.segments.contacts import is_name
from mailrules.message.segments.phrases import labelled, plain, words

PHRASE, ADDRESS = "phrase", "address"
LONGEST_PHRASE = 4
MAX_PEOPLE = 5
MAX_ADDRESS = 7
MAX_TITLE = 3
WORD = lazy_pattern(r"[\w'’-]+")
PERSON = lazy_pattern(r" ([\w'’@-]+)(\.?)")
FURTHER_NAMES = lazy_pattern(r"(?:, [A-ZА-ЯЁ][\w'’-]+){1,4}(?=[!.,]|$)")
ABBREVIATION = lazy_pattern(r"(?:[\w-]{1,4}|[A-ZА-ЯЁ])\.")
NAMED = lazy_pattern(r"([^,!.:]{2,50}?) ?([,!])")
# Punctuation after a salutation, a dash, a smiley, and the space before what follows.
STOP = lazy_pattern(r" ?[!.,:;…)*]*(?: [-–—](?= |$))?(?: ?[^\w\s«\"(*]+(?=\s|$))?\s*")


def greeting_end(line: str) -> int:
    """Return how many characters of a line are a salutation, 0 where it begins with none."""
    indent = len(line) - len(line.lstrip(" \t*_"))
    text = line[indent:]
    end = _spoken(text) or _named_first(text)
    if end == 0:
        return 0
    # Some greet twice: «Добрый день, уважаемые коллеги!», «Уважаемый Пётр Иванович, здравствуйте.»
    return indent + end + _spoken(text[end:])


def _spoken(text: str) -> int:
    """Read a phrase and whom it greets: «Добрый день, коллеги!», "Dear Anna,"."""
    for count in range(LONGEST_PHRASE, 0, -1):
        phrase, at = _first_words(text, count)
        kind = labelled("greetings").get(plain(phrase))
        if kind == ADDRESS:
            return _addressed(text, at)
        if kind == PHRASE:
            return _greeted(text, at)
    return 0


def _first_words(text: str, count: int) -> tuple[str, int]:
    """Return the first ``count`` words and where they end; '' where punctuation parts them."""
    at = -1
    for _ in range(count):
        word = WORD.match(text, at + 1) if at < 0 or text[at : at + 1] == " " else None
        if word is None:
            return "", 0
        at = word.end()
    return text[:at], at


def _greeted(text: str, at: int) -> int:
    """Take in whom a phrase greets, and the punctuation after."""
    comma = at + 1 if text.startswith(",", at) else at
    people = _people(text, comma)
    return _stopped(text, people or at)


def _people(text: str, at: int) -> int:
    """Return where the names and «коллеги» after a space at ``at`` end, 0 where there are none."""
    end = 0
    for _ in range(MAX_PEOPLE):
        word = PERSON.match(text, at)
        if word is None:
            break
        if not (word[1][0].isupper() or word[1][0] == "@" or plain(word[1]) in words("addressees")):
            break
        at = end = word.end(2 if len(word[1]) <= MAX_TITLE else 1)
    further = FURTHER_NAMES.match(text, end) if end else None
    return further.end() if further else end


def _stopped(text: str, end: int) -> int:
    """Take in the punctuation and the space after a salutation."""
    stop = STOP.match(text, end)
    return stop.end() if stop else end


def _addressed(text: str, at: int) -> int:
    """Read «Уважаемый …»: up to seven words, then a comma, a mark or the line's end."""
    while (at := at + 1) < len(text):
        count = len(text[:at].split())
        if count > MAX_ADDRESS + 1 or (text[at] == "." and not _is_abbreviated(text, at)):
            return 0
        if text[at] in ",!:":
            return _stopped(text, at)
    return len(text)


def _is_abbreviated(text: str, at: int) -> bool:
    """Tell whether the full stop at ``at`` is that of "Mr." or «П.И.», not of a sentence."""
    return ABBREVIATION.fullmatch(text[: at + 1].replace(".", ". ").split()[-1]) is not None


def _named_first(text: str) -> int:
    """Read «Пётр Иванович, добрый день!», and «Пётр,» or «Коллеги!» on a line of its own."""
    name = NAMED.match(text)
    if name is None:
        return 0
    people = plain(name[1]) in words("addressees")
    if not people and (not is_name(name[1]) or _is_other(name[1])):
        return 0
    if name.end() < len(text):
        rest = text[name.end() + 1 :]
        spoken = (_spoken(rest) or _named_first(rest)) if name[2] == "," else 0
        return name.end() + 1 + spoken if spoken else 0
    # One word with a mark is more often praise («Отлично!») than a name.
    return 0 if name[2] == "!" and not people and " " not in name[1] else len(text)


def _is_other(name: str) -> bool:
    return plain(name) in words("not_names") or closing_strength(name) is not None
