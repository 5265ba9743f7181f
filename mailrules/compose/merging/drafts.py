"""A draft taken apart: greeting, the author's text, signature, quotes, files."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from math import inf

from msgspec import Struct

from mailrules.conversation import marked, neat, readable_parts
from mailrules.language import passages
from mailrules.message import Message, Part, Segment, SegmentKind

QUOTED = frozenset({SegmentKind.QUOTE, SegmentKind.FORWARDED})
SIGNED = frozenset({SegmentKind.CLOSING, SegmentKind.SIGNATURE})


class Piece(Struct, frozen=True):
    """A paragraph, an entry of a list (``mark``), or words of the other side that are answered.

    ``glued`` where no blank line parts it from what stands above.
    """

    text: str
    mark: str = ""
    glued: bool = False
    quoted: bool = False


class Draft(Struct, frozen=True):
    """One of the letters to merge. ``signature`` has its closing phrase; quotes bear marks."""

    path: str
    message: Message
    greeting: str = ""
    pieces: tuple[Piece, ...] = ()
    signature: str = ""
    notices: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()

    @property
    def moment(self) -> float:
        """Return when it was written, in seconds; undated drafts are written last, now."""
        date = self.message.date
        if date is None:
            return inf
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()


def read_draft(path: str, message: Message) -> Draft:
    """Take a letter apart; nothing of its readable text is lost but doubled signatures."""
    greeting: list[str] = []
    pieces: list[Piece] = []
    signatures: list[str] = [""]
    notices: list[str] = []
    quotes: list[str] = []
    for part in readable_parts(message):
        segments = [one for one in part.segments if _text(part, one).strip()]
        greeting += _of(part, segments, SegmentKind.GREETING)
        pieces += _pieces(part, segments)
        signatures += _signatures(part, segments)
        notices += _of(part, segments, SegmentKind.DISCLAIMER)
        quotes += _quotes(part, segments)
    return Draft(
        path=path,
        message=message,
        greeting=" ".join(greeting),
        pieces=tuple(pieces),
        signature=max(signatures, key=len),
        notices=tuple(notices),
        quotes=tuple(quotes),
    )


def _text(part: Part, segment: Segment) -> str:
    return part.text[segment.start : segment.end]


def _of(part: Part, segments: Iterable[Segment], kind: SegmentKind) -> Iterator[str]:
    for one in segments:
        if one.kind is kind:
            yield neat(_text(part, one))


def _pieces(part: Part, segments: Sequence[Segment]) -> Iterator[Piece]:
    """Yield the author's paragraphs, and the quotes between them: they are answered there."""
    for place in _written(segments):
        one = segments[place]
        text = _text(part, one)
        if one.kind is SegmentKind.AUTHOR:
            for found in passages(text):
                words = neat(text[found.start : found.end])
                yield Piece(words, found.mark, found.glued)
        elif one.kind in QUOTED:
            yield Piece(marked(part, text), quoted=True)


def _quotes(part: Part, segments: Sequence[Segment]) -> Iterator[str]:
    """Yield the earlier correspondence: quotes above or below all that the author says."""
    within = _written(segments)
    run: list[str] = []
    for place, one in enumerate(segments):
        if one.kind in QUOTED and place not in within:
            run.append(marked(part, _text(part, one)))
        elif run:
            yield "\n".join(run)
            run = []
    if run:
        yield "\n".join(run)


def _written(segments: Sequence[Segment]) -> range:
    """Return which segments the author's text reaches over.

    Where quotes stand between, the one above the first answer is answered too.
    """
    own = [place for place, one in enumerate(segments) if one.kind is SegmentKind.AUTHOR]
    if not own:
        return range(0)
    first, last = own[0], own[-1]
    if any(one.kind in QUOTED for one in segments[first:last]):
        while first and segments[first - 1].kind in QUOTED:
            first -= 1
    return range(first, last + 1)


def _signatures(part: Part, segments: Iterable[Segment]) -> Iterator[str]:
    run: list[str] = []
    for one in segments:
        if one.kind in SIGNED:
            run.append(neat(_text(part, one)))
        elif run:
            yield "\n".join(run)
            run = []
    if run:
        yield "\n".join(run)
