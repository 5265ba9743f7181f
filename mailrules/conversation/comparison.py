"""A reply's quote against the letter that it quotes: what is missing, what was changed.

Both are compared as words (see ``said``). A number, a name or a word that
differs is a difference, for the correspondence may be evidence (demands 7, 13).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from operator import is_
from typing import NamedTuple

from mailrules.conversation.alignment import Pair
from mailrules.conversation.alterations import Alteration, alteration_of
from mailrules.conversation.gaps import Fate, Gap, Words, fate_of, what_counts
from mailrules.conversation.moves import Moves
from mailrules.conversation.pairing import pair_words
from mailrules.conversation.quotation import readings
from mailrules.conversation.said import (
    Duty,
    Parting,
    parting,
    text_between,
    words_of,
    words_of_reply,
)
from mailrules.message import Message


class Comparison(NamedTuple):
    """A quote against its parent.

    ``missing`` are the parent's paragraphs, or pieces of them, that stand
    nowhere in the quote, in order; ``share`` is their part of the words that
    the quote owes, from 0 to 1. ``nested`` tells whether all of them are what
    the parent itself quotes.
    """

    missing: tuple[str, ...] = ()
    share: float = 0.0
    nested: bool = False
    alterations: tuple[Alteration, ...] = ()


class _Letters(NamedTuple):
    """A reply and its parent: the same two objects, for several rules ask about them."""

    reply: Message
    parent: Message

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Letters) and all(map(is_, self, other))

    def __hash__(self) -> int:
        return hash(tuple(map(id, self)))


def compare_quote(reply: Message, parent: Message) -> Comparison:
    """Compare what ``reply`` quotes with all that ``parent`` says. The time is linear.

    Of a letter in plain text and HTML, the quote may follow either. Where the
    reply has both, a word changed in one of them is an alteration, and what
    stands in one of them is not missing.
    """
    return _compared(_Letters(reply, parent))


@lru_cache(maxsize=1)
def _compared(letters: _Letters) -> Comparison:
    reply, parent = letters.reply, letters.parent
    first, *others = [_nearest(words_of_reply(ours), parent) for ours in readings(reply)]
    told = {(one.said, one.quoted) for one in first.alterations}
    best = min(first, *others, key=lambda one: one.share) if others else first
    more = [one for other in others for one in other.alterations]
    unheard = [one for one in more if (one.said, one.quoted) not in told]
    return best._replace(alterations=(*first.alterations, *unheard))


def _nearest(ours: Words, parent: Message) -> Comparison:
    """Compare with each reading of the parent until one is quoted whole; return the nearest."""
    found: list[Comparison] = []
    for theirs in map(words_of, readings(parent)):
        found.append(_compare(theirs, ours))
        if not any(_distance(found[-1])):
            break
    return min(found, key=_distance)


def _distance(comparison: Comparison) -> tuple[float, int]:
    return comparison.share, len(comparison.alterations)


def _compare(theirs: Words, ours: Words) -> Comparison:
    gone = [False] * len(theirs)
    alterations: list[Alteration] = []
    gaps = list(_gaps(theirs, ours))
    moves = Moves(gap for _, gap in gaps)
    for place, gap in gaps:
        counting = moves.without(what_counts(gap))
        fate = fate_of(counting)
        if fate is Fate.ALTERED:
            alterations.append(alteration_of(counting))
        elif fate is Fate.MISSING:
            missing = [not kept for kept in moves.kept(gap)]
            gone[place : place + len(missing)] = missing
    owed = [word.duty is Duty.OWED for word in theirs]
    lost = [place for place, is_gone in enumerate(gone) if is_gone and owed[place]]
    return Comparison(
        missing=tuple(_pieces(theirs, lost)),
        share=len(lost) / sum(owed) if lost else 0.0,
        nested=bool(lost) and _is_nested(theirs, lost),
        alterations=tuple(alterations),
    )


def _gaps(theirs: Words, ours: Words) -> Iterator[tuple[int, Gap]]:
    """Yield what stands between the words that the quote has kept, each with its place."""
    places = [place for place, word in enumerate(ours) if word.quoted]
    quoted = [ours[place] for place in places]
    places.append(len(ours))
    pairs = pair_words(theirs, quoted)
    last: Pair = (-1, -1)
    for here, there in [*pairs, (len(theirs), len(quoted))]:
        if here > last[0] + 1 or there > last[1] + 1:
            first = places[last[1]] + 1 if last[1] >= 0 else 0
            gap = Gap(
                said=theirs[last[0] + 1 : here],
                put=quoted[last[1] + 1 : there],
                stray=_stray(ours[first : places[there]]),
                before=(theirs[last[0]], quoted[last[1]]) if last[0] >= 0 else None,
                after=(theirs[here], quoted[there]) if here < len(theirs) else None,
            )
            yield last[0] + 1, gap
        last = here, there


def _stray(words: Words) -> Words:
    return [word for word in words if not word.quoted and word.duty is not Duty.LOOSE]


def _pieces(theirs: Words, lost: Sequence[int]) -> Iterator[str]:
    """Yield the texts of what is lost, paragraph by paragraph."""
    first: int | None = None
    for place, following in zip_longest(lost, lost[1:]):
        first = place if first is None else first
        if following is None or following > place + 1 or _parts(theirs, place):
            yield text_between(theirs[first], theirs[place])
            first = None


def _parts(words: Words, place: int) -> bool:
    return parting(words[place], words[place + 1]) is Parting.PARAGRAPH


def _is_nested(theirs: Words, lost: Sequence[int]) -> bool:
    """Tell whether all that is lost is what the parent itself quotes, under words of its own."""
    return all(theirs[place].quoted for place in lost) and not all(one.quoted for one in theirs)
