"""A text as the lines that segmentation looks at."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence

from mailrules.message.pattern import lazy_pattern

# Nobody's quote header, name or closing is longer: of a line only its beginning is looked at.
LIMIT = 400
# What goes beyond is taken as one line, or one quotation: nobody reads a letter of 4,000 pages.
MAX_LINES = 200_000
MAX_STRETCHES = 50_000

QUOTE_MARK = lazy_pattern(r" {0,3}(?:[A-ZА-ЯЁ]{1,3}[a-zа-яё]?)?>")
FENCE = lazy_pattern(r"(?m)^ {0,3}(```|~~~)")
# Spaces that only look different, and marks of writing direction that look like nothing.
SOFT = {0xA0: " ", 0x202F: " "} | dict.fromkeys(
    (0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
# What an attribution may end with: a colon, Zoho's dashes, an address in brackets.
ENDINGS = (":", "：", ":*", "--", ">", ")")


class Lines:
    """The lines of a text, cut also where a stretch marked as quotation begins or ends.

    ``bounds[i]`` is where line i begins, one entry more than lines; ``heads[i]``
    is its beginning without line break and padding, indentation kept.
    """

    def __init__(self, text: str, html_quotes: Sequence[tuple[int, int]] = ()) -> None:
        """Take a text and its marked stretches, whatever their order and bounds."""
        self.text = text
        self.stretches = _merged(html_quotes, len(text))
        self.bounds = _bounds(text, self.stretches)
        self.heads = [
            _head(text, start, end)
            for start, end in zip(self.bounds, self.bounds[1:], strict=False)
        ]
        self.endings = bytearray(head.endswith(ENDINGS) for head in self.heads)
        self.code = self._code()
        self.marked_up = self._marked_up()

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self.heads)

    def at(self, offset: int) -> int:
        """Return the number of the line that holds ``offset``."""
        return bisect_right(self.bounds, offset) - 1

    def shown(self, line: int) -> str:
        """Return the beginning of a line without white space around it."""
        return self.heads[line].lstrip()

    def is_blank(self, line: int) -> bool:
        """Tell whether nothing is to be seen at the beginning of a line."""
        return not self.heads[line]

    def is_long(self, line: int) -> bool:
        """Tell whether a line goes on after its head."""
        return self.bounds[line + 1] - self.bounds[line] > LIMIT

    def is_marked(self, line: int) -> bool:
        """Tell whether a line bears a quote mark: ``>``, or The Bat's ``АК>``."""
        return QUOTE_MARK.match(self.heads[line]) is not None and line not in self.code

    def is_html_quote(self, line: int) -> bool:
        """Tell whether a line lies in a stretch that an HTML mail program marked as quotation."""
        return line in self.marked_up

    def is_quoted_from(self, line: int) -> bool:
        """Tell whether the first text from ``line`` on is marked as quotation."""
        line = self.next_shown(line)
        if line == len(self):
            return False
        barred = self.shown(line).startswith("|")
        return barred or self.is_marked(line) or self.is_html_quote(line)

    def next_shown(self, line: int) -> int:
        """Return the first line from ``line`` on that is not blank; ``len(self)`` where none is."""
        while line < len(self) and self.is_blank(line):
            line += 1
        return line

    def _marked_up(self) -> set[int]:
        inside: set[int] = set()
        for start, end in self.stretches:
            inside.update(range(self.at(start), self.at(end - 1) + 1))
        return inside

    def _code(self) -> set[int]:
        """Return the lines of code blocks: from a fence to the same fence again."""
        code: set[int] = set()
        opened: tuple[str, int] | None = None
        for fence in FENCE.finditer(self.text):
            line = self.at(fence.start())
            if opened is None:
                opened = fence[1], line
            elif opened[0] == fence[1]:
                code.update(range(opened[1], line + 1))
                opened = None
        return code


def _head(text: str, start: int, end: int) -> str:
    head = text[start : min(end, start + LIMIT)]
    return (head if head.isascii() else head.translate(SOFT)).rstrip()


def _merged(stretches: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return the stretches in order, inside the text, none touching another."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in stretches):
        if start >= end:
            continue
        if merged and (start <= merged[-1][1] or len(merged) == MAX_STRETCHES):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _bounds(text: str, stretches: list[tuple[int, int]]) -> "array[int]":
    bounds = array("q", [0])
    at = 0
    while len(bounds) < MAX_LINES and 0 <= (feed := text.find("\n", at)) < len(text) - 1:
        at = feed + 1
        bounds.append(at)
    edges = [edge for stretch in stretches for edge in stretch if edge < len(text)]
    if edges:
        bounds = array("q", sorted({*bounds, *edges}))
    bounds.append(len(text))
    return bounds
