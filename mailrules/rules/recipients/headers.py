"""Where in To, Cc and Bcc somebody stands, and how somebody is put there or taken out."""

import re
from collections.abc import Collection
from typing import NamedTuple

from mailrules.conversation import mailbox_key, written
from mailrules.findings import Edit, Scope
from mailrules.message import Address, Header, Message, Place, lazy_pattern

# Lengths are those of RFC 5321, 4.5.3.1; they keep the search linear.
ADDRESS = lazy_pattern(r'[^\s<>"(),:;@]{1,64}@[^\s<>"(),:;@]{1,255}')
# One of a list; a name in quotation marks keeps its commas.
ENTRY = lazy_pattern(r'\s*((?:"[^"]*"|[^",])+)')


class _Entry(NamedTuple):
    """One of a list of addresses: ``value[start:end]``, and its mailbox."""

    start: int
    end: int
    key: str


def whole_header(message: Message, *names: str) -> Place:
    """Return the first of the fields ``names`` that the letter has, else the letter itself."""
    for name in names:
        if field := message.header(name):
            return Place(Scope.HEADER, 0, len(field.value), header=field)
    return Place(Scope.MESSAGE)


def standings(message: Message, name: str) -> dict[str, Place]:
    """Return where in the fields called ``name`` each mailbox is written first."""
    places: dict[str, Place] = {}
    for field in message.fields(name):
        for found in ADDRESS.finditer(field.value):
            place = Place(Scope.HEADER, *found.span(), header=field)
            places.setdefault(_key(found), place)
    return places


def lists_nobody(message: Message, name: str) -> bool:
    """Tell whether a letter has no field ``name``, or an empty one."""
    field = message.header(name)
    return field is None or not field.value.strip(" ,")


def added(message: Message, name: str, *people: Address) -> Edit:
    """Return the edit that appends ``people`` to the field ``name``, or begins it."""
    value = field.value if (field := message.header(name)) else ""
    end = len(value.rstrip(" ,"))
    listed = ", ".join(map(written, people))
    return _edit(name, end, end, f", {listed}" if end else listed)


def removed(field: Header, leaving: Collection[str]) -> dict[str, Edit]:
    """Return, for each mailbox of ``leaving`` in a list of addresses, the edit that takes it out.

    They are made together: the commas are shared out so that none is left behind.
    """
    entries = _entries(field.value)
    tail = len(entries)
    while tail and entries[tail - 1].key in leaving:
        tail -= 1
    edits: dict[str, Edit] = {}
    for at, entry in enumerate(entries):
        if entry.key not in leaving:
            continue
        start, end = entry.start, entry.end
        if at >= tail:
            start = entries[at - 1].end if at else 0
        else:
            end = entries[at + 1].start
        edits.setdefault(entry.key, _edit(field.name, start, end, ""))
    return edits


def _entries(value: str) -> list[_Entry]:
    """Cut a list of addresses at the commas behind an address.

    A name that was an encoded word may have commas without quotation marks (RFC 2047, 5).
    """
    found: list[_Entry] = []
    start: int | None = None
    for piece in ENTRY.finditer(value):
        start = piece.start(1) if start is None else start
        if key := _last_key(value[start : piece.end()]):
            found.append(_Entry(start, piece.end(), key))
            start = None
    if start is not None:
        found.append(_Entry(start, len(value), ""))
    return found


def _edit(header: str, start: int, end: int, replacement: str) -> Edit:
    return Edit(
        scope=Scope.HEADER,
        header=header,
        replacement=replacement,
        column=start + 1,
        end_column=end + 1,
    )


def _last_key(entry: str) -> str:
    """Return the mailbox of one entry; an address may stand in the name before it as well."""
    key = ""
    for found in ADDRESS.finditer(entry):
        key = _key(found)
    return key


def _key(found: re.Match[str]) -> str:
    return mailbox_key(Address("", found[0]))
