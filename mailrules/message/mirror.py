"""The same stretch in the other part: from text/plain to the HTML beside it."""

from mailrules.message.alternative import MISSING, Alternative
from mailrules.message.pattern import lazy_pattern

MAX_GAP = 200  # characters without a word: more are a picture, not a sentence
SPACE = lazy_pattern(r"\s")


def mirrored(pair: Alternative, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch of ``pair.html.text`` that says what ``plain.text[start:end]`` says.

    None where it cannot be found for certain, or a tag stands in it.
    """
    first = _boundary(pair, start, opens=True)
    last = _boundary(pair, end, opens=start == end)
    if first is None or last is None or last < first:
        return None
    said, mirror = pair.plain.text[start:end], pair.html.text[first:last]
    if said.split() != mirror.split() or (said.isspace() and said != mirror):
        return None
    return (first, last) if pair.html.is_contiguous(first, last) else None


def _boundary(pair: Alternative, offset: int, *, opens: bool) -> int | None:
    """Return where ``offset`` of the plain text, where a stretch begins or ends, is in the page."""
    words, there = pair.plain_words, pair.html_words
    after = words.first_from(offset)
    before = after - 1
    if before >= 0 and offset < words.ends[before]:
        return _inside(pair, before, offset)
    if opens and after < len(words.said) and offset == words.starts[after]:
        place = pair.html_of[after]
        return None if place == MISSING else there.starts[place]
    return _between(pair, after, offset)


def _inside(pair: Alternative, place: int, offset: int) -> int | None:
    """Return the counterpart of an offset within a word that is spelt alike in both."""
    here, there = pair.plain_words, pair.html_words
    twin = pair.html_of[place]
    if twin == MISSING or here.spelling(place) != there.spelling(twin):
        return None
    return there.starts[twin] + offset - here.starts[place]


def _between(pair: Alternative, after: int, offset: int) -> int | None:
    """Return the counterpart of an offset in what stands between two words.

    Certain is the edge of a word found in both, the punctuation that clings
    to it, or a gap that is the same in both to the letter.
    """
    here, there = pair.plain_words, pair.html_words
    start, end = here.between(after)
    if end - start > MAX_GAP:
        return None
    gap = here.text[start:end]
    left = pair.html_of[after - 1] if after else MISSING
    right = pair.html_of[after] if after < len(here.said) else MISSING
    if left != MISSING:
        first, last = there.between(left + 1)
        mirror = there.text[first : min(last, first + MAX_GAP + 1)]
        clings = _head(gap) == _head(mirror) and offset - start <= len(_head(gap))
        alike = gap == mirror and (right == left + 1 or after == len(here.said))
        if offset == start or clings or alike:
            return first + offset - start
    if right != MISSING:
        first, last = there.between(right)
        tail = _tail(gap)
        clings = tail == _tail(
            there.text[max(first, last - MAX_GAP - 1) : last]
        ) and end - offset <= len(tail)
        if offset == end or clings:
            return last - (end - offset)
    return None


def _head(gap: str) -> str:
    """Return what clings to the word before."""
    found = SPACE.search(gap)
    return gap[: found.start()] if found else gap


def _tail(gap: str) -> str:
    """Return what clings to the word behind."""
    return gap[len(gap) - len(_head(gap[::-1])) :]
