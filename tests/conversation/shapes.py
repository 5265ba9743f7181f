"""Messages made by hand: what the segmenter found is said, not found again."""

from collections.abc import Iterable
from datetime import UTC, datetime

from mailrules.message import Address, Header, Message, Part, Segment, SegmentKind

ANNA = Address("Анна Ким", "anna@nirro.example")
PETR = Address("Пётр Сидоров", "petr@motor.example")
BOSS = Address("Ирина Лапина", "boss@motor.example")
OLEG = Address("", "oleg@motor.example")
MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def part(*pieces: tuple[SegmentKind, str], number: str = "1", html: bool = False) -> Part:
    """Return a shown text part; its text is that of the pieces."""
    segments, at = [], 0
    for kind, text in pieces:
        segments.append(Segment(kind, at, at + len(text)))
        at += len(text)
    text = "".join(text for _, text in pieces)
    media_type = "text/html" if html else "text/plain"
    return Part(number, media_type, source=text, text=text, segments=tuple(segments))


def container(number: str, media_type: str) -> Part:
    return Part(number, media_type)


def author(text: str) -> Part:
    return part((SegmentKind.AUTHOR, text))


def quote(text: str) -> Part:
    return part((SegmentKind.QUOTE, text))


def fields(**named: str) -> tuple[Header, ...]:
    return tuple(
        Header(name.replace("_", "-"), value, 0, 0, line)
        for line, (name, value) in enumerate(named.items(), 1)
    )


def letter(
    *parts: Part,
    subject: str = "Смета",
    sender: Iterable[Address] = (ANNA,),
    to: Iterable[Address] = (PETR,),
    cc: Iterable[Address] = (),
    in_reply_to: tuple[str, ...] = (),
    references: tuple[str, ...] = (),
) -> Message:
    return Message(
        raw=b"",
        headers=fields(Subject=subject),
        parts=parts,
        sender=tuple(sender),
        to=tuple(to),
        cc=tuple(cc),
        in_reply_to=in_reply_to,
        references=references,
    )
