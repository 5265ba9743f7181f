"""What each line of a letter is: prose, a list, a line of data, or blank."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from mailrules.message import Excerpt, SegmentKind, lazy_pattern
from mailrules.rules.lists import entries

BULLET = r"[-–—*•·▪‣◦●○■□►✓+](?=\s)"
NUMBER = r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zа-яё])[.)]+(?=\s|$)"
ITEM = lazy_pattern(rf"\s*(?:{BULLET}|{NUMBER})")
# A label is one to three words: «Сайт: motor.example», «Дата запуска: 7 декабря».
LABELLED = lazy_pattern(r"\s*[A-ZА-ЯЁ][\w./№-]*(?: [\w./№-]{1,20}){0,2}:\s+\S")
TABLE = lazy_pattern(r"\S(?:\t| {3,}|\s\|\s)\S|^\|")
# Programs and patches: a statement's end, a keyword with its bracket, what a patch is framed with.
CODE = lazy_pattern(
    r"\t|(?:diff --git|index [0-9a-f]{6}|@@ |\+\+\+ |--- [\w/])|\s*(?:#\w|/\*|//|\*/|[+}])"
    r"|\s*(?:if|for|while|switch|return|case|default|else)\b[^а-яёА-ЯЁ]*[;:{(]\s*$"
    r"|[^а-яёА-ЯЁ]*[=()\[\]_>][^а-яёА-ЯЁ]*[;{]\s*$"
)
# Operators, variables, comments: no prose, wherever in a line they stand.
OPERATOR = lazy_pattern(r"\|\||&&|[=!]=|[=-]>|\$[A-Za-z_{]|^\s*#\s")
CONTACT = lazy_pattern(r"\+?\d[\d ()-]{7,20}\d|[^\s@]@[^\s@]")
MOST_WORDS = 6  # in a line that is a contact; more are a sentence with one in it
POST_CODE = lazy_pattern(r"\s*\d{6}(?!\d)")
WORD = lazy_pattern(r"[^\s,;()]+")
ENDS = lazy_pattern(r"[.?!:;…‼⁉！][»”\"')\]]*$")
COLUMNS = 78  # RFC 5322, 2.1.1: the width that mail is wrapped at
LOOKED_AT = 500  # characters of a line that say what it is
LONGEST_LIST = 40  # lines that are looked at to see one
SHORT = 60  # an entry of a list without marks


class Kind(Enum):
    """What a line of a letter is."""

    BLANK = auto()
    PROSE = auto()
    ITEM = auto()
    DATA = auto()
    CLOSING = auto()


class Line(NamedTuple):
    """One line without its break; ``start`` is its offset in the excerpt."""

    start: int
    text: str
    kind: Kind

    @property
    def ended(self) -> bool:
        """Tell whether a sentence or an announcement ends with the line."""
        return ENDS.search(self.text[-12:].rstrip()) is not None


def read_lines(text: Excerpt) -> list[Line]:
    """Return the lines of an excerpt of a part, each with its kind."""
    lines = []
    at = 0
    for piece in text.text.split("\n"):
        lines.append(Line(at, piece, _closing(text, at) or kind_of(piece)))
        at += len(piece) + 1
    return [line for block in blocks_of(lines) for line in _lists(block)]


def _closing(text: Excerpt, at: int) -> Kind | None:
    """Return CLOSING where the offset lies in a closing phrase."""
    segments = text.part.segments if text.part else ()
    index = bisect_right(segments, text.start + at, key=lambda one: one.start) - 1
    found = index >= 0 and segments[index].kind is SegmentKind.CLOSING
    return Kind.CLOSING if found else None


def is_code(line: str) -> bool:
    """Tell whether a line is of a program or a patch."""
    head = line[:LOOKED_AT]
    return CODE.match(head) is not None or OPERATOR.search(head) is not None


def kind_of(line: str) -> Kind:
    """Tell what a line is by itself."""
    if not line.strip():
        return Kind.BLANK
    if ITEM.match(line):
        return Kind.ITEM
    if CODE.match(line[:LOOKED_AT]) or not any(map(str.isalnum, line[:LOOKED_AT])):
        return Kind.DATA
    if len(line) <= COLUMNS and (LABELLED.match(line) or _is_data(line)):
        return Kind.DATA
    return Kind.DATA if TABLE.search(line[:LOOKED_AT]) else Kind.PROSE


def _is_data(line: str) -> bool:
    """Tell whether a line is one of an address, of requisites or of contacts."""
    folded = line.strip().lower()
    if POST_CODE.match(line) or folded.startswith(_labels()):
        return True
    words = [match.group() for match in WORD.finditer(folded)]
    if len(words) <= MOST_WORDS and CONTACT.search(folded):
        return True
    return len(_address_marks().intersection(words)) > 1


def blocks_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut the lines before each blank one."""
    block: list[Line] = []
    for line in lines:
        if line.kind is Kind.BLANK and block:
            yield block
            block = []
        block.append(line)
    yield block


def _lists(block: Sequence[Line]) -> Iterator[Line]:
    """Turn the prose that belongs to a list into ITEM: what goes on, and lists without marks."""
    inside = False
    for index, line in enumerate(block):
        inside = inside or line.kind is Kind.ITEM or _bare_list(block, index)
        yield line._replace(kind=Kind.ITEM) if inside and line.kind is Kind.PROSE else line


def _bare_list(block: Sequence[Line], index: int) -> bool:
    """Tell whether entries without marks begin here.

    Several lines that end in «;», or what stands under a colon: indented, or short lines.
    """
    rest = block[index : index + LONGEST_LIST]
    if block[index].kind is not Kind.PROSE or len(rest) < 2:
        return False
    if all(line.text.rstrip().endswith(";") for line in rest[:2]):
        return True
    if index == 0 or not block[index - 1].text.rstrip().endswith(":"):
        return False
    if all(line.text.startswith("  ") for line in rest):
        return True
    ended = any(line.ended and not line.text.rstrip().endswith(";") for line in rest[:-1])
    return not ended and all(len(line.text) <= SHORT for line in rest)


@cache
def _labels() -> tuple[str, ...]:
    """Return the labels, each with what parts it from its value."""
    return tuple(
        label + mark for label in entries(__file__, "line_labels.txt") for mark in (" ", ":", "\t")
    )


@cache
def _address_marks() -> frozenset[str]:
    return frozenset(entries(__file__, "address_marks.txt"))
