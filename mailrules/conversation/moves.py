"""Words that stand in another place of the quote: a changed order leaves nothing out.

Only whole sentences and long stretches can move. A «не» that moves inside a
sentence turns it round.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from mailrules.conversation.gaps import PARENT, QUOTE, Gap, Words, bounds
from mailrules.conversation.said import Parting

RUN = 3  # words in a row that are looked for elsewhere
LONG = 6  # words that may move whatever stands beside them

Runs = set[tuple[str, ...]]


class Moves:
    """What is gone from its place and what has come to another one, in runs of words."""

    def __init__(self, gaps: Iterable[Gap]) -> None:
        """Take the gaps between a parent's words and its quote's."""
        self.gone: Runs = set()
        self.come: Runs = set()
        for gap in gaps:
            self.gone.update(_runs(gap.said))
            self.come.update(_runs(gap.put))

    def kept(self, gap: Gap) -> list[bool]:
        """Tell of each word that the parent said there whether it stands elsewhere in the quote."""
        kept = [False] * len(gap.said)
        for start, end in _found(gap.said, self.come):
            whole = end - start == len(gap.said) and _is_whole(gap, gap.said, PARENT)
            if end - start >= LONG or whole:
                kept[start:end] = [True] * (end - start)
        return kept

    def without(self, gap: Gap) -> Gap:
        """Return a gap without what has gone elsewhere as a whole, or come from there."""
        said = () if all(self.kept(gap)) else gap.said
        come = list(_found(gap.put, self.gone)) == [(0, len(gap.put))]
        moved = come and (len(gap.put) >= LONG or _is_whole(gap, gap.put, QUOTE))
        return gap._replace(said=said, put=() if moved else gap.put)


def stretches(marked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where marks begin and end."""
    start = 0
    for is_marked, group in groupby(marked):
        end = start + sum(1 for _ in group)
        if is_marked:
            yield start, end
        start = end


def _found(words: Words, runs: Runs) -> Iterator[tuple[int, int]]:
    found = [False] * len(words)
    for place, run in enumerate(_runs(words)):
        if run in runs:
            found[place : place + RUN] = [True] * RUN
    return stretches(found)


def _is_whole(gap: Gap, words: Words, side: int) -> bool:
    """Tell whether words are whole sentences."""
    return Parting.NOTHING not in bounds(gap.before, words, gap.after, side)


def _runs(words: Words) -> Iterator[tuple[str, ...]]:
    keys = [word.key for word in words]
    return zip(*(keys[start:] for start in range(RUN)), strict=False)
