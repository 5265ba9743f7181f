"""Which word of a parent is which of the quote, gaps beginning where paragraphs or sentences do.

Where two paragraphs begin alike and one is gone, an alignment may take the
beginning of the first for that of the second: the gap is the same, a few words
further on. Read from the paragraph's beginning it makes sense.
"""

from collections.abc import Sequence

from mailrules.conversation.alignment import Pair, align
from mailrules.conversation.said import Parting, Said, parting

ALIKE = 20  # words in which two paragraphs begin alike, at the most
MOST = 100_000  # words that are looked at in all


def pair_words(theirs: Sequence[Said], quoted: Sequence[Said]) -> list[Pair]:
    """Return the places of the words that both have, rising in both."""
    pairs = align([word.key for word in theirs], [word.key for word in quoted])
    ends = len(theirs), len(quoted)
    for side, words in enumerate((theirs, quoted)):
        _slide(pairs, ends, side, words)
    return pairs


def _slide(pairs: list[Pair], ends: Pair, side: int, words: Sequence[Said]) -> None:
    """Move the gaps of one side, where the other has none, back to the nearest beginning."""
    left = MOST
    for number in range(1, len(pairs) + 1):
        after = pairs[number] if number < len(pairs) else ends
        before = pairs[number - 1]
        if after[side] == before[side] + 1 or after[1 - side] != before[1 - side] + 1 or left < 0:
            continue
        run = _run_before(pairs, number, min(ALIKE, left))
        steps, looked = _steps(words, before[side] + 1, after[side], run)
        left -= looked
        for step in range(1, steps + 1):
            pair = list(pairs[number - step])
            pair[side] = after[side] - step
            pairs[number - step] = pair[0], pair[1]


def _run_before(pairs: list[Pair], number: int, most: int) -> int:
    """Return how many pairs before ``number`` stand right behind each other in both."""
    here, there = pairs[number - 1]
    run = 1
    while run < most and number > run and pairs[number - 1 - run] == (here - run, there - run):
        run += 1
    return run


def _steps(words: Sequence[Said], start: int, end: int, run: int) -> tuple[int, int]:
    """Return how far back the gap from ``start`` to ``end`` begins best, and the words looked at.

    That is at a paragraph rather than at a sentence, and where it stands rather than elsewhere.
    """
    best, rank = 0, _rank(words, start)
    for step in range(1, run + 1):
        if words[start - step].key != words[end - step].key:
            return best, step
        if (found := _rank(words, start - step)) > rank:
            best, rank = step, found
    return best, run


def _rank(words: Sequence[Said], place: int) -> int:
    if place == 0:
        return Parting.PARAGRAPH.value
    return parting(words[place - 1], words[place]).value
