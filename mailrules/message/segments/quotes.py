"""Which lines of a text are a quotation or a forwarded letter, and which are the author's own."""

from mailrules.message.part import SegmentKind
from mailrules.message.pattern import lazy_pattern
from mailrules.message.segments.quote_headers import (
    ATTRIBUTION,
    END,
    FORWARDED,
    RULE,
    QuoteHeader,
    quote_header,
    separator_kind,
)
from mailrules.message.segments.text_lines import Lines

Kinds = list[SegmentKind | None]

# mbox files write ">From " for a line of the author's that begins with "From " (RFC 4155).
ESCAPED_FROM = lazy_pattern(r">From \w")
SENTENCE_END = (".", "?", "!", ":", "…", "»")
FULL_LINE = 70  # columns: programs break lines at 72 to 80


def mark_quotes(lines: Lines) -> Kinds:
    """Return each line's kind: QUOTE, FORWARDED, or None for blank lines and the author's own."""
    kinds: Kinds = [None] * len(lines)
    line, own = 0, False
    while line < len(lines):
        below = _mark(lines, kinds, line, own)
        own = own or (kinds[line] is None and not lines.is_blank(line))
        line = below
    _mark_wrapped(lines, kinds)
    return kinds


def _mark(lines: Lines, kinds: Kinds, line: int, own: bool) -> int:
    """Give ``line``, and what hangs on it, a kind; return the next line to look at.

    ``own`` where words of the author stand above.
    """
    if lines.is_html_quote(line):
        return _mark_stretch(lines, kinds, line)
    if lines.is_blank(line) or line in lines.code:
        return line + 1
    if lines.is_marked(line):
        if not _is_escaped_from(lines, line):
            kinds[line] = SegmentKind.QUOTE
        return line + 1
    header = quote_header(lines, line)
    if header is None:
        return line + 1
    return _mark_below(lines, kinds, header, own)


def _mark_stretch(lines: Lines, kinds: Kinds, first: int) -> int:
    """Mark a stretch that HTML marks; Gmail wraps forwarded letters in one too."""
    line, kind = first, SegmentKind.QUOTE
    begin = lines.next_shown(first)
    if begin < len(lines) and separator_kind(lines.shown(begin)) == FORWARDED:
        kind = SegmentKind.FORWARDED
    while line < len(lines) and lines.is_html_quote(line):
        kinds[line] = kind
        line += 1
    return line


def _mark_below(lines: Lines, kinds: Kinds, header: QuoteHeader, own: bool) -> int:
    """Mark a header and, where no quote marks show how far the earlier letter goes, all below."""
    below = header.last + 1
    if header.kind == FORWARDED:
        end = _end_of_forwarded(lines, header.last)
        kinds[header.first : end] = [SegmentKind.FORWARDED] * (end - header.first)
        return end
    first = _ruled_from(lines, header.first)
    kinds[first:below] = [SegmentKind.QUOTE] * (below - first)
    if lines.is_quoted_from(below):
        return _mark_bars(lines, kinds, below)
    if header.kind == ATTRIBUTION and not own:
        # Nothing above and no marks below: what follows is the answer, not the quotation.
        return below
    kinds[below:] = [SegmentKind.QUOTE] * (len(lines) - below)
    return len(lines)


def _ruled_from(lines: Lines, first: int) -> int:
    """Return the line where a header begins, the rule above it («_____») taken along."""
    above = first - 1
    while above >= max(0, first - 2) and lines.is_blank(above):
        above -= 1
    if above >= 0 and RULE.fullmatch(lines.shown(above)):
        return above
    return first


def _mark_bars(lines: Lines, kinds: Kinds, line: int) -> int:
    """Mark lines that quote with ``|``: they count only below a header, elsewhere it is a table."""
    line = lines.next_shown(line)
    while line < len(lines) and lines.shown(line).startswith("|"):
        kinds[line] = SegmentKind.QUOTE
        line += 1
    return line


def _end_of_forwarded(lines: Lines, first: int) -> int:
    """Return the line after the last «Конец пересылаемого сообщения», or the end of the text."""
    for line in range(len(lines) - 1, first, -1):
        if separator_kind(lines.shown(line)) == END:
            return line + 1
    return len(lines)


def _is_escaped_from(lines: Lines, line: int) -> bool:
    near = (line - 1, line + 1)
    return ESCAPED_FROM.match(lines.heads[line]) is not None and not any(
        0 <= each < len(lines) and lines.is_marked(each) for each in near
    )


def _mark_wrapped(lines: Lines, kinds: Kinds) -> None:
    """Mark the ends of quoted lines that a mail program broke without repeating the mark."""
    for line in range(1, len(lines) - 1):
        quoted = kinds[line - 1] is SegmentKind.QUOTE and kinds[line + 1] is SegmentKind.QUOTE
        if (
            kinds[line] is None
            and quoted
            and _is_overflow(lines.shown(line - 1), lines.shown(line))
        ):
            kinds[line] = SegmentKind.QUOTE


def _is_overflow(above: str, shown: str) -> bool:
    """Tell the end of a broken line from an answer put right under a quoted line."""
    if not shown or len(above) < 50 or above.endswith(SENTENCE_END):
        return False
    if len(shown.split()) <= 2:
        return len(above) + len(shown) >= FULL_LINE
    return len(above) >= 60 > len(shown) and not shown[0].isupper()
