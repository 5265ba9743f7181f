"""Changes of a text and of the HTML beside it, as edits."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from mailrules.findings import Edit, Scope
from mailrules.message import Excerpt, Message, Part, Place, mirror_places


class Change(NamedTuple):
    """Put ``replacement`` for ``text[start:end]`` of an excerpt.

    The stretch is white space between two words or marks (or empty), or has none in it.
    """

    start: int
    end: int
    replacement: str


def edits_alike(message: Message, text: Excerpt, change: Change) -> tuple[Edit, ...]:
    """Return the edits that make a change, the first in the text itself.

    None at all where an HTML tag stands in it. White space may be another in
    the HTML (``&nbsp;``), where it is found by what stands around it.
    """
    place = text.place(change.start, change.end)
    first = place.edit(change.replacement)
    if first is None:
        return ()
    beside = mirror_places(message, place) or _by_neighbours(message, place)
    others = (one.edit(change.replacement) for one in beside)
    return (first, *filter(None, others))


def source_edit(part: Part, scope: Scope, start: int, end: int, replacement: str) -> Edit:
    """Put ``replacement``, which is HTML in HTML, for ``part.source[start:end]``."""
    first, last = bisect_right(part.source_lines, start), bisect_right(part.source_lines, end)
    return Edit(
        scope=scope,
        part=part.number,
        replacement=replacement,
        line=first,
        column=start - part.source_lines[first - 1] + 1,
        end_line=last,
        end_column=end - part.source_lines[last - 1] + 1,
    )


def _by_neighbours(message: Message, place: Place) -> Iterator[Place]:
    """Find the same stretch of the HTML by the characters that stand around it.

    White space lies between two of them; anything else is counted off from the first.
    """
    if place.part is None:
        return
    text = place.part.text
    first, last = _before(text, place.start), _after(text, place.end)
    skipped = len(_solid(text, first, place.start))
    length = len(_solid(text, place.start, place.end))
    for twin in mirror_places(message, Place(place.scope, first, last, place.part)):
        assert twin.part is not None
        solid = _solid(twin.part.text, twin.start, twin.end)
        if length:
            start, end = solid[skipped], solid[skipped + length - 1] + 1
        else:
            start, end = solid[skipped - 1] + 1, solid[skipped]
        yield Place(place.scope, start, end, twin.part)


def _before(text: str, at: int) -> int:
    """Return where the last character before ``at`` stands that is no white space."""
    while at > 1 and text[at - 1].isspace():
        at -= 1
    return max(0, at - 1)


def _after(text: str, at: int) -> int:
    """Return the end of the first character from ``at`` on that is no white space."""
    while at < len(text) - 1 and text[at].isspace():
        at += 1
    return min(len(text), at + 1)


def _solid(text: str, start: int, end: int) -> list[int]:
    """Return where ``text[start:end]`` has other characters than white space."""
    return [at for at in range(start, end) if not text[at].isspace()]
