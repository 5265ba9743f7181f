"""Noun phrases of a Russian text, put into the nominative as a subject wants them.

What is looked for has the form of the playbook's example, «холодные звонки по
продаже моторного масла»: adjectives and their noun, nouns in the genitive after
it, then one complement with «по», «для» or «на». Agreement in case, number and
gender decides what belongs together.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from mailrules.language import lemma, parsed
from mailrules.message import lazy_pattern
from mailrules.rules.lists import entries

# A word that is no piece of an address, a path or a number.
TOKEN = lazy_pattern(r"(?<![\w@./\\-])[^\W\d_]++(?:-[^\W\d_]++)*+(?![\w@/\\]|\.\w)")
CASES = ("nomn", "accs", "gent", "datv", "ablt", "loct")
# What a preposition before a phrase says of its case.
PREPOSITIONS = {
    "по": ("datv",),
    "к": ("datv",),
    "для": ("gent",),
    "от": ("gent",),
    "из": ("gent",),
    "до": ("gent",),
    "без": ("gent",),
    "после": ("gent",),
    "с": ("ablt", "gent"),
    "о": ("loct",),
    "об": ("loct",),
    "при": ("loct",),
    "в": ("loct", "accs"),
    "на": ("accs", "loct"),
    "за": ("accs", "ablt"),
    "под": ("accs", "ablt"),
    "над": ("ablt",),
}
COMPLEMENTS = {"по": ("datv",), "для": ("gent",), "на": ("accs", "loct"), "в": ("loct",)}
MOST_ADJECTIVES = 3
MOST_DEPTH = 3  # nouns in a chain: «проведение обзвона базы клиентов»
UNLIKELY = 0.04  # a reading of a smaller share («ведут» as a noun) is none
# Names of people, abbreviations in small letters («сто» as a garage), pronouns, ordinals.
UNFIT = frozenset({"Name", "Surn", "Patr", "Abbr", "Apro", "Anum"})


class Token(NamedTuple):
    """A word as written, and where."""

    text: str
    start: int
    end: int


class Reading(NamedTuple):
    """One way to read a word; an indeclinable one («CRM») has no ``parse`` and any case."""

    pos: str
    case: str
    number: str
    gender: str
    score: float
    parse: Any = None


class Phrase(NamedTuple):
    """A phrase as a subject would have it, its place, its head noun, its words as written."""

    text: str
    start: int
    head: str
    words: tuple[str, ...]


class Group(NamedTuple):
    """Adjectives and their noun, at ``tokens[start:end]``, each with the reading that agrees."""

    start: int
    end: int
    readings: tuple[Reading, ...]


def noun_phrases(text: str) -> Iterator[Phrase]:
    """Yield the phrases that begin at each word of ``text``."""
    for run in _runs(text):
        for start in range(len(run)):
            phrase = _phrase(run, start)
            if phrase:
                yield phrase


def _runs(text: str) -> Iterator[list[Token]]:
    """Cut a text where anything but blanks stands between two words."""
    run: list[Token] = []
    for match in TOKEN.finditer(text):
        word = Token(match.group(), *match.span())
        gap = text[run[-1].end : word.start] if run else ""
        if run and (gap.strip() or gap.count("\n") > 1):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _phrase(run: Sequence[Token], start: int) -> Phrase | None:
    """Return the longest phrase that begins at ``start``."""
    head = _group(run, start, _expected(run, start))
    if head is None or _is_guess(head.readings[-1]):
        return None
    end = _genitives(run, head.end)
    if end < len(run) and run[end].text in COMPLEMENTS:
        object_ = _group(run, end + 1, COMPLEMENTS[run[end].text])
        if object_ and lemma(run[object_.end - 1].text) not in vague_heads():
            end = _genitives(run, object_.end)
    written = tuple(word.text for word in run[start:end])
    said = " ".join((*_nominative(run, head), *written[head.end - start :]))
    return Phrase(said[:1].upper() + said[1:], run[start].start, run[head.end - 1].text, written)


def _is_guess(noun: Reading) -> bool:
    """Tell whether a noun in an oblique case is none of the dictionary's: who knows its form."""
    return noun.parse is not None and not noun.parse.is_known and noun.case != "nomn"


def _expected(run: Sequence[Token], start: int) -> tuple[str, ...]:
    """Return the cases that a phrase at ``start`` may have, the likeliest first."""
    if start == 0:
        return CASES
    before = run[start - 1].text.lower()
    if before in PREPOSITIONS:
        return PREPOSITIONS[before]
    if any(one.pos == "NOUN" for one in _readings(before)):
        return ("gent",)
    return CASES


def _group(run: Sequence[Token], start: int, cases: Sequence[str]) -> Group | None:
    """Return the most adjectives at ``start`` and the noun that they agree with."""
    adjectives = 0
    while adjectives < MOST_ADJECTIVES and start + adjectives < len(run):
        if not any(one.pos == "ADJF" for one in _readings(run[start + adjectives].text)):
            break
        adjectives += 1
    for count in range(adjectives, -1, -1):
        if start + count < len(run):
            readings = _agreeing(run[start : start + count + 1], cases)
            if readings:
                return Group(start, start + count + 1, readings)
    return None


def _agreeing(stretch: Sequence[Token], cases: Sequence[str]) -> tuple[Reading, ...] | None:
    """Return readings of adjectives and noun that agree, the noun's likeliest."""
    *adjectives, last = stretch
    nouns = [one for one in _readings(last.text) if one.pos == "NOUN"]
    nouns = [one for one in nouns if not one.case or one.case in cases]
    # Nominative and accusative come first: what a sentence speaks of is its subject or object.
    for noun in sorted(nouns, key=lambda one: (_rank(one.case, cases), -one.score)):
        found = [
            next((one for one in _readings(word.text) if _agrees(one, noun)), None)
            for word in adjectives
        ]
        if all(found):
            return (*(one for one in found if one), noun)
    return None


def _rank(case: str, cases: Sequence[str]) -> int:
    if not case:
        return 0
    rank = cases.index(case)
    return 0 if cases is CASES and rank < 2 else rank


def _agrees(adjective: Reading, noun: Reading) -> bool:
    if adjective.pos != "ADJF" or noun.parse is None:
        return False
    return (adjective.case, adjective.number) == (noun.case, noun.number) and (
        noun.number == "plur" or adjective.gender == noun.gender
    )


def _genitives(run: Sequence[Token], end: int) -> int:
    """Return where the nouns in the genitive that follow come to an end."""
    for _ in range(MOST_DEPTH):
        group = _group(run, end, ("gent",))
        if group is None:
            break
        end = group.end
    return end


def _nominative(run: Sequence[Token], group: Group) -> list[str]:
    """Return the words of a group in the nominative; as they stand where a form is not known."""
    noun = group.readings[-1]
    said = []
    for word, reading in zip(run[group.start : group.end], group.readings, strict=True):
        if reading.parse is None:
            said.append(word.text)
            continue
        wanted = {"nomn", noun.number}
        if reading.pos == "ADJF" and noun.number == "sing":
            wanted.add(noun.gender)
        form = reading.parse.inflect(wanted)
        said_word = form.word if form else word.text
        said.append(said_word.capitalize() if word.text[:1].isupper() else said_word)
    return said


@lru_cache(maxsize=5_000)
def _readings(word: str) -> tuple[Reading, ...]:
    """Return how a word can be read as a noun or as an adjective that names a kind."""
    if len(word) > 1 and (word.isupper() or word.isascii()):
        return (Reading("NOUN", "", "sing", "", 1.0),)
    found = []
    for parse in parsed(word.lower()):
        tag = parse.tag
        if tag.POS not in {"NOUN", "ADJF"} or parse.score < UNLIKELY or UNFIT & set(tag.grammemes):
            continue
        if tag.POS == "ADJF" and parse.normal_form in _fillers():
            continue
        found.append(
            Reading(tag.POS, str(tag.case), str(tag.number), str(tag.gender), parse.score, parse)
        )
    # «Зимние» may be a noun, but is an adjective wherever that is as likely.
    kind = max((one.score for one in found if one.pos == "ADJF"), default=0.0)
    return tuple(one for one in found if one.pos == "ADJF" or one.score > kind)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(entries(__file__, "fillers.txt"))


@cache
def vague_heads() -> frozenset[str]:
    """Return the lemmas of nouns that lead no good phrase."""
    return frozenset(lemma(one) for one in entries(__file__, "vague_heads.txt"))
