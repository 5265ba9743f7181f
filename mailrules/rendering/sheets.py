"""Where things stand in a template's source."""

from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct

from mailrules.rendering.values import RenderError


class Sheet(Struct, frozen=True):
    """The source of a template, or of the piece ``name``, with the offset of each line's start."""

    name: str
    text: str
    starts: tuple[int, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of ``offset``, 1-based."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def error(self, error: RenderError, offset: int) -> RenderError:
        """Return ``error`` at ``offset`` of this sheet."""
        return error.at(*self.place(offset), self.name)


def sheet(name: str, source: str) -> Sheet:
    """Read a source. Its line breaks become the one kind that Jinja2 knows."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    lengths = (len(line) + 1 for line in text.split("\n")[:-1])
    return Sheet(name, text, tuple(accumulate(lengths, initial=0)))
