"""Any bytes become a Message (RFC 5322, RFC 2045). Nothing raises; time and memory are linear."""

import re
from collections.abc import Iterable
from itertools import chain

from mailrules.message.mime.addresses import parse_addresses
from mailrules.message.mime.breaks import count_breaks
from mailrules.message.mime.defects import field_defects, structure_defects, unique
from mailrules.message.mime.entities import Entity
from mailrules.message.mime.headers import (
    decode_fields,
    identifiers,
    is_field,
    parse_date,
    raw_value,
)
from mailrules.message.mime.opinion import affordable, ask
from mailrules.message.mime.parts import build_parts
from mailrules.message.mime.tree import read_tree
from mailrules.message.model import Address, Defect, Header, Message
from mailrules.wording import wording

BOM = b"\xef\xbb\xbf"


def parse(raw: bytes, *, line: int = 1, second_opinion: bool = True) -> Message:
    """Read a message, or a text without any header, from its bytes.

    ``line`` is the line of the file that ``raw`` begins on (in an mbox, not 1).
    Without a ``second_opinion`` only the defects that we see ourselves are
    told: it is half of the work, and nobody judges a letter of the history.
    """
    start, odd = _beginning(raw)
    line += count_breaks(raw, 0, start)
    tree = read_tree(raw, start, line)
    root = tree.entities[0]
    headers, problems = decode_fields(raw, root.block, line)
    built = build_parts(raw, tree.entities)
    asked = second_opinion and affordable(tree)
    opinion = ask(tree) if asked else None
    defects = chain(
        odd,
        field_defects(headers, problems),
        structure_defects(tree, opinion, asked=asked) if second_opinion else (),
        chain.from_iterable(one.defects for one in built),
    )
    return Message(
        raw=raw,
        headers=tuple(headers),
        parts=tuple(one.part for one in built),
        attachments=tuple(one.attachment for one in built if one.attachment is not None),
        defects=tuple(unique(defects)),
        sender=_addresses(raw, root, "from"),
        to=_addresses(raw, root, "to"),
        cc=_addresses(raw, root, "cc"),
        bcc=_addresses(raw, root, "bcc"),
        reply_to=_addresses(raw, root, "reply-to"),
        date=parse_date(_first(headers, "date")),
        message_id=next(iter(identifiers(_first(headers, "message-id"))), None),
        in_reply_to=identifiers(_first(headers, "in-reply-to")),
        references=identifiers(_first(headers, "references")),
        line=line,
    )


def read_entities(raw: bytes) -> list[Entity]:
    """Return where everything stands in ``raw``: one entity for each of the message's parts."""
    return read_tree(raw, _beginning(raw)[0], 1).entities


def has_header(raw: bytes) -> bool:
    """Tell whether ``raw`` begins with a header field, as a message does."""
    return is_field(raw, _beginning(raw)[0])


def _beginning(raw: bytes) -> tuple[int, list[Defect]]:
    """Return where the header begins, and what odd stands before it.

    A byte order mark, the ``From`` line of an mbox and blank lines are passed
    over, the last two only where a header follows.
    """
    start = len(BOM) if raw.startswith(BOM) else 0
    odd = [Defect(wording("defect.bom"), True)] if start else []
    blank = re.compile(rb"[\r\n]*").match(raw, start)
    at = blank.end() if blank else start
    envelope = re.compile(rb">?From [^\r\n]*(?:@|\d:\d\d)[^\r\n]*(?:\r\n|\n|\r)").match(raw, at)
    after = envelope.end() if envelope else at
    if after == start or not is_field(raw, after):
        return start, odd
    if at > start:
        odd.append(Defect(wording("defect.blank-lines"), True))
    return after, odd


def _first(headers: Iterable[Header], name: str) -> str:
    return next((one.value for one in headers if one.name.lower() == name), "")


def _addresses(raw: bytes, root: Entity, name: str) -> tuple[Address, ...]:
    """Return the addresses of all fields called ``name``: a second one counts as well."""
    fields = (field for field in root.block.fields if field.name.lower() == name)
    return tuple(chain.from_iterable(parse_addresses(raw_value(raw, field)[0]) for field in fields))
