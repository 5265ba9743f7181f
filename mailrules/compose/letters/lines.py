"""The lines of a letter's text: tidied, then wrapped by hand or left to the reader's program."""

from collections.abc import Iterator
from typing import Literal

from mailrules.message import lazy_pattern

Wrap = Literal["hard", "flowed", "off"]

# The mark of a list's entry; what goes on with it hangs under its text.
MARK = lazy_pattern(r"[ \t]*(?:[-–—*•]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zа-яё])[.)])[ \t]+")
INDENT = lazy_pattern(r"[ \t]*")
# What no line may begin with by accident: a quote, an mbox's separator, a list, a dash.
MISLEADING = lazy_pattern(r">|From$|[-–—*•+|#]+$|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zа-яё])[.)]+$")
ENDED = lazy_pattern(r"[.?!:;…][»”\"')\]]*$")
DEEPEST = 8  # columns that the text of a list's entry hangs at, at the most
ROOM = 78  # columns: a sentence that ends with a line that has room there reads as a paragraph
QUOTED = lazy_pattern(r">[> ]*")


def tidy(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a rendered text as a letter has it, and of each line the line it came from.

    White space at the ends of lines is gone; so are blank lines at the start
    and the end, and of several in a row all but one. Lines are counted from 1.
    """
    kept: list[tuple[str, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.rstrip()
        if stripped or (kept and kept[-1][0]):
            kept.append((stripped, number))
    if kept and not kept[-1][0]:
        kept.pop()
    return "\n".join(line for line, _ in kept), tuple(number for _, number in kept)


def wrapped(text: str, wrap: Wrap, width: int) -> str:
    """Return the author's text with lines of ``width`` columns at the most, as far as words allow.

    A word is never broken, so no URL is. ``hard`` breaks lines for good, and
    lets the text of a list's entry hang under its beginning; ``flowed`` leaves
    a space where a program may join them again, and stuffs what would mislead
    it (RFC 3676, 4.2 and 4.4); ``off`` keeps the lines.
    """
    if wrap == "off":
        return text
    lines = text.split("\n")
    if wrap == "flowed":
        return "\n".join(one for line in lines for one in _flowed(line, width))
    return "\n".join(one for line in lines for one in _hard(line, width))


def wrapped_quote(text: str, wrap: Wrap, width: int) -> str:
    """Return a quote whose lines have their marks; only those too long for mail are wrapped.

    In a flowed text a quoted line that ends with a space would join the next one.
    """
    if wrap == "off":
        return text
    space = " " if wrap == "flowed" else ""
    lines = []
    for line in map(str.rstrip, text.split("\n")):
        marks = QUOTED.match(line)
        if len(line) <= ROOM or marks is None:
            lines.append(line)
            continue
        mark = marks[0].rstrip(" ") + " "
        rows = list(_rows(line[marks.end() :], width - len(mark), width - len(mark)))
        lines += [f"{mark}{row}{space}" for row in rows[:-1]] + [mark + rows[-1]]
    return "\n".join(lines)


def stuffed(text: str, wrap: Wrap) -> str:
    """Return lines that stand as they are: fixed ones, where the text is flowed."""
    if wrap != "flowed":
        return text
    return "\n".join(
        line if line == "-- " else _stuffed(line.rstrip(" ")) for line in text.split("\n")
    )


def _hard(line: str, width: int) -> Iterator[str]:
    mark = MARK.match(line) or INDENT.match(line)
    assert mark is not None
    hang = " " * min(len(mark[0].expandtabs()), DEEPEST)
    rows = _rows(line[mark.end() :], width - len(mark[0].expandtabs()), width - len(hang))
    before = mark[0]
    for row in rows:
        yield f"{before}{row}"
        before = hang


def _flowed(line: str, width: int) -> Iterator[str]:
    rows = list(_rows(line, width - 1, width - 1))
    for place, row in enumerate(rows):
        soft = " " if place + 1 < len(rows) else ""
        yield _stuffed(row + soft)


def _stuffed(line: str) -> str:
    return f" {line}" if line.startswith((" ", ">", "From ")) else line


def _rows(text: str, first: int, other: int) -> Iterator[str]:
    """Yield a line in rows of ``first``, then ``other`` columns; joined by spaces they are it."""
    row: list[str] = []
    width = first
    for chunk in _chunks(text):
        if row and len(" ".join(row)) + 1 + len(chunk) > width:
            stay = _staying(row, chunk, other)
            yield " ".join(row[:stay])
            row, width = row[stay:], other
        row.append(chunk)
    yield " ".join(row)


def _chunks(text: str) -> Iterator[str]:
    """Yield the words of a line, together with those that no line may begin with."""
    words = text.split(" ")
    chunk = words[:1]
    for word in words[1:]:
        if word and not MISLEADING.match(word):
            yield " ".join(chunk)
            chunk = []
        chunk.append(word)
    yield " ".join(chunk)


def _staying(row: list[str], chunk: str, width: int) -> int:
    """Return how much of a row stays on it, now that ``chunk`` goes to the next.

    A sentence that ends with a line in which the next word would have had room
    looks like a paragraph's end: its last word goes along.
    """
    whole = len(row)
    if len(" ".join(row)) + 1 + len(chunk.partition(" ")[0]) > ROOM:
        return whole
    stay = whole
    while stay and ENDED.search(row[stay - 1][-12:]):
        stay -= 1
    fits = len(" ".join([*row[stay:], chunk])) <= width
    return stay if stay and fits else whole
