"""Slips of typing between words: spaces, hyphens for dashes, three dots.

A change puts in or takes away white space, or replaces a run of other characters, never both.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mailrules.message import Excerpt, lazy_pattern
from mailrules.rules.beside import Change
from mailrules.rules.lists import entries
from mailrules.rules.text.lines import ITEM, LABELLED, Kind, Line, kind_of

BLANK = "[ \xa0\u2009\u202f]"
DOUBLED = lazy_pattern(rf"(?<=\S)(?<!{BLANK}){BLANK}{{2,3}}+(?=\S)")
GAP = lazy_pattern(rf"(?<=\S){BLANK}*+(?:\t\s*+|(?<={BLANK}{BLANK}))(?=\S)")
# «слово - слово», "--" for a dash, also at the end of a line that was wrapped.
HYPHEN = lazy_pattern(rf"(?<=[^\s=+*/<>|\\-]{BLANK})-{{1,3}}+(?={BLANK}\S|$)")
RANGE = lazy_pattern(r"[\d%°$€₽£]")
BEFORE = lazy_pattern(
    rf"(?<=[\w»”\")\]%])(?P<gap>{BLANK}++)(?P<mark>[,;:?!]|\.(?!{BLANK}?\.))(?=[\s»”\",?!]|[а-яёА-ЯЁ]|$)"
)
# Both neighbours are letters: «слово,слово», «готово.Высылаю»; never in numbers and times.
AFTER = lazy_pattern(
    r"(?:(?<=[^\W\d_])|(?<=[»“)]))[,;](?=[^\W\d_]|[«„(]|\"\w)"
    r"|(?<=[а-яё»)\"])[:?](?=[а-яёА-ЯЁ«„])"
    r"|(?<=[а-яё]{2})\.(?=[А-ЯЁ][а-яё])"
)
DOTS = lazy_pattern(r"(?<![./\\])\.{3}(?![./\\])")
CYRILLIC = lazy_pattern("[а-яёА-ЯЁ]")
LATIN = lazy_pattern("[A-Za-z]")
TRIPLE = lazy_pattern(r"(?<=[^ ]) {3}(?=[^ ])")
# The rest of a file's name: up to five or so words, and an extension.
FILE = lazy_pattern(r"[^\n.,;:!?«»\"]{0,60}\.[A-Za-z][A-Za-z0-9]{1,4}(?![\w.])")
LAST_WORD = lazy_pattern(r"[\w-]+$")
SENTENCE_ENDS = '.!?:…»”")'
STOPS = ".,;:!?…»)"
NEAR = 40  # characters that show what a slip stands between


class Slip(NamedTuple):
    """One slip at a stretch of an excerpt: its ``kind`` is the last word of its message's key."""

    kind: str
    start: int
    end: int
    changes: tuple[Change, ...]
    mark: str = ""


def slips(text: Excerpt, lines: list[Line], number: int, *, russian: bool) -> Iterator[Slip]:
    """Yield the slips of one line of an excerpt."""
    line = lines[number]
    yield from _dots(line)
    if _is_data(lines, number):
        return
    crowded = set()
    for slip in _punctuation(line, russian=russian):
        crowded.add(slip.start)
        yield slip
    if russian:
        yield from _hyphens(text, line)
    if not _aligned(lines, number):
        yield from (slip for slip in _doubled(line, russian=russian) if slip.start not in crowded)


def _dots(line: Line) -> Iterator[Slip]:
    for match in DOTS.finditer(line.text):
        before, after = _around(line.text, match)
        if before.isdigit() and after.isdigit():
            continue
        right = ".." if before and before in "?!" else "…"  # «?..» is the Russian form
        yield _slip(line, "dots", match.span(), (*match.span(), right))


def _hyphens(text: Excerpt, line: Line) -> Iterator[Slip]:
    for match in HYPHEN.finditer(line.text):
        start, end = match.span()
        if end == len(line.text) and not _goes_on(text.text, line.start + end):
            continue
        left, right = line.text[start - 2], line.text[end + 1 : end + 2]
        if RANGE.match(left) and RANGE.match(right or left):
            continue
        if not (_joins(line.text, start, end) or _names_file(line.text, end)):
            yield _slip(line, "dash", (start, end), (start, end, "—"))


def _joins(text: str, start: int, end: int) -> bool:
    """Tell whether a hyphen is no dash: in «кое - кто», and between two Latin words."""
    before = text[max(0, start - NEAR) : start].split()[-1:]
    after = text[end : end + NEAR].split()[:1]
    parts = {f"{word.lower()}-" for word in before}
    # «Главное - то, что…» has a dash, «все - таки, …» has none.
    parts |= {f"-{word.lower().rstrip(STOPS)}" for word in after if word != "то,"}
    if not parts.isdisjoint(entries(__file__, "hyphenated_parts.txt")):
        return True
    return all(LATIN.search(word) and not CYRILLIC.search(word) for word in (*before, *after))


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a sentence goes on in the line below."""
    return text[at : at + 1] == "\n" and text[at + 1 : at + 2].isalpha()


def _punctuation(line: Line, *, russian: bool) -> Iterator[Slip]:
    """Yield spaces before punctuation, and where Russian text lacks one behind it."""
    for match in BEFORE.finditer(line.text):
        mark = match.start("mark")
        before, after = line.text[match.start() - 1], line.text[mark + 1 : mark + 3]
        in_number = before.isdigit() and after.lstrip()[:1].isdigit()
        glued = after[:1].isalpha()
        if in_number or (glued and not russian) or _begins_item(line, match.start()):
            continue
        changes = [(*match.span("gap"), ""), *([(mark + 1, mark + 1, " ")] if glued else [])]
        yield _slip(line, "before", (match.start(), mark + 1), *changes, mark=match["mark"])
    for match in AFTER.finditer(line.text) if russian else ():
        end = match.end()
        if _lacks_space(line.text, match.start()):
            yield _slip(line, "after", match.span(), (end, end, " "), mark=match.group())


def _lacks_space(text: str, at: int) -> bool:
    """Tell whether a mark between two letters parts words, no names and no abbreviation."""
    if LATIN.match(text[at - 1]) and LATIN.match(text[at + 1]):
        return False
    word = LAST_WORD.search(text[max(0, at - NEAR) : at])
    if text[at] == "." and word and not word[0].islower():
        return False  # «Яндекс.Директ»
    return not _names_file(text, at)


def _doubled(line: Line, *, russian: bool) -> Iterator[Slip]:
    for match in DOUBLED.finditer(line.text):
        before = line.text[match.start() - 1]
        if not russian and before in SENTENCE_ENDS:
            continue  # English typists part sentences by two spaces
        if _begins_item(line, match.start()) or _follows_label(line, match.end()):
            continue
        if not _names_file(line.text, match.end()):
            yield _slip(line, "doubled", match.span(), (*match.span(), " "))


def _begins_item(line: Line, at: int) -> bool:
    """Tell whether nothing but a list's mark stands before an offset of the line."""
    mark = ITEM.match(line.text)
    return mark is not None and mark.end() >= at


def _follows_label(line: Line, at: int) -> bool:
    """Tell whether what stands at an offset is the value of a labelled line: «Сайт:  …»."""
    label = LABELLED.match(line.text)
    return label is not None and label.end() - 1 == at


def _is_data(lines: list[Line], number: int) -> bool:
    """Tell whether a line is data: no prose with three spaces in one place, or under a label."""
    line = lines[number]
    if line.kind is not Kind.DATA or LABELLED.match(line.text):
        return False
    return _aligned(lines, number) or kind_of(TRIPLE.sub(" ", line.text)) is Kind.DATA


def _aligned(lines: list[Line], number: int) -> bool:
    """Tell whether wide gaps of a line lie in columns.

    A line beside it has a gap that ends in the same column, or one that no slip of typing makes.
    """
    columns = {match.end() for match in GAP.finditer(lines[number].text)}
    beside = [lines[at] for at in (number - 1, number + 1) if 0 <= at < len(lines)]
    return bool(columns) and any(
        match.end() in columns or match.end() - match.start() > len("  ") or "\t" in match.group()
        for line in beside
        for match in GAP.finditer(line.text)
    )


def _names_file(text: str, at: int) -> bool:
    """Tell whether what stands at an offset ends as the name of a file does."""
    return FILE.match(text, at) is not None


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    return text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]


def _slip(
    line: Line,
    kind: str,
    span: tuple[int, int],
    *changes: tuple[int, int, str],
    mark: str = "",
) -> Slip:
    """Make a slip out of offsets in the line."""
    first = line.start
    moved = tuple(Change(first + start, first + end, right) for start, end, right in changes)
    return Slip(kind, first + span[0], first + span[1], moved, mark)
