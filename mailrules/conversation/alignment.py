"""Which word of one text is which of another: patience, then word by word in what is left.

Runs of words that stand once in both are anchors; what lies between two of
them is aligned in the same way with shorter runs, and short stretches by their
longest common subsequence. The time is bounded: long stretches without
anchors stay unaligned, so that a hostile text costs no more than a plain one.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

RUNS = (3, 3, 1)  # words in a row that anchor, stretch within stretch
SMALL = 3_600  # pairs of words that are compared at once
LARGE = 160_000  # pairs of words that are compared where no anchor is found
MOST = 3_000_000  # pairs of words that are compared in all: about a second
CLOSE = 12  # words of a stretch within which a lone word is taken for the same

Pair = tuple[int, int]
Bounds = tuple[int, int, int, int]  # start and end in one text, start and end in the other


def align(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """Return the places of the words that both texts have, rising in both."""
    alignment = Alignment(one, other)
    alignment.fill((0, len(one), 0, len(other)), RUNS)
    return sorted(alignment.pairs)


class Alignment:
    """Two texts, the pairs of words found so far, and what may still be spent on finding more."""

    def __init__(self, one: Sequence[str], other: Sequence[str]) -> None:
        """Take the words of both."""
        self.one = one
        self.other = other
        self.pairs: list[Pair] = []
        self.left = MOST

    def fill(self, bounds: Bounds, runs: Sequence[int]) -> None:
        """Pair what can be paired within ``bounds``, anchored by runs of these lengths in turn."""
        start, end, first, last = bounds = self._without_ends(bounds)
        size = (end - start) * (last - first)
        if not size:
            return
        if size <= SMALL or not runs:
            self._compare(bounds)
            return
        anchors = _anchors(self.one[start:end], self.other[first:last], runs[0])
        for place, twin in anchors:
            here, there = start + place, first + twin
            if here < bounds[0] or there < bounds[2]:
                continue  # the stretch before has reached beyond it
            self.fill((bounds[0], here, bounds[2], there), runs[1:])
            while here < end and there < last and self.one[here] == self.other[there]:
                self.pairs.append((here, there))
                here, there = here + 1, there + 1
            bounds = here, end, there, last
        self.fill(bounds, runs[1:])

    def _without_ends(self, bounds: Bounds) -> Bounds:
        """Pair the words that both stretches begin and end with; return what is left."""
        start, end, first, last = bounds
        while start < end and first < last and self.one[start] == self.other[first]:
            self.pairs.append((start, first))
            start, first = start + 1, first + 1
        while start < end and first < last and self.one[end - 1] == self.other[last - 1]:
            end, last = end - 1, last - 1
            self.pairs.append((end, last))
        return start, end, first, last

    def _compare(self, bounds: Bounds) -> None:
        start, end, first, last = bounds
        size = (end - start) * (last - first)
        if size > min(LARGE, self.left):
            return
        self.left -= size
        common = _common(self.one[start:end], self.other[first:last])
        if min(end - start, last - first) > CLOSE:
            common = _in_company(common)  # a lone «и» that both happen to have proves nothing
        self.pairs += [(start + place, first + twin) for place, twin in common]


def _anchors(one: Sequence[str], other: Sequence[str], size: int) -> list[Pair]:
    """Return the longest rising chain of places where a run of words stands once in each."""
    here, there = _unique_runs(one, size), _unique_runs(other, size)
    places = sorted((start, there[run]) for run, start in here.items() if run in there)
    tails: list[int] = []  # the lowest end of a chain of each length
    ends: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [number]
        before.append(ends[at - 1] if at else -1)
    chain = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(places[number])
        number = before[number]
    return chain[::-1]


def _unique_runs(words: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    runs = list(zip(*(words[start:] for start in range(size)), strict=False))
    counts = Counter(runs)
    return {run: start for start, run in enumerate(runs) if counts[run] == 1}


def _common(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """Return a longest common subsequence, by the table of lengths."""
    lengths = [[0] * (len(other) + 1)]
    for word in reversed(one):
        below, row = lengths[-1], [0] * (len(other) + 1)
        for place in range(len(other) - 1, -1, -1):
            if word == other[place]:
                row[place] = below[place + 1] + 1
            else:
                row[place] = max(below[place], row[place + 1])
        lengths.append(row)
    return list(_traced(one, other, lengths[::-1]))


def _traced(one: Sequence[str], other: Sequence[str], lengths: list[list[int]]) -> Iterator[Pair]:
    place = twin = 0
    while place < len(one) and twin < len(other):
        if one[place] == other[twin]:
            yield place, twin
            place, twin = place + 1, twin + 1
        elif lengths[place + 1][twin] >= lengths[place][twin + 1]:
            place += 1
        else:
            twin += 1


def _in_company(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs that have another right before or after them in both texts."""
    known = set(pairs)
    return [
        (place, twin)
        for place, twin in pairs
        if (place - 1, twin - 1) in known or (place + 1, twin + 1) in known
    ]
