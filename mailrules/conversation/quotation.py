"""A letter's quote against its parent, and the quote that a reply should carry."""

import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import islice
from pathlib import Path

from mailrules.conversation.marks import quoted, with_marks
from mailrules.message import (
    OWN_KINDS,
    Message,
    Part,
    Segment,
    SegmentKind,
    lazy_pattern,
    read_list,
)
from mailrules.wording import render, wording

QUOTED_KINDS = frozenset({SegmentKind.QUOTE, SegmentKind.FORWARDED})
# Text that proves a parent kept, the best first: a greeting says little of whose letter it was.
TELLING_KINDS = (frozenset({SegmentKind.AUTHOR}), OWN_KINDS, QUOTED_KINDS)
LETTER_TYPES = frozenset({"message/rfc822", "message/global", "application/vnd.ms-outlook"})
LETTER_FILES = (".eml", ".msg")
RUN = 4  # words in a row; fewer are often shared by letters that have nothing to do with each other
LONGEST = 200_000  # words of a parent that are compared: beyond that, nobody quotes
ATTRIBUTION = 4  # lines that «23.11.2026 10:00, Пётр Сидоров пишет:» is wrapped to, at the most
DATES = {"ru": "%d.%m.%Y %H:%M", "en": "%Y-%m-%d %H:%M"}
WORD = lazy_pattern(r"\w+")
RULER = lazy_pattern(r"\s*[-_=*]{3}")  # «-----Исходное сообщение-----»
ATTRIBUTED = lazy_pattern(
    r"[\d@]|\b(?:wrote|пис|пиш|напис|сообщ|message|forward|пере)", re.IGNORECASE
)


def attached_letter(message: Message) -> bool:
    """Tell whether a letter carries another one whole (message/rfc822, or a saved file)."""
    return any(part.media_type in LETTER_TYPES for part in message.parts) or any(
        file.media_type in LETTER_TYPES or file.name.lower().endswith(LETTER_FILES)
        for file in message.attachments
    )


def quoted_lines(message: Message) -> Iterator[str]:
    """Yield the non-blank lines of all quotes and forwarded letters, marks and headers removed."""
    for part, segment in _segments(message, QUOTED_KINDS):
        yield from _content(part.text[segment.start : segment.end])


def has_quote(message: Message) -> bool:
    """Tell whether any earlier text stands in a letter; a quote's bare header is none."""
    return any(WORD.search(line) for line in quoted_lines(message))


def bare_quote(part: Part) -> Segment | None:
    """Return the segment at the end of a part that is a quote's header with nothing under it."""
    last = part.segments[-1] if part.segments else None
    if last is None or last.kind not in QUOTED_KINDS:
        return None
    return None if any(_content(part.text[last.start : last.end])) else last


def keeps_parent(message: Message, parent: Message) -> bool:
    """Tell whether a letter quotes at least some of what ``parent`` says.

    Four words in a row prove it, or a shorter quoted line that the parent has
    too. Marks, wrapping, case and punctuation do not count. A parent without
    text of its own (only a signature, a disclaimer, pictures) needs no quote.
    """
    wanted = _telling_words(parent)
    if not wanted:
        return True
    longest = min(RUN, len(wanted))
    runs = {size: _runs(wanted, size) for size in range(min(2, longest), longest + 1)}
    window: deque[str] = deque(maxlen=longest)
    for line in quoted_lines(message):
        words = list(_words(line))
        if 1 < len(words) < longest and tuple(words) in runs[len(words)]:
            return True
        for word in words:
            window.append(word)
            if len(window) == longest and tuple(window) in runs[longest]:
                return True
    return False


def quote_of(parent: Message, language: str = "ru") -> str:
    """Return ``parent`` quoted whole: an attribution line in ``language``, then ``> `` lines.

    Lines quoted already, in HTML too, get one mark more (RFC 3676, 4.5). No line break at the end.
    """
    shown = "\n".join(with_marks(part) for part in readable_parts(parent))
    lines = [quoted(line) for line in shown.split("\n")]
    return "\n".join([_attribution(parent, language), *lines])


def html_quote_of(parent: Message, language: str = "ru", *, attributed: bool = True) -> str:
    """Return ``parent`` quoted whole as HTML: the same line, then a ``<blockquote>``.

    What is quoted is the letter's readable text, so that no markup of a stranger's comes along.
    Without ``attributed`` the line above is left out.
    """
    lines = [escape(line, quote=False) for line in _readable(parent).split("\n")]
    above = escape(_attribution(parent, language), quote=False)
    quoted = f'<blockquote type="cite">{"<br>".join(lines)}</blockquote>'
    return f"<div>{above}</div>{quoted}" if attributed else quoted


def readable_parts(message: Message, *, pages: bool = False) -> tuple[Part, ...]:
    """Return the parts that hold a letter's text once: no HTML where plain text says the same.

    With ``pages`` it is the other way round: no plain text beside HTML. An
    empty alternative says nothing, so the other one is read.
    """
    preferred = [part for part in message.shown if part.is_html is pages and part.text.strip()]
    alternatives = [
        part.number for part in message.parts if part.media_type == "multipart/alternative"
    ]
    return tuple(
        part
        for part in message.shown
        if part.is_html is pages
        or not any(
            _inside(part, number) and any(_inside(other, number) for other in preferred)
            for number in alternatives
        )
    )


def readings(message: Message) -> tuple[tuple[Part, ...], ...]:
    """Return the parts that a reader of plain text has; where others, those of a reader of HTML."""
    plain, pages = readable_parts(message), readable_parts(message, pages=True)
    return (plain,) if plain == pages else (plain, pages)


def _segments(message: Message, kinds: frozenset[SegmentKind]) -> Iterator[tuple[Part, Segment]]:
    for part in message.shown:
        for segment in part.segments:
            if segment.kind in kinds:
                yield part, segment


def _content(text: str) -> Iterator[str]:
    """Yield a quote's lines without their marks; blank lines and the header above are left out."""
    lines = [line for line in text.split("\n") if line.strip(" \t\xa0>|")]
    start = _ruled(lines, 0)
    start += _attribution_lines(lines[start : start + ATTRIBUTION])
    for line in lines[_ruled(lines, start, fields=True) :]:
        yield line.lstrip(" \t\xa0>|")


def _ruled(lines: list[str], start: int, *, fields: bool = False) -> int:
    """Return where rulers (and header fields) that begin at ``start`` end."""
    while start < len(lines) and (
        RULER.match(lines[start]) or (fields and _field().match(lines[start]))
    ):
        start += 1
    return start


def _attribution_lines(lines: list[str]) -> int:
    """Return how many of ``lines`` say whose letter follows: «23.11.2026 10:00, Пётр пишет:»."""
    for count, line in enumerate(lines, start=1):
        if line.lstrip().startswith(">") or _field().match(line):
            return 0
        if line.rstrip().endswith(":"):
            return count if ATTRIBUTED.search(" ".join(lines[:count])) else 0
    return 0


@cache
def _field() -> re.Pattern[str]:
    names = "|".join(map(re.escape, read_list(Path(__file__).with_name("quote-fields.txt"))))
    return re.compile(rf"\s*\*?(?:{names})\s?\*?:", re.IGNORECASE)


def _words(text: str) -> Iterator[str]:
    for word in WORD.finditer(text):
        yield word[0].casefold()


def _telling_words(parent: Message) -> list[str]:
    """Return the words that a quote of ``parent`` is known by."""
    for kinds in TELLING_KINDS:
        words = (
            word
            for part, segment in _segments(parent, kinds)
            for word in _words(part.text[segment.start : segment.end])
        )
        if found := list(islice(words, LONGEST)):
            return found
    return []


def _runs(words: list[str], size: int) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(size)), strict=False))


def _readable(message: Message) -> str:
    return "\n".join(part.text.strip("\n") for part in readable_parts(message))


def _attribution(parent: Message, language: str) -> str:
    writer = next(iter(parent.sender), None)
    name = (writer.name or writer.email) if writer else wording("quote.writer")
    if parent.date is None:
        return render(wording("quote.undated", name=name), language)
    date = parent.date.strftime(DATES[language])
    return render(wording("quote.attribution", date=date, name=name), language)


def _inside(part: Part, number: str) -> bool:
    """Tell whether a part lies in the container ``number``; the outermost one is ``TEXT``."""
    return number == "TEXT" or part.number.startswith(f"{number}.")
