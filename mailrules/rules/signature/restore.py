"""Edits that put the house's signature where it belongs, in the text and in the HTML alike."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from mailrules.findings import Edit, Scope
from mailrules.message import Part, Place, lazy_pattern
from mailrules.rules.base import Context
from mailrules.rules.beside import source_edit
from mailrules.rules.signature.blocks import Block, blocks, end_of_text, judged_parts, runs
from mailrules.rules.signature.compare import Comparison, compare, fields_of, line_spans
from mailrules.rules.signature.house import Signer

TAG = lazy_pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>")
CLOSING_TAG = lazy_pattern(r"\s*</([A-Za-z][A-Za-z0-9]*)\s*>")
VOID = frozenset({"br", "hr", "wbr"})
LAID_OUT = frozenset({"img", "table", "td", "tr"})  # somebody designed it: hands off


class Differing(NamedTuple):
    """A signature that is not of the house's form, and in what."""

    block: Block
    comparison: Comparison


def differing(context: Context, signer: Signer) -> list[Differing]:
    """Return the first signature of each part that differs from the form."""
    fields = fields_of(context.settings, signer.record)
    found = []
    for part in judged_parts(context.message):
        for block in blocks(part, signer.expected)[:1]:
            comparison = compare(signer.expected, block.text, fields)
            if comparison.deviations:
                found.append(Differing(block, comparison))
    return found


def restored(signer: Signer, found: Sequence[Differing]) -> tuple[Edit, ...]:
    """Put the form in each part, or nowhere: the parts must not come to differ."""
    return _all_or_none([_replaced(one, signer.expected) for one in found])


def signed_alike(context: Context, signer: Signer) -> tuple[Edit, ...]:
    """Put the form in each part, also where no signature is, or nowhere."""
    edits = [_replaced(one, signer.expected) for one in differing(context, signer)]
    edits += [
        _inserted(part, signer.expected)
        for part in judged_parts(context.message)
        if not blocks(part, signer.expected)
    ]
    return _all_or_none(edits)


def inserted(parts: Sequence[Part], signature: str) -> tuple[Edit, ...]:
    """Put ``signature`` under the author's text of each part, or nowhere."""
    return _all_or_none([_inserted(part, signature) for part in parts])


def moved(block: Block) -> tuple[Edit, ...]:
    """Put a signature from under the quote under the author's text."""
    return _all_or_none([_inserted(block.part, block.text), _removed(block)])


def removed(several: Sequence[Block]) -> tuple[Edit, ...]:
    """Take signatures away, each with the blank lines above it, or none."""
    return _all_or_none([_removed(block) for block in several])


def _all_or_none(edits: Sequence[Edit | None]) -> tuple[Edit, ...]:
    made = tuple(filter(None, edits))
    return made if len(made) == len(edits) else ()


def _inserted(part: Part, signature: str) -> Edit | None:
    """Put ``signature`` under the author's text, with a blank line on either side.

    A closing phrase that stands there with nothing under it gives way.
    """
    end = end_of_text(part)
    start = next((one.start for one in runs(part) if one.end == end), end)
    if part.is_html:
        above = "<br><br>" if start == end > 0 else ""
        return _in_html(part, start, end, above + _html(signature))
    rest = part.text[end:]
    above = "\n\n" if start == end > 0 else ""
    below = "" if not rest.strip() or rest.startswith("\n\n") else "\n\n"[rest.startswith("\n") :]
    location = Place(Scope.SIGNATURE, start, end, part).locate()
    return Edit.at(location, above + signature + below)


def _replaced(one: Differing, signature: str) -> Edit | None:
    """Put ``signature`` for the lines that stand for it; None where HTML would break."""
    block, spans = one.block, line_spans(one.block.text)
    start = block.start + spans[one.comparison.first][0]
    end = block.start + spans[one.comparison.last][1]
    if not block.part.is_html:
        return Edit.at(Place(Scope.SIGNATURE, start, end, block.part).locate(), signature)
    return _in_html(block.part, start, end, _html(signature))


def _removed(block: Block) -> Edit | None:
    if block.part.is_html:
        return _in_html(block.part, block.start, block.end, "")
    start = len(block.part.text[: block.start].rstrip())
    return Edit.at(Place(Scope.SIGNATURE, start, block.end, block.part).locate(), "")


def _html(signature: str) -> str:
    return "<br>".join(escape(line, quote=False) for line in signature.split("\n"))


def _in_html(part: Part, start: int, end: int, replacement: str) -> Edit | None:
    """Put HTML for a stretch of the page's text, so that elements stay whole; None if it cannot."""
    source = part.source or ""
    first, last = part.source_span(start, end)
    tags = [(match[1], match[2].lower()) for match in TAG.compiled.finditer(source, first, last)]
    if not LAID_OUT.isdisjoint(name for _, name in tags):
        return None
    opened, closed = _unmatched(tags)
    while opened[::-1] != closed:
        if len(opened) <= len(closed):
            return None
        after = CLOSING_TAG.match(source, last)
        if after is None or after[1].lower() != opened.pop():
            return None
        last = after.end()
    return source_edit(part, Scope.SIGNATURE, first, last, replacement)


def _unmatched(tags: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Return the names of elements that are opened and not closed, and the other way round."""
    opened: list[str] = []
    closed: list[str] = []
    for slash, name in tags:
        if name in VOID:
            continue
        if not slash:
            opened.append(name)
        elif opened and opened[-1] == name:
            opened.pop()
        else:
            closed.append(name)
    return opened, closed
