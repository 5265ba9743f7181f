"""The words of a text by which two texts are compared."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from mailrules.message.links import LINKS
from mailrules.message.pattern import lazy_pattern

WORD = lazy_pattern(r"[^\W_]+")
TRIES = 8  # places where words are looked for, each way
LENGTH = 3  # words by which they are looked up


class Words:
    """The words of a text that are no links: spellings and places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = array("L")
        self.ends = array("L")
        self.said: list[str] = []
        links = [match.span() for match in LINKS.finditer(text)]
        at = 0
        for match in WORD.finditer(text):
            while at < len(links) and links[at][1] <= match.start():
                at += 1
            if at == len(links) or match.end() <= links[at][0]:
                self.starts.append(match.start())
                self.ends.append(match.end())
                self.said.append(match[0].casefold())

    @cached_property
    def places(self) -> "list[dict[tuple[str, ...], array[int]]]":
        """Return where each sequence of one, two and three words begins."""
        places: list[dict[tuple[str, ...], array[int]]] = []
        for length in range(1, LENGTH + 1):
            found: dict[tuple[str, ...], array[int]] = {}
            columns = [self.said[skip:] for skip in range(length)]
            for place, words in enumerate(zip(*columns, strict=False)):
                found.setdefault(words, array("L")).append(place)
            places.append(found)
        return places

    def find(self, words: Sequence[str], near: int) -> int | None:
        """Return where ``words`` stand, at ``near`` or behind it rather than before it."""
        count = len(words)
        if self.said[near : near + count] == words:
            return near
        head = tuple(words[:LENGTH])
        places = self.places[len(head) - 1].get(head, array("L"))
        behind = bisect_left(places, near)
        tries = [*places[behind : behind + TRIES], *places[max(behind - TRIES, 0) : behind]]
        return next((at for at in tries if self.said[at : at + count] == words), None)

    def first_from(self, offset: int) -> int:
        """Return the first word that begins at ``offset`` or behind it."""
        return bisect_left(self.starts, offset)

    def spelling(self, place: int) -> str:
        """Return a word as it is written."""
        return self.text[self.starts[place] : self.ends[place]]

    def between(self, place: int) -> tuple[int, int]:
        """Return the stretch between the word before ``place`` and the word at ``place``."""
        start = self.ends[place - 1] if place else 0
        end = self.starts[place] if place < len(self.starts) else len(self.text)
        return start, end
