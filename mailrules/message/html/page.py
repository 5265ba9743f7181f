"""HTML to the text that a reader sees, and where each of its characters stands in the source."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from mailrules.message.html.layout import Layout
from mailrules.message.html.markup import Token, names, tokens
from mailrules.message.html.styles import Look, look_of
from mailrules.message.mime.breaks import MAX_MAPPED
from mailrules.message.pattern import lazy_pattern

# Each begins and ends a line; those with a margin part paragraphs.
MARGINS = names("blockquote h1 h2 h3 h4 h5 h6 menu ol p pre ul")
BLOCKS = MARGINS | names(
    "address article aside body center dd dir div dl dt fieldset figcaption figure footer form"
    " header hr html legend li main nav option section summary table tbody tfoot thead tr"
)
LISTS = frozenset({"ol", "ul", "menu", "dir"})
CELLS = frozenset({"td", "th"})
VOID = names("area base br col embed hr img input link meta source track wbr")
# An element that the next of these ends, where it was left open.
ENDED_BY = {"p": BLOCKS, "li": {"li"}, "td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}}
# Outlook's style sheets take the margins from paragraphs.
TIGHT_SHEET = lazy_pattern(
    r"(?:^|[\s},>])p\s{0,9}(?:,[^{}]{0,99})?\{[^{}]*margin(?:-bottom)?\s?:\s?0", re.IGNORECASE
)


class Page(NamedTuple):
    """A page's text; ``offsets`` has one entry more than characters. See ``Part``.

    ``quotes`` are the stretches of the text that mail programs mark as
    quoted; ``cut`` tells that the source was too long to read all of it.
    """

    text: str
    offsets: Sequence[int]
    quotes: Sequence[tuple[int, int]]
    cut: bool


class Mark:
    """An open element that does something to what is in it."""

    def __init__(self, name: str, look: Look) -> None:
        self.name = name
        self.look = look
        self.quoting = False
        self.count = look.first - 1
        self.depth = 0  # elements of the same name open within


def read_html(source: str) -> Page:
    """Read a page. Never raises; time is linear, as are the tokens."""
    page = Reader(source[:MAX_MAPPED])
    for token in tokens(page.source):
        page.take(token)
    return page.finish(cut=len(source) > MAX_MAPPED)


class Reader:
    """What is open at one place of a page, and the text so far."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.layout = Layout()
        self.quotes: list[tuple[int, int]] = []
        self.tight = False  # by the style sheet
        self.tight_paragraph = False  # by its own style
        self.marks: list[Mark] = []
        self.by_name: dict[str, list[Mark]] = {}
        self.hidden = 0
        self.preserved = 0
        self.lists: list[Mark] = []
        self.quoting = 0
        self.quote_start = 0
        self.containers: list[Mark] = []

    def take(self, token: Token) -> None:
        """Take the next token."""
        kind, value, start, _ = token
        if kind == "open":
            self._open(token)
        elif kind == "close":
            self._close(value, start)
        elif kind == "raw":
            sheet = self.source[start : token.end] if value == "style" else ""
            self.tight = self.tight or TIGHT_SHEET.search(sheet) is not None
        elif self.hidden:
            return
        elif kind == "text":
            self.layout.write(value, start)
        elif kind == "char":
            self.layout.write_reference(value, start, token.end)
        elif self.preserved:
            self.layout.preserve(value, start)
        else:
            self.layout.space(start)

    def finish(self, *, cut: bool) -> Page:
        """Close what is open."""
        if self.quoting:
            self._end_quote()
        text = self.layout.text()
        offsets = self.layout.offsets
        offsets.append(self.layout.last_end)
        quotes = [(start, min(end, len(text))) for start, end in self.quotes if start < len(text)]
        return Page(text, offsets, quotes, cut)

    def _open(self, token: Token) -> None:
        name, start = token.value, token.start
        if self.marks and name in ENDED_BY.get(self.marks[-1].name, ()):
            self._leave(self.marks[-1])
        look = look_of(self.source, token)
        if not self.hidden:
            self._lay_out(name, start, look)
        if name in VOID:
            return
        if look.plain and name not in LISTS:
            for mark in self.by_name.get(name, ())[-1:]:
                mark.depth += 1
            return
        mark = Mark(name, look)
        self.marks.append(mark)
        self.by_name.setdefault(name, []).append(mark)
        self._enter(mark)

    def _lay_out(self, name: str, start: int, look: Look) -> None:
        if name == "br":
            self.layout.break_line(start)
        elif name in CELLS:
            self.layout.space(start, "\t")
        elif name in BLOCKS:
            self.layout.end_line(start)
            if name == "p":
                self.tight_paragraph = look.tight
            self._part(name)
        if name == "li":
            self.layout.mark(self._bullet(), start)

    def _part(self, name: str) -> None:
        """Part paragraphs where an element with a margin begins or ends."""
        tight = name == "p" and (self.tight or self.tight_paragraph)
        if name in MARGINS and not self.lists and not tight:
            self.layout.part()

    def _bullet(self) -> str:
        """Return the marker of a list's next item, indented by two spaces a level."""
        if not self.lists:
            return "- "
        inner = self.lists[-1]
        inner.count += 1
        indent = "  " * min(len(self.lists) - 1, 9)
        return f"{indent}{inner.count}. " if inner.name == "ol" else f"{indent}- "

    def _close(self, name: str, at: int) -> None:
        if name in BLOCKS and not self.hidden:
            self.layout.end_line(at)
            if name == "li":
                self.layout.mark(None, at)
        for mark in self.by_name.get(name, ())[-1:]:
            if mark.depth:
                mark.depth -= 1
                continue
            while self.marks[-1] is not mark:
                self._leave(self.marks[-1])
            self._leave(mark)
        if not self.hidden:
            self._part(name)

    def _enter(self, mark: Mark) -> None:
        self.hidden += mark.look.hidden
        self.preserved += mark.look.preserved
        if mark.name in LISTS:
            self.lists.append(mark)
        if mark.look.quote:
            self._begin_quote(mark)

    def _leave(self, mark: Mark) -> None:
        """Leave the innermost mark."""
        self.marks.pop()
        self.by_name[mark.name].pop()
        self.hidden -= mark.look.hidden
        self.preserved -= mark.look.preserved
        if mark.name in LISTS:
            self.lists.pop()
        if mark.quoting:
            self.quoting -= 1
            if mark.look.quote == "container":
                self.containers.pop()
            if not self.quoting:
                self._end_quote()

    def _begin_quote(self, mark: Mark) -> None:
        if not self.quoting:
            self.quote_start = self.layout.length
        self.quoting += 1
        mark.quoting = mark.look.quote != "rest"
        if mark.look.quote == "container":
            self.containers.append(mark)
        else:
            # Behind a blockquote, its container may hold the author's reply.
            for container in self.containers:
                container.quoting = False
            self.quoting -= len(self.containers)
            self.containers.clear()

    def _end_quote(self) -> None:
        start, end = self.quote_start, self.layout.length
        if self.quotes and self.quotes[-1][1] >= start:
            start = self.quotes.pop()[0]
        if start < end:
            self.quotes.append((start, end))
