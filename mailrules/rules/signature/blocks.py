"""Where the signatures of a letter stand."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mailrules.findings import Scope
from mailrules.message import Message, Part, Place, Segment, SegmentKind, is_closing
from mailrules.rules.signature.compare import lines_of, normal

SIGNING = frozenset({SegmentKind.CLOSING, SegmentKind.SIGNATURE})
EARLIER = frozenset({SegmentKind.QUOTE, SegmentKind.FORWARDED})
WRITTEN = frozenset({SegmentKind.GREETING, SegmentKind.AUTHOR})
NEAR = 4_000  # characters around a signature that may belong to it


class Block(NamedTuple):
    """A closing phrase with what stands under it, half-open in the part's text, no blanks around.

    ``below_quote``: the author wrote above a quote, and this stands under it.
    ``closed``: it begins with a closing phrase.
    """

    part: Part
    start: int
    end: int
    below_quote: bool = False
    closed: bool = False

    @property
    def text(self) -> str:
        """Return the block as it stands."""
        return self.part.text[self.start : self.end]

    @property
    def place(self) -> Place:
        """Return where findings about the block point."""
        return Place(Scope.SIGNATURE, self.start, self.end, self.part)


def judged_parts(message: Message) -> tuple[Part, ...]:
    """Return the first plain text and the first HTML that are shown: two faces of a letter."""
    plain = next((part for part in message.shown if not part.is_html), None)
    html = next((part for part in message.shown if part.is_html), None)
    return tuple(part for part in (plain, html) if part)


def blocks(part: Part, expected: str | None = None) -> list[Block]:
    """Return the signatures of a part, in order; lines of ``expected`` around one belong to it.

    A closing phrase with nothing under it is no signature. Where the segments
    show none, the last lines of the author's text that are lines of ``expected`` are one.
    """
    wanted = frozenset(map(normal, (expected or "").split("\n"))) - {""}
    signed = [block for block in runs(part) if "\n" in block.text]
    tops = [0, *(block.end for block in signed)]
    bottoms = [*(block.start for block in signed[1:]), len(part.text)]
    found = [
        _grown(block, wanted, top, bottom)
        for block, top, bottom in zip(signed, tops, bottoms, strict=False)
    ]
    return found or list(_unmarked(part, wanted))


def end_of_text(part: Part) -> int:
    """Return where the author's text ends, above a quote or disclaimer: a signature goes there."""
    end = 0
    for segment in part.segments:
        if segment.kind in WRITTEN | SIGNING and part.text[segment.start : segment.end].strip():
            end = segment.end
        elif segment.kind in EARLIER and end:
            break
    return len(part.text[:end].rstrip())


def runs(part: Part) -> Iterator[Block]:
    """Yield each run of closing and signature segments; a closing under a signature begins anew."""
    run: list[Segment] = []
    for segment in (one for one in part.segments if part.text[one.start : one.end].strip()):
        begins = segment.kind is SegmentKind.CLOSING and _signed(run)
        if run and (begins or segment.kind not in SIGNING):
            yield _block(part, run)
            run = []
        if segment.kind in SIGNING:
            run.append(segment)
    if run:
        yield _block(part, run)


def _signed(run: Sequence[Segment]) -> bool:
    return any(segment.kind is SegmentKind.SIGNATURE for segment in run)


def _block(part: Part, run: Sequence[Segment]) -> Block:
    text = part.text[run[0].start : run[-1].end]
    start = run[0].start + len(text) - len(text.lstrip())
    closed = run[0].kind is SegmentKind.CLOSING or is_closing(next(iter(lines_of(text)), ""))
    return Block(part, start, run[0].start + len(text.rstrip()), _below_quote(part, run[0]), closed)


def _below_quote(part: Part, first: Segment) -> bool:
    """Tell whether the author wrote above a quote, and nothing between that and here."""
    above = [one for one in part.segments if one.end <= first.start]
    said = [one.kind for one in above if part.text[one.start : one.end].strip()]
    said = [kind for kind in said if kind in EARLIER | WRITTEN]
    return bool(said) and said[-1] in EARLIER and not WRITTEN.isdisjoint(said)


def _grown(block: Block, wanted: frozenset[str], top: int, bottom: int) -> Block:
    """Take in the lines above and below that are of the house's form: it may be unusual.

    ``top`` and ``bottom`` are where the signatures beside it end and begin.
    """
    text, start, end = block.part.text, block.start, block.end
    top = max(top, start - NEAR)
    while start > top:
        above = top + len(text[top:start].rstrip())
        line_start = max(top, text.rfind("\n", top, above) + 1)
        if normal(text[line_start:above]) not in wanted:
            break
        start = line_start
    for line in text[end : min(bottom, end + NEAR)].split("\n")[1:]:
        if line.strip() and normal(line) not in wanted:
            break
        if line.strip():
            end = text.index(line, end) + len(line.rstrip())
    return block._replace(start=start, end=end)


def _unmarked(part: Part, wanted: frozenset[str]) -> Iterator[Block]:
    """Yield a signature that no closing phrase announces: two of its lines at the text's end."""
    end = end_of_text(part)
    grown = _grown(Block(part, end, end), wanted, 0, len(part.text)) if end else None
    if grown and "\n" in grown.text:
        yield grown
