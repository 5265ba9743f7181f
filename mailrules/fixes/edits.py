"""Edits become new text; and which fixes can be made together. Pure functions."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import AnyStr, NamedTuple

from mailrules.findings import Edit, Fix, Scope
from mailrules.message import lazy_pattern

BREAK = lazy_pattern(r"\r\n|\r|\n")
Position = tuple[int, int]  # line and column


class Unwritable(Exception):  # noqa: N818 (it reads as what it says)
    """An edit that cannot be made without touching what must stay as it is."""


class Span(NamedTuple):
    """Put ``replacement`` for ``text[start:end]``."""

    start: int
    end: int
    replacement: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with all ``edits`` made; lines and columns are those of ``text``.

    Of two edits that overlap the first counts, so that a stretch is never
    mended twice; two insertions at one place are both made, in order.
    """
    return splice(text, spans_of(text, edits))


def spans_of(text: str, edits: Iterable[Edit]) -> list[Span]:
    """Return the stretches of ``text`` that ``edits`` replace, in order, none overlapping another.

    Raises Unwritable where the text has no such place.
    """
    starts = [0, *(match.end() for match in BREAK.finditer(text))]
    numbered = [(_span(edit, starts, len(text)), number) for number, edit in enumerate(edits)]
    spans: list[Span] = []
    for span, _ in sorted(numbered, key=lambda one: (one[0].start, one[0].end, one[1])):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return spans


def splice(whole: AnyStr, changes: Iterable[tuple[int, int, AnyStr]]) -> AnyStr:
    """Return a text, or bytes, with stretches replaced: each given as start, end, replacement.

    They are in order. Raises Unwritable where they overlap.
    """
    pieces: list[AnyStr] = []
    done = 0
    for start, end, replacement in changes:
        if start < done:
            raise Unwritable
        pieces += (whole[done:start], replacement)
        done = end
    pieces.append(whole[done:])
    return whole[:0].join(pieces)


def encode(text: str, codec: str) -> bytes:
    """Return the bytes of ``text``. Raises Unwritable where ``codec`` cannot hold it."""
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        raise Unwritable from None


def compatible(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Return, in order, the fixes that can be made together, each whole.

    Left out is one of whose edits overlaps an edit of a fix before it. Two
    insertions at one place do not overlap; an edit that several fixes share
    is made once.
    """
    chosen: list[Fix] = []
    taken: dict[object, list[tuple[Position, Position]]] = defaultdict(list)
    known: set[Edit] = set()
    for fix in fixes:
        mine: list[Edit] = []
        for edit in dict.fromkeys(fix.edits):
            if edit in known:
                continue
            if _overlaps(taken[target_of(edit)], *_extent(edit)):
                break
            insort(taken[target_of(edit)], _extent(edit))
            mine.append(edit)
        else:
            chosen.append(fix)
            known.update(mine)
            continue
        for edit in mine:
            taken[target_of(edit)].remove(_extent(edit))
    return tuple(chosen)


def target_of(edit: Edit) -> tuple[str, str]:
    """Return what an edit changes: ``("header", name)``, lower case, or ``("part", number)``."""
    if edit.scope is Scope.SUBJECT:
        return "header", "subject"
    if edit.scope is Scope.HEADER:
        return "header", (edit.header or "").lower()
    return "part", edit.part or ""


def _span(edit: Edit, starts: Sequence[int], length: int) -> Span:
    if not 1 <= edit.line <= edit.end_line <= len(starts):
        raise Unwritable
    start = starts[edit.line - 1] + edit.column - 1
    end = starts[edit.end_line - 1] + edit.end_column - 1
    if not 0 <= start <= end <= length:
        raise Unwritable
    return Span(start, end, edit.replacement)


def _extent(edit: Edit) -> tuple[Position, Position]:
    return (edit.line, edit.column), (edit.end_line, edit.end_column)


def _overlaps(taken: Sequence[tuple[Position, Position]], start: Position, end: Position) -> bool:
    """Tell whether a stretch shares something with one of ``taken``, which are sorted and apart."""
    at = bisect_left(taken, (start, end))
    return any(first < end and start < last for first, last in taken[max(at - 1, 0) : at + 1])
