"""Lines of readable text, and the source offset of each character."""

from array import array
from itertools import repeat

from mailrules.message.mime.breaks import BREAK


class Layout:
    """Text laid out as a browser does: white space folded, blocks on lines of their own.

    ``offsets[i]`` is the source offset of character ``i``. What the layout
    adds (line breaks, list markers) has the offset of the tag that asked for it.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.offsets = array("L")
        self.last_end = 0  # the source offset behind the last character of the page
        self._in_line = False
        self._blank = True  # the last line is blank, or there is none
        self._gap = False  # a paragraph ended: a blank line is due
        self._space: tuple[str, int] | None = None
        self._marker: tuple[str, int] | None = None

    @property
    def length(self) -> int:
        """Return the number of characters so far."""
        return len(self.offsets)

    def write(self, text: str, start: int) -> None:
        """Write what stands at ``start`` in the source, character by character."""
        self._begin(start)
        self.pieces.append(text)
        self.offsets.extend(range(start, start + len(text)))
        self.last_end = start + len(text)

    def write_reference(self, text: str, start: int, end: int) -> None:
        """Write what a character reference in ``source[start:end]`` stands for."""
        self._begin(start)
        self._add(" ".join(text.split("\n")) if "\n" in text else text, start)
        self.last_end = end

    def preserve(self, space: str, start: int) -> None:
        """Write white space as it is (``pre``)."""
        at = 0
        for line in BREAK.finditer(space):
            if line.start() > at:
                self.write(space[at : line.start()], start + at)
            self.break_line(start + line.start())
            at = line.end()
        if at < len(space):
            self.write(space[at:], start + at)

    def space(self, at: int, char: str = " ") -> None:
        """Note white space: it shows only between words; a cell's tab wins."""
        if self._in_line and (self._space is None or char == "\t"):
            self._space = (char, at)

    def mark(self, marker: str | None, at: int) -> None:
        """Put a list marker before the next text."""
        self._marker = (marker, at) if marker else None

    def end_line(self, at: int) -> None:
        """End the line, if there is anything on it."""
        if self._in_line:
            self._add("\n", at)
            self._in_line = self._blank = False
            self._space = None

    def break_line(self, at: int) -> None:
        """End the line, also an empty one."""
        if self._in_line:
            self.end_line(at)
        elif self.offsets:
            self._add("\n", at)
            self._blank = True

    def part(self) -> None:
        """Ask for a blank line before the next text."""
        self._gap = True

    def text(self) -> str:
        """Return all text, without line breaks at its end."""
        text = "".join(self.pieces).rstrip("\n")
        del self.offsets[len(text) :]
        return text

    def _begin(self, at: int) -> None:
        """Write what is due before a character: a blank line, a marker, a space."""
        if not self._in_line:
            if self._gap and not self._blank:
                self._add("\n", at)
            self._gap = self._blank = False
            self._in_line = True
            if self._marker is not None:
                self._add(*self._marker)
                self._marker = None
        elif self._space is not None:
            self._add(*self._space)
        self._space = None

    def _add(self, text: str, at: int) -> None:
        self.pieces.append(text)
        self.offsets.extend(repeat(at, len(text)))
