"""Whose signature it is: names and addresses in it against the sender's."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mailrules.findings import Scope
from mailrules.message import Address, Place, lazy_pattern
from mailrules.rules.base import Context
from mailrules.rules.lists import entries, office_mailboxes
from mailrules.rules.signature.blocks import Block
from mailrules.rules.signature.compare import EMAIL, line_spans
from mailrules.rules.signature.house import signer_of

WORD = lazy_pattern(r"[^\W\d_]{2,}")
# Two or three capitalised words, a position perhaps behind a comma.
FULL_NAME = lazy_pattern(r"([A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’.-]*){1,2})(?:,.*)?")
VOWELS = frozenset("aeiouyjh'’")
# Latin spellings of one sound, longest first.
SPELLINGS = (
    ("sch", "s"), ("ph", "f"), ("sh", "s"), ("zh", "z"), ("ch", "c"), ("kh", "k"), ("ts", "c"),
    ("ck", "k"), ("x", "ks"), ("w", "v"), ("q", "k"),
)  # fmt: skip
NAME_LINES = 2  # the name stands under the closing phrase, at most one line lower


class Alien(NamedTuple):
    """Something in a signature that is not the sender's: a ``name`` or an ``email``."""

    field: str
    value: str
    place: Place


def aliens(context: Context, block: Block, sender: Address) -> Iterator[Alien]:
    """Yield another person's name, then addresses that are not the sender's."""
    name = _alien_name(context, block, sender)
    if name:
        yield name
    yield from _alien_addresses(context, block, sender)


def _alien_name(context: Context, block: Block, sender: Address) -> Alien | None:
    """Return the name line where it names somebody else.

    Without a record of the sender only two full names that share nothing, not
    even by their sounds, are two people.
    """
    record = context.settings.staff_record(sender)
    own = _sounds(record.name if record else sender.name)
    if len(own) < 2 and record is None:
        return None
    others = [one for one in context.settings.staff if one is not record]
    for line, place in _name_lines(block):
        if record is None and not block.closed:
            return None  # under a rule of dashes stands anything: a position, a saying
        match = FULL_NAME.fullmatch(line)
        named = match[1] if match else line
        sounds = _sounds(named)
        if not sounds or sounds & own or sounds & _sounds(sender.email.partition("@")[0]):
            return None
        colleague = any(sounds <= _sounds(one.name) for one in others)
        if colleague or (match and not _sounds(context.settings.organisation.name) & sounds):
            return Alien("name", named, place)
    return None


def _name_lines(block: Block) -> Iterator[tuple[str, Place]]:
    """Yield the lines that may be the name, with their places."""
    spans = line_spans(block.text)[1 if block.closed else 0 :]
    for start, end in spans[:NAME_LINES]:
        place = Place(Scope.SIGNATURE, block.start + start, block.start + end, block.part)
        yield block.text[start:end].rstrip(",."), place


def _alien_addresses(context: Context, block: Block, sender: Address) -> Iterator[Alien]:
    """Yield addresses that belong to a colleague, or take the place of the sender's.

    A mailbox of an office («info@») is nobody's, and so is one that the form itself holds.
    Without a record of the sender only a lone address of our own domains says whose it is.
    """
    settings, signer = context.settings, signer_of(context)
    record = settings.staff_record(sender)
    held = [(Address("", match.group()), match) for match in EMAIL.finditer(block.text)]
    own = {sender.key} | (record.addresses if record else frozenset())
    if signer:
        own |= {Address("", match.group()).key for match in EMAIL.finditer(signer.expected)}
    if any(address.key in own for address, _ in held):
        own |= {address.key for address, _ in held if settings.staff_record(address) is None}
    for address, match in held:
        if address.key in own or address.key.partition("@")[0] in office_mailboxes():
            continue
        ours = settings.is_own(address) or address.domain == sender.domain
        if record or (ours and len(held) == 1):
            start, end = block.start + match.start(), block.start + match.end()
            place = Place(Scope.SIGNATURE, start, end, block.part)
            yield Alien("email", address.email, place)


def _sounds(name: str) -> frozenset[str]:
    """Return the words of a name by their consonants in Latin: «Юлия» and "Julia" are one."""
    return frozenset(_skeleton(match.group().lower()) for match in WORD.finditer(name))


def _skeleton(word: str) -> str:
    """Return the consonants of a word, doubled ones once; its first letter where it has none."""
    latin = "".join(_letters().get(one, one) for one in word)
    for spelling, sound in SPELLINGS:
        latin = latin.replace(spelling, sound)
    consonants = "".join(one for one in latin if one not in VOWELS)
    doubled = zip(consonants, " " + consonants, strict=False)
    return "".join(one for one, before in doubled if one != before) or latin[:1]


@cache
def _letters() -> dict[str, str]:
    """Return Russian letters by their usual Latin ones."""
    return dict(line.split() for line in entries(__file__, "latin_letters.txt"))
