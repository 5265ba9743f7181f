"""What a letter is about, weighed without a model.

A content word weighs by how rare it is in business letters, by its part of
speech, by where it stands (first sentences, lists) and by how often it comes.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from msgspec import Struct

from mailrules.findings import Scope
from mailrules.language import content_lemmas, lemma, parsed, stop_words
from mailrules.message import Message, SegmentKind, lazy_pattern
from mailrules.rules.base import Context
from mailrules.rules.lists import entries

OPENING = lazy_pattern(r"(?:[^.?!…]*+[.?!…]+){2}")  # the first two sentences
LIST_LINE = lazy_pattern(r"[ \t]*(?:[-–—*•]|\d{1,3}[.)])\s")
JUDGED = 20_000  # characters of a letter that say what it is about
FREQUENT_WEIGHT = 0.25
OPENING_WEIGHT = 1.6
LIST_WEIGHT = 1.15
PARTS_OF_SPEECH = {"NOUN": 1.0, "ADJF": 0.8}
OTHER_PARTS = 0.4
STEM = 4  # letters that words of one stem share at the least
LONG_STEM = 5
LONG_WORD = lazy_pattern(r"[^\W\d_]{6,}")
UNSAID = frozenset({SegmentKind.SIGNATURE, SegmentKind.DISCLAIMER})


class Term(NamedTuple):
    """A content word by its lemma, where it begins, and its weight."""

    lemma: str
    start: int
    weight: float


class Matter(Struct, frozen=True):
    """What the author wrote now: its prose, and the weight of each of its content lemmas.

    ``count`` is the number of content words; the first text's first sentences end at
    ``opened``.
    """

    texts: tuple[str, ...]
    weights: Mapping[str, float]
    count: int
    opened: int

    def key_terms(self, most: int = 5) -> tuple[str, ...]:
        """Return the weightiest lemmas, first come first among equals."""
        ranked = sorted(self.weights, key=self.weights.__getitem__, reverse=True)
        return tuple(ranked[:most])


def matter_of(context: Context) -> Matter:
    """Weigh the author's own prose; greeting and closing say nothing of the matter."""
    texts = tuple(_prose(context))
    opening = OPENING.match(texts[0]) if texts else None
    opened = opening.end() if opening else 0
    weights: dict[str, float] = {}
    counts: dict[str, int] = {}
    for index, text in enumerate(texts):
        for term in terms(text):
            weight = term.weight
            if index == 0 and term.start < opened:
                weight *= OPENING_WEIGHT
            elif LIST_LINE.match(text, text.rfind("\n", 0, term.start) + 1):
                weight *= LIST_WEIGHT
            weights[term.lemma] = max(weight, weights.get(term.lemma, 0.0))
            counts[term.lemma] = counts.get(term.lemma, 0) + 1
    weighed = {one: weight * (1 + log(counts[one])) for one, weight in weights.items()}
    return Matter(texts, weighed, sum(counts.values()), opened)


def terms(text: str) -> Iterator[Term]:
    """Yield the content words of ``text`` with what each weighs by itself."""
    for found in content_lemmas(text):
        lemma_, weight = _weigh(text[found.start : found.end], found.lemma)
        yield Term(lemma_, found.start, weight)


@lru_cache(maxsize=5_000)
def _weigh(word: str, base: str) -> tuple[str, float]:
    """Return a word's lemma for a reader, and its weight: nouns name a matter, verbs hardly.

    An adjective that could be a noun as well («холодное») is the adjective.
    """
    rarity = FREQUENT_WEIGHT if base in frequent() else 1.0
    if base.isascii():
        return base, rarity * (OTHER_PARTS if base in english_verbs() else 1.0)
    readings = parsed(word.lower())
    likely = [one for one in readings if one.score >= readings[0].score]
    best = next((one for one in likely if one.tag.POS == "ADJF"), readings[0])
    return best.normal_form, rarity * PARTS_OF_SPEECH.get(best.tag.POS, OTHER_PARTS)


def surroundings(context: Context) -> Iterator[str]:
    """Yield all that a subject may share words with: the letter, its thread, its deal."""
    yield from _said(context.message)
    yield from (file.name for file in context.message.attachments)
    parent, deal = context.conversation.parent, context.conversation.deal
    if parent:
        yield parent.subject
        yield from _said(parent)
    if deal:
        yield from (deal.subject, deal.client, *deal.services)


def shares(subject: str, texts: Iterable[str]) -> bool:
    """Tell whether a content lemma of ``subject``, or its stem, is in ``texts``.

    True as well where nothing can be compared: a subject of no content words, or in another script.
    """
    wanted = {found.lemma for found in content_lemmas(subject)}
    lemmas = {found.lemma for text in texts for found in content_lemmas(text[:JUDGED])}
    scripts = {one.isascii() for one in lemmas}
    wanted = {one for one in wanted if one.isascii() in scripts}
    by_start: dict[str, list[str]] = {}
    for one in lemmas:
        by_start.setdefault(one[:STEM], []).append(one)
    return not wanted or any(
        _akin(one, other) for one in wanted for other in by_start.get(one[:STEM], ())
    )


def plainly_shares(subject: str, texts: Iterable[str]) -> bool:
    """Tell whether a long word of ``subject`` is in ``texts``, give or take its ending.

    Needs no dictionary, and settles the case for nearly every good subject.
    """
    long = {word.group().lower() for word in LONG_WORD.finditer(subject)} - stop_words()
    starts = {word[:LONG_STEM] for word in long}
    return bool(starts) and any(
        word.group()[:LONG_STEM].lower() in starts
        for text in texts
        for word in LONG_WORD.finditer(text[:JUDGED])
    )


def _akin(one: str, other: str) -> bool:
    """Tell whether two lemmas are one, or of one stem: «звонок» and «звонить»."""
    shorter = min(len(one), len(other))
    return one == other or one[: (most := max(STEM, shorter - 2))] == other[:most]


def _said(message: Message) -> Iterator[str]:
    """Yield all of a letter but signature and disclaimer."""
    for part in message.shown:
        for segment in part.segments:
            if segment.kind not in UNSAID:
                yield part.text[segment.start : segment.end]


def _prose(context: Context) -> Iterator[str]:
    """Yield what the author wrote between greeting and closing."""
    for text in context.author_texts(Scope.BODY):
        yield from (prose.text[:JUDGED] for prose in text.of_kind(SegmentKind.AUTHOR))


@cache
def english_verbs() -> frozenset[str]:
    """Return the English verbs in all forms, and other words that name nothing."""
    return frozenset(entries(__file__, "english_verbs.txt"))


@cache
def frequent() -> frozenset[str]:
    """Return the lemmas that any business letter has."""
    return frozenset(lemma(one) for one in entries(__file__, "frequent.txt"))
