"""A header's value as items: plain text, white space, encoded words; and the value edited.

What stays as it was keeps its ``raw`` form, folds included.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from mailrules.fixes.edits import Span, Unwritable
from mailrules.message import FieldValue, lazy_pattern

LOOKS_ENCODED = "=?"
ESCAPED = lazy_pattern(r"\\(.)")
TOKEN = lazy_pattern(r"[ \t]+|[^ \t]+")
# A quoted string, an address in brackets, white space, a special, a run of anything else.
ADDRESS_TOKEN = lazy_pattern(
    r'"(?:[^"\\]|\\.){0,500}+"|<[^<>"]{0,500}+>|[ \t]+|[",:;<>()\\]|[^",:;<>()\\ \t]+', flags=16
)
SPECIALS = frozenset('",:;<>()\\@')


class Kind(Enum):
    """What an item is; a gap is white space between two encoded words, which says nothing."""

    TEXT = auto()
    SPACE = auto()
    WORD = auto()
    GAP = auto()
    NEW = auto()


class Item(NamedTuple):
    """A piece of a value: ``text`` is what it decodes to, ``raw`` how it stands in the field.

    ``unfolded`` is the same on one line. What is new has no ``raw``.
    """

    kind: Kind
    text: str
    raw: str | None = None
    unfolded: str = ""

    @property
    def is_new_word(self) -> bool:
        """Tell whether it has yet to be encoded."""
        return self.kind is Kind.WORD and self.raw is None


class Piece(NamedTuple):
    """A piece of an edited item: ``kept`` from it, else put there.

    ``own`` is what was put for a stretch of this item alone.
    """

    text: str
    kept: bool = False
    own: bool = False


def read_items(value: FieldValue, *, addresses: bool) -> list[Item]:
    """Part a value into items, without a gap."""
    items = []
    for stretch in value.stretches:
        if stretch.encoding or not stretch.text:
            kind = Kind.WORD if stretch.encoding else Kind.GAP
            items.append(_kept(value, kind, stretch.text, stretch.start, stretch.end))
            continue
        for token in _tokens(stretch.text, addresses=addresses):
            start, end = (stretch.start + offset for offset in token.span())
            items.append(_kept(value, _plain(token[0]), token[0], start, end))
    return items


def edit_items(items: Iterable[Item], spans: Sequence[Span]) -> Iterator[Item]:
    """Yield ``items`` with ``spans`` of the decoded value replaced.

    What is put within an encoded word, or for a part of it, belongs to it;
    anything else new is of the kind NEW, and so is what is left of a plain
    item.
    """
    at = done = number = 0
    for item in items:
        end = at + len(item.text)
        rest = max(at, min(done, end))
        pieces: list[Piece] = []
        while number < len(spans) and spans[number].start < end:
            span = spans[number]
            pieces.append(Piece(item.text[rest - at : span.start - at], kept=True))
            own = at <= span.start < span.end <= end
            pieces.append(Piece(span.replacement, own=own))
            done, number = span.end, number + 1
            rest = max(rest, min(done, end))
        pieces.append(Piece(item.text[rest - at :], kept=True))
        yield from _mended(item, pieces)
        at = end
    yield from (Item(Kind.NEW, span.replacement) for span in spans[number:])


def split_new(items: Iterable[Item], *, addresses: bool, encodes: bool) -> list[Item]:
    """Part what is new into text, white space and words to encode.

    ``encodes`` tells whether text outside ASCII has to be encoded. In an
    address list a quoted string becomes a word without its quotation marks
    (RFC 2047, 5, rule 3). Where something was taken out, an empty text is left.
    Raises Unwritable.
    """
    split: list[Item] = []
    for is_new, run in groupby(items, lambda item: item.kind is Kind.NEW):
        if not is_new:
            split += run
            continue
        text = "".join(item.text for item in run)
        for token in _tokens(text, addresses=addresses):
            split.append(_new(token[0], addresses=addresses, encodes=encodes))
        if not text:
            split.append(Item(Kind.TEXT, ""))
    return split


def _mended(item: Item, pieces: Sequence[Piece]) -> Iterator[Item]:
    """Yield what is left of ``item`` and what is put beside or into it."""
    left = [number for number, piece in enumerate(pieces) if piece.kept and piece.text]
    if left:
        left += [number for number, piece in enumerate(pieces) if piece.own]
    first, last = (min(left), max(left)) if left else (len(pieces) - 1, len(pieces) - 1)
    inside = "".join(piece.text for piece in pieces[first : last + 1])
    for piece in pieces[:first]:
        yield Item(Kind.NEW, piece.text)
    if inside == item.text:
        yield item
    elif inside:
        yield Item(Kind.WORD if item.kind is Kind.WORD else Kind.NEW, inside)
    for piece in pieces[last + 1 :]:
        yield Item(Kind.NEW, piece.text)


def _new(token: str, *, addresses: bool, encodes: bool) -> Item:
    """Return a new piece of a value: as it is, or as a word that has yet to be encoded."""
    kind = _plain(token)
    if (token.isascii() or not encodes) and LOOKS_ENCODED not in token:
        return Item(kind, token, unfolded=token)
    if addresses and len(token) > 1 and token[0] == '"':
        return Item(Kind.WORD, ESCAPED.sub(r"\1", token[1:-1]), unfolded=token)
    if addresses and not is_phrase(token):
        raise Unwritable  # an address outside ASCII (RFC 6532) has no other form
    return Item(Kind.WORD, token, unfolded=token)


def _kept(value: FieldValue, kind: Kind, text: str, start: int, end: int) -> Item:
    raw = value.written[value.offsets[start] : value.offsets[end]]
    return Item(kind, text, raw, value.unfolded[start:end])


def _plain(token: str) -> Kind:
    return Kind.TEXT if token.strip(" \t") else Kind.SPACE


def _tokens(text: str, *, addresses: bool) -> Iterator[re.Match[str]]:
    return (ADDRESS_TOKEN if addresses else TOKEN).finditer(text)


def is_phrase(text: str) -> bool:
    """Tell whether ``text`` is nothing but words of a name (RFC 5322, 3.2.5)."""
    return SPECIALS.isdisjoint(text)
