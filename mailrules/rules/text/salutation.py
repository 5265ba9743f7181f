"""Whom a salutation names: its people, with the words about them that agree in sex."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mailrules.findings import Scope
from mailrules.language import PersonName, fold, named
from mailrules.message import Excerpt, Message, Part, Place, SegmentKind, lazy_pattern
from mailrules.rules.lists import entries

WORD = lazy_pattern(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*+")
PARTING = lazy_pattern(r"[,;&+/]|\s(?:и|and)\s|[.!](?=\s)")
# «Пётр Иванович, высылаю договор»: an address is greeting enough.
ADDRESSED = lazy_pattern(r"\s*((?:(?:и |and )?[A-ZА-ЯЁ][^\W\d_]*+[-. ]{0,2}){1,5}),")
LONGEST = 300  # characters of a salutation that are read


class Agreeing(NamedTuple):
    """A word that agrees with a person's sex (``m``, ``f``), and what it is for the other one."""

    place: Place
    written: str
    sex: str
    other: str


class Called(NamedTuple):
    """Somebody whom a salutation names: ``place`` is where the name stands."""

    name: PersonName
    written: str
    place: Place
    titled: bool
    agreeing: Agreeing | None


def salutations(message: Message) -> list[Excerpt]:
    """Return the salutations of a letter's own text, those of an HTML alternative left out."""
    return [
        Excerpt(Scope.BODY, part.text[segment.start : segment.end], segment.start, part)
        for part in written_parts(message)
        for segment in part.segments
        if segment.kind is SegmentKind.GREETING
    ]


def written_parts(message: Message) -> Iterator[Part]:
    """Yield the texts of a letter; of two that say the same, the plain one."""
    mirrors = {pair.html.number for pair in message.alternatives}
    for part in message.shown:
        if part.number not in mirrors:
            yield part


def greets(text: str) -> bool:
    """Tell whether a text begins with somebody's name and a comma, or greets a few lines later."""
    match = ADDRESSED.match(text)
    if match:
        name = named(one.group() for one in WORD.finditer(match[1]))
        if name.given or name.fathers:
            return True
    firsts = (WORD.search(line) for line in text[:LONGEST].splitlines())
    return any(first and fold(first.group()) in _kinds()["opens"] for first in firsts)


def people_called(greeting: Excerpt) -> list[Called]:
    """Return those whom a salutation calls by a name that is known, or by title and surname."""
    text, at = greeting.text[:LONGEST], 0
    found = []
    for stop in [*PARTING.finditer(text), None]:
        end = stop.start() if stop else len(text)
        called = _called(greeting, text, at, end)
        if called:
            found.append(called)
        at = stop.end() if stop else end
    return found


def _called(greeting: Excerpt, text: str, start: int, end: int) -> Called | None:
    """Read one stretch between commas."""
    names: list[tuple[int, int]] = []
    agreeing, titled = None, False
    for match in WORD.compiled.finditer(text, start, end):
        plain = fold(match.group())
        if plain in _kinds()["everyone"]:
            return None
        if pair := _agreeing().get(plain):
            agreeing = Agreeing(greeting.span(match), match.group(), *pair)
            titled = titled or plain in _kinds()["title"]
        elif plain not in _kinds()["word"] and match.group()[0].isupper():
            names.append(match.span())
    if not names:
        return None
    name = named(text[first:last] for first, last in names)
    if not (name.given or name.fathers or (titled and name.others)):
        return None
    first, last = names[0][0], names[-1][1]
    return Called(name, text[first:last], greeting.place(first, last), titled, agreeing)


@cache
def _kinds() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for kind, *words in map(str.split, entries(__file__, "greeting_words.txt")):
        kinds.setdefault(kind, set()).update(words)
    return {kind: frozenset(words) for kind, words in kinds.items()}


@cache
def _agreeing() -> dict[str, tuple[str, str]]:
    """Return by each word that has a sex that sex and the word for the other one."""
    found: dict[str, tuple[str, str]] = {}
    for kind, *words in map(str.split, entries(__file__, "greeting_words.txt")):
        if kind in ("polite", "title"):
            him, her = words
            found.setdefault(him, ("m", her))
            found.setdefault(her, ("f", "" if him == "-" else him))
    return found
