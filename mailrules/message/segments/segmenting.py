"""What each stretch of a letter's text is: the author's words, a quotation, a signature.

Quotations come first (``quotes``); what is left is the author's, in runs
between them. The end of each run may be a closing, a signature, a disclaimer
(``signatures``); the first words of the first run may be a salutation
(``greetings``).
"""

from collections.abc import Iterator, Sequence

from mailrules.message.part import Segment, SegmentKind
from mailrules.message.segments.greetings import greeting_end
from mailrules.message.segments.notices import is_banner
from mailrules.message.segments.quotes import Kinds, mark_quotes
from mailrules.message.segments.signatures import mark_endings
from mailrules.message.segments.text_lines import Lines

MAX_GREETINGS = 3


def segment(text: str, *, html_quotes: Sequence[tuple[int, int]] = ()) -> tuple[Segment, ...]:
    """Return the segments of a readable text (``\\n`` line breaks), in order, without gaps.

    ``html_quotes`` are half-open stretches that an HTML mail program marked as
    quotation. Blank lines belong to what stands above them. Takes time linear
    in the length of the text; '' has no segments.
    """
    if not text:
        return ()
    lines = Lines(text, html_quotes)
    kinds = mark_quotes(lines)
    runs = list(_own_runs(lines, kinds))
    greeted = None
    if runs:
        runs[0] = _mark_banner(lines, kinds, runs[0])
        for number, rows in enumerate(runs):
            last = number == len(runs) - 1
            endings = mark_endings(lines, rows, opens=number == 0, closes=last)
            for row in rows:
                kinds[row] = endings.get(row, SegmentKind.AUTHOR)
        greeted = _greeting(lines, kinds, runs[0])
    return tuple(_segments(lines, kinds, greeted))


def _own_runs(lines: Lines, kinds: Kinds) -> Iterator[list[int]]:
    """Yield the author's lines, blank ones left out, run by run."""
    rows: list[int] = []
    for line, kind in enumerate(kinds):
        if kind is not None and rows:
            yield rows
            rows = []
        elif kind is None and not lines.is_blank(line):
            rows.append(line)
    if rows:
        yield rows


def _mark_banner(lines: Lines, kinds: Kinds, rows: list[int]) -> list[int]:
    """Mark a mail server's warning above the letter; return the rows below it."""
    end = 1
    while end < len(rows) and rows[end] - rows[end - 1] == 1:
        end += 1
    if end == len(rows) or not is_banner(" ".join(lines.shown(row) for row in rows[:end])):
        return rows
    for row in rows[:end]:
        kinds[row] = SegmentKind.DISCLAIMER
    return rows[end:]


def _greeting(lines: Lines, kinds: Kinds, rows: list[int]) -> tuple[int, int] | None:
    """Mark the salutation's lines; return the last and where in it the author's text begins."""
    for row in rows[:MAX_GREETINGS]:
        head = lines.heads[row]
        end = 0 if row in lines.code else greeting_end(head)
        if end == 0 or kinds[row] is not SegmentKind.AUTHOR:
            return None
        kinds[row] = SegmentKind.GREETING
        if end < len(head):
            return row, lines.bounds[row] + end
    return None


def _segments(lines: Lines, kinds: Kinds, greeted: tuple[int, int] | None) -> Iterator[Segment]:
    """Join lines of one kind; blank lines go with those above, at the top with those below."""
    start, kind = 0, None
    for begin, next_kind in _beginnings(lines, kinds, greeted):
        if kind is not None and next_kind is not kind:
            yield Segment(kind, start, begin)
            start = begin
        kind = next_kind
    yield Segment(kind or SegmentKind.AUTHOR, start, len(lines.text))


def _beginnings(
    lines: Lines, kinds: Kinds, greeted: tuple[int, int] | None
) -> Iterator[tuple[int, SegmentKind]]:
    """Yield where each line that is not blank begins, and its kind."""
    for line, kind in enumerate(kinds):
        if kind is not None:
            yield lines.bounds[line], kind
        if greeted is not None and line == greeted[0]:
            yield greeted[1], SegmentKind.AUTHOR
