"""An HTML part beside the text/plain part that says the same (RFC 2046, 5.1.4)."""

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property

from mailrules.message.part import MAX_JUDGED, Part
from mailrules.message.pattern import lazy_pattern
from mailrules.message.words import Words

LIST_NUMBER = lazy_pattern(r"\s*\d{1,3}[.)]\s")
MISSING = -1
MAX_PAIRS = 100  # of one message; further pages are judged on their own


class Alternative:
    """Both parts and their words, aligned line by line of the HTML.

    A line of the HTML whose words stand in the plain text one after the
    other says what is said there.
    """

    def __init__(self, plain: Part, html: Part) -> None:
        self.plain = plain
        self.html = html

    @cached_property
    def plain_words(self) -> Words:
        """Return the words of the plain text."""
        return Words(self.plain.text[:MAX_JUDGED])

    @cached_property
    def html_words(self) -> Words:
        """Return the words of the page."""
        return Words(self.html.text[:MAX_JUDGED])

    @cached_property
    def html_of(self) -> "array[int]":
        """Return for each word of the plain text its place among those of the page, or MISSING."""
        places = array("l", [MISSING]) * len(self.plain_words.said)
        for there, here, count in self._matches:
            for step in range(count):
                if places[there + step] == MISSING:
                    places[there + step] = here + step
        return places

    def differing(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the runs of lines of ``html.text[start:end]`` whose words the plain text lacks."""
        run: tuple[int, int] | None = None
        for first, last, here, after in self._lines(start, end):
            if here == after:
                continue
            if not self._agreeing[after - 1]:
                run = (run[0] if run else first, last)
            elif run is not None:
                yield run
                run = None
        if run is not None:
            yield run

    @cached_property
    def _agreeing(self) -> bytearray:
        """Tell of each word of the page whether it stands in a line that agrees."""
        agreeing = bytearray(len(self.html_words.said))
        for _, here, count in self._matches:
            agreeing[here : here + count] = b"\1" * count
        return agreeing

    @cached_property
    def _matches(self) -> list[tuple[int, int, int]]:
        """Return place in the plain text, place in the page, and number of words that agree."""
        matches = []
        near = 0
        for first, _, here, after in self._lines(0, len(self.html_words.text)):
            begins = here
            there = self._find(begins, after, near)
            if there is None and LIST_NUMBER.match(self.html.text, first):
                # The layout put a number before the item of a list.
                begins += 1
                there = self._find(begins, after, near)
            if there is not None:
                near = there + after - begins
                matches.append((there, begins, after - begins))
        return matches

    def _find(self, here: int, after: int, near: int) -> int | None:
        if here == after:
            return None
        return self.plain_words.find(self.html_words.said[here:after], near)

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield each line of the page: its stretch of the text and of the words."""
        text, words = self.html.text, self.html_words
        while start < end:
            feed = text.find("\n", start, end)
            last = end if feed < 0 else feed
            yield start, last, words.first_from(start), words.first_from(last)
            start = last + 1


def find_alternatives(parts: Sequence[Part]) -> tuple[Alternative, ...]:
    """Pair each HTML part that is shown with the text/plain part beside it."""
    choices = {one.number for one in parts if one.media_type == "multipart/alternative"}
    shown = [one for one in parts if one.source is not None]
    plain: dict[str, Part] = {}
    for part in shown:
        if not part.is_html:
            for number in choices.intersection(_containers(part.number)):
                plain.setdefault(number, part)
    pairs = []
    for part in shown:
        beside = next(
            (plain[number] for number in _containers(part.number) if number in plain), None
        )
        if part.is_html and beside is not None:
            pairs.append(Alternative(beside, part))
    return tuple(pairs[:MAX_PAIRS])


def _containers(number: str) -> Iterator[str]:
    """Yield the numbers of what a part stands in, from the inside out (see ``Entity``)."""
    while "." in number:
        number = number.rpartition(".")[0]
        yield number
    yield "TEXT"
