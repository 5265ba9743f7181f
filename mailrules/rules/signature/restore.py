"""Edits that put the house's signature where it belongs."""

from collections import Counter
from html import escape

from mailrules.findings import Edit, Scope
from mailrules.message import Part, Place, lazy_pattern
from mailrules.rules.signature.blocks import Block, end_of_text
from mailrules.rules.signature.compare import Comparison, line_spans

TAG = lazy_pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>")


def inserted(part: Part, signature: str) -> Edit:
    """Put ``signature`` under the author's text, with a blank line on either side."""
    end = end_of_text(part)
    place = Place(Scope.SIGNATURE, end, end, part)
    if part.is_html:
        return Edit.at(place.locate(), "<br><br>" + _html(signature) if end else _html(signature))
    rest = part.text[end:]
    above = "\n\n" if end else ""
    below = "" if not rest.strip() or rest.startswith("\n\n") else "\n\n"[rest.startswith("\n") :]
    return Edit.at(place.locate(), above + signature + below)


def replaced(block: Block, signature: str, compared: Comparison) -> Edit | None:
    """Put ``signature`` for the lines that stand for it; None where HTML would break."""
    spans = line_spans(block.text)
    start, end = block.start + spans[compared.first][0], block.start + spans[compared.last][1]
    location = Place(Scope.SIGNATURE, start, end, block.part).locate()
    if not block.part.is_html:
        return Edit.at(location, signature)
    offsets, source = block.part.offsets or range(end + 1), block.part.source or ""
    if not _balanced(source[offsets[start] : offsets[end]]):
        return None
    return Edit.at(location, _html(signature))


def removed(block: Block) -> Edit:
    """Take a signature away, with the blank lines above it."""
    start = len(block.part.text[: block.start].rstrip())
    return Edit.at(Place(Scope.SIGNATURE, start, block.end, block.part).locate(), "")


def _html(signature: str) -> str:
    return "<br>".join(escape(line, quote=False) for line in signature.split("\n"))


def _balanced(source: str) -> bool:
    """Tell whether a stretch of HTML closes as many elements of each name as it opens."""
    tags = [(match[1], match[2].lower()) for match in TAG.finditer(source)]
    opened = Counter(name for slash, name in tags if not slash and name not in VOID)
    return opened == Counter(name for slash, name in tags if slash)


VOID = frozenset({"br", "hr", "img", "wbr"})
