"""Which letters are one thread: subjects without their prefixes, chains of references."""

import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from mailrules.conversation.model import Envelope
from mailrules.message import Message, lazy_pattern, read_list

HERE = Path(__file__).parent
DEAL_HEADER = "X-Mailrules-Deal"
TAG = lazy_pattern(r"\[[^\[\]]{1,64}\]\s*|##[\w-]{1,32}##\s*")
# What help desks put behind a subject: «[Заявка 123]», «[#123]», «(тикет № 123)», "##123##".
MARK = lazy_pattern(
    r"(?:\[[^\[\]]{1,64}\]|\([^()\[\]]{0,40}[#№] ?[\w-]{0,20}\d\)|##[\w-]{1,32}##)$"
)
LONGEST_MARK = 68  # characters
# Spellings that charsets and mail programs put for one another.
ALIKE = (
    dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
    | dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
    | dict.fromkeys(map(ord, "«»„“”‟″"), '"')
    | dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
    | {ord("ё"): "е", ord("…"): "..."}
)
TRAILER = "(fwd)"  # RFC 5256, 2.1: what old programs put after a forwarded subject


class Subject(Struct, frozen=True):
    """A subject taken apart. All but ``rest``, which is stripped, are as written.

    ``tags`` stand before the rest and ``marks`` behind it. ``forwards`` tells
    whether the first prefix is that of a forwarded letter; ``start`` is where
    what follows the prefixes begins.
    """

    prefixes: tuple[str, ...]
    tags: tuple[str, ...]
    rest: str
    forwards: bool
    start: int = 0
    marks: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """Return tags, rest and marks: what a person would call the subject."""
        return " ".join((*self.tags, self.rest, *self.marks)).strip()

    @property
    def key(self) -> str:
        """Return what the spellings of one base subject share: no tags, white space and case."""
        plain = normalize("NFKC", (self.rest or self.base).translate(ALIKE))
        return " ".join(plain.casefold().translate(ALIKE).split())

    @property
    def labels(self) -> frozenset[str]:
        """Return tags and marks, in small letters."""
        return frozenset(label.casefold() for label in (*self.tags, *self.marks))


def read_subject(subject: str) -> Subject:
    """Take a subject apart (RFC 5256, 2.1, with the prefixes of the contract).

    Prefixes before and behind a list's tag count alike («Re: [list] Fwd: …»),
    and so does the wrapper «[Fwd: …]».
    """
    start, end = 0, _end_without_trailers(subject)
    prefixes: list[tuple[str, bool]] = []
    tags: list[str] = []
    while True:
        while start < end and subject[start].isspace():
            start += 1
        if found := _prefix().match(subject, start, end):
            prefixes.append((found[0], found.lastgroup == "forward"))
        elif inner := _wrapped(subject, start, end):
            start, end = inner
            continue
        elif found := TAG.compiled.match(subject, start, end):
            tags.append(found[0].rstrip())
        else:
            break
        start = found.end()
    rest, marks = _without_marks(subject[start:end].strip())
    return Subject(
        prefixes=tuple(written for written, _ in prefixes),
        tags=tuple(tags),
        rest=rest,
        forwards=bool(prefixes) and prefixes[0][1],
        start=start if prefixes else 0,
        marks=marks,
    )


def base_subject(subject: str) -> str:
    """Return a subject without the prefixes of replies and forwards, as written otherwise.

    Tags such as «[list]» or «[EXTERNAL]» stay: a person wrote or set them up,
    and a reader sees them. ``same_subject`` knows when they do not matter.
    """
    return read_subject(subject).base


def reply_prefixes(subject: str) -> tuple[str, ...]:
    """Return the stacked prefixes as written: ``("Re[2]:", "Fwd:")``."""
    return read_subject(subject).prefixes


def prefixes_end(subject: str) -> int:
    """Return where the words of a subject begin, behind its prefixes; 0 where it has none."""
    return read_subject(subject).start


def subject_key(subject: str) -> str:
    """Return what letters of one subject share: no prefixes, tags, white space, case."""
    return read_subject(subject).key


def same_subject(one: str, other: str) -> bool:
    """Tell whether two subjects have one base.

    A tag or mark that one side lacks does not part them, for lists, gateways
    and help desks add them; one in another's place does.
    """
    first, second = read_subject(one), read_subject(other)
    if first.key != second.key:
        return False
    return first.labels <= second.labels or second.labels <= first.labels


def id_key(identifier: str) -> str:
    """Return a message identifier without its angle brackets (RFC 5322, 3.6.4)."""
    return identifier.strip().removeprefix("<").removesuffix(">")


def envelope_of(message: Message, path: str, index: int = 0) -> Envelope:
    """Return what the index of a run keeps of ``message``, which lies at ``path``."""
    deal = message.header(DEAL_HEADER)
    return Envelope(
        path=path,
        index=index,
        message_id=message.message_id,
        in_reply_to=message.in_reply_to,
        references=message.references,
        sender=message.sender,
        recipients=(*message.to, *message.cc, *message.bcc),
        subject=message.subject,
        date=message.date,
        deal=(deal.value.strip() or None) if deal else None,
        received=message.received,
    )


def thread_ids(envelope: Envelope) -> frozenset[str]:
    """Return the keys of all letters that an envelope names: itself and its forebears."""
    named = (envelope.message_id or "", *envelope.in_reply_to, *envelope.references)
    return frozenset(id_key(one) for one in named if one)


def same_thread(one: Envelope, other: Envelope) -> bool:
    """Tell whether two letters share a chain of references, or a base subject not empty."""
    if not thread_ids(one).isdisjoint(thread_ids(other)):
        return True
    return bool(subject_key(one.subject)) and same_subject(one.subject, other.subject)


@cache
def _prefix() -> re.Pattern[str]:
    reply, forward = (
        "|".join(map(re.escape, read_list(HERE / name)))
        for name in ("reply-prefixes.txt", "forward-prefixes.txt")
    )
    counter = r"(?:\[\d{1,4}\]|\(\d{1,4}\)|\^\d{1,4})?"
    return re.compile(
        rf"(?:(?P<reply>{reply})|(?P<forward>{forward}))\.?\s?{counter}\s{{0,3}}[:\uff1a]",
        re.IGNORECASE,
    )


def _end_without_trailers(subject: str) -> int:
    end = len(subject)
    while True:
        while end and subject[end - 1].isspace():
            end -= 1
        if subject[max(0, end - len(TRAILER)) : end].lower() != TRAILER:
            return end
        end -= len(TRAILER)


def _without_marks(rest: str) -> tuple[str, tuple[str, ...]]:
    """Return a subject without the marks at its end, and these; something is left of it."""
    marks: list[str] = []
    while found := MARK.search(rest, max(0, len(rest) - LONGEST_MARK)):
        if not (before := rest[: found.start()].rstrip()):
            break
        marks.insert(0, found[0])
        rest = before
    return rest, tuple(marks)


def _wrapped(subject: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the inside of «[Fwd: …]», as Netscape's heirs write it."""
    if subject[start : start + 1] != "[" or subject[end - 1] != "]":
        return None
    found = _prefix().match(subject, start + 1, end - 1)
    return (start + 1, end - 1) if found and found.lastgroup == "forward" else None
