"""Where the author's words end: closing phrase, signature, disclaimer.

Looked at are the last lines of each run of the author's own lines: a run ends
where a quotation begins, or the text ends.
"""

import itertools
from collections.abc import Sequence

from mailrules.message.part import SegmentKind
from mailrules.message.pattern import lazy_pattern
from mailrules.message.segments.closings import STRONG, WEAK, closing_strength
from mailrules.message.segments.contacts import (
    is_contact,
    is_full_name,
    is_list_item,
    is_name,
    is_prose,
    is_requisite,
)
from mailrules.message.segments.notices import continues_notice, is_device_line, is_notice
from mailrules.message.segments.tails import RULE, Marks, Tail
from mailrules.message.segments.text_lines import Lines

TAIL = 80
MAX_SIGNATURE = 20
MAX_UNCLOSED = 10
DASHES = lazy_pattern(r"--|—|––|–")
POSTSCRIPT = lazy_pattern(r"(?i)(?:P\. ?(?:P\. ?)?S\b|PS\b|З\. ?Ы\b|ЗЫ\b|П\. ?С\b|Постскриптум)")


def mark_endings(
    lines: Lines, rows: Sequence[int], *, opens: bool = False, closes: bool = True
) -> Marks:
    """Return the kinds of those ``rows`` (numbers of lines, none blank) that end a run.

    ``opens`` where the run is the first of the text, ``closes`` where it is the last.
    A postscript begins anew: what stands above it may be a signature, and below.
    """
    fenced = next((place for place in range(len(rows), 0, -1) if rows[place - 1] in lines.code), 0)
    start = max(fenced, len(rows) - TAIL)
    rows, opens = rows[start:], opens and start == 0
    marks: Marks = {}
    starts = [0, *_postscripts(lines, rows), len(rows)]
    for start, end in itertools.pairwise(starts):
        tail = Tail(lines, rows[start:end], opens=opens and start == 0, closes=closes)
        _mark_tail(tail)
        marks |= tail.marks
    return marks


def _postscripts(lines: Lines, rows: Sequence[int]) -> list[int]:
    return [
        place
        for place in range(1, len(rows))
        if rows[place] - rows[place - 1] > 1 and POSTSCRIPT.match(lines.shown(rows[place]))
    ]


def _mark_tail(tail: Tail) -> None:
    stop = _mark_notices(tail)
    stop = _mark_devices(tail, stop)
    stop = _mark_dashed(tail, stop)
    stop = _mark_devices(tail, stop)
    begin = _mark_closed(tail, stop)
    if begin is None:
        begin = _mark_unclosed(tail, stop)
    _mark_devices(tail, begin)


def _mark_notices(tail: Tail) -> int:
    """Mark disclaimers and footers at the end; return where they begin."""
    begin = _first_notice(tail)
    if begin is None:
        return len(tail.rows)
    for place in range(begin, len(tail.rows)):
        kind = (
            SegmentKind.SIGNATURE if is_device_line(tail.shown[place]) else SegmentKind.DISCLAIMER
        )
        tail.mark(place, place + 1, kind)
    while begin and (
        RULE.fullmatch(tail.shown[begin - 1]) or DASHES.fullmatch(tail.shown[begin - 1])
    ):
        begin -= 1
        tail.mark(begin, begin + 1, SegmentKind.DISCLAIMER)
    return begin


def _first_notice(tail: Tail) -> int | None:
    """Return the first row of the notice that nothing but its like follows."""
    begin = None
    for place in range(len(tail.rows) - 1, -1, -1):
        if not tail.begins_paragraph(place):
            continue
        text = tail.paragraph(place)
        if is_notice(text):
            begin = place
        elif not (continues_notice(text) or is_device_line(text) or RULE.fullmatch(text)):
            break
    return begin


def _mark_devices(tail: Tail, stop: int) -> int:
    """Mark «Отправлено с iPhone» and a rule right above ``stop``; return the new end."""
    while stop and is_device_line(tail.shown[stop - 1]):
        stop -= 1
        tail.mark(stop, stop + 1, SegmentKind.SIGNATURE)
    return stop


def _mark_dashed(tail: Tail, stop: int) -> int:
    """Mark what stands under "-- " (RFC 3676, 4.3) or a rule; return where it begins."""
    for place in range(stop):
        if _is_delimiter(tail, place, stop):
            tail.mark(place, stop, SegmentKind.SIGNATURE)
            return place
    return stop


def _is_delimiter(tail: Tail, place: int, stop: int) -> bool:
    shown, below = tail.shown[place], tail.shown[place + 1 : stop]
    lines, row = tail.lines, tail.rows[place]
    if lines.text[lines.bounds[row] : lines.bounds[row + 1]].rstrip("\r\n") == "-- ":
        return len(below) <= 2 * MAX_SIGNATURE
    if DASHES.fullmatch(shown):
        if not 0 < len(below) <= MAX_SIGNATURE or any(is_list_item(each) for each in below):
            return False
        owned = is_name(below[0]) or any(is_contact(each) for each in below)
        return sum(is_prose(each) for each in below) <= 2 * owned
    if len(shown) < 3 or not RULE.fullmatch(shown) or not 0 < len(below) <= MAX_UNCLOSED:
        return False
    named = is_name(below[0]) or is_full_name(below[0]) or closing_strength(below[0]) == STRONG
    contacts = any(is_contact(each) for each in below)
    return named and contacts and not any(is_prose(each) for each in below)


def _mark_closed(tail: Tail, stop: int) -> int | None:
    """Mark closing phrases and the signatures under them; return where the first begins."""
    for begin in range(stop):
        strength = closing_strength(tail.shown[begin])
        if strength and _closes(tail, begin, stop, strength):
            _mark_closing(tail, begin, stop)
            return begin
    return None


def _closes(tail: Tail, begin: int, stop: int, strength: str) -> bool:
    """Tell whether a closing phrase ends the letter, by what stands under it."""
    below = tail.shown[begin + 1 : stop]
    if not below:
        return strength == STRONG or (tail.closes and begin > 0)
    if len(below) > MAX_SIGNATURE or is_list_item(below[0]):
        return False
    sentences = [place for place, each in enumerate(below) if is_prose(each)]
    if strength == WEAK:
        if begin == 0 and tail.opens and any(closing_strength(each) == STRONG for each in below):
            return False  # thanks are what the letter says; its closing comes yet
        listed = any(is_list_item(each) for each in below)
        signed = is_name(below[0]) or is_full_name(below[0]) or _continues_closing(below[0])
        return signed and not sentences and not listed
    if not sentences:
        return True
    # A slogan right under the telephone number belongs to the signature; a new paragraph does not:
    # there the author goes on, and the closing is that of a letter he has copied into his own.
    first, last = begin + 1 + sentences[0], begin + 1 + sentences[-1]
    apart = tail.rows[last] - tail.rows[first - 1] > last - first + 1
    return not apart and any(is_contact(each) for each in below[: sentences[0]])


def _continues_closing(shown: str) -> bool:
    return closing_strength(shown) is not None or is_contact(shown)


def _mark_closing(tail: Tail, begin: int, stop: int) -> None:
    """Mark by turns closing phrases and what stands under each."""
    place = begin
    while place < stop:
        start = place
        while place < stop and closing_strength(tail.shown[place]):
            place += 1
        tail.mark(start, place, SegmentKind.CLOSING)
        start = place
        while place < stop and closing_strength(tail.shown[place]) != STRONG:
            place += 1
        signed = place - start == 1 and _is_mere_name(tail.shown[start])
        tail.mark(start, place, SegmentKind.CLOSING if signed else SegmentKind.SIGNATURE)


def _is_mere_name(shown: str) -> bool:
    return not is_contact(shown) and (
        is_name(shown) or (len(shown.split()) <= 4 and "," not in shown)
    )


def _mark_unclosed(tail: Tail, stop: int) -> int:
    """Mark name and contacts that no closing phrase announces; return where they begin."""
    begin = stop
    for place in range(stop - 1, max(-1, stop - MAX_UNCLOSED - 1), -1):
        shown = tail.shown[place]
        if is_prose(shown) or is_list_item(shown) or is_requisite(shown):
            break
        if tail.begins_paragraph(place) and _is_unclosed(tail, place, stop):
            begin = place
    tail.mark(begin, stop, SegmentKind.SIGNATURE)
    return begin


def _is_unclosed(tail: Tail, place: int, stop: int) -> bool:
    first, below = tail.shown[place], tail.shown[place + 1 : stop]
    if place == 0 and tail.opens:
        return False
    if place and tail.shown[place - 1].endswith((":", "：", ";")):
        return False
    if is_full_name(first):
        return any(is_contact(each) for each in below)
    return is_name(first) and 0 < len(below) <= 3 and is_contact(below[0])
