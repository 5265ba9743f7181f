"""Edits that put the parent quoted whole in the place of a trimmed quote."""

from collections.abc import Sequence

from mailrules.conversation import html_quote_of, quote_of
from mailrules.findings import Edit, Scope
from mailrules.language import reads_russian
from mailrules.message import Message, Part, Place, SegmentKind, author_excerpts, lazy_pattern
from mailrules.rules.beside import source_edit

QUOTED = frozenset({SegmentKind.QUOTE, SegmentKind.FORWARDED})
TAG = lazy_pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>")
TAG_AFTER = lazy_pattern(r"\s*</([A-Za-z][A-Za-z0-9]*)\s*>")
TAG_BEFORE = lazy_pattern(r"<([A-Za-z][A-Za-z0-9]*)[^<>]*>\s*\Z")
LONGEST_TAG = 1_000
VOID = frozenset({"br", "hr", "wbr"})
PAGE = frozenset({"", "body", "html"})
LAID_OUT = frozenset({"img", "table", "td", "tr"})  # somebody designed it: hands off


def language_of(message: Message) -> str:
    """Return the language that the author writes in, and so what is put into the letter."""
    own = author_excerpts(message, (Scope.BODY,), subject=False)
    return "ru" if reads_russian("\n".join(text.text for text in own)) else "en"


def restored(message: Message, parent: Message) -> tuple[Edit, ...]:
    """Quote ``parent`` whole instead of what is quoted now, in the text and the HTML beside it.

    Nothing where the quote is not one piece at the end of the letter, for
    answers may stand between its lines.
    """
    plain = [part for part in message.shown if not part.is_html]
    pages = [part for part in message.shown if part.is_html]
    if len(plain) > 1 or len(pages) > 1 or (plain and pages and not message.alternatives):
        return ()
    language = language_of(message)
    edits = [_in_text(part, quote_of(parent, language)) for part in plain]
    edits += [_in_html(part, html_quote_of(parent, language)) for part in pages]
    made = tuple(filter(None, edits))
    return made if len(made) == len(edits) else ()


def _quote_at_end(part: Part) -> tuple[int, int] | None:
    """Return where the only quote of a part stands, if nothing stands under it."""
    quoted = [place for place, one in enumerate(part.segments) if one.kind in QUOTED]
    if not quoted or len(quoted) != len(part.segments) - quoted[0]:
        return None
    start, end = part.segments[quoted[0]].start, part.segments[-1].end
    text = part.text[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _in_text(part: Part, quote: str) -> Edit | None:
    found = _quote_at_end(part)
    return Edit.at(Place(Scope.QUOTE, *found, part).locate(), quote) if found else None


def _in_html(part: Part, quote: str) -> Edit | None:
    found = _quote_at_end(part)
    stretch = _whole_elements(part, *found) if found else None
    return source_edit(part, Scope.QUOTE, *stretch, quote) if stretch else None


def _whole_elements(part: Part, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch of the source that holds a stretch of the text in whole elements."""
    source = part.source or ""
    first, last = part.source_span(start, end)
    tags = [(match[1], match[2].lower()) for match in TAG.compiled.finditer(source, first, last)]
    if not LAID_OUT.isdisjoint(name for _, name in tags):
        return None
    opened, closed = _unmatched(tags)
    while True:
        above = TAG_BEFORE.search(source[max(0, first - LONGEST_TAG) : first])
        below = TAG_AFTER.match(source, last)
        opens, closes = (tag[1].lower() if tag else "" for tag in (above, below))
        if opened and closes == opened[-1]:
            opened.pop()
            above = None
        elif closed and opens == closed[0]:
            closed.pop(0)
            below = None
        elif opened or closed:
            return None
        elif opens != closes or opens in PAGE:
            return first, last
        first -= len(above[0]) if above else 0
        last = below.end() if below else last


def _unmatched(tags: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Return the names of elements that are opened and not closed, and the other way round."""
    opened: list[str] = []
    closed: list[str] = []
    for slash, name in tags:
        if not slash and name not in VOID:
            opened.append(name)
        elif opened and opened[-1] == name:
            opened.pop()
        elif slash:
            closed.append(name)
    return opened, closed
