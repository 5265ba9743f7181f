"""What the author wrote now, scope by scope: the stretches that rules judge."""

from collections.abc import Iterable, Iterator

from mailrules.findings import Scope
from mailrules.message.alternative import Alternative
from mailrules.message.excerpt import Excerpt, Place
from mailrules.message.mirror import mirrored
from mailrules.message.model import OWN_KINDS, Message, Part, SegmentKind

# What a scope of a letter's text is made of. Disclaimers are nobody's words.
KINDS = {
    Scope.BODY: OWN_KINDS,
    Scope.SIGNATURE: frozenset({SegmentKind.SIGNATURE}),
    Scope.QUOTE: frozenset({SegmentKind.QUOTE, SegmentKind.FORWARDED}),
}


def author_excerpts(
    message: Message, scopes: Iterable[Scope], *, subject: bool
) -> Iterator[Excerpt]:
    """Yield the texts of ``scopes``, in the order of ``scopes`` and then of the letter.

    In the body, each is a maximal run of the author's segments; SIGNATURE and
    QUOTE give those segments instead. The HTML beside a text/plain part gives
    only its lines whose words the plain text lacks. SUBJECT gives the decoded
    subject, if ``subject`` is true and there is one.
    """
    for scope in scopes:
        field = message.header("Subject")
        if scope is Scope.SUBJECT and subject and field is not None:
            yield Excerpt(scope, field.value, header=field)
        if scope in KINDS:
            for part in message.shown:
                pair = _pair(message, part)
                for start, end in _runs(part, KINDS[scope]):
                    stretches = [(start, end)] if pair is None else pair.differing(start, end)
                    for first, last in stretches:
                        yield Excerpt(scope, part.text[first:last], first, part)


def mirror_places(message: Message, place: Place) -> tuple[Place, ...]:
    """Return the same stretch in the HTML beside the text/plain part of ``place``.

    Nothing where it cannot be found for certain, or cannot be replaced
    without touching a tag.
    """
    if place.part is None:
        return ()
    places = []
    for pair in message.alternatives:
        if pair.plain.number == place.part.number:
            found = mirrored(pair, place.start, place.end)
            if found is not None:
                places.append(Place(place.scope, *found, part=pair.html))
    return tuple(places)


def _pair(message: Message, part: Part) -> Alternative | None:
    return next((pair for pair in message.alternatives if pair.html.number == part.number), None)


def _runs(part: Part, kinds: frozenset[SegmentKind]) -> Iterator[tuple[int, int]]:
    """Yield the maximal runs of segments of ``kinds``."""
    run: tuple[int, int] | None = None
    for segment in part.segments:
        if segment.kind not in kinds:
            continue
        if run is not None and run[1] == segment.start:
            run = run[0], segment.end
            continue
        if run is not None:
            yield run
        run = segment.start, segment.end
    if run is not None:
        yield run
