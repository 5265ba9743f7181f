"""Unified diffs of texts (POSIX ``diff -u``), in time that no text makes long.

Lines that occur once in either text are what both are laid side by side by
("patience"); only short stretches between such lines are compared in full.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

CONTEXT = 3  # lines around a change
COMPARED = 20_000  # lines of one times lines of the other that are compared in full


class Block(NamedTuple):
    """Lines ``old[old_start:old_end]`` that ``new[new_start:new_end]`` stand for."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def unified(path: str, before: str, after: str) -> str:
    """Return a unified diff, as ``diff -u`` writes it; '' where the texts are equal.

    A line ends with LF; a CR before it is part of the line.
    """
    old, new = _lines(before), _lines(after)
    hunks = list(_hunks(list(_changes(old, new))))
    if not hunks:
        return ""
    name = path.translate(dict.fromkeys(range(32), "?"))
    mark = "\t" if " " in name else ""  # what ``diff`` writes, so that the name ends there
    said = [f"--- {name}{mark}\n", f"+++ {name}{mark}\n"]
    for hunk in hunks:
        said += _written(hunk, old, new)
    return "".join(said)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Yield what differs, in order."""
    at, there = 0, 0
    for one, other in [*_anchors(old, new), (len(old), len(new))]:
        yield from _between(old, new, Block(at, one, there, other))
        at, there = one + 1, other + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of equal lines that occur once in either text, in the order of both."""
    once = {line for line, count in Counter(old).items() if count == 1}
    once &= {line for line, count in Counter(new).items() if count == 1}
    where = {line: number for number, line in enumerate(new) if line in once}
    pairs = [(number, where[line]) for number, line in enumerate(old) if line in once]
    # The longest increasing row (patience sorting): for each length its smallest end.
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for place, (_, other) in enumerate(pairs):
        length = bisect_left(ends, other)
        before.append(tops[length - 1] if length else -1)
        ends[length : length + 1] = [other]
        tops[length : length + 1] = [place]
    row = []
    place = tops[-1] if tops else -1
    while place >= 0:
        row.append(pairs[place])
        place = before[place]
    return row[::-1]


def _between(old: Sequence[str], new: Sequence[str], block: Block) -> Iterator[Block]:
    """Yield what differs between two anchors."""
    start, end, other, last = block
    while start < end and other < last and old[start] == new[other]:
        start, other = start + 1, other + 1
    while start < end and other < last and old[end - 1] == new[last - 1]:
        end, last = end - 1, last - 1
    if start == end and other == last:
        return
    if (end - start) * (last - other) > COMPARED:
        yield from _line_by_line(old, new, Block(start, end, other, last))
        return
    matcher = SequenceMatcher(None, old[start:end], new[other:last], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            yield Block(start + i1, start + i2, other + j1, other + j2)


def _line_by_line(old: Sequence[str], new: Sequence[str], block: Block) -> Iterator[Block]:
    """Yield what differs in stretches too long to compare: lines side by side, or all of it."""
    start, end, other, last = block
    if end - start != last - other:
        yield block
        return
    differ = [at for at in range(end - start) if old[start + at] != new[other + at]]
    for _, run in groupby(enumerate(differ), lambda pair: pair[1] - pair[0]):
        rows = [at for _, at in run]
        first, after = rows[0], rows[-1] + 1
        yield Block(start + first, start + after, other + first, other + after)


def _hunks(changes: Sequence[Block]) -> Iterator[list[Block]]:
    """Put changes together whose context meets."""
    hunk: list[Block] = []
    for change in changes:
        if hunk and change.old_start - hunk[-1].old_end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _written(hunk: Sequence[Block], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    above = min(CONTEXT, hunk[0].old_start)
    below = min(CONTEXT, len(old) - hunk[-1].old_end)
    start, end = hunk[0].old_start - above, hunk[-1].old_end + below
    other, last = hunk[0].new_start - above, hunk[-1].new_end + below
    yield f"@@ -{_range(start, end)} +{_range(other, last)} @@\n"
    at = start
    for change in hunk:
        yield from _marked(" ", old[at : change.old_start])
        yield from _marked("-", old[change.old_start : change.old_end])
        yield from _marked("+", new[change.new_start : change.new_end])
        at = change.old_end
    yield from _marked(" ", old[at:end])


def _range(start: int, end: int) -> str:
    """Write a stretch of lines as POSIX has it: an empty one is called by the line before."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + (end > start)},{end - start}"


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"
