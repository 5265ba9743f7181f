"""How a sentence ends once its exclamation marks are gone."""

import re
from typing import NamedTuple

from mailrules.message import lazy_pattern

ASKING = frozenset("?⁉⁈？")
STOPS = frozenset(".…,;:")
BRACKETS = {")": "(", "]": "["}  # an unopened one is a smiley
CLOSERS = frozenset("»”\"'")
BLANKS = frozenset(" \t\xa0")
LOOK_BACK = 300  # a letter may be one line of megabytes
# What follows a closing quotation mark when the sentence is over.
OVER = lazy_pattern(r"[ \t\xa0]*+(?:$|\n|[«“„\"(]?[A-ZА-ЯЁ0-9])")
DASH = lazy_pattern(r"[ \t\xa0]++[-–—]")
GOES_ON = lazy_pattern(r"[ \t\xa0]++[a-zа-яё]")


class Ending(NamedTuple):
    """What to put up to ``end``; ``replacement`` is None where only a person can say."""

    end: int
    replacement: str | None


def calm(text: str, start: int, run: re.Match[str], *, final_stop: bool) -> Ending:
    """Return what takes the place of the marks from ``start`` on.

    ``run`` has the groups ``marks`` and ``dots``. Without ``final_stop`` (a
    subject) the text itself ends with no full stop.
    """
    end = run.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    line = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2]
    if before in {"(", "["} and after in {")", "]"}:
        return Ending(end, None)
    if not line.strip():
        return Ending(_past_blanks(text, end), "")
    if not ASKING.isdisjoint(run["marks"]):
        return Ending(end, _question(run["dots"], after))
    if len(run["dots"]) > 1 or "…" in run["dots"]:
        return Ending(end, "…")
    if before in STOPS or after in STOPS or DASH.match(text, end):
        return Ending(end, "")
    if after in CLOSERS:
        return _closed(text, end)
    if after in BRACKETS and line.count(BRACKETS[after]) > line.count(after):
        return Ending(end, "")
    if not final_stop and not text[end:].strip():
        return Ending(end, "")
    if GOES_ON.match(text, end):
        return Ending(end, ",")
    return Ending(end, ". " if after.isalnum() else ".")


def _past_blanks(text: str, at: int) -> int:
    while text[at : at + 1] in BLANKS:
        at += 1
    return at


def _question(dots: str, after: str) -> str:
    if len(dots) > 1 or "…" in dots:
        return "?.."
    return "? " if after.isalnum() else "?"


def _closed(text: str, end: int) -> Ending:
    """Put the full stop behind the closing quotation marks, where the sentence is over."""
    last = end
    while text[last : last + 1] in CLOSERS:
        last += 1
    if not OVER.match(text, last):
        return Ending(end, "")
    return Ending(last, text[end:last] + ".")
