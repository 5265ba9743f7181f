"""A header's value after its edits, as it stands in the field: encoded and folded.

Encoded words and plain text that no edit touches stay to the letter, save
where RFC 2047 asks for more: a word stands apart from plain text, and the
white space between two words belongs to one of them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from mailrules.fixes.edits import Span, Unwritable, splice
from mailrules.fixes.encoded_words import encode_words
from mailrules.fixes.header_items import Item, Kind, edit_items, is_phrase, read_items, split_new
from mailrules.message import Address, FieldValue, lazy_pattern, parse_addresses

CONTROL = lazy_pattern(r"[\x00-\x1f\x7f\ud800-\udfff]")
ADDRESSES = frozenset(
    ("from", "sender", "reply-to", "to", "cc", "bcc")
    + ("resent-from", "resent-sender", "resent-to", "resent-cc", "resent-bcc")
    + ("disposition-notification-to", "mail-followup-to", "mail-reply-to")
)
# Fields whose text is no prose: encoded words have no place in them (RFC 2047, 5).
STRUCTURED = frozenset(
    ("message-id", "in-reply-to", "references", "date", "received", "return-path")
    + ("mime-version", "content-type", "content-transfer-encoding", "content-disposition")
    + ("content-id", "list-id", "list-post")
)
ROOM = 76


class Style(NamedTuple):
    """How a field is written: its name in lower case, and its encoded words (``b``, ``q``, '')."""

    name: str
    habit: str

    @property
    def addresses(self) -> bool:
        """Tell whether the field is an address list (RFC 5322, 3.6.3)."""
        return self.name in ADDRESSES


class Written(NamedTuple):
    """A value as it stands in the field (``text``), and what it has to be read as (``value``).

    ``addresses`` are None where the field is no address list, or a name in it
    was edited within an encoded word. ``unquoted`` tells that a quoted string
    became an encoded word: then ``value`` has quotation marks that the text lacks,
    and only the addresses are compared.
    """

    text: str
    value: str
    addresses: tuple[Address, ...] | None
    unquoted: bool = False

    def reads_as(self, value: str, unfolded: str) -> bool:
        """Tell whether what was read back is what was meant."""
        if self.addresses is not None and parse_addresses(unfolded) != self.addresses:
            return False
        return self.unquoted or value == self.value


def decoded(value: FieldValue, name: str) -> tuple[str, int]:
    """Return a value as ``parse`` gives it, and how much white space was taken off before it."""
    whole = "".join(one.text for one in value.stretches)
    if name == "subject":
        return whole, 0
    return whole.strip(), len(whole) - len(whole.lstrip())


def rewrite_value(value: FieldValue, spans: Sequence[Span], style: Style, column: int) -> Written:
    """Return ``value`` with ``spans`` of its decoded form replaced; ``column`` is where it begins.

    Raises Unwritable.
    """
    if any(CONTROL.search(span.replacement) for span in spans):
        raise Unwritable  # a line break here would begin another field
    text, lead = decoded(value, style.name)
    expected = splice(text, spans)
    shifted = [Span(start + lead, end + lead, new) for start, end, new in spans]
    edited = list(edit_items(read_items(value, addresses=style.addresses), shifted))
    within = any(item.is_new_word for item in edited)
    split = split_new(edited, addresses=style.addresses, encodes=value.codec == "ascii")
    meant = None
    if style.addresses and not within:
        meant = parse_addresses("".join(item.unfolded for item in split))
    items = _words_apart(_spaces_joined(split), style)
    if style.name in STRUCTURED and any(item.is_new_word for item in items):
        raise Unwritable
    unquoted = meant is not None and any(
        item.is_new_word and item.unfolded.startswith('"') for item in items
    )
    above = value.written[: value.offsets[0]] or " "
    if items and items[0].kind is Kind.SPACE:  # a fold beside it would swallow it
        above, items[0] = " ", items[0]._replace(raw=None)
    said = _emit(items, style.habit, column + len(above))
    read = expected if style.name == "subject" else expected.strip()
    return Written(above + said if said else "", read, meant, unquoted)


def _spaces_joined(items: Sequence[Item]) -> list[Item]:
    """Join stretches of white space that have come together; a fold among them is undone.

    Where something was taken out that kept a word and a text apart, a mark of it stays.
    """
    joined: list[Item] = []
    for item, after in zip(items, [*items[1:], None], strict=True):
        beside = {joined[-1].kind if joined else None, after.kind if after else None}
        if not item.text and item.kind is Kind.TEXT and beside != {Kind.WORD, Kind.TEXT}:
            continue
        if item.kind is Kind.SPACE and joined and joined[-1].kind is Kind.SPACE:
            text = joined.pop().text + item.text
            joined.append(Item(Kind.SPACE, text, unfolded=text))
        else:
            joined.append(item)
    return joined


def _words_apart(items: list[Item], style: Style) -> list[Item]:
    """Encode what touches a new word, or is white space between two words; drop idle gaps."""
    solid = _gaps_between_words(items)
    for order in (range(1, len(solid)), range(len(solid) - 2, -1, -1)):
        for at in order:
            beside = at - 1 if order.step > 0 else at + 1
            if _clings(solid[at], solid[beside]):
                solid[at] = _as_word(solid[at], style, after=order.step > 0)
    for at in range(len(solid) - 1):
        if {solid[at].kind, solid[at + 1].kind} == {Kind.WORD}:
            solid[at : at + 2] = _joined_words(*solid[at : at + 2])
    for at in range(1, len(solid) - 1):
        around = (solid[at - 1].kind, solid[at].kind, solid[at + 1].kind)
        if around == (Kind.WORD, Kind.SPACE, Kind.WORD):
            solid[at] = Item(Kind.WORD, solid[at].text, unfolded=solid[at].unfolded)
    return solid


def _gaps_between_words(items: Sequence[Item]) -> list[Item]:
    """Leave out the gaps that no longer stand between two words."""
    kept: list[Item] = []
    for item in items:
        if kept and kept[-1].kind is Kind.GAP and item.kind is not Kind.WORD:
            kept.pop()
        if item.kind is not Kind.GAP or (kept and kept[-1].kind is Kind.WORD):
            kept.append(item)
    if kept and kept[-1].kind is Kind.GAP:
        kept.pop()
    return kept


def _clings(item: Item, beside: Item) -> bool:
    """Tell whether plain text touches an encoded word, one of them being new."""
    if item.kind is not Kind.TEXT or beside.kind is not Kind.WORD:
        return False
    return item.raw is None or beside.raw is None


def _as_word(item: Item, style: Style, *, after: bool) -> Item:
    """Return plain text that touches a word as a word; in an address list specials stay plain."""
    if not style.addresses or is_phrase(item.text):
        return Item(Kind.WORD, item.text, unfolded=item.unfolded)
    edge = item.text[0] if after else item.text[-1]
    if edge not in ",;:()":
        raise Unwritable
    return item


def _joined_words(one: Item, other: Item) -> tuple[Item, Item]:
    """Return two words that touch; where one is new, they are to be encoded together."""
    if one.raw is not None and other.raw is not None:
        return one, other
    return one._replace(raw=None), other._replace(raw=None)


def _emit(items: Sequence[Item], habit: str, column: int) -> str:
    """Write the items down, encoding what has yet to be."""
    pieces: list[str] = []
    at = 0
    while at < len(items):
        item = items[at]
        if not item.is_new_word:
            piece = item.raw if item.raw is not None else item.text
            at += 1
        else:
            end = at
            while end < len(items) and items[end].is_new_word:
                end += 1
            text = "".join(one.text for one in items[at:end])
            foldable = at > 0 and items[at - 1].kind is not Kind.TEXT
            piece = encode_words(text, habit, ROOM - column, foldable=foldable)
            if at > 0 and items[at - 1].kind is Kind.WORD:
                piece = " " + piece
            if end < len(items) and items[end].kind is Kind.WORD:
                piece += " "
            at = end
        pieces.append(piece)
        column = len(piece) - piece.rfind("\n") - 1 if "\n" in piece else column + len(piece)
    return "".join(pieces)
